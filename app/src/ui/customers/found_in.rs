//! Where a customer was found, if not in what it is called: the words of the follow-up around what is looked for.

use std::sync::Arc;

use domain::values::calendar::Day;
use domain::values::search::{Query, Snippet};
use leptos::prelude::*;

use crate::i18n::{han, locale};
use crate::local::Notebook;
use crate::state::SaidInFollowUps;
use crate::state::customer_index::Indexed;
use crate::state::said_index::snippet;
use crate::t;

/// The day of a follow-up, and its words.
#[derive(Clone, PartialEq)]
struct Found {
    on: Day,
    words: Snippet,
}

/// What was said, or the line that stands there otherwise.
#[component]
pub fn FoundIn<L>(
    /// The customer.
    it: Signal<Arc<Indexed>>,
    /// What is looked for.
    typed: RwSignal<String>,
    /// The line for a customer found by what it is called.
    otherwise: L,
) -> impl IntoView
where
    L: Fn() -> String + Copy + Send + Sync + 'static,
{
    let notebook = expect_context::<Notebook>();
    let SaidInFollowUps(said) = expect_context();
    let found = Memo::new(move |_| {
        let query = typed.with(|typed| (!typed.trim().is_empty()).then(|| Query::parse(han(), typed)))?;
        let id = it.with(|it| if query.finds(&it.found_by) { None } else { said.with(|said| said.last_found(&query, it)) })?;
        notebook.peek(|book| {
            let it = book.follow_up(id)?;
            Some(Found { on: it.on, words: snippet(&query, it)? })
        })
    });
    let today = notebook.today();
    move || match found.get() {
        None => otherwise().into_any(),
        Some(Found { on, words: Snippet { before, found, after } }) => view! {
            {t!("customers.said_on", on = locale().day_near(on, today))}
            {before}
            <mark class="bg-transparent font-semibold text-base-content">{found}</mark>
            {after}
        }
        .into_any(),
    }
}
