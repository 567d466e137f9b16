//! Avatar of a person or company.

use leptos::prelude::*;

/// The first character of a name in a circle. Decorative: the name is shown beside it.
#[component]
pub fn Avatar(#[prop(into)] name: Signal<String>) -> impl IntoView {
    let initial = move || name.with(|it| it.trim().chars().next().map(|first| first.to_uppercase().to_string()).unwrap_or_default());
    view! {
        <span
            class="grid size-10 shrink-0 place-items-center rounded-full bg-primary/10 text-base font-semibold text-primary select-none"
            aria-hidden="true"
        >
            {initial}
        </span>
    }
}
