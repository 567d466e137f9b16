//! The page of commands that need the user's attention.

use leptos::prelude::*;

use super::merged_card::MergedCard;
use super::refused_card::RefusedCard;
use super::stuck_card::StuckCards;
use crate::local::Notebook;
use crate::sync::{Attention, Trouble};
use crate::t;
use crate::ui::kit::{ButtonLink, Card, EmptyState, PageHead, icons};
use crate::ui::records::pending_list::PendingList;
use crate::ui::url::routes;

/// The page.
#[component]
pub fn AttentionPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let all = notebook.attention();
    let parked = notebook.parked();
    let pending = notebook.pending();
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty) && pending.with(Vec::is_empty));
    let waits = Memo::new(move |_| pending.with(Vec::len) != parked.with(Vec::len));
    let card = |attention: Attention| match attention.trouble.clone() {
        Trouble::Refused { refusals } => view! { <RefusedCard attention refusals/> }.into_any(),
        Trouble::Merged { conflicts } => view! { <MergedCard attention conflicts/> }.into_any(),
    };
    view! {
        <div class="mx-auto max-w-2xl">
            <PageHead title=move || t!("nav.attention")/>
            <Show
                when=move || !is_empty.get()
                fallback=move || {
                    view! {
                        <EmptyState icon=icons::CONFIRMED title=move || t!("attention.empty") body=move || t!("attention.all_sent")>
                            <ButtonLink label=move || t!("attention.to_sync") to=routes::ME/>
                        </EmptyState>
                    }
                }
            >
                <div class="grid gap-4">
                    <StuckCards parked/>
                    <For each=move || all.get() key=|it: &Attention| (it.command_id(), it.remedies.len(), it.n_conflicts()) let(attention)>{card(attention)}</For>
                    <Show when=move || waits.get()>
                        <Card>
                            <PendingList/>
                            <ButtonLink label=move || t!("attention.to_sync") to=routes::ME/>
                        </Card>
                    </Show>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
