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

use domain::calendar::Day;
use domain::money::{Money, Quantity, Share};
use domain::refusal::{Refusal, Refusals};

use super::typed::read_percent;

/// A day that may be left out.
fn day(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Day> {
    let typed = typed.trim();
    let day = Day::parse(typed);
    refusals.refuse_if(!typed.is_empty() && day.is_none(), field, Refusal::Malformed);
    day
}

/// A day that must be there.
fn needed_day(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Day> {
    refusals.refuse_if(typed.trim().is_empty(), field, Refusal::Missing);
    day(field, typed, refusals)
}

/// An amount that must be there.
fn money(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Money> {
    let amount = Money::parse(typed);
    let refusal = if typed.trim().is_empty() { Refusal::Missing } else { Refusal::Malformed };
    refusals.refuse_if(amount.is_none(), field, refusal);
    amount
}

/// A quantity that must be there.
fn quantity(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Quantity> {
    let quantity = Quantity::parse(typed);
    let refusal = if typed.trim().is_empty() { Refusal::Missing } else { Refusal::Malformed };
    refusals.refuse_if(quantity.is_none(), field, refusal);
    quantity
}

/// A share in percent that may be left out; then it is none.
fn percent(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Share> {
    if typed.trim().is_empty() {
        return Some(Share::NONE);
    }
    let share = read_percent(typed);
    refusals.refuse_if(share.is_none(), field, Refusal::Malformed);
    share
}
