//! 「继续上次 / 新记录」: a form that is opened again while the words of an earlier visit lie in it asks first which of the two it is.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::kit::{Button, Look, Section, has_moved, icons};
use crate::state::Draft;
use crate::t;

/// Whether the form has to ask before it shows itself. It has not where the page was only loaded again, or the words were put there to go on with.
pub fn asks<T>(draft: Draft<T>) -> RwSignal<bool>
where
    T: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    RwSignal::new(untrack(|| draft.was_restored()) && !draft.was_planted() && has_moved())
}

/// The question, in place of the form.
#[component]
pub fn Unfinished(
    /// Whether it is asked; the form hides meanwhile.
    asks: RwSignal<bool>,
    /// What the earlier words are about.
    #[prop(into)]
    about: Signal<String>,
    /// Starts over.
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

/// The parts of what a draft is about, those that say something.
pub fn about(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}
