//! Contacts whose feedback is missing after its deadline (C-10, AL-08), with a form to add it.

use domain::decide::command::{AddFeedback, Command};
use domain::records::follow_up::FollowUp;
use domain::values::field::Field;
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::customer_name;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, FormErrors, Section, TextArea};

/// Days to look back; older contacts are not asked about.
const DAYS_BACK: i32 = 14;
/// Maximum number shown.
const MOST: usize = 5;

/// The list; absent while no feedback is missing.
#[component]
pub fn AwaitingFeedback() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let awaiting = Memo::new(move |_| {
        let (me, now, since) = (notebook.actor().person, notebook.now(), notebook.today().plus(-DAYS_BACK));
        notebook.with(|book| {
            let own = book.follow_ups().rev().filter(|it| it.by == me && since <= it.on && it.awaits_update(book, now));
            own.take(MOST).map(|it| (it.clone(), customer_name(book, it.customer))).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || awaiting.with(|it| !it.is_empty())>
            <div class="pb-4">
                <Section title=move || t!("tasks.awaiting")>
                    <For each=move || awaiting.get() key=|(it, _)| it.id let((follow_up, customer))>
                        <OneAnswer follow_up customer/>
                    </For>
                </Section>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn OneAnswer(follow_up: FollowUp, customer: String) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let id = follow_up.id;
    let feedback = RwSignal::new(String::new());
    let kept = KeptWords::of(&format!("feedback/{id}"), [("feedback", feedback)]);
    let make = move || Ok(Command::AddFeedback(AddFeedback { follow_up: id, feedback: feedback.get() }));
    let save = writing.saving(kept, make, || {});
    let head = move || format!("{customer} · {} · {}", locale().day_near(follow_up.on, notebook.today()), follow_up.content);
    view! {
        <details class="border-b border-base-200 last:border-0">
            <summary class="flex min-h-11 cursor-pointer items-center py-2 text-sm break-words">{head}</summary>
            <form
                class="grid gap-3 pb-3"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <TextArea
                    label=move || words::field(Field::Feedback)
                    name=Field::Feedback
                    value=feedback
                    refusals=writing.refusals()
                    required=true
                    placeholder=move || t!("tasks.feedback_example")
                />
                <FormErrors refusals=writing.refusals() shown=&[Field::Feedback]/>
                <Button label=move || t!("tasks.verb.add_feedback") submit=true busy=writing.is_busy()/>
            </form>
        </details>
    }
    .into_any()
}
