//! Filter chips; any number can be on.

use leptos::prelude::*;

/// A filter that is on or off.
#[component]
pub fn Chip(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
    /// Number of rows the filter would leave.
    #[prop(into, optional)]
    count: Option<Signal<String>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=move || if on.get() { "btn btn-sm btn-primary rounded-full min-h-11 sm:min-h-9" } else { "btn btn-sm rounded-full min-h-11 sm:min-h-9" }
            aria-pressed=move || on.get().to_string()
            on:click=move |_| on_press.run(())
        >
            {move || label.get()}
            {count.map(|it| view! { <span class="opacity-80 tabular-nums">{move || it.get()}</span> })}
        </button>
    }
    .into_any()
}

/// A row of [`Chip`]s that scrolls sideways on a phone.
#[component]
pub fn ChipRow(
    /// What the chips filter; read by screen readers.
    #[prop(into)]
    label: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0" role="group" aria-label=move || label.get()>
            {children()}
        </div>
    }
    .into_any()
}
