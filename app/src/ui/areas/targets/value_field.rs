//! The field of a target in the unit of its KPI.

use domain::values::field::Field;
use domain::values::kpi_unit::KpiUnit;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use crate::i18n::kpi_words;
use crate::t;
use crate::ui::kit::{MoneyField, NumberField};

/// The field.
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
