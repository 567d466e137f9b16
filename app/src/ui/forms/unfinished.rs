//! 「继续上次 / 新记录」: a form that reopens with a draft from an earlier visit first asks whether to continue it or start a new record.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::state::Draft;
use crate::t;
use crate::ui::kit::{Button, Look, Section, has_moved, icons};

/// Whether to ask. Not after a reload of the page, and not if the draft was placed there to be continued.
pub fn asks<T>(draft: Draft<T>) -> RwSignal<bool>
where
    T: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    RwSignal::new(untrack(|| draft.was_restored()) && !draft.was_planted() && has_moved())
}

/// The question, shown in place of the form.
#[component]
pub fn Unfinished(
    /// Whether to ask; the form is hidden meanwhile.
    asks: RwSignal<bool>,
    /// A summary of the draft.
    #[prop(into)]
    about: Signal<String>,
    /// Called to start a new record.
    #[prop(into)]
    on_new: Callback<()>,
) -> impl IntoView {
    let start_over = move || {
        on_new.run(());
        asks.set(false);
    };
    view! {
        <Show when=move || asks.get()>
            <Section title=move || t!("kit.unfinished")>
                <p class="line-clamp-3 pb-4 break-words text-quiet">{move || about.get()}</p>
                <div class="grid gap-2 sm:grid-cols-2">
                    <Button label=move || t!("kit.unfinished_go_on") look=Look::Primary icon=icons::EDIT wide=true on_press=move || asks.set(false)/>
                    <Button label=move || t!("kit.unfinished_new") icon=icons::PLUS wide=true on_press=start_over/>
                </div>
            </Section>
        </Show>
    }
    .into_any()
}

/// Joins the non-empty parts of a draft's summary.
pub fn about(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}
