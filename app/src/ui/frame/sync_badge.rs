//! Sync state in one word, always visible.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::t;
use crate::ui::kit::{Icon, Tone, icons};
use crate::ui::url::routes;

/// Activity of the sync engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncPhase {
    Idle,
    /// Exchanging with the server, or about to.
    #[default]
    Syncing,
    /// The last attempt failed in a way that waiting alone does not fix.
    Trouble,
}

/// The sync state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncBadge {
    pub phase: SyncPhase,
    /// Number of records on this device only.
    pub pending: usize,
    pub offline: bool,
}

/// Badge of the top bar. Leads to the pending items or, if there are none, to the sync state.
#[component]
pub fn SyncBadgeLink(sync: Signal<SyncBadge>, attention: Signal<usize>) -> impl IntoView {
    let look = move || {
        let SyncBadge { phase, pending, offline } = sync.get();
        match (attention.get(), phase, offline, pending) {
            (n @ 1.., ..) => (icons::ALERT, Tone::Error, t!("kit.attention", n = n)),
            (_, SyncPhase::Trouble, _, 0) => (icons::ALERT, Tone::Warning, t!("kit.not_synced").to_owned()),
            (_, SyncPhase::Trouble, ..) => (icons::ALERT, Tone::Warning, t!("kit.pending", n = pending)),
            (_, _, true, 0) => (icons::OFFLINE, Tone::Neutral, t!("kit.offline").to_owned()),
            (_, _, true, n) => (icons::OFFLINE, Tone::Neutral, t!("kit.pending", n = n)),
            (_, SyncPhase::Syncing, ..) => (icons::SYNC, Tone::Brand, t!("kit.syncing").to_owned()),
            (_, SyncPhase::Idle, _, 0) => (icons::CONFIRMED, Tone::Success, t!("kit.in_sync").to_owned()),
            (_, SyncPhase::Idle, _, n) => (icons::UPLOADED, Tone::Brand, t!("kit.pending", n = n)),
        }
    };
    let to = move || if attention.get() == 0 && sync.get().pending == 0 { routes::ME } else { routes::ATTENTION }.to_owned();
    view! {
        <A href=to attr:class="flex min-h-11 items-center">
            <span role="status" class=move || format!("{} h-7 gap-1 whitespace-nowrap tabular-nums", look().1.badge())>
                {move || view! { <Icon name=look().0 class="size-4"/> }}
                {move || look().2}
            </span>
        </A>
    }
    .into_any()
}
