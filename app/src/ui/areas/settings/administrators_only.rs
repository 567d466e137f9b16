//! Access control of settings pages: only administrators see them, others see the usual refusal.

use leptos::prelude::*;

use crate::local::Notebook;
use crate::ui::kit::RefusedNote;

/// Shows its children to administrators only.
#[component]
pub fn AdministratorsOnly(children: ChildrenFn) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may = Memo::new(move |_| notebook.actor().may_administer());
    view! { <Show when=move || may.get() fallback=|| view! { <RefusedNote/> }>{children()}</Show> }.into_any()
}
