//! One task: its content, creator, status and actions.

use domain::decide::command::{AmendTask, CancelTask, Command, FinishTask, ReviewTask};
use domain::records::task::{Task, TaskEnd, TaskOrigin, TaskProfile};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::TaskId;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::i18n::{locale, measure_words, words};
use crate::local::Notebook;
use crate::state::{customer_name, person_name};
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, ButtonLink, DateField, DraftNote, FormErrors, Look, Sheet, TextArea, icons};
use crate::ui::url::routes::paths;

/// The sheet.
#[component]
pub fn TaskSheet(
    /// `None` while the sheet is closed.
    opened: RwSignal<Option<TaskId>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let task = move || opened.get().and_then(|it| notebook.peek(|book| book.task(it).cloned()));
    view! {
        <Sheet open=Signal::derive(move || opened.with(Option::is_some)) on_close=move || opened.set(None) title=move || t!("tasks.kind")>
            {move || task().map(|task| view! { <Inside task opened/> })}
        </Sheet>
    }
}

#[component]
fn Inside(task: Task, opened: RwSignal<Option<TaskId>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let id = task.id;
    let (customer, owner, made_by, status) = notebook.peek(|book| {
        (customer_name(book, task.customer), person_name(book, task.owner), person_name(book, task.made_by), task.status(book))
    });
    let origin = match task.origin {
        TaskOrigin::Promised { .. } => t!("tasks.promised").to_owned(),
        TaskOrigin::Planned => t!("tasks.planned").to_owned(),
        TaskOrigin::Assigned => t!("tasks.assigned", name = made_by),
    };
    let due_on = task.due_on();
    let due = locale().day(due_on);
    let every = task.profile.every;
    let looked = task.reviews.iter().max_by_key(|it| (it.on, it.at)).map(|review| {
        let name = notebook.peek(|book| person_name(book, review.by));
        t!("measures.every.looked", day = locale().day(review.on), name = name, note = review.note)
    });
    let end = task.end.as_ref().map(|end| match end {
        TaskEnd::Done { on, by, .. } => t!("tasks.done_on", day = locale().day(*on), name = notebook.peek(|book| person_name(book, *by))),
        TaskEnd::Cancelled { on, by, reason } => {
            t!("tasks.cancelled_on", day = locale().day(*on), name = notebook.peek(|book| person_name(book, *by)), reason = reason)
        }
    });
    let is_mine = {
        let actor = untrack(|| notebook.actor());
        task.is_open() && notebook.peek(|book| actor.may_work_on_task(&task, book))
    };
    let follow_up = notebook.peek(|book| book.customer(task.customer).map(|it| paths::contact(it.id, task.profile.method)));
    let finishing = Writing::ready();
    let finish =
        move || finishing.commit_or_say(Command::FinishTask(FinishTask { task: id, on: today, follow_up: None }), move || opened.set(None));
    let profile = task.profile.clone();
    view! {
        <div class="grid gap-3">
            <p class="font-semibold">{customer}</p>
            <p class="break-words whitespace-pre-line">{task.profile.goal.clone()}</p>
            <dl class="grid grid-cols-2 gap-2 text-sm">
                <dt class="text-quiet">{move || if every.is_some() { t!("measures.every.next") } else { t!("tasks.due_on") }}</dt>
                <dd>{due}</dd>
                {every
                    .map(|interval| {
                        view! {
                            <dt class="text-quiet">{move || words::field(Field::Every)}</dt>
                            <dd>{move || measure_words::every(interval)}</dd>
                        }
                    })}
                <dt class="text-quiet">{move || words::field(Field::Owner)}</dt>
                <dd>{owner}</dd>
                <dt class="text-quiet">{move || t!("tasks.origin")}</dt>
                <dd>{origin}</dd>
                <dt class="text-quiet">{move || words::field(Field::End)}</dt>
                <dd>{move || words::task_status(status)}</dd>
            </dl>
            {looked.map(|it| view! { <p class="text-sm break-words">{it}</p> })}
            {end.map(|it| view! { <p class="text-sm break-words">{it}</p> })}
            {is_mine
                .then(|| {
                    view! {
                        <div class="flex flex-wrap gap-2">
                            {follow_up
                                .map(|to| {
                                    view! { <ButtonLink label=move || t!("nav.enter_follow_up") to look=Look::Primary icon=icons::FOLLOW_UP/> }
                                })}
                            <Button label=move || if every.is_some() { t!("measures.every.end") } else { t!("tasks.verb.finish") } icon=icons::CHECK on_press=finish busy=finishing.is_busy()/>
                        </div>
                        {every.map(|_| view! { <LookAt id opened/> })}
                        <Postpone id due=due_on profile=profile.clone() opened/>
                        <GiveUp id opened/>
                    }
                })}
        </div>
    }
    .into_any()
}

