//! Every photo and file on this device that the server does not have yet, for the sync card.

use domain::values::ids::AttachmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::add::not_kept;
use super::state_words::{of_file, reason};
use super::viewer::kilobytes;
use crate::ports::StoreError;
use crate::t;
use crate::ui::forms::unkept;
use crate::ui::kit::{Badge, Button, ConfirmDialog, IconButton, Toasts, Tone, icons};
use crate::uploads::{FileState, KeepError, TrackedFile, Tray};

/// The list; empty when no file waits and files can be stored.
#[component]
pub fn FilesWaiting() -> impl IntoView {
    let tray = expect_context::<Tray>();
    let files = Memo::new(move |_| tray.files());
    let has_failed = Memo::new(move |_| files.with(|it| it.iter().any(|file| matches!(file.state, FileState::Failed(_)))));
    // The dialog's state belongs to the list, because rows are rebuilt as the state of their file changes.
    let (called_off, is_asked) = (RwSignal::new(None::<AttachmentId>), RwSignal::new(false));
    let toasts = expect_context::<Toasts>();
    let ask = Callback::new(move |id| {
        called_off.set(Some(id));
        is_asked.set(true);
    });
    let call_off = move || {
        let Some(id) = called_off.get_untracked() else { return };
        spawn_local(async move {
            match tray.call_off(id, t!("evidence.called_off")).await {
                Ok(true) => toasts.say(t!("evidence.stopped"), Tone::Success),
                Ok(false) => toasts.say(t!("evidence.arrived_first"), Tone::Neutral),
                Err(error) => toasts.say(not_kept(&KeepError::Commit(error)), Tone::Error),
            }
        });
    };
    let trouble = move || {
        tray.trouble().map(|error| match error {
            StoreError::Full => t!("evidence.full"),
            StoreError::Unavailable(_) => t!("evidence.not_kept"),
            StoreError::Blocked | StoreError::Outdated => unkept::words(&error),
        })
    };
    view! {
        {move || trouble().map(|it| view! { <p class="alert alert-warning mt-3 text-sm">{it}</p> })}
        <Show when=move || files.with(|it| !it.is_empty())>
            <h3 class="pt-4 text-sm font-medium">{move || t!("evidence.on_device", n = files.with(Vec::len))}</h3>
            <ul class="divide-y divide-base-200 text-sm">
                <For each=move || files.get() key=|it| (it.file.id, it.state.mark()) let(tracked)>
                    <Row tracked on_stop=ask/>
                </For>
            </ul>
            <Show when=move || has_failed.get()>
                <Button label=move || t!("evidence.try_again") icon=icons::SYNC on_press=move || tray.try_again()/>
            </Show>
        </Show>
        <ConfirmDialog
            open=is_asked
            title=move || t!("evidence.stop_title")
            body=move || t!("evidence.stop_body")
            confirm=move || t!("evidence.stop")
            danger=true
            on_confirm=call_off
        />
    }
    .into_any()
}

#[component]
fn Row(tracked: TrackedFile, on_stop: Callback<AttachmentId>) -> impl IntoView {
    let tray = expect_context::<Tray>();
    let TrackedFile { file, state } = tracked;
    let id = file.id;
    let name = if file.name.is_empty() { id.to_string() } else { file.name };
    let why = reason(&state);
    let is_loose = matches!(state, FileState::Homeless | FileState::Draft);
    let stopped = name.clone();
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
                {match is_loose {
                    true => view! { <IconButton icon=icons::DELETE label=move || t!("evidence.discard") on_press=move || spawn_local(async move { tray.discard(id).await })/> },
                    false => view! { <IconButton icon=icons::CLOSE label=move || t!("evidence.stop_of", name = stopped) on_press=move || on_stop.run(id)/> },
                }}
            </span>
        </li>
    }
    .into_any()
}
