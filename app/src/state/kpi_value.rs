//! The value of a KPI as typed in a field, in its unit: yuan, percent, days with up to two decimals.

use domain::values::kpi_unit::KpiUnit;
use domain::values::money::{Money, Quantity, Share};
use domain::values::number;
use domain::values::refusal::Refusal;

use super::typed;

/// Reads a value into parts of the unit, see [`KpiUnit::parts`].
pub fn read(unit: KpiUnit, text: &str) -> Result<i64, Refusal> {
    match unit {
        KpiUnit::Count => number::whole(text, number::CUSTOMERS),
        KpiUnit::Quantity => Quantity::parse(text).map(|it| it.0),
        KpiUnit::Share | KpiUnit::Points => Share::parse_percent(text).map(|it| it.0),
        // Hundredths, like fen.
        KpiUnit::Money | KpiUnit::Days | KpiUnit::Hours | KpiUnit::Score => Money::parse(text).map(|it| it.0),
    }
}

/// The text that [`read`] reads.
pub fn written(unit: KpiUnit, value: i64) -> String {
    match unit {
        KpiUnit::Count => value.to_string(),
        KpiUnit::Quantity => typed::quantity(Quantity(value)),
        KpiUnit::Share | KpiUnit::Points => typed::percent(Share(value)),
        KpiUnit::Money | KpiUnit::Days | KpiUnit::Hours | KpiUnit::Score => typed::money(Money(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_typed_in_its_unit() {
        for (unit, typed, stored) in [
            (KpiUnit::Money, "1250", 125_000),
            (KpiUnit::Count, "20", 20),
            (KpiUnit::Share, "92.5", 9_250),
            (KpiUnit::Days, "2.5", 250),
            (KpiUnit::Quantity, "1.5", 1_500),
        ] {
            assert_eq!(read(unit, typed), Ok(stored), "{unit:?} {typed}");
            assert_eq!(read(unit, &written(unit, stored)), Ok(stored), "{unit:?} {stored}");
        }
        assert!(read(KpiUnit::Count, "2.5").is_err());
    }
}