/// Marks an ongoing task as reviewed: it is due again after its interval (E-23).
#[component]
fn LookAt(id: TaskId, opened: RwSignal<Option<TaskId>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let note = RwSignal::new(String::new());
    let kept = KeptWords::of(&format!("review-task/{id}"), [("note", note)]);
    let make = move || Ok(Command::ReviewTask(ReviewTask { task: id, on: notebook.today(), note: note.get() }));
    let save = writing.saving(kept, make, move || opened.set(None));
    view! {
        <div class="grid gap-3 rounded-box border border-base-300 p-4">
            <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
            <TextArea label=move || t!("measures.every.note") name=Field::Note value=note refusals=writing.refusals() rows=2/>
            <FormErrors refusals=writing.refusals() shown=&[Field::Note]/>
            <Button label=move || t!("measures.every.review") icon=icons::CHECK on_press=save busy=writing.is_busy()/>
        </div>
    }
    .into_any()
}

#[component]
fn Postpone(id: TaskId, due: Day, profile: TaskProfile, opened: RwSignal<Option<TaskId>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let due_on = RwSignal::new(due.to_string());
    let make = move || {
        let day = due_on.with(|it| Day::parse(it)).ok_or_else(|| Refusals::of(Field::DueOn, Refusal::Missing))?;
        let now = TaskProfile { due_on: day, ..profile.clone() };
        // The due day that the user saw; for an ongoing task it is derived from the last review.
        let was = TaskProfile { due_on: due, ..profile.clone() };
        Ok(Command::AmendTask(AmendTask { task: id, was, now }))
    };
    let save = writing.saving((), make, move || opened.set(None));
    view! {
        <details class="rounded-box border border-base-300">
            <summary class="flex min-h-11 cursor-pointer items-center px-4 text-sm">{move || t!("tasks.postpone")}</summary>
            <div class="grid gap-3 p-4 pt-1">
                <DateField label=move || t!("tasks.due_on") name=Field::DueOn value=due_on refusals=writing.refusals() first=notebook.today() required=true/>
                <FormErrors refusals=writing.refusals() shown=&[Field::DueOn]/>
                <Button label=move || t!("kit.save") on_press=save busy=writing.is_busy()/>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn GiveUp(id: TaskId, opened: RwSignal<Option<TaskId>>) -> impl IntoView {
    let writing = Writing::ready();
    let reason = RwSignal::new(String::new());
    let make = move || Ok(Command::CancelTask(CancelTask { task: id, reason: reason.get() }));
    let save = writing.saving((), make, move || opened.set(None));
    view! {
        <details class="rounded-box border border-base-300">
            <summary class="flex min-h-11 cursor-pointer items-center px-4 text-sm">{move || t!("tasks.verb.cancel")}</summary>
            <div class="grid gap-3 p-4 pt-1">
                <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals=writing.refusals() required=true/>
                <FormErrors refusals=writing.refusals() shown=&[Field::Reason]/>
                <Button label=move || t!("tasks.verb.cancel") look=Look::Danger on_press=save busy=writing.is_busy()/>
            </div>
        </details>
    }
    .into_any()
}
