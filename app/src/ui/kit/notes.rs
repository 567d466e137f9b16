//! Notes: what a figure includes, no network, no access.

use leptos::prelude::*;

use super::{EmptyState, Icon, icons};
use crate::t;

/// Note under every figure: 「数据截至 10:32 · 含 3 条未同步 · 仅你可见范围」.
#[component]
pub fn FigureNote(
    /// Time of the last exchange with the server, formatted.
    #[prop(into)]
    at: Signal<String>,
    /// Number of unsynced records in the figure.
    #[prop(into)]
    pending: Signal<usize>,
    /// Whether rows the user may not see are left out.
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

/// Says that there is no network and that this is no problem.
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

/// Not found or no access: deliberately the same message.
#[component]
pub fn RefusedNote() -> impl IntoView {
    view! { <EmptyState icon=icons::LOCK title=move || t!("kit.refused_title") body=move || t!("kit.refused_body")/> }
}
