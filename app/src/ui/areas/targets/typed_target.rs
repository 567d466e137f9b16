//! Targets as people type them.

use domain::values::field::Field;
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::{Money, Quantity, Share};
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::i18n::kpi_words;
use crate::state::typed;
use crate::t;
use crate::ui::kit::{MoneyField, NumberField};

/// The field of a target in its unit.
#[component]
pub fn TargetValueField(
    /// The KPI and its unit.
    #[prop(into)]
    label: Signal<String>,
    unit: KpiUnit,
    value: RwSignal<String>,
    refusals: Signal<Refusals>,
) -> impl IntoView {
    let hint = move || if unit == KpiUnit::Money { t!("targets.value_hint").to_owned() } else { kpi_words::unit(unit).to_owned() };
    if unit == KpiUnit::Count {
        view! { <NumberField label name=Field::Value value refusals required=true/> }.into_any()
    } else {
        view! { <MoneyField label name=Field::Value value refusals required=true hint=Signal::derive(hint)/> }.into_any()
    }
}

/// Reads a target in its unit: yuan, percent, days with up to two decimals.
pub fn read_target(unit: KpiUnit, text: &str) -> Result<i64, Refusal> {
    match unit {
        KpiUnit::Count => number::whole(text, number::CUSTOMERS),
        KpiUnit::Quantity => Quantity::parse(text).map(|it| it.0),
        KpiUnit::Share | KpiUnit::Points => Share::parse_percent(text).map(|it| it.0),
        // Hundredths, like fen.
        KpiUnit::Money | KpiUnit::Days | KpiUnit::Hours | KpiUnit::Score => Money::parse(text).map(|it| it.0),
    }
}

/// The text that [`read_target`] reads.
pub fn written_target(unit: KpiUnit, value: i64) -> String {
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
    fn a_target_is_typed_in_its_unit() {
        for (unit, typed, stored) in [
            (KpiUnit::Money, "1250", 125_000),
            (KpiUnit::Count, "20", 20),
            (KpiUnit::Share, "90", 9_000),
            (KpiUnit::Share, "92.5", 9_250),
            (KpiUnit::Days, "2.5", 250),
            (KpiUnit::Quantity, "1.5", 1_500),
        ] {
            assert_eq!(read_target(unit, typed), Ok(stored), "{unit:?} {typed}");
            assert_eq!(read_target(unit, &written_target(unit, stored)), Ok(stored), "{unit:?} {stored}");
        }
        assert!(read_target(KpiUnit::Count, "2.5").is_err());
    }
}
