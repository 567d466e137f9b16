//! The page of the record that its address names.

use std::str::FromStr;

use domain::book::Book;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::ui::kit::{Face, ListFaces, PageHead};
use crate::ui::url::use_path_id;

/// Shows the record whose id is in the path. Until the book is first filled, a record that is not in it counts as loading; after that, "not there"
/// and "not yours" get the same answer.
#[component]
pub fn Found<I, R>(
    find: fn(&Book, I) -> Option<&R>,
    /// The title while there is no record to show.
    #[prop(into)]
    title: Signal<String>,
    /// The parent page.
    back: &'static str,
    /// The page of the record. It is built once and follows the record.
    page: fn(Signal<R>) -> AnyView,
) -> impl IntoView
where
    I: FromStr + Copy + PartialEq + Send + Sync + 'static,
    R: Clone + PartialEq + Send + Sync + 'static,
{
    let notebook = expect_context::<Notebook>();
    let id = use_path_id::<I>();
    let found = Memo::new(move |_| id.get().and_then(|id| notebook.with(|book| find(book, id).cloned())));
    let is_there = Memo::new(move |_| found.with(Option::is_some));
    let is_filled = Memo::new(move |_| notebook.status().with(|it| it.is_filled));
    let face = Signal::derive(move || if is_filled.get() { Face::Refused } else { Face::Loading });
    move || match is_there.get() {
        true => {
            let record = Memo::new(move |before: Option<&R>| {
                found.get().or_else(|| before.cloned()).unwrap_or_else(|| unreachable!("drawn only while it is there"))
            });
            // What the page reads while it is built must not build it again: open sheets would close.
            untrack(|| page(record.into()))
        }
        false => view! {
            <PageHead title back/>
            <ListFaces face empty=|| ()>""</ListFaces>
        }
        .into_any(),
    }
}
