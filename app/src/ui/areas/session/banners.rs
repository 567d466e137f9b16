//! Banners shown on every page: the session has ended, a new version is available.

use leptos::prelude::*;

use super::Update;
use super::again_sheet::AgainForm;
use crate::state::Session;
use crate::t;

/// The banners above the page. Each takes space only while it is shown.
#[component]
pub fn Banners() -> impl IntoView {
    let session = expect_context::<Session>();
    let update = expect_context::<Update>();
    let (is_asking, ask) = signal(false);
    view! {
        <div role="status" class="contents">
            <Show when=move || session.has_ended()>
                <div class="mb-4 flex flex-wrap items-center gap-3 rounded-box bg-warning px-4 py-2 text-warning-content">
                    <p class="grow basis-60">{move || t!("session.again_banner")}</p>
                    <button type="button" class="btn btn-sm h-11" on:click=move |_| ask.set(!is_asking.get_untracked()) aria-expanded=move || is_asking.get().to_string()>
                        {move || t!("session.again")}
                    </button>
                </div>
                <Show when=move || is_asking.get()>
                    <div class="mx-auto max-w-sm p-4">
                        <AgainForm on_done=move |()| ask.set(false)/>
                    </div>
                </Show>
            </Show>
            <Show when=move || update.is_waiting()>
                <div class="mb-4 flex flex-wrap items-center gap-3 rounded-box bg-info px-4 py-2 text-info-content">
                    <p class="grow basis-60">{move || t!("session.new_version")}</p>
                    <button type="button" class="btn btn-sm h-11" on:click=move |_| update.take()>{move || t!("session.update")}</button>
                    <button type="button" class="btn btn-sm btn-ghost h-11" on:click=move |_| update.later()>{move || t!("session.later")}</button>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
