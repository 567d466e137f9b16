//! Search field: focused by the `/` key, with a clear button.

use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, icons};
use crate::t;

/// A search field. The `/` key finds it by its `data-search`.
#[component]
pub fn SearchField(
    value: RwSignal<String>,
    /// What can be searched: 名称、电话….
    #[prop(into)]
    placeholder: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="input w-full min-h-11" role="search">
            <Icon name=icons::SEARCH class="size-5 text-quiet"/>
            <input
                type="search"
                inputmode="search"
                autocomplete="off"
                class="grow"
                data-search="true"
                placeholder=move || placeholder.get()
                aria-label=move || placeholder.get()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <Show when=move || value.with(|it| !it.is_empty())>
                <button
                    type="button"
                    class="btn btn-ghost btn-square btn-sm"
                    aria-label=move || t!("kit.clear")
                    on:click=move |_| value.set(String::new())
                >
                    <Icon name=icons::CLOSE/>
                </button>
            </Show>
        </div>
    }
    .into_any()
}

/// How long typing must pause before the address follows it: browsers limit the rate of changes.
const REST: Duration = Duration::from_millis(400);

/// Calls `then` with the search text whenever typing pauses. Call it in a component.
pub fn when_typing_rests(typed: RwSignal<String>, then: impl Fn(String) + Copy + 'static) {
    Effect::new(move |before: Option<String>| {
        let now = typed.get();
        if before.is_some_and(|it| it != now) {
            let text = now.clone();
            let is_rested = move || typed.try_with_untracked(|it| *it == text).unwrap_or(false).then_some(text);
            set_timeout(move || is_rested().into_iter().for_each(then), REST);
        }
        now
    });
}
