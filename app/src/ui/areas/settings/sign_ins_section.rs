//! 登录记录: when and where a person signed in, or somebody tried to. It lies on the server only.

use domain::values::ids::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::devices::{SignInEntry, SignInOutcome};
use crate::api::{self, ApiError};
use crate::i18n::{self, device_words, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::network;
use crate::ui::kit::{Badge, Button, EmptyState, Look, Section, SkeletonRows, Tone, icons};
use crate::ui::records::unanswered::Unanswered;

/// The pages that were read so far. Cheap to copy.
#[derive(Clone, Copy)]
struct SignInFeed {
    person: PersonId,
    entries: RwSignal<Vec<SignInEntry>>,
    next: RwSignal<Option<i64>>,
    /// Days for which an entry is kept; `None` before the first answer.
    kept_days: RwSignal<Option<i64>>,
    failure: RwSignal<Option<ApiError>>,
    is_busy: RwSignal<bool>,
}

impl SignInFeed {
    fn of(person: PersonId) -> SignInFeed {
        let feed = SignInFeed {
            person,
            entries: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            kept_days: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_busy: RwSignal::new(false),
        };
        feed.go_on();
        network::on_return(move || {
            if feed.failure.with(|it| *it == Some(ApiError::Offline)) {
                feed.go_on();
            }
        });
        feed
    }

    /// Reads the page after the last one; the newest if none was read.
    fn go_on(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.failure.set(None);
        let before = self.next.get_untracked();
        spawn_local(async move {
            let answer = api::people::sign_ins(self.person, before).await;
            if self.is_busy.is_disposed() {
                return;
            }
            self.is_busy.set(false);
            match answer {
                Ok(page) => {
                    self.entries.update(|it| it.extend(page.entries));
                    self.next.set(page.next);
                    self.kept_days.set(Some(page.kept_days));
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum SignInsFace {
    Loading,
    Empty,
    Some,
    Failed(ApiError),
}

/// The section.
#[component]
pub fn SignInsSection(person: PersonId) -> impl IntoView {
    let feed = SignInFeed::of(person);
    let face = Memo::new(move |_| match (feed.entries.with(Vec::is_empty), feed.failure.get()) {
        (false, _) => SignInsFace::Some,
        (true, Some(error)) => SignInsFace::Failed(error),
        (true, None) if feed.kept_days.with(Option::is_none) => SignInsFace::Loading,
        (true, None) => SignInsFace::Empty,
    });
    let body = move || match face.get() {
        SignInsFace::Loading => view! { <SkeletonRows/> }.into_any(),
        SignInsFace::Failed(error) => {
            view! { <Unanswered error offline=move || t!("devices.offline_body") retry=move || feed.go_on()/> }.into_any()
        }
        SignInsFace::Empty => view! {
            <EmptyState icon=icons::HISTORY title=move || t!("devices.history.empty") body=move || t!("devices.history.empty_body")/>
        }
        .into_any(),
        SignInsFace::Some => view! { <Entries feed/> }.into_any(),
    };
    let note = move || {
        let n = feed.kept_days.get()?;
        Some(view! { <p class="pb-1 text-sm text-quiet">{move || t!("devices.history.note", n = n)}</p> })
    };
    view! { <Section title=move || t!("devices.history.title")>{note} {body}</Section> }.into_any()
}

#[component]
fn Entries(feed: SignInFeed) -> impl IntoView {
    let rows = move || feed.entries.get().into_iter().map(|entry| view! { <EntryLine entry/> }).collect_view();
    let failure =
        move || feed.failure.get().map(|error| view! { <p class="text-sm text-error" role="alert">{move || i18n::api_error(&error)}</p> });
    view! {
        <ul class="divide-y divide-base-200" aria-label=move || t!("devices.history.title")>{rows}</ul>
        <div class="grid justify-items-center gap-2 pt-3 no-print">
            {failure}
            <Show
                when=move || feed.next.with(Option::is_some)
                fallback=|| view! { <p class="text-xs text-quiet">{move || t!("devices.history.end")}</p> }
            >
                <Button label=move || t!("devices.history.older") look=Look::Ghost busy=feed.is_busy on_press=move || feed.go_on()/>
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn EntryLine(entry: SignInEntry) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let SignInEntry { at, outcome, software, address } = entry;
    let tone = match outcome {
        SignInOutcome::SignedIn => Tone::Neutral,
        SignInOutcome::WrongPassword | SignInOutcome::Disabled => Tone::Warning,
    };
    let from = address.map(|address| {
        view! { <span class="whitespace-nowrap">" · " {move || t!("devices.history.at", address = address)}</span> }
    });
    view! {
        <li class="flex min-h-14 items-center gap-3 py-2">
            <div class="min-w-0 flex-1">
                <p class="text-sm font-medium tabular-nums">{move || locale().moment(at, notebook.today())}</p>
                <p class="text-xs text-quiet tabular-nums">{move || device_words::software(software)} {from}</p>
            </div>
            <Badge label=move || device_words::outcome(outcome) tone=Signal::stored(tone)/>
        </li>
    }
    .into_any()
}
