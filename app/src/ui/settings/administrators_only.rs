//! Settings are for administrators; others get the one answer for what is not theirs.

use leptos::prelude::*;

use crate::local::Notebook;
use crate::ui::kit::RefusedNote;

/// What only administrators see.
#[component]
pub fn AdministratorsOnly(
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may = Memo::new(move |_| notebook.actor().may_administer());
    view! { <Show when=move || may.get() fallback=|| view! { <RefusedNote/> }>{children()}</Show> }.into_any()
}
