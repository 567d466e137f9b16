//! The table of a year, its quarters and months: targets set, targets derived, and results.

use domain::values::calendar::Period;
use domain::values::metric::Metric;
use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::plan::{Cell, Plan, TargetSource, figure_of};
use super::targets_query::TargetsInUrl;
use crate::i18n::{NOTHING, locale};
use crate::t;
use crate::ui::kit::{Badge, Column, DataTable, IconButton, ProgressBar, Section, Tone, icons};

#[derive(Clone)]
struct PlanRow {
    cell: Cell,
    metric: Metric,
}

/// The plan.
#[component]
pub fn PlanTable(
    url: TargetsInUrl,
    shown: Signal<Plan>,
    /// Whether the reader may set these targets.
    may_set: Memo<bool>,
    /// The target that is being set.
    editing: RwSignal<Option<Cell>>,
) -> impl IntoView {
    let rows = move || {
        let metric = url.get().metric;
        let Plan { year, quarters, .. } = shown.get();
        let of_quarter = |(quarter, months): (Cell, Vec<Cell>)| std::iter::once(quarter).chain(months).collect::<Vec<_>>();
        let cells = std::iter::once(year).chain(quarters.into_iter().flat_map(of_quarter));
        cells.map(|cell| PlanRow { cell, metric }).collect::<Vec<_>>()
    };
    let title = |words: fn() -> &'static str| Signal::derive(move || words().to_owned());
    let edit = move |row: &PlanRow| {
        let cell = row.cell.clone();
        let label = t!("targets.set", period = locale().period(cell.period));
        let open = move || editing.set(Some(cell.clone()));
        view! { <IconButton icon=icons::EDIT label=move || label.clone() on_press=open/> }
    };
    let columns = move |may_set: bool| {
        let mut columns = vec![
            Column::new(
                title(|| t!("targets.period")),
                |it: &PlanRow| view! { <span class=weight(it.cell.period)>{name(it.cell.period)}</span> },
            )
            .unbroken(),
            Column::number(title(|| t!("kit.target")), target),
            Column::number(title(|| t!("kit.actual")), |it: &PlanRow| written(it.metric, it.cell.actual)),
            Column::new(title(|| t!("kit.completion")), completion),
            Column::number(title(|| t!("targets.last_year")), |it: &PlanRow| written(it.metric, it.cell.last_year)),
            Column::new(title(|| t!("targets.split")), difference),
        ];
        // Only for readers who may set targets.
        columns.extend(may_set.then(|| Column::number(title(|| t!("targets.change")), edit)));
        columns
    };
    view! {
        <Section title=move || t!("targets.plan")>
            <div class="wide-table">
                {move || view! { <DataTable caption=move || t!("targets.plan") columns=columns(may_set.get()) rows=Signal::derive(rows)/> }}
            </div>
            <p class="pt-2 text-xs text-quiet">{move || t!("targets.derived_note")}</p>
        </Section>
    }
    .into_any()
}

/// Formats a value in the unit of its metric.
pub fn written(metric: Metric, value: Option<i64>) -> String {
    locale().value_short(figure_of(metric), value)
}

fn name(period: Period) -> String {
    match period {
        Period::Month(month) => locale().month_short(month),
        other => locale().period(other),
    }
}

fn weight(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "font-semibold",
        Period::Quarter(_) => "font-medium",
        Period::Month(_) | Period::Week(_) => "ps-4 font-normal",
    }
}

fn target(row: &PlanRow) -> AnyView {
    let value = written(row.metric, row.cell.value);
    match row.cell.source {
        TargetSource::Set => view! { <span class="font-semibold">{value}</span> }.into_any(),
        TargetSource::Derived => view! {
            <span class="text-quiet italic">{value}</span>
            " "
            <Badge label=move || t!("targets.derived")/>
        }
        .into_any(),
        TargetSource::None => view! { <span class="text-quiet">{NOTHING}</span> }.into_any(),
    }
}

fn completion(row: &PlanRow) -> AnyView {
    let Some(share) = row.cell.completion else { return view! { <span class="text-quiet">{NOTHING}</span> }.into_any() };
    let tone = if Ratio::WHOLE <= share { Tone::Success } else { Tone::Brand };
    view! {
        <div class="flex items-center gap-2">
            <div class="w-24"><ProgressBar label=move || t!("kit.completion") done=share tone/></div>
            <span class="tabular-nums">{locale().completion(share)}</span>
        </div>
    }
    .into_any()
}

/// 未分解 or 超分解, by period and by members (A38).
fn difference(row: &PlanRow) -> AnyView {
    let metric = row.metric;
    let words = |beyond: i64| {
        let amount = written(metric, Some(beyond.abs()));
        if beyond < 0 { t!("targets.not_split", amount = amount) } else { t!("targets.over_split", amount = amount) }
    };
    let parts = row.cell.by_parts.map(|it| t!("targets.by_time", difference = words(it)));
    let members = row.cell.by_members.map(|it| t!("targets.by_members", difference = words(it)));
    if parts.is_none() && members.is_none() {
        return view! { <span class="text-quiet">{NOTHING}</span> }.into_any();
    }
    let badge = |label: String| view! { <Badge label=move || label.clone() tone=Tone::Warning/> };
    view! { <span class="flex flex-wrap gap-1">{parts.map(badge)} {members.map(badge)}</span> }.into_any()
}
