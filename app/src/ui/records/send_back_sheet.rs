//! Sending a record back to its author with a reason, and resubmitting it with an answer.

use domain::decide::command::Command;
use domain::values::field::Field;
use leptos::prelude::*;

use crate::i18n::words;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Look, Sheet, TextArea};

/// The reviewer's sheet: the reason.
#[component]
pub fn SendBackSheet(
    is_open: RwSignal<bool>,
    /// Name of the draft.
    #[prop(into)]
    kept_as: Signal<String>,
    /// Makes the command from the reason.
    #[prop(into)]
    make: Callback<String, Command>,
) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("review.send_back_title")>
            <WordsForm
                name=Field::Reason
                kept_as
                note=move || t!("review.send_back_body")
                label=move || t!("review.send_back")
                look=Look::Danger
                make
                on_done=move || is_open.set(false)
            />
        </Sheet>
    }
}

/// The author's sheet: the answer.
#[component]
pub fn ResubmitSheet(
    is_open: RwSignal<bool>,
    /// Name of the draft.
    #[prop(into)]
    kept_as: Signal<String>,
    /// Makes the command from the answer.
    #[prop(into)]
    make: Callback<String, Command>,
) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("review.resubmit_title")>
            <WordsForm
                name=Field::Answer
                kept_as
                note=move || t!("review.resubmit_body")
                label=move || t!("review.resubmit")
                look=Look::Primary
                make
                on_done=move || is_open.set(false)
            />
        </Sheet>
    }
}

/// One text field, and the command made from it.
#[component]
fn WordsForm(
    name: Field,
    kept_as: Signal<String>,
    #[prop(into)] note: Signal<String>,
    #[prop(into)] label: Signal<String>,
    look: Look,
    make: Callback<String, Command>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let writing = Writing::ready();
    let written = RwSignal::new(String::new());
    let kept = KeptWords::of(&kept_as.get_untracked(), [(name.text(), written)]);
    let save = writing.saving(kept, move || Ok(make.run(written.get())), move || on_done.run(()));
    view! {
        <WriteForm writing kept on_submit=save shown=if name == Field::Reason { &[Field::Reason] } else { &[Field::Answer] } look label>
            <p class="text-sm text-quiet">{move || note.get()}</p>
            <TextArea label=move || words::field(name) name value=written refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}
