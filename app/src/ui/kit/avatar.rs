//! Somebody or some company as one sign.

use leptos::prelude::*;

/// The first character of a name on a round ground. Decoration: the name stands beside it.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let initial = move || name.with(|it| it.trim().chars().next().map(|it| it.to_uppercase().to_string()).unwrap_or_default());
    view! {
        <span
            class="grid size-10 shrink-0 place-items-center rounded-full bg-primary/10 text-base font-semibold text-primary select-none"
            aria-hidden="true"
        >
            {initial}
        </span>
    }
}
