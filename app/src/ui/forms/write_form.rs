//! The frame of every small form: draft note, fields, refusals, and the submit button.

use domain::values::field::Field;
use domain::values::refusal::Refusals;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, DraftNote, FormErrors, Look};

/// A form that commits one command, see [`Writing::saving`].
#[component]
pub fn WriteForm(
    writing: Writing,
    /// The draft of the form.
    kept: KeptWords,
    /// The handler made by [`Writing::saving`].
    on_submit: impl Fn() + 'static,
    /// Refusals under the form's own field names, if these differ from the command's.
    #[prop(into, optional)]
    refusals: Option<Signal<Refusals>>,
    /// The fields that show their own refusals.
    shown: &'static [Field],
    /// The label of the button; saves by default.
    #[prop(into, optional)]
    label: Option<Signal<String>>,
    #[prop(default = Look::Primary)] look: Look,
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit();
    };
    let label = label.unwrap_or_else(|| Signal::derive(|| t!("kit.save").to_owned()));
    let refusals = refusals.unwrap_or_else(|| writing.refusals());
    view! {
        <form class="grid gap-3" novalidate on:submit=submit>
            <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
            {children()}
            <FormErrors refusals shown/>
            <Button label look submit=true wide=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}
