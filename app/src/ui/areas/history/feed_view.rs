//! A feed with its faces: loading, empty, offline, refused, failed, and some entries.

use leptos::prelude::*;

use super::entries::{EntryLines, EntryTable};
use super::feed::HistoryFeed;
use crate::api::ApiError;
use crate::i18n::{self, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::network;
use crate::ui::kit::{Button, EmptyState, Icon, Look, RefusedNote, SkeletonRows, icons};

#[derive(Clone, Debug, PartialEq, Eq)]
enum FeedFace {
    Loading,
    Empty,
    Some,
    Failed(ApiError),
}

/// The entries, newest first, with a button for older ones.
#[component]
pub fn FeedView(
    feed: HistoryFeed,
    /// Whether all entries are of one record, which need not be named each time.
    #[prop(optional)]
    of_one: bool,
    /// Shown when there are no entries.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (entries, next) = (feed.entries(), feed.next());
    let face = Memo::new(move |_| match (entries.with(Vec::is_empty), feed.failure().get(), next.with(Option::is_some)) {
        (false, ..) | (true, None, true) => FeedFace::Some,
        (true, Some(error), _) => FeedFace::Failed(error),
        (true, None, false) if feed.read_at().with(Option::is_none) => FeedFace::Loading,
        (true, None, false) => FeedFace::Empty,
    });
    let is_online = network::is_online();
    // What is shown stays what it was when it was read.
    let stale = move || {
        let at = feed.read_at().get().filter(|_| !is_online.get())?;
        let words = move || t!("history.as_of", at = locale().moment(at, notebook.today()));
        Some(view! { <p class="alert my-2 text-sm" role="status"><Icon name=icons::OFFLINE/><span>{words}</span></p> })
    };
    let some = move || {
        view! {
            {stale}
            <EntryTable entries of_one/>
            <EntryLines entries of_one/>
            <More feed/>
        }
        .into_any()
    };
    move || match face.get() {
        FeedFace::Loading => view! { <SkeletonRows/> }.into_any(),
        FeedFace::Empty => empty.run().into_any(),
        FeedFace::Some => some(),
        FeedFace::Failed(ApiError::Refused(_)) => view! { <RefusedNote/> }.into_any(),
        FeedFace::Failed(ApiError::Offline) => view! {
            <EmptyState icon=icons::OFFLINE title=move || t!("history.offline") body=move || t!("history.offline_body")>
                <Button label=move || t!("kit.retry") icon=icons::SYNC on_press=move || feed.begin()/>
            </EmptyState>
        }
        .into_any(),
        FeedFace::Failed(error) => view! {
            <div class="grid justify-items-start gap-2 py-4">
                <p class="text-sm text-error" role="alert">{move || i18n::api_error(&error)}</p>
                <Button label=move || t!("kit.retry") icon=icons::SYNC on_press=move || feed.begin()/>
            </div>
        }
        .into_any(),
    }
}

/// Reads older entries. The server searches a part of the history at a time; if it found little, the button says how far it got.
#[component]
fn More(feed: HistoryFeed) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let label = move || {
        let last = feed.entries().with(|it| it.last().map(|last| last.place));
        match feed.next().get() {
            Some(next) if last != Some(next) => t!("history.search_older", at = locale().moment(next.at, notebook.today())),
            _ => t!("history.older").to_owned(),
        }
    };
    let failure = move || {
        feed.failure().get().map(|error| view! { <p class="text-sm text-error" role="alert">{move || i18n::api_error(&error)}</p> })
    };
    view! {
        <div class="grid justify-items-center gap-2 py-4 no-print">
            {failure}
            <Show
                when=move || feed.next().with(Option::is_some)
                fallback=|| view! { <p class="text-xs text-quiet">{move || t!("history.end")}</p> }
            >
                <Button label=Signal::derive(label) look=Look::Ghost busy=feed.is_busy() on_press=move || feed.go_on()/>
            </Show>
        </div>
    }
    .into_any()
}
