//! A switch with its label.

use leptos::prelude::*;

/// A switch.
#[component]
pub fn Toggle(#[prop(into)] label: Signal<String>, on: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="flex min-h-11 items-center gap-3">
            <input type="checkbox" class="toggle toggle-primary" prop:checked=move || on.get() on:change:target=move |event| on.set(event.target().checked())/>
            <span>{move || label.get()}</span>
        </label>
    }
}
