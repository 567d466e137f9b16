//! Every photo and file on this device that the server does not have yet: on the card that says how sync stands.

use leptos::prelude::*;

use super::state_words::{of_file, reason};
use super::viewer::kilobytes;
use crate::ports::StoreError;
use crate::t;
use crate::ui::kit::{Badge, Button, IconButton, icons};
use crate::ui::unkept;
use crate::uploads::{FileState, Tracked, Tray};

/// The list; nothing when no file waits and files can be kept.
#[component]
pub fn FilesWaiting() -> impl IntoView {
    let tray = expect_context::<Tray>();
    let files = Memo::new(move |_| tray.files());
    let has_failed = Memo::new(move |_| files.with(|it| it.iter().any(|it| matches!(it.state, FileState::Failed(_)))));
    let trouble = move || {
        tray.trouble().map(|it| match it {
            StoreError::Full => t!("evidence.full"),
            StoreError::Unavailable(_) => t!("evidence.not_kept"),
            StoreError::Blocked | StoreError::Outdated => unkept::words(&it),
        })
    };
    view! {
        {move || trouble().map(|it| view! { <p class="alert alert-warning mt-3 text-sm">{it}</p> })}
        <Show when=move || files.with(|it| !it.is_empty())>
            <h3 class="pt-4 text-sm font-medium">{move || t!("evidence.on_device", n = files.with(Vec::len))}</h3>
            <ul class="divide-y divide-base-200 text-sm">
                <For each=move || files.get() key=|it| (it.file.id, it.state.mark()) let(it)>
                    <Row it/>
                </For>
            </ul>
            <Show when=move || has_failed.get()>
                <Button label=move || t!("evidence.try_again") icon=icons::SYNC on_press=move || tray.try_again()/>
            </Show>
        </Show>
    }
    .into_any()
}

#[component]
fn Row(it: Tracked) -> impl IntoView {
    let tray = expect_context::<Tray>();
    let Tracked { file, state } = it;
    let id = file.id;
    let name = if file.name.is_empty() { id.to_string() } else { file.name };
    let why = reason(&state);
    let may_discard = matches!(state, FileState::Homeless);
    let (words, tone) = of_file(&state);
    view! {
        <li class="flex items-start justify-between gap-3 py-2">
            <div class="min-w-0">
                <p class="break-all">{name}</p>
                <p class="text-xs text-quiet tabular-nums">{kilobytes(file.size)}</p>
                {why.map(|it| view! { <p class="text-xs">{it}</p> })}
            </div>
            <span class="flex items-center gap-1">
                <Badge label=Signal::derive(move || words.clone()) tone=Signal::stored(tone)/>
                <Show when=move || may_discard>
                    <IconButton icon=icons::DELETE label=move || t!("evidence.discard") on_press=move || leptos::task::spawn_local(async move { tray.discard(id).await })/>
                </Show>
            </span>
        </li>
    }
    .into_any()
}
