//! The view, day and owner in the address.

use domain::values::calendar::{Day, Period};
use domain::values::json::{of_word, word_of};
use domain::values::target_of::TargetOf;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use serde::{Deserialize, Serialize};

use crate::local::Notebook;
use crate::ui::fields::owners::within_reach;
use crate::ui::url::address;
use crate::ui::url::routes;

/// The layout of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Open entries by day, overdue ones first.
    #[default]
    List,
    Week,
    Month,
}

impl View {
    pub const ALL: [View; 3] = [View::List, View::Week, View::Month];

    /// The period around a day.
    pub fn around(self, day: Day) -> Period {
        match self {
            View::Week => Period::Week(day.week()),
            View::List | View::Month => Period::Month(day.month()),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TasksQuery {
    pub view: View,
    /// A day within the period.
    pub on: Day,
    pub of: TargetOf,
}

/// Reads and changes what the address of this page asks for.
#[derive(Clone, Copy)]
pub struct AskedInUrl {
    pub asked: Memo<TasksQuery>,
    notebook: Notebook,
    go: Callback<String>,
}

impl AskedInUrl {
    /// Reads the address. Call it in a component.
    pub fn here() -> AskedInUrl {
        let notebook = expect_context::<Notebook>();
        let query = use_query_map();
        let asked = Memo::new(move |_| {
            let actor = notebook.actor();
            query.with(|query| {
                let owner = address::owner(|name| query.get(name));
                TasksQuery {
                    view: query.get("view").and_then(|it| of_word(&it)).unwrap_or_default(),
                    on: query
                        .get("on")
                        .and_then(|it| Day::parse(&it))
                        .filter(|it| Day::FIRST <= *it && *it <= Day::LAST)
                        .unwrap_or(notebook.today()),
                    of: notebook.with(|book| within_reach(owner, &actor, book)),
                }
            })
        });
        let navigate = use_navigate();
        let go = Callback::new(move |to: String| navigate(&to, NavigateOptions { scroll: false, ..Default::default() }));
        AskedInUrl { asked, notebook, go }
    }

    /// Navigates to the same page with a change.
    pub fn change(&self, change: impl FnOnce(&mut TasksQuery)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        let mut parts = vec![("view", word_of(asked.view))];
        if asked.on != self.notebook.today() {
            parts.push(("on", asked.on.to_string()));
        }
        let widest = untrack(|| self.notebook.actor()).widest();
        parts.extend(address::owner_part(asked.of).filter(|_| asked.of != widest));
        self.go.run(format!("{}{}", routes::TASKS, address::query(&parts)));
    }
}
