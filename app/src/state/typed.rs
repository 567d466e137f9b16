//! Field texts: numbers in a form that parses back to the same value, and optional fields.

use domain::values::field::Field;
use domain::values::money::{Money, Quantity, Share};
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text;

/// `1234.5`.
pub fn money(amount: Money) -> String {
    decimal(amount.0, 2)
}

/// `2.5`.
pub fn quantity(quantity: Quantity) -> String {
    decimal(quantity.0, 3)
}

/// `12.5`: a share in percent.
pub fn percent(share: Share) -> String {
    decimal(share.0, 2)
}

/// Parses a field that may be blank; records a refusal under its name if it cannot be parsed.
pub fn optional<T>(field: Field, typed: &str, read: impl FnOnce(&str) -> Result<T, Refusal>, refusals: &mut Refusals) -> Option<T> {
    if text::is_blank(typed) { None } else { refusals.keep(field, read(typed)) }
}

fn decimal(value: i64, decimals: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    format!("{sign}{whole}.{fraction}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_field_reads_back() {
        for amount in [0, 5, 50, 1_250, 100_000, -120] {
            assert_eq!(Money::parse(&money(Money(amount))), Ok(Money(amount)));
        }
        assert_eq!(percent(Share(1_250)), "12.5");
        assert_eq!((money(Money(100_000)), quantity(Quantity(2_500))), ("1000".to_owned(), "2.5".to_owned()));
    }

    #[test]
    fn a_field_that_shows_nothing_is_left_blank() {
        let mut refusals = Refusals::default();
        assert_eq!(optional(Field::Amount, " \u{200B}", Money::parse, &mut refusals), None);
        assert!(refusals.is_empty());
        assert_eq!(optional(Field::Amount, "1,2", Money::parse, &mut refusals), None);
        assert_eq!(refusals, Refusals::of(Field::Amount, Refusal::Grouping));
    }
}
