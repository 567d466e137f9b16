//! Open tasks of the customer, to be ticked as done by this contact (FU-06). Those due by its day are ticked in advance.

use domain::records::task::Task;
use domain::values::calendar::Day;
use domain::values::ids::{CustomerId, TaskId};
use domain::views::open_tasks::settled_by_contact;
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::forms::{FollowUpForm, Settled};
use crate::t;

/// The tasks; absent when there are none.
#[component]
pub fn TasksDone(words_of: RwSignal<FollowUpForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let asked = Memo::new(move |_| words_of.with(|it| (it.customer, Day::parse(&it.on))));
    let open = Memo::new(move |_| {
        let customer = asked.get().0;
        notebook
            .with(|book| customer.map(|id| book.tasks_of(id).filter(|it| it.is_open()).cloned().collect::<Vec<Task>>()).unwrap_or_default())
    });
    Effect::new(move |before: Option<(Option<CustomerId>, Option<Day>)>| {
        let now = asked.get();
        // Another customer has other tasks, so the ticks are reset; a change of day keeps the user's ticks.
        let asks_anew = before.is_some_and(|it| it.0 != now.0);
        let by = untrack(|| notebook.actor()).person;
        let settled = match now {
            (Some(customer), Some(on)) => notebook.with(|book| settled_by_contact(customer, by, on, book)),
            _ => Vec::new(),
        };
        let is_open = |task| open.with(|all| all.iter().any(|it| it.id == task));
        words_of.maybe_update(|form| {
            let was = (form.completes.clone(), form.settled.0.clone());
            if asks_anew {
                form.completes = None;
            }
            form.keep_open(is_open);
            form.settled = Settled(settled);
            was != (form.completes.clone(), form.settled.0.clone())
        });
        now
    });
    let tick = move |task: TaskId, on: bool| words_of.update(|it| it.close(task, on));
    let row = move |task: Task| {
        let id = task.id;
        let due = locale().day_near(task.due_on(), notebook.today());
        view! {
            <label class="flex min-h-11 items-center gap-3">
                <input
                    type="checkbox"
                    class="checkbox checkbox-primary"
                    prop:checked=move || words_of.with(|it| it.closes().contains(&id))
                    on:change:target=move |event| tick(id, event.target().checked())
                />
                <span class="min-w-0 flex-1 text-sm break-words">{task.profile.goal}</span>
                <span class="shrink-0 text-xs text-quiet tabular-nums">{due}</span>
            </label>
        }
    };
    view! {
        <Show when=move || open.with(|it| !it.is_empty())>
            <fieldset class="rounded-box border border-base-300 bg-base-100 px-4 py-2">
                <legend class="px-1 text-sm font-medium">{move || t!("tasks.done_by_this")}</legend>
                {move || open.get().into_iter().map(row).collect_view()}
            </fieldset>
        </Show>
    }
    .into_any()
}
