//! The filters of a page, with the way back to none.

use leptos::prelude::*;

use super::{Icon, icons};
use crate::t;

/// The filters of a page in one row. They live in the URL; this only lays them out.
#[component]
pub fn FilterBar(
    /// How many are on.
    #[prop(into)]
    active: Signal<usize>,
    /// Called to take all of them off.
    #[prop(into)]
    on_clear: Callback<()>,
    /// The filters.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-end gap-2 pb-4 no-print" role="group" aria-label=move || t!("kit.filters")>
            {children()}
            <Show when=move || 0 < active.get()>
                <button type="button" class="btn btn-ghost min-h-11" on:click=move |_| on_clear.run(())>
                    <Icon name=icons::CLOSE/>
                    {move || t!("kit.clear_filters")}
                </button>
            </Show>
        </div>
    }
    .into_any()
}
