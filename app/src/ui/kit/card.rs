//! Surfaces: a card holds one thing, a section names a group of them.

use leptos::prelude::*;

use super::unique_id;

/// A surface for one thing.
#[component]
pub fn Card(
    /// More classes, for its place in a grid.
    #[prop(optional, into)]
    class: String,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    view! { <div class=format!("rounded-box bg-base-100 border border-base-300 p-4 {class}")>{children()}</div> }.into_any()
}

/// A named part of a page: a heading, perhaps actions beside it, and what belongs to it on a card.
#[component]
pub fn Section(
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// Beside the name: a switch, a link.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Without a surface of its own, for what brings cards.
    #[prop(optional)]
    bare: bool,
    /// More classes, for its place in a grid.
    #[prop(optional, into)]
    class: String,
    /// What belongs to it.
    children: Children,
) -> impl IntoView {
    let id = unique_id("section");
    let heading = id.clone();
    let surface = if bare { "" } else { "rounded-box bg-base-100 border border-base-300 p-4" };
    view! {
        <section class=format!("min-w-0 {class}") aria-labelledby=heading>
            <div class="flex min-h-11 items-center justify-between gap-2 pb-1">
                <h2 id=id class="text-base font-semibold">{move || title.get()}</h2>
                <div class="flex items-center gap-1">{actions.run()}</div>
            </div>
            <div class=surface>{children()}</div>
        </section>
    }
    .into_any()
}
