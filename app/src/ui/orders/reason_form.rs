//! Taking something back: why, and one button.

use domain::decide::command::Command;
use leptos::prelude::*;

use crate::i18n::words;
use crate::ui::kept_words::KeptWords;
use crate::ui::kit::{Look, TextArea};
use crate::ui::write_form::WriteForm;
use crate::ui::writing::Writing;

/// A reason and what it leads to.
#[component]
pub fn ReasonForm(
    /// What will be different.
    #[prop(into)]
    consequence: Signal<String>,
    /// The way on, as a verb.
    #[prop(into)]
    label: Signal<String>,
    /// Under what name the reason is kept.
    #[prop(into)]
    kept_as: String,
    /// What the reason leads to.
    #[prop(into)]
    make: Callback<String, Command>,
    /// Called when it is written down.
    #[prop(into)]
    on_done: Callback<()>,
    /// What else is asked.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let writing = Writing::ready();
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of(&kept_as, [("reason", reason)]);
    let save = writing.saving(kept, move || Ok(make.run(reason.get())), move || on_done.run(()));
    view! {
        <WriteForm writing kept on_submit=save shown=&["reason"] label look=Look::Danger>
            <p class="text-sm">{move || consequence.get()}</p>
            {children.map(|it| it())}
            <TextArea label=move || words::field("reason") name="reason" value=reason refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}
