//! What happened, newest first.

use leptos::prelude::*;

use super::{Icon, Tone};

/// What happened, newest first: holds [`TimelineItem`]s.
#[component]
pub fn Timeline(
    /// Whose story; read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The items.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline-line" aria-label=move || label.get()>{children()}</ol> }.into_any()
}

/// One thing that happened.
#[component]
pub fn TimelineItem(
    /// One of [`super::icons`].
    icon: &'static str,
    /// What happened.
    #[prop(into)]
    title: Signal<String>,
    /// When and by whom.
    #[prop(into)]
    note: Signal<String>,
    /// What its colour says.
    #[prop(optional)]
    tone: Tone,
    /// More about it: the words of a follow-up, a badge.
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
