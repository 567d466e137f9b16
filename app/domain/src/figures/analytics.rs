//! Queries over figures, and their reference implementation: the same functions over the same facts on the client and the server. Comparisons
//! and gap filling are computed here, never in a chart.

mod answers;
mod beginnings;
mod card;
mod compare;
mod dashboard;
mod figure;
mod filter;
mod funnel;
mod new_customers;
#[cfg(any(test, feature = "sample"))]
pub mod oracle;
mod records;
mod series;
mod spending;
mod standing;
mod totals;

pub use answers::{Barrier, Caveat};
pub use beginnings::Beginnings;
pub use card::{Card, card};
pub use compare::{Against, Comparison, Growth, compare};
pub use dashboard::{Dashboard, Question, dashboard};
pub use figure::{Figure, Unit};
pub use filter::{Filter, department_of};
pub use funnel::{FunnelStep, funnel};
pub use new_customers::{NewCustomer, new_customers};
pub use records::{Contribution, Part, records_of};
pub use series::{By, Point, PointKey, Series};
pub use spending::{Spending, Spent, spending};
pub use standing::{CompletionRule, Standing, time_passed, working_days_gone};
pub use totals::{Totals, totals};

use crate::book::Book;
use crate::figures::fact::Fact;
use crate::figures::facts::{of_expense, of_follow_up, of_opportunity, of_order};

/// All facts of a book, so that several queries can share them.
pub fn facts_of(book: &Book) -> Vec<Fact> {
    let mut facts = Vec::new();
    book.orders().chain(book.advances()).for_each(|it| facts.extend(of_order(it)));
    book.opportunities().for_each(|it| facts.extend(of_opportunity(it)));
    book.follow_ups().for_each(|it| facts.extend(of_follow_up(it)));
    book.expenses().for_each(|it| facts.extend(of_expense(it)));
    facts
}

#[cfg(test)]
mod tests;
