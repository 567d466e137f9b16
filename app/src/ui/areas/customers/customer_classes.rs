//! Properties of a customer that depend on everybody's orders: its class and whether it has bought. Computed once per change of the book, and
//! only if a filter asks for it, because the list is filtered on every keystroke.

use std::collections::{BTreeMap, BTreeSet};

use domain::book::Book;
use domain::figures::segments::{Abc, abc};
use domain::figures::traits::has_bought;
use domain::values::calendar::Day;
use domain::values::ids::CustomerId;

use super::customer_query::CustomerQuery;

/// Which of these a query needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    abc: bool,
    bought: bool,
}

impl Needs {
    pub fn of(query: &CustomerQuery) -> Needs {
        Needs { abc: query.abc.is_some(), bought: query.bought }
    }
}

/// The classes of the customers of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    abc: BTreeMap<CustomerId, Abc>,
    bought: BTreeSet<CustomerId>,
}

impl Classes {
    /// Computes what is needed. ABC covers the customers of this book, and so those its reader sees (A27).
    pub fn of(book: &Book, today: Day, needs: Needs) -> Classes {
        let rules = book.company().grade_rules.on(today);
        Classes {
            abc: if needs.abc { abc(book, today, &rules) } else { BTreeMap::new() },
            bought: book.customers().map(|it| it.id).filter(|it| needs.bought && has_bought(*it, book, today)).collect(),
        }
    }

    /// A customer that bought nothing is C.
    pub fn abc_of(&self, customer: CustomerId) -> Abc {
        self.abc.get(&customer).copied().unwrap_or(Abc::C)
    }

    pub fn has_bought(&self, customer: CustomerId) -> bool {
        self.bought.contains(&customer)
    }
}

#[cfg(test)]
mod tests {
    use domain::sample;
    use domain::values::grade::Tier;

    use super::*;
    use crate::state::customer_index::CustomerIndex;
    use crate::state::said_index::SaidIndex;

    #[test]
    fn tiers_classes_and_buyers_divide_the_list() {
        // C-12, C-13, C-22: every customer has one tier, one class, and has bought or not.
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let index = CustomerIndex::of(&book);
        let found = |query: CustomerQuery| {
            let classes = Classes::of(&book, today, Needs::of(&query));
            query.select(&index.0, &SaidIndex::default(), &classes).into_iter().map(|it| it.id).collect::<BTreeSet<_>>()
        };
        let asked = CustomerQuery::default;
        let all = found(asked());
        assert_eq!(all.len(), book.customers().len());
        let divides = |parts: Vec<BTreeSet<CustomerId>>| {
            assert_eq!(parts.iter().map(BTreeSet::len).sum::<usize>(), all.len());
            assert!(
                parts.iter().all(|it| !it.is_empty()),
                "the sample has some of each: {:?}",
                parts.iter().map(BTreeSet::len).collect::<Vec<_>>()
            );
        };
        divides(Tier::ALL.map(|it| found(CustomerQuery { tier: Some(it), ..asked() })).to_vec());
        divides(Abc::ALL.map(|it| found(CustomerQuery { abc: Some(it), ..asked() })).to_vec());
        divides([true, false].map(|it| found(CustomerQuery { decision_maker: Some(it), ..asked() })).to_vec());
        let bought = found(CustomerQuery { bought: true, ..asked() });
        let expected: BTreeSet<CustomerId> = book.orders().filter(|it| it.cancelled.is_none()).map(|it| it.customer).collect();
        assert_eq!(bought, expected.intersection(&all).copied().collect());
        // Each is found under the class from the segments, among visible customers; one that bought nothing is C (A27).
        let said = abc(&book, today, &book.company().grade_rules.on(today));
        for class in Abc::ALL {
            let expected = all.iter().filter(|it| said.get(it).copied().unwrap_or(Abc::C) == class).copied().collect();
            assert_eq!(found(CustomerQuery { abc: Some(class), ..asked() }), expected, "{class:?}");
        }
    }
}
