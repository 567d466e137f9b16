//! The tray.

use leptos::prelude::*;

use super::merged_card::MergedCard;
use super::refused_card::RefusedCard;
use super::stuck_card::StuckCards;
use crate::local::Notebook;
use crate::sync::{Attention, Trouble};
use crate::t;
use crate::ui::kit::{ButtonLink, EmptyState, PageHead, icons};
use crate::ui::routes;

/// The page.
#[component]
pub fn AttentionPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let all = notebook.attention();
    let parked = notebook.parked();
    let status = notebook.status();
    let n_pending = Memo::new(move |_| status.with(|it| it.n_pending));
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty) && parked.with(Vec::is_empty));
    let card = |it: Attention| match it.trouble.clone() {
        Trouble::Refused { refusals } => view! { <RefusedCard it refusals/> }.into_any(),
        Trouble::Merged { conflicts } => view! { <MergedCard it conflicts/> }.into_any(),
    };
    let body = move || match n_pending.get() {
        0 => t!("attention.all_sent").to_owned(),
        n => t!("attention.on_their_way", n = n),
    };
    view! {
        <div class="mx-auto max-w-2xl">
            <PageHead title=move || t!("nav.attention")/>
            <Show
                when=move || !is_empty.get()
                fallback=move || {
                    view! {
                        <EmptyState icon=icons::CONFIRMED title=move || t!("attention.empty") body>
                            <ButtonLink label=move || t!("attention.to_sync") to=routes::ME/>
                        </EmptyState>
                    }
                }
            >
                <div class="grid gap-4">
                    <StuckCards parked/>
                    <For each=move || all.get() key=Attention::command_id let(it)>{card(it)}</For>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
