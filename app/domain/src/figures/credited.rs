//! For whom a fact counts (A36). A record keeps the person and team of the day of the fact, so earlier figures stay when people and customers move.
//! A figure may also be read as if everything had always belonged to those who have it now.

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::values::ids::{CustomerId, PersonId, TeamId};
use crate::values::target_of::TargetOf;

/// A person and their team.
pub type Creditor = (PersonId, Option<TeamId>);

/// The reading of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credited {
    /// 当时归属: the person and team of the day of the fact.
    #[default]
    Then,
    /// 当前归属: the present owner of the customer, or the person themselves where there is no customer, in their present team.
    Now,
}

impl Credited {
    pub fn is_then(&self) -> bool {
        *self == Credited::Then
    }

    /// For whom a fact counts that was credited to `then`. `None` if the customer now belongs to somebody whose records this book does not hold: after
    /// a hand-over the previous owner's device keeps its own orders and not the customer.
    pub fn whose(self, then: Creditor, customer: CustomerId, book: &Book) -> Option<Creditor> {
        if self.is_then() {
            return Some(then);
        }
        let person = if customer == CustomerId::default() { then.0 } else { book.customer(customer)?.owner };
        Some((person, book.person(person).and_then(|it| it.team)))
    }

    /// Whether what was credited to `then` counts for an owner.
    pub fn counts(self, of: TargetOf, then: Creditor, customer: CustomerId, book: &Book) -> bool {
        self.whose(then, customer, book).is_some_and(|(person, team)| of.counts(person, team, book))
    }
}

#[cfg(test)]
mod tests;
