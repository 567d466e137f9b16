//! The input of the forms as typed, and its conversion to and from commands.

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
use domain::values::field::Field;
use domain::values::money::{Money, Quantity, Share};
use domain::values::refusal::Refusals;

use super::typed::optional;

/// Parses an optional day.
fn day(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Day> {
    optional(field, typed, Day::read, refusals)
}

/// Parses a required day.
fn needed_day(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Day> {
    refusals.keep(field, Day::read(typed))
}

/// Parses a required amount.
fn money(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Money> {
    refusals.keep(field, Money::parse(typed))
}

/// Parses a required quantity.
fn quantity(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Quantity> {
    refusals.keep(field, Quantity::parse(typed))
}

/// Parses an optional share in percent; blank is [`Share::NONE`]. `None` if it cannot be parsed.
fn percent(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Share> {
    let share = optional(field, typed, Share::parse_percent, refusals);
    if refusals.on(field).is_empty() { Some(share.unwrap_or(Share::NONE)) } else { share }
}
