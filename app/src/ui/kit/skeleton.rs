//! Placeholders shown while content loads.

use leptos::prelude::*;

use crate::t;

/// One grey placeholder.
#[component]
pub fn Skeleton(
    /// Size classes: `h-24 w-full`.
    #[prop(default = "h-4 w-full")]
    class: &'static str,
) -> impl IntoView {
    view! { <div class=format!("skeleton {class}") aria-hidden="true"></div> }
}

/// Placeholder rows of a list.
#[component]
pub fn SkeletonRows(#[prop(default = 6)] rows: usize) -> impl IntoView {
    view! {
        <div class="flex flex-col gap-3 py-2" role="status">
            <span class="sr-only">{move || t!("kit.loading")}</span>
            {(0..rows)
                .map(|_| {
                    view! {
                        <div class="flex items-center gap-3" aria-hidden="true">
                            <div class="skeleton size-10 rounded-full"></div>
                            <div class="flex flex-1 flex-col gap-2">
                                <div class="skeleton h-4 w-1/2"></div>
                                <div class="skeleton h-3 w-3/4"></div>
                            </div>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}
