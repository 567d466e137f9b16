//! 变更记录 of one record.

use domain::sync::history::HistoryQuestion;
use domain::values::ids::{Key, Kind};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::change_words::record_name;
use super::feed::HistoryFeed;
use super::feed_view::FeedView;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{EmptyState, PageHead, RefusedNote, icons};
use crate::ui::records::command_words::page_of_record;
use crate::ui::url::routes;

/// The page.
#[component]
pub fn RecordHistoryPage() -> impl IntoView {
    let params = use_params_map();
    let key = Memo::new(move |_| {
        let (kind, id) = params.with(|it| (it.get("kind"), it.get("id")));
        Some(Key { kind: kind.and_then(|it| Kind::parse(&it))?, id: id.and_then(|it| it.parse().ok())? })
    });
    move || match key.get() {
        Some(key) => view! { <OfRecord record=key/> }.into_any(),
        None => view! {
            <PageHead title=move || t!("history.title") back=routes::HISTORY/>
            <RefusedNote/>
        }
        .into_any(),
    }
}

#[component]
fn OfRecord(record: Key) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let feed = HistoryFeed::of(Signal::stored(HistoryQuestion { record: Some(record), ..HistoryQuestion::default() }));
    let back = notebook.peek(|book| page_of_record(record, book)).unwrap_or_else(|| routes::HISTORY.to_owned());
    let name = move || {
        let named = feed.entries().with(|it| it.first().map(|entry| notebook.with(|book| record_name(entry, notebook.today(), book))));
        named.unwrap_or_else(|| words::kind(record.kind).to_owned())
    };
    let empty =
        move || view! { <EmptyState icon=icons::HISTORY title=move || t!("history.empty") body=move || t!("history.empty_record")/> };
    view! {
        <PageHead title=move || t!("history.title") note=Signal::derive(name) back/>
        <FeedView feed of_one=true empty/>
    }
    .into_any()
}
