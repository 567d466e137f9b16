//! Today of a supporting department: what sales assigned to this person, most urgent first, and what they have done lately.

use domain::book::Book;
use domain::values::calendar::Day;
use domain::views::assignments::{AssignedPart, Assignment, Assignments};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{assigned_words, locale};
use crate::local::Notebook;
use crate::state::{person_name, shown_number};
use crate::t;
use crate::ui::kit::{Badge, EmptyState, Icon, ListFaces, Section, Tone, icons};
use crate::ui::records::book_note::{BookNote, face_of};
use crate::ui::url::routes::paths;

/// How many answered assignments are shown.
const MOST_DONE: usize = 20;

/// One assignment in words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AssignedLine {
    to: String,
    icon: &'static str,
    title: String,
    about: String,
    when: String,
    tone: Tone,
}

/// The lists.
#[component]
pub fn SupportToday() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let all = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| Assignments::of(&actor, book, today))
    });
    let lines = move |of: fn(&Assignments) -> &Vec<Assignment>, most: usize| {
        let line = move |it: &Assignment| notebook.with(|book| assigned_line(it, today, book));
        all.with(|it| of(it).iter().take(most).map(line).collect::<Vec<_>>())
    };
    let open = Memo::new(move |_| lines(|it| &it.open, usize::MAX));
    let done = Memo::new(move |_| lines(|it| &it.done, MOST_DONE));
    let n_done = Memo::new(move |_| all.with(|it| it.done.len()));
    let count = move || view! { <span class="text-sm text-quiet">{move || t!("support.n_open", n = open.with(Vec::len))}</span> };
    let face = face_of(notebook, move || open.with(Vec::is_empty));
    view! {
        <Section title=move || t!("support.title") actions=count>
            <ListFaces face empty=|| view! { <EmptyState icon=icons::CONFIRMED title=move || t!("support.none") body=move || t!("support.none_body")/> }>
                <Lines lines=open/>
            </ListFaces>
        </Section>
        <Show when=move || 0 < n_done.get()>
            <details class="rounded-box border border-base-300 bg-base-100 px-4 py-1">
                <summary class="min-h-11 cursor-pointer py-3 text-sm font-semibold">{move || t!("support.done", n = n_done.get())}</summary>
                <Lines lines=done/>
            </details>
        </Show>
        <BookNote/>
    }
    .into_any()
}

#[component]
fn Lines(lines: Memo<Vec<AssignedLine>>) -> impl IntoView {
    view! {
        <ul class="-my-2 divide-y divide-base-200">
            <For each=move || lines.get() key=|it| (it.to.clone(), it.title.clone(), it.about.clone(), it.when.clone()) let(line)>
                <li>
                    <A href=line.to attr:class="pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-2">
                        <Icon name=line.icon class="size-5 shrink-0 text-quiet"/>
                        <span class="flex min-w-0 flex-1 flex-col items-start gap-1 sm:flex-row sm:items-center sm:justify-between sm:gap-3">
                            <span class="min-w-0">
                                <span class="line-clamp-2 font-medium break-words">{line.title}</span>
                                <span class="block text-[0.8125rem] break-words text-quiet tabular-nums">{line.about}</span>
                            </span>
                            <Badge label=line.when tone=line.tone/>
                        </span>
                        <Icon name=icons::FORWARD class="size-4 shrink-0 text-quiet"/>
                    </A>
                </li>
            </For>
        </ul>
    }
    .into_any()
}

fn assigned_line(assignment: &Assignment, today: Day, book: &Book) -> AssignedLine {
    let order = book.order(assignment.order);
    let number = order.map(|it| shown_number(book, &it.number)).unwrap_or_default();
    let customer = order.map(|it| it.customer_name.clone()).unwrap_or_default();
    let owner = order.map(|it| person_name(book, it.owner)).unwrap_or_default();
    let days_late = assignment.days_late(today);
    let near = |it: Day| locale().day_near(it, today);
    let (when, tone) = match (assignment.done_on, assignment.due_on, assignment.since) {
        (Some(on), ..) => (t!("support.done_on", day = near(on)), Tone::Success),
        (None, Some(_), _) if 0 < days_late => (t!("support.late", n = days_late), Tone::Error),
        (None, Some(by), _) => {
            (t!("support.by", day = locale().day_due(by, today)), if by == today { Tone::Warning } else { Tone::Neutral })
        }
        (None, None, Some(on)) => (t!("support.since", day = near(on)), Tone::Warning),
        (None, None, None) => (t!("support.no_day").to_owned(), Tone::Neutral),
    };
    let icon = match assignment.part {
        AssignedPart::Node(_) => icons::DELIVERY,
        AssignedPart::Anomaly(_) => icons::ALERT,
    };
    AssignedLine {
        to: paths::order(assignment.order),
        icon,
        title: assigned_words::title(assignment.part, order),
        about: t!("support.about", number = number, customer = customer, owner = owner),
        when,
        tone,
    }
}
