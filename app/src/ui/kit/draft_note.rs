//! Note on a restored draft: 「已恢复草稿 · 放弃」.

use leptos::prelude::*;

use super::{Icon, icons};
use crate::t;

/// Says that the form shows a restored draft, and offers to discard it.
#[component]
pub fn DraftNote(#[prop(into)] was_restored: Signal<bool>, #[prop(into)] on_discard: Callback<()>) -> impl IntoView {
    view! {
        <Show when=move || was_restored.get()>
            <p class="flex min-h-11 items-center gap-2 text-sm text-quiet" role="status">
                <Icon name=icons::HISTORY class="size-4"/>
                {move || t!("kit.draft_restored")}
                <button type="button" class="btn btn-ghost btn-sm min-h-11" on:click=move |_| on_discard.run(())>
                    {move || t!("kit.draft_discard")}
                </button>
            </p>
        </Show>
    }
}
