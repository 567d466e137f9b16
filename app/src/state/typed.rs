//! Numbers as they stand in a field: what a person would type, and what reads back as the same.

use domain::money::{Money, Quantity, Share};

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

/// Reads a share typed in percent, with or without its sign.
pub fn read_percent(text: &str) -> Option<Share> {
    let text = text.trim().trim_end_matches(['%', '％']);
    // Hundredths of a percent, as hundredths of a yuan.
    Money::parse(text).filter(|_| !text.contains('万')).map(|it| Share(it.0))
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
            assert_eq!(Money::parse(&money(Money(amount))), Some(Money(amount)));
        }
        for (text, share) in [("12.5", Some(1_250)), ("100%", Some(10_000)), ("", None), ("1万", None)] {
            assert_eq!(read_percent(text), share.map(Share), "{text}");
        }
        assert_eq!(percent(Share(1_250)), "12.5");
        assert_eq!((money(Money(100_000)), quantity(Quantity(2_500))), ("1000".to_owned(), "2.5".to_owned()));
    }
}
