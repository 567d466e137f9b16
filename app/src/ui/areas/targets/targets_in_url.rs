//! The year, metric and owner in the address.

use domain::values::json::{of_word, word_of};
use domain::values::metric::Metric;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::local::Notebook;
use crate::ui::fields::owners::within_reach;
use crate::ui::url::address;
use crate::ui::url::routes;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetsQuery {
    pub year: i32,
    pub metric: Metric,
    pub of: TargetOf,
}

/// Reads and changes what the address of this page asks for.
#[derive(Clone, Copy)]
pub struct TargetsInUrl {
    pub asked: Memo<TargetsQuery>,
    notebook: Notebook,
    go: Callback<String>,
}

impl TargetsInUrl {
    /// Reads the address. An owner whose targets the reader may not see falls back to the widest permitted. Call it in a component.
    pub fn here() -> TargetsInUrl {
        let notebook = expect_context::<Notebook>();
        let query = use_query_map();
        let asked = Memo::new(move |_| {
            let actor = notebook.actor();
            query.with(|query| {
                let owner = address::owner(|name| query.get(name));
                let of = notebook.with(|book| within_reach(owner, &actor, book));
                TargetsQuery {
                    year: query
                        .get("year")
                        .and_then(|it| it.parse().ok())
                        .filter(|it| (1990..=2100).contains(it))
                        .unwrap_or(notebook.today().year()),
                    metric: query.get("metric").and_then(|it| of_word(&it)).unwrap_or(Metric::SalesAmount),
                    of,
                }
            })
        });
        let navigate = use_navigate();
        let go = Callback::new(move |to: String| navigate(&to, NavigateOptions { scroll: false, ..Default::default() }));
        TargetsInUrl { asked, notebook, go }
    }

    /// Navigates to the same page with a change.
    pub fn change(&self, change: impl FnOnce(&mut TargetsQuery)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        let mut parts = vec![("year", asked.year.to_string()), ("metric", word_of(asked.metric))];
        let widest = untrack(|| self.notebook.actor()).widest();
        parts.extend(address::owner_part(asked.of).filter(|_| asked.of != widest));
        self.go.run(format!("{}{}", routes::TARGETS, address::query(&parts)));
    }
}
