//! Top bar of every page: app name and sync state.

use leptos::prelude::*;

use super::SyncBadge;
use super::sync_badge::SyncBadgeLink;
use crate::t;
use crate::ui::kit::{Icon, icons};

/// The top bar, with a strip below it while there is no network.
#[component]
pub fn TopBar(sync: Signal<SyncBadge>, attention: Signal<usize>) -> impl IntoView {
    view! {
        <header data-top-bar class="no-print safe-top sticky top-0 z-30 border-b border-base-300 bg-base-100/95 backdrop-blur">
            <div class="mx-auto flex items-center justify-between px-4 lg:px-8">
                <span class="text-base font-semibold text-primary lg:invisible">{move || t!("kit.app")}</span>
                <SyncBadgeLink sync attention/>
            </div>
            <Show when=move || sync.with(|it| it.offline)>
                <p class="flex items-center justify-center gap-2 bg-base-200 px-4 py-1 text-center text-xs" role="status">
                    <Icon name=icons::OFFLINE class="size-4"/>
                    {move || t!("kit.offline_note")}
                </p>
            </Show>
        </header>
    }
    .into_any()
}
