//! The text of follow-ups, indexed for search. Built at the first search, and rebuilt when the book changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::book::Book;
use domain::records::follow_up::FollowUp;
use domain::values::ids::{CustomerId, FollowUpId};
use domain::values::search::{Han, Query, Snippet};
use leptos::prelude::*;

use super::customer_index::Indexed;
use crate::i18n::han;
use crate::local::Notebook;

/// The follow-ups of each customer, oldest first, each with its text folded for comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidIndex(BTreeMap<CustomerId, Vec<(FollowUpId, String)>>);

/// The index of the open book. Provided as context.
#[derive(Clone, Copy)]
pub struct SaidInFollowUps(pub Memo<Arc<SaidIndex>>);

/// How a customer matched; a match by name ranks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    /// By its name or another search key of the customer.
    Name,
    /// By the text of one follow-up, possibly together with the name.
    Said,
}

impl SaidInFollowUps {
    pub fn of(notebook: Notebook) -> SaidInFollowUps {
        SaidInFollowUps(notebook.see(|book| Arc::new(SaidIndex::of(book, &han()))))
    }
}

impl SaidIndex {
    /// The index of a book.
    pub fn of(book: &Book, han: &Han) -> SaidIndex {
        let mut index = SaidIndex::default();
        for follow_up in book.follow_ups() {
            let said = written(follow_up).map(|it| han.fold(it)).join("\n");
            index.0.entry(follow_up.customer).or_default().push((follow_up.id, said));
        }
        index
    }

    /// How the customer matches the query, if it does.
    pub fn finds(&self, query: &Query, customer: &Indexed) -> Option<FoundBy> {
        let unmet = query.unmet(&customer.found_by);
        if unmet.is_empty() {
            return Some(FoundBy::Name);
        }
        let is_said = self.0.get(&customer.id)?.iter().any(|(_, said)| unmet.are_in(said));
        is_said.then_some(FoundBy::Said)
    }

    /// The latest follow-up that matches the query.
    pub fn last_found(&self, query: &Query, customer: &Indexed) -> Option<FollowUpId> {
        let unmet = query.unmet(&customer.found_by);
        self.0.get(&customer.id)?.iter().rev().find(|(_, said)| unmet.are_in(said)).map(|(id, _)| *id)
    }
}

/// The searched texts of a follow-up: what was discussed, the customer's feedback, the next step.
fn written(follow_up: &FollowUp) -> [&str; 3] {
    [&follow_up.content, &follow_up.feedback, &follow_up.next_step]
}

/// The text of a follow-up around the match.
pub fn snippet(query: &Query, follow_up: &FollowUp) -> Option<Snippet> {
    written(follow_up).into_iter().find_map(|it| Snippet::of(query, it))
}

#[cfg(test)]
mod tests {
    use domain::sample;
    use domain::values::calendar::Day;

    use super::*;
    use crate::state::customer_index::CustomerIndex;

    #[test]
    fn a_customer_is_found_by_what_was_said_in_a_follow_up() {
        let mut book = sample::company(Day::parse("2026-11-21").expect("a day of the calendar")).book();
        let mut follow_up = book.follow_ups().last().expect("a follow-up").clone();
        follow_up.feedback = "希望把交貨期缩短到二十天，ＯＥＭ 方案再议".to_owned();
        let (id, customer) = (follow_up.id, follow_up.customer);
        book.put(follow_up.clone().into());
        let han = Han::default();
        let (index, said) = (CustomerIndex::of(&book), SaidIndex::of(&book, &han));
        let found = |typed: &str| {
            let query = Query::parse(Arc::new(han.clone()), typed);
            index.0.iter().filter(|it| said.finds(&query, it).is_some()).map(|it| it.id).collect::<Vec<_>>()
        };
        assert_eq!(found("缩短到二十天"), [customer]);
        assert_eq!(found("oem方案"), [customer]);
        let name = &index.get(customer).expect("it is indexed").name;
        assert_eq!(found(&format!("{name} 二十天")), [customer]);
        assert!(found("三十天才交货").is_empty());

        let query = Query::parse(Arc::new(han.clone()), "二十天");
        assert_eq!(said.last_found(&query, index.get(customer).expect("it is indexed")), Some(id));
        assert_eq!(snippet(&query, &follow_up).expect("it says so").found, "二十天");
    }
}
