//! The way from a record to its 变更记录.

use domain::values::ids::Key;
use leptos::prelude::*;

use crate::t;
use crate::ui::kit::{ButtonLink, Look, icons};
use crate::ui::url::routes::paths;

/// The link; on a phone only its icon is visible.
#[component]
pub fn HistoryLink(#[prop(into)] record: Signal<Key>) -> impl IntoView {
    let to = Signal::derive(move || paths::history(record.get()));
    view! {
        <span class="no-print">
            <ButtonLink label=move || t!("history.title") to look=Look::Ghost icon=icons::HISTORY brief=true/>
        </span>
    }
}
