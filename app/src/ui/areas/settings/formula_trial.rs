//! Trying a formula on real data before it is saved: what it gives in the running and the last full period.

use domain::records::kpi::Formula;
use domain::rules::FiscalCalendar;
use domain::values::calendar::{Day, Period};
use domain::values::field::Field;
use domain::values::ids::KpiId;
use domain::values::json::{of_word, word_of};
use domain::values::refusal::Refusals;
use domain::views::simulation::{KpiDraft, KpiRows, RuleDraft};
use leptos::prelude::*;

use super::simulation::{SimulationPart, Simulator};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Choice, SelectField};

/// The formula as typed, with what was chosen about the trial. Cheap to copy.
#[derive(Clone, Copy)]
pub struct FormulaTrial {
    length: RwSignal<String>,
    rows: RwSignal<String>,
    pub simulator: Simulator,
}

impl FormulaTrial {
    /// Create it at the top of a component. The formula is that of the KPI, saved or not.
    pub fn of(kpi: KpiId, today: Day, formula: impl Fn() -> Result<Formula, Refusals> + Send + Sync + 'static) -> FormulaTrial {
        let (length, rows) = (RwSignal::new("month".to_owned()), RwSignal::new(word_of(KpiRows::Teams)));
        let calendar = expect_context::<Notebook>().calendar();
        let draft = move || {
            let (period, rows) = (running(&length.get(), today, calendar.get()), of_word(&rows.get()).unwrap_or_default());
            formula().map(|formula| RuleDraft::Kpi(KpiDraft { kpi, formula, period, rows }))
        };
        FormulaTrial { length, rows, simulator: Simulator::of(draft) }
    }
}

/// The running period of a length.
fn running(length: &str, today: Day, calendar: FiscalCalendar) -> Period {
    match length {
        "quarter" => Period::Quarter(calendar.quarter_of(today)),
        "year" => Period::Year(calendar.year_of(today)),
        _ => Period::Month(today.month()),
    }
}

/// The choices, the button and the result.
#[component]
pub fn FormulaTrialPart(trial: FormulaTrial) -> impl IntoView {
    let lengths = || {
        let words = [("month", t!("performance.month")), ("quarter", t!("performance.quarter")), ("year", t!("performance.year"))];
        words.map(|(value, label)| Choice::new(value, label)).to_vec()
    };
    let rows = || {
        let words = [(KpiRows::Teams, t!("simulation.kpi.teams")), (KpiRows::People, t!("simulation.kpi.people"))];
        words.map(|(value, label)| Choice::new(word_of(value), label)).to_vec()
    };
    let choices = move || {
        view! {
            <div class="grid grid-cols-2 gap-3">
                <SelectField label=move || t!("simulation.kpi.length") name=Field::Kind value=trial.length choices=Signal::derive(lengths)/>
                <SelectField label=move || t!("simulation.kpi.rows") name=Field::Kind value=trial.rows choices=Signal::derive(rows)/>
            </div>
        }
        .into_any()
    };
    view! { <SimulationPart simulator=trial.simulator hint=Signal::derive(|| t!("simulation.kpi.hint").to_owned()) choices/> }.into_any()
}
