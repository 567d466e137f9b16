//! The words of the forms, as typed, and how they become commands and come back from them.

mod customer;
mod expense;
mod follow_up;
mod order;
mod payment;
mod retry;

pub use customer::CustomerForm;
pub use expense::ExpenseForm;
pub use follow_up::{FollowUpForm, Settled};
pub use order::{LineForm, OrderForm};
pub use payment::PaymentForm;
pub use retry::{Retry, retry};

use domain::values::calendar::Day;
use domain::values::money::{Money, Quantity, Share};
use domain::values::refusal::Refusals;

use super::typed::optional;

/// A day that may be left out.
fn day(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Day> {
    optional(field, typed, Day::read, refusals)
}

/// A day that must be there.
fn needed_day(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Day> {
    refusals.keep(field, Day::read(typed))
}

/// An amount that must be there.
fn money(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Money> {
    refusals.keep(field, Money::parse(typed))
}

/// A quantity that must be there.
fn quantity(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Quantity> {
    refusals.keep(field, Quantity::parse(typed))
}

/// A share in percent that may be left out; then it is none. Nothing when it cannot be read.
fn percent(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Share> {
    let share = optional(field, typed, Share::parse_percent, refusals);
    if refusals.on(field).is_empty() { Some(share.unwrap_or(Share::NONE)) } else { share }
}
