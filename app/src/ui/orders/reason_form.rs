//! Taking something back: why, and one button.

use domain::refusal::Refusals;
use leptos::prelude::*;

use crate::i18n::words;
use crate::ui::kit::{Button, FormErrors, Look, TextArea};

/// A reason and what it leads to.
#[component]
pub fn ReasonForm(
    /// What will be different.
    #[prop(into)]
    consequence: Signal<String>,
    /// The way on, as a verb.
    #[prop(into)]
    label: Signal<String>,
    /// What was refused.
    refusals: Signal<Refusals>,
    /// Whether it is under way.
    busy: Signal<bool>,
    /// Called with the reason.
    #[prop(into)]
    on_submit: Callback<String>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    view! {
        <form
            class="grid gap-3"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(reason.get_untracked());
            }
        >
            <p class="text-sm">{move || consequence.get()}</p>
            <TextArea label=move || words::field("reason") name="reason" value=reason refusals required=true/>
            <FormErrors refusals shown=&["reason"]/>
            <Button label look=Look::Danger submit=true wide=true busy/>
        </form>
    }
    .into_any()
}
