//! The words and colours of a planner entry.

use domain::book::Book;
use domain::records::task::TaskStatus;
use domain::rules::cadence::Interval;
use domain::values::calendar::Day;
use domain::views::planner::{Entry, Planned};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{measure_words, words};
use crate::local::Notebook;
use crate::state::{customer_name, person_name};
use crate::t;
use crate::ui::kit::{Badge, Tone};
use crate::ui::url::routes::paths;

/// The kind of an entry: 任务, 该联系了, 下一步, 预计成交.
pub fn kind(planned: Planned) -> &'static str {
    match planned {
        Planned::Task(_) => t!("tasks.kind"),
        Planned::Step(_) => t!("tasks.step"),
        Planned::Cadence => t!("tasks.contact"),
        Planned::Close(_) => t!("tasks.close"),
    }
}

/// The colour of a status; overdue entries are red.
pub fn tone(entry: &Entry, today: Day) -> Tone {
    match entry.status {
        _ if entry.is_overdue(today) => Tone::Error,
        TaskStatus::Done => Tone::Success,
        TaskStatus::Cancelled => Tone::Neutral,
        TaskStatus::InProgress => Tone::Brand,
        TaskStatus::Pending => Tone::Neutral,
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct PlannerRow {
    pub entry: Entry,
    /// The customer's name.
    pub customer: String,
    /// The owner's name.
    pub owner: String,
    /// For an ongoing task, its review interval.
    pub every: Option<Interval>,
}

pub fn row(entry: &Entry, book: &Book) -> PlannerRow {
    PlannerRow {
        entry: entry.clone(),
        customer: customer_name(book, entry.customer),
        owner: person_name(book, entry.owner),
        every: match entry.what {
            Planned::Task(id) => book.task(id).and_then(|it| it.profile.every),
            _ => None,
        },
    }
}

/// One row. A task opens its sheet; other entries link to the page where they are done.
#[component]
pub fn EntryRow(
    row: PlannerRow,
    /// Whether to show the owner.
    #[prop(into)]
    says_owner: Signal<bool>,
    /// Called with the task to open.
    #[prop(into)]
    on_task: Callback<domain::values::ids::TaskId>,
) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let PlannerRow { entry, customer, owner, every } = row;
    let (what, status, words_said, tone) = (entry.what, entry.status, entry.words.clone(), tone(&entry, today));
    let is_overdue = entry.is_overdue(today);
    let label = move || if is_overdue { t!("tasks.overdue", n = today.0 - entry.on.0) } else { words::task_status(status).to_owned() };
    let note = move || {
        let mut parts = vec![kind(what).to_owned()];
        parts.extend(every.map(measure_words::every));
        parts.extend(says_owner.get().then(|| owner.clone()));
        parts.extend(Some(words_said.clone()).filter(|it| !it.is_empty()));
        parts.join(" · ")
    };
    let inside = view! {
        <span class="min-w-0 flex-1 text-start">
            <span class="block truncate font-medium">{customer}</span>
            <span class="block text-xs break-words text-quiet">{note}</span>
        </span>
        <Badge label=Signal::derive(label) tone=Signal::stored(tone)/>
    };
    let class = "pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-1";
    let to = match what {
        Planned::Task(id) => {
            return view! {
                <li>
                    <button type="button" class=format!("{class} w-[calc(100%+2rem)]") on:click=move |_| on_task.run(id)>
                        {inside}
                    </button>
                </li>
            }
            .into_any();
        }
        Planned::Close(id) => paths::opportunity(id),
        Planned::Step(_) | Planned::Cadence => paths::enter_follow_up(entry.customer),
    };
    view! { <li><A href=to attr:class=class>{inside}</A></li> }.into_any()
}
