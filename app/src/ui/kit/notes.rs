//! Honest lines: what a figure includes, that there is no network, that something is not yours to see.

use leptos::prelude::*;

use super::{EmptyState, Icon, icons};
use crate::t;

/// The line under every figure: 「数据截至 10:32 · 含 3 条未同步 · 仅你可见范围」.
#[component]
pub fn FigureNote(
    /// The time of the last exchange, written out.
    #[prop(into)]
    at: Signal<String>,
    /// How many records in it are not yet synced.
    #[prop(into)]
    pending: Signal<usize>,
    /// Whether rows the person may not see are left out.
    #[prop(into, optional)]
    scoped: Signal<bool>,
) -> impl IntoView {
    let words = move || {
        let as_of = match pending.get() {
            0 => t!("kit.as_of", at = at.get()),
            n => t!("kit.as_of_pending", at = at.get(), n = n),
        };
        if scoped.get() { format!("{as_of} · {}", t!("kit.scope_only")) } else { as_of }
    };
    view! { <p class="pt-2 text-xs text-quiet tabular-nums">{words}</p> }
}

/// There is no network, and that is fine.
#[component]
pub fn OfflineNote() -> impl IntoView {
    view! {
        <div class="alert my-2 text-sm" role="status">
            <Icon name=icons::OFFLINE/>
            <span>{move || t!("kit.offline_note")}</span>
        </div>
    }
    .into_any()
}

/// Not there, or not yours: one answer on purpose.
#[component]
pub fn RefusedNote() -> impl IntoView {
    view! { <EmptyState icon=icons::LOCK title=move || t!("kit.refused_title") body=move || t!("kit.refused_body")/> }
}
