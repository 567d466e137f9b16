//! The filter of the board in the address.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::board::BoardFilter;
use crate::local::Notebook;
use crate::ui::url::routes;

/// Reads and changes the filter in the address of this page.
#[derive(Clone, Copy)]
pub struct BoardInUrl {
    pub filter: Memo<BoardFilter>,
    notebook: Notebook,
    go: Callback<String>,
}

impl BoardInUrl {
    /// Reads the address. Call it in a component.
    pub fn here() -> BoardInUrl {
        let notebook = expect_context::<Notebook>();
        let query = use_query_map();
        let filter = Memo::new(move |_| {
            let actor = notebook.actor();
            query.with(|query| notebook.with(|book| BoardFilter::read(|name| query.get(name), &actor, book)))
        });
        let navigate = use_navigate();
        let go = Callback::new(move |to: String| navigate(&to, NavigateOptions { scroll: false, replace: true, ..Default::default() }));
        BoardInUrl { filter, notebook, go }
    }

    /// Navigates to the same board with a changed filter.
    pub fn change(&self, change: impl FnOnce(&mut BoardFilter)) {
        let mut filter = self.filter.get_untracked();
        change(&mut filter);
        let actor = untrack(|| self.notebook.actor());
        self.go.run(format!("{}{}", routes::OPPORTUNITIES, filter.query(&actor)));
    }
}
