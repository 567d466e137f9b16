//! Sending records back to whoever recorded them, with the reason, and handing one in again with an answer.

use domain::refusal::Refusals;
use leptos::prelude::*;

use crate::i18n::words;
use crate::t;
use crate::ui::kit::{Button, FormErrors, Look, Sheet, TextArea};

/// The sheet on which a reviewer says why.
#[component]
pub fn SendBackSheet(
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// What was refused.
    refusals: Signal<Refusals>,
    /// Whether it is under way.
    busy: Signal<bool>,
    /// Called with the reason.
    #[prop(into)]
    on_submit: Callback<String>,
) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("review.send_back_title")>
            <WordsForm
                name="reason"
                note=move || t!("review.send_back_body")
                label=move || t!("review.send_back")
                look=Look::Danger
                refusals
                busy
                on_submit
            />
        </Sheet>
    }
}

/// The sheet on which an author answers.
#[component]
pub fn ResubmitSheet(
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// What was refused.
    refusals: Signal<Refusals>,
    /// Whether it is under way.
    busy: Signal<bool>,
    /// Called with the answer.
    #[prop(into)]
    on_submit: Callback<String>,
) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("review.resubmit_title")>
            <WordsForm
                name="answer"
                note=move || t!("review.resubmit_body")
                label=move || t!("review.resubmit")
                look=Look::Primary
                refusals
                busy
                on_submit
            />
        </Sheet>
    }
}

/// A few words and what they lead to.
#[component]
fn WordsForm(
    name: &'static str,
    #[prop(into)] note: Signal<String>,
    #[prop(into)] label: Signal<String>,
    look: Look,
    refusals: Signal<Refusals>,
    busy: Signal<bool>,
    on_submit: Callback<String>,
) -> impl IntoView {
    let written = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_submit.run(written.get_untracked());
    };
    view! {
        <form class="grid gap-3" novalidate on:submit=submit>
            <p class="text-sm text-quiet">{move || note.get()}</p>
            <TextArea label=move || words::field(name) name value=written refusals required=true/>
            <FormErrors refusals shown=if name == "reason" { &["reason"] } else { &["answer"] }/>
            <Button label look submit=true wide=true busy/>
        </form>
    }
    .into_any()
}
