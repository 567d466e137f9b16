//! 变更记录 of everything that the reader may see.

use leptos::prelude::*;

use super::feed::HistoryFeed;
use super::feed_view::FeedView;
use super::history_filters::HistoryFilters;
use super::history_query::HistoryQuery;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, EmptyState, PageHead, RefusedNote, icons};
use crate::ui::url::UrlState;

/// The page.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let url = UrlState::<HistoryQuery>::here();
    let question = Memo::new(move |_| url.with(HistoryQuery::question));
    let feed = HistoryFeed::of(question.into());
    let notebook = expect_context::<Notebook>();
    let is_administrator = Memo::new(move |_| notebook.actor().may_administer());
    let note = move || if is_administrator.get() { t!("history.hidden_note") } else { t!("history.note") };
    let empty = move || {
        view! { <EmptyState icon=icons::HISTORY title=move || t!("history.empty") body=move || t!("history.empty_body")/> }
    };
    view! {
        <PageHead title=move || t!("history.title") note=Signal::derive(move || note().to_owned())>
            <Button label=move || t!("history.refresh") icon=icons::SYNC brief=true busy=feed.is_busy() on_press=move || feed.begin()/>
        </PageHead>
        <Show when=move || notebook.actor().may_see_history() fallback=|| view! { <RefusedNote/> }>
            <HistoryFilters url/>
            <FeedView feed empty/>
        </Show>
    }
    .into_any()
}
