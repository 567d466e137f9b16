//! How far somebody is with the contacts asked of them: worked out from the follow-ups, never stored.

use domain::quota::Progress;
use leptos::prelude::*;

use crate::t;
use crate::ui::kit::{Badge, ProgressBar, Tone, icons};

/// One line: what is asked, how far it is, and whether that is too little for the days gone by.
#[component]
pub fn QuotaProgress(
    /// What is asked, or of whom.
    #[prop(into)]
    title: Signal<String>,
    /// How far.
    progress: Progress,
    /// More in small print; empty for none.
    #[prop(into, optional)]
    note: Signal<String>,
) -> impl IntoView {
    let Progress { done, asked, .. } = progress;
    let (tone, icon) = match () {
        () if progress.left() == 0 => (Tone::Success, icons::CHECK),
        () if progress.is_short() => (Tone::Warning, icons::INFO),
        () => (Tone::Neutral, ""),
    };
    let state = move || match progress.left() {
        0 => t!("measures.quota.met").to_owned(),
        left if progress.is_short() => format!("{} · {}", t!("measures.quota.short"), t!("measures.quota.left", n = left)),
        left => t!("measures.quota.left", n = left),
    };
    view! {
        <div class="grid gap-1">
            <div class="flex flex-wrap items-center justify-between gap-2">
                <p class="min-w-0 text-sm break-words">{move || title.get()}</p>
                <p class="font-semibold tabular-nums">{move || t!("measures.quota.progress", done = done, asked = asked)}</p>
            </div>
            <ProgressBar label=title done=Signal::stored(progress.share()) tone=Signal::stored(tone)/>
            <div class="flex flex-wrap items-center justify-between gap-2">
                <Badge label=Signal::derive(state) tone=Signal::stored(tone) icon/>
                <p class="min-w-0 text-xs break-words text-quiet">{move || note.get()}</p>
            </div>
        </div>
    }
    .into_any()
}
