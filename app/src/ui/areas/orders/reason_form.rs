//! A form for voiding something: a reason and one button.

use domain::decide::command::Command;
use domain::values::field::Field;
use leptos::prelude::*;

use crate::i18n::words;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Look, TextArea};

/// A reason, and the command made from it.
#[component]
pub fn ReasonForm(
    /// What the command will change.
    #[prop(into)]
    consequence: Signal<String>,
    /// The label of the button, a verb.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] kept_as: String,
    #[prop(into)] make: Callback<String, Command>,
    /// Called once the command is stored.
    #[prop(into)]
    on_done: Callback<()>,
    /// Further fields.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let writing = Writing::ready();
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of(&kept_as, [("reason", reason)]);
    let save = writing.saving(kept, move || Ok(make.run(reason.get())), move || on_done.run(()));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] label look=Look::Danger>
            <p class="text-sm">{move || consequence.get()}</p>
            {children.map(|it| it())}
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}
