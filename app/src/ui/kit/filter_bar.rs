//! Filter row of a page, with a button that clears all filters.

use leptos::prelude::*;

use super::{Icon, icons};
use crate::t;

/// The filters of a page in one row. Their state lives in the URL; this is layout only.
#[component]
pub fn FilterBar(
    /// Number of active filters.
    #[prop(into)]
    active: Signal<usize>,
    /// Clears all filters.
    #[prop(into)]
    on_clear: Callback<()>,
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
