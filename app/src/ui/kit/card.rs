//! Cards and named page sections.

use leptos::prelude::*;

use super::unique_id;

/// A surface for one item.
#[component]
pub fn Card(
    /// Extra classes, for its place in a grid.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! { <div class=format!("rounded-box bg-base-100 border border-base-300 p-4 {class}")>{children()}</div> }.into_any()
}

/// A named section of a page: a heading, optional actions beside it, and its content on a card.
#[component]
pub fn Section(
    #[prop(into)] title: Signal<String>,
    /// Shown beside the title: a switch, a link.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Without a card, for content that brings its own cards.
    #[prop(optional)]
    bare: bool,
    /// Extra classes, for its place in a grid.
    #[prop(optional, into)]
    class: String,
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
