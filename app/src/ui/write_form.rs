//! The frame of every small form: what was left in it, its fields, what speaks against them, and the one button.

use domain::values::refusal::Refusals;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::kept_words::KeptWords;
use super::kit::{Button, DraftNote, FormErrors, Look};
use super::writing::Writing;
use crate::t;

/// A form that writes one command, see [`Writing::saving`].
#[component]
pub fn WriteForm(
    /// The write.
    writing: Writing,
    /// Its words on the device.
    kept: KeptWords,
    /// What [`Writing::saving`] made.
    on_submit: impl Fn() + 'static,
    /// What speaks against it under the names of the form's own fields, where those are not the command's.
    #[prop(into, optional)]
    refusals: Option<Signal<Refusals>>,
    /// The fields that show their own refusals.
    shown: &'static [&'static str],
    /// What the button says; left out, that it saves.
    #[prop(into, optional)]
    label: Option<Signal<String>>,
    /// How the button looks.
    #[prop(default = Look::Primary)]
    look: Look,
    /// The fields.
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
