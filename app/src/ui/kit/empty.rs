//! Empty state: what is missing, why, and the next step.

use leptos::prelude::*;

use super::Icon;

/// An empty state. The children are the next step: a button or a link.
#[component]
pub fn EmptyState(
    /// One of [`super::icons`].
    icon: &'static str,
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// Why, or what would fill it.
    #[prop(into, optional)]
    body: Option<Signal<String>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center gap-2 px-4 py-12 text-center">
            <span class="grid size-14 place-items-center rounded-full bg-base-200 text-quiet">
                <Icon name=icon class="size-7"/>
            </span>
            <p class="text-base font-medium">{move || title.get()}</p>
            {body.map(|it| view! { <p class="max-w-prose text-sm text-quiet">{move || it.get()}</p> })}
            {children.map(|it| view! { <div class="flex flex-wrap justify-center gap-2 pt-2">{it()}</div> })}
        </div>
    }
    .into_any()
}
