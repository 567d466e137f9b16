//! Shows where a customer was found if not by its own details: the follow-up text around the match.

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

/// Day and matching text of a follow-up.
#[derive(Clone, PartialEq)]
struct Found {
    on: Day,
    words: Snippet,
}

/// The matching text, or the default line.
#[component]
pub fn FoundIn<L>(
    customer: Signal<Arc<Indexed>>,
    /// Search words.
    typed: RwSignal<String>,
    /// Default line, for a customer found by its own details.
    otherwise: L,
) -> impl IntoView
where
    L: Fn() -> String + Copy + Send + Sync + 'static,
{
    let notebook = expect_context::<Notebook>();
    let SaidInFollowUps(said) = expect_context();
    let found = Memo::new(move |_| {
        let query = typed.with(|typed| (!typed.trim().is_empty()).then(|| Query::parse(han(), typed)))?;
        let id = customer.with(|it| if query.finds(&it.found_by) { None } else { said.with(|said| said.last_found(&query, it)) })?;
        notebook.peek(|book| {
            let follow_up = book.follow_up(id)?;
            Some(Found { on: follow_up.on, words: snippet(&query, follow_up)? })
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
