//! Sending all ticked records back, with one reason for all.

use domain::values::field::Field;
use domain::views::review_queue::Waiting;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::selection::Selection;
use crate::i18n::words;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::kit::{Button, DraftNote, FormErrors, Look, Sheet, TextArea};

/// The sheet.
#[component]
pub fn SendBackManySheet(
    is_open: RwSignal<bool>,
    /// The visible records.
    shown: Memo<Vec<Waiting>>,
    selection: Selection,
) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("review.send_back_title")>
            <ReasonForm shown selection on_done=move || is_open.set(false)/>
        </Sheet>
    }
}

#[component]
fn ReasonForm(shown: Memo<Vec<Waiting>>, selection: Selection, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of("send-back/many", [("reason", reason)]);
    selection.writing.forget_refusals();
    let refusals = selection.writing.refusals();
    let send_back = selection.writing.trying(
        move || shown.with(|shown| selection.against_sending_back(shown, &reason.get())),
        move || shown.with_untracked(|it| selection.send_back(it, &reason.get_untracked(), kept.forgetting(), move || on_done.run(()))),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send_back();
    };
    view! {
        <form class="grid gap-3" novalidate on:submit=submit>
            <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
            <p class="text-sm text-quiet">{move || t!("review.send_back_body")}</p>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals required=true/>
            <FormErrors refusals shown=&[Field::Reason]/>
            <Button label=move || t!("review.send_back") look=Look::Danger submit=true wide=true busy=selection.writing.is_busy()/>
        </form>
    }
    .into_any()
}
