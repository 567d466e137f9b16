//! Timeline of events, newest first.

use leptos::prelude::*;

use super::{Icon, Tone};

/// A timeline of [`TimelineItem`]s, newest first.
#[component]
pub fn Timeline(
    /// Whose timeline; read by screen readers.
    #[prop(into)]
    label: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline-line" aria-label=move || label.get()>{children()}</ol> }.into_any()
}

/// One event.
#[component]
pub fn TimelineItem(
    /// One of [`super::icons`].
    icon: &'static str,
    #[prop(into)] title: Signal<String>,
    /// When and by whom.
    #[prop(into)]
    note: Signal<String>,
    #[prop(optional)] tone: Tone,
    /// Details: the text of a follow-up, a badge.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="relative flex gap-3 pb-5">
            <span class=format!("z-10 grid size-8 shrink-0 place-items-center rounded-full bg-base-200 {}", tone.text())>
                <Icon name=icon class="size-4"/>
            </span>
            <div class="min-w-0 flex-1">
                <p class="text-sm font-medium">{move || title.get()}</p>
                <p class="text-xs text-quiet tabular-nums">{move || note.get()}</p>
                {children.map(|it| view! { <div class="pt-1 text-sm break-words whitespace-pre-line">{it()}</div> })}
            </div>
        </li>
    }
    .into_any()
}
