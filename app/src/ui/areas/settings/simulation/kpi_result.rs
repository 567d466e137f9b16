//! What a formula gives in two periods, and from how many records.

use domain::values::kpi_unit::KpiUnit;
use domain::views::simulation::{KpiSimulation, TriedRecord, TriedRow, TriedValue};
use leptos::prelude::*;

use super::names::{NameLine, names};
use super::result_table::{ResultRow, ResultTable};
use crate::i18n::{kpi_words, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owners::owner_name;

#[component]
pub fn KpiResult(found: KpiSimulation) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let KpiSimulation { unit, adds_up, periods, all, rows, named } = found;
    let row = move |name: String, values: [TriedValue; 2]| ResultRow {
        name,
        numbers: values.map(|it| value(unit, it)),
        notes: values.map(|it| t!("simulation.kpi.n_records", n = locale().count(it.n_records.into()))),
    };
    let n_more = rows.n_more;
    let each = move || {
        let of_row = |it: &TriedRow| row(notebook.with(|book| owner_name(it.of, book)), it.values);
        let total = row(t!("simulation.kpi.all").to_owned(), all);
        std::iter::once(total).chain(rows.first.iter().map(of_row)).collect::<Vec<_>>()
    };
    let titles = move || {
        let [now, before] = periods.map(|it| locale().period(it));
        [t!("simulation.kpi.whose").to_owned(), now, before]
    };
    let said = move || {
        let [now, before] = all.map(|it| value(unit, it));
        let [period, previous] = periods.map(|it| locale().period(it));
        t!("simulation.kpi.said", period = period, now = now, previous = previous, before = before)
    };
    let incomplete = all.iter().any(|it| it.measured.is_incomplete);
    let missing = all[0].measured.value.err().or(all[1].measured.value.err());
    let line = |behind: TriedRecord| NameLine {
        customer: behind.customer,
        change: format!("{} · {}", locale().day_short(behind.on), kpi_words::value(behind.unit, behind.value.into(), "")),
        name: behind.name,
    };
    view! {
        <p class="font-medium tabular-nums" role="status">{said}</p>
        <ResultTable titles=Signal::derive(titles) rows=Signal::derive(each)/>
        {(0 < n_more).then(|| view! { <p class="text-xs text-quiet">{move || t!("simulation.more", n = n_more)}</p> })}
        <p class="text-xs text-quiet">{move || if adds_up { t!("kpis.adds_up.yes") } else { t!("kpis.adds_up.no") }}</p>
        {incomplete.then(|| view! { <p class="text-xs text-quiet">{move || t!("kpis.incomplete")}</p> })}
        {missing.map(|why| view! { <p class="text-xs text-quiet">{move || kpi_words::why(why)}</p> })}
        {names(named, |n| t!("simulation.kpi.records", n = n), line)}
    }
    .into_any()
}

fn value(unit: KpiUnit, of: TriedValue) -> String {
    of.measured.value.map_or_else(|why| kpi_words::missing(why).to_owned(), |it| kpi_words::value(unit, it, ""))
}
