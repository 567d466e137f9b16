//! The note on what a page's figures include (「数据截至 10:32 · 含 3 条未同步 · 仅你可见范围」), and the state that its lists show.

use leptos::prelude::*;

use crate::i18n::{NOTHING, locale};
use crate::local::{Notebook, Phase};
use crate::ui::kit::{Face, FigureNote};

/// The line under figures computed from the device's own book.
#[component]
pub fn BookNote() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let status = notebook.status();
    let at = move || status.with(|it| it.confirmed_at.map_or_else(|| NOTHING.to_owned(), |at| locale().moment(at, notebook.today())));
    let pending = move || status.with(|it| it.n_pending);
    let scoped = move || !notebook.actor().may_see_whole_company();
    view! { <FigureNote at=Signal::derive(at) pending=Signal::derive(pending) scoped=Signal::derive(scoped)/> }
}

/// [`face_of`], or [`Face::Refused`] for a reader who may not see the list.
pub fn face_unless(
    notebook: Notebook,
    is_refused: impl Fn() -> bool + Send + Sync + 'static,
    is_empty: impl Fn() -> bool + Send + Sync + 'static,
) -> Signal<Face> {
    let face = face_of(notebook, is_empty);
    Signal::derive(move || if is_refused() { Face::Refused } else { face.get() })
}

/// The state of a list of the book. Until the book is first filled, an empty list counts as loading (online) and a non-empty one as incomplete
/// (offline).
pub fn face_of(notebook: Notebook, is_empty: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Face> {
    let status = notebook.status();
    Signal::derive(move || {
        let (is_filled, is_offline) = status.with(|it| (it.is_filled, it.phase == Phase::Offline));
        match (is_empty(), is_filled, is_offline) {
            (true, false, false) => Face::Loading,
            (true, ..) => Face::Empty,
            (false, false, true) => Face::Offline,
            (false, ..) => Face::Some,
        }
    })
}
