//! The words of the forms, as typed, and how they become commands and come back from them.

mod customer;
mod follow_up;
mod order;
mod payment;
mod retry;

pub use customer::CustomerForm;
pub use follow_up::FollowUpForm;
pub use order::{LineForm, OrderForm};
pub use payment::PaymentForm;
pub use retry::{Retry, retry};

use domain::calendar::Day;
use domain::money::{Money, Quantity, Share};
use domain::refusal::{Refusal, Refusals};

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
    let typed = typed.trim().trim_end_matches(['%', '％']);
    if typed.is_empty() {
        return Some(Share::NONE);
    }
    // Hundredths of a percent, as hundredths of a yuan.
    let share = Money::parse(typed).filter(|_| !typed.contains('万')).map(|it| Share(it.0));
    refusals.refuse_if(share.is_none(), field, Refusal::Malformed);
    share
}

/// A share as it is typed, in percent: `12.5`.
pub fn typed_percent(share: Share) -> String {
    decimal(share.0, 2)
}

/// An amount as it is typed: `1234.5`.
pub fn typed_money(amount: Money) -> String {
    decimal(amount.0, 2)
}

/// A quantity as it is typed: `2.5`.
pub fn typed_quantity(quantity: Quantity) -> String {
    decimal(quantity.0, 3)
}

fn decimal(value: i64, decimals: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let text = format!("{sign}{whole}.{fraction}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_in_a_field_reads_back() {
        for (amount, typed) in [(0, "0"), (5, "0.05"), (1_250, "12.5"), (100_000, "1000"), (-120, "-1.2")] {
            assert_eq!(typed_money(Money(amount)), typed);
            assert_eq!(Money::parse(typed), Some(Money(amount)), "{typed}");
        }
        assert_eq!(typed_quantity(Quantity(2_500)), "2.5");
        assert_eq!(Quantity::parse("2.5"), Some(Quantity(2_500)));
    }
}
