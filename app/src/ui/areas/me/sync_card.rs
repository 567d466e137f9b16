//! The sync state in words, with everything that waits and for how long.

use leptos::prelude::*;

use super::unsent_file::UnsentFile;
use crate::i18n::{NOTHING, locale};
use crate::local::{Notebook, Phase};
use crate::state::{Machine, Session};
use crate::t;
use crate::ui::kit::{Badge, Button, ClockNote, Look, Section, Tone, icons};
use crate::ui::records::attachments::FilesWaiting;
use crate::ui::records::pending_list::PendingList;

/// The card.
#[component]
pub fn SyncCard() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let machine = expect_context::<Machine>();
    let session = expect_context::<Session>();
    let (status, today) = (notebook.status(), notebook.today());
    let phase = move || {
        let ended = session.has_ended();
        status.with(|status| match &status.phase {
            _ if ended => (Tone::Warning, t!("me.phase.signed_out")),
            Phase::SignedOut | Phase::PasswordDue | Phase::WrongPerson => (Tone::Warning, t!("me.phase.signed_out")),
            Phase::Idle if 0 < status.n_pending => (Tone::Brand, t!("me.phase.waiting")),
            Phase::Idle => (Tone::Success, t!("me.phase.idle")),
            Phase::Syncing => (Tone::Brand, t!("me.phase.syncing")),
            Phase::Offline => (Tone::Neutral, t!("me.phase.offline")),
            Phase::Disabled => (Tone::Error, t!("me.phase.disabled")),
            Phase::Failing => (Tone::Warning, t!("me.phase.failing")),
            Phase::Outdated => (Tone::Warning, t!("me.phase.outdated")),
            Phase::Storage(_) => (Tone::Error, t!("me.phase.storage")),
        })
    };
    let confirmed = move || status.with(|it| it.confirmed_at.map_or_else(|| NOTHING.to_owned(), |at| locale().moment(at, today)));
    let persistent = move || {
        status.with(|status| match status.is_persistent {
            Some(true) => t!("me.persistent"),
            Some(false) => t!("me.not_persistent"),
            None => NOTHING,
        })
    };
    let unknown = move || status.with(|it| it.n_unknown);
    view! {
        <Section title=move || t!("me.sync")>
            <p class="flex flex-wrap items-center gap-2 pb-3" role="status">
                {move || {
                    let (tone, said) = phase();
                    view! { <Badge label=Signal::derive(move || said.to_owned()) tone/> }
                }}
            </p>
            <dl class="grid gap-2 text-sm">
                <Fact name=move || t!("me.confirmed_at") value=confirmed/>
                <Fact name=move || t!("me.records") value=move || locale().count(i64::try_from(status.with(|it| it.n_records)).unwrap_or(i64::MAX))/>
                <Fact name=move || t!("me.storage") value=move || persistent().to_owned()/>
            </dl>
            <ClockNote/>
            <Show when=move || 0 < unknown()>
                <p class="alert alert-warning mt-3 text-sm">{move || t!("me.unknown", n = unknown())}</p>
            </Show>
            <div class="pt-4"><PendingList/></div>
            <FilesWaiting/>
            <div class="flex flex-wrap gap-2 pt-3">
                <Button label=move || t!("me.sync_now") icon=icons::SYNC look=Look::Primary on_press=move || machine.browser().sync_now()/>
            </div>
            <UnsentFile/>
        </Section>
    }
    .into_any()
}

#[component]
fn Fact(#[prop(into)] name: Signal<String>, #[prop(into)] value: Signal<String>) -> impl IntoView {
    view! {
        <div class="flex justify-between gap-3">
            <dt class="text-quiet">{move || name.get()}</dt>
            <dd class="text-end tabular-nums">{move || value.get()}</dd>
        </div>
    }
}
