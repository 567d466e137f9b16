//! The table of a year, its quarters and months: targets set, targets derived, and results.

use domain::values::calendar::Period;
use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::cut_words;
use super::plan::{Cell, Plan, TargetSource};
use super::plan_lines::PlanLines;
use super::plan_row::{Notation, PlanRow, name};
use super::targets_query::TargetsInUrl;
use crate::i18n::{NOTHING, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, Column, DataTable, IconButton, ProgressBar, Section, Tone, icons};

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
    let notebook = expect_context::<Notebook>();
    let notation = Memo::new(move |_| notebook.with(|book| Notation::of(url.get().metric, book)));
    let rows = move || {
        let (notation, actor, today) = (notation.get(), notebook.actor(), notebook.today());
        let may_set = |cell: &Cell| may_set.get() && (today <= cell.period.last() || actor.may_set_past_targets());
        let Plan { year, quarters, .. } = shown.get();
        let of_quarter = |(quarter, months): (Cell, Vec<Cell>)| std::iter::once(quarter).chain(months).collect::<Vec<_>>();
        let cells = std::iter::once(year).chain(quarters.into_iter().flat_map(of_quarter));
        let may_propose = |cell: &Cell| actor.may_propose_target_of(url.get().of) && today <= cell.period.last();
        cells
            .map(|cell| PlanRow { may_set: may_set(&cell), may_propose: may_propose(&cell), cell, notation: notation.clone() })
            .collect::<Vec<_>>()
    };
    let may_change = Memo::new(move |_| may_set.get() || notebook.actor().may_propose_target_of(url.get().of));
    let title = |words: fn() -> &'static str| Signal::derive(move || words().to_owned());
    let edit = move |row: &PlanRow| {
        let cell = row.cell.clone();
        let label = label_of(row);
        let open = move || editing.set(Some(cell.clone()));
        (row.may_set || row.may_propose).then(|| view! { <IconButton icon=icons::EDIT label=move || label.clone() on_press=open/> })
    };
    let columns = move |may_change: bool| {
        let mut columns = vec![
            Column::new(
                title(|| t!("targets.period")),
                |it: &PlanRow| view! { <span class=weight(it.cell.period)>{name(it.cell.period)}</span> },
            )
            .unbroken(),
            Column::number(title(|| t!("kit.target")), target),
            Column::number(title(|| t!("kit.actual")), |it: &PlanRow| it.notation.result(it.cell.actual)),
            Column::new(title(|| t!("kit.completion")), completion),
            Column::number(title(|| t!("targets.last_year")), |it: &PlanRow| it.notation.result(it.cell.last_year)),
            Column::new(title(|| t!("targets.split")), difference),
        ];
        // Only for readers who may set or propose targets.
        columns.extend(may_change.then(|| Column::number(title(|| t!("targets.change")), edit)));
        columns
    };
    view! {
        <Section title=move || t!("targets.plan")>
            <PlanLines rows=Signal::derive(rows) editing/>
            <div class="wide-table hidden lg:block print:block">
                {move || view! { <DataTable caption=move || t!("targets.plan") columns=columns(may_change.get()) rows=Signal::derive(rows)/> }}
            </div>
            <p class="pt-2 text-xs text-quiet">{move || t!("targets.derived_note")}</p>
        </Section>
    }
    .into_any()
}

fn weight(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "font-semibold",
        Period::Quarter(_) => "font-medium",
        Period::Month(_) | Period::Week(_) => "ps-4 font-normal",
    }
}

fn target(row: &PlanRow) -> AnyView {
    let value = row.notation.target(row.cell.value);
    let proposed = row.cell.proposed.map(|proposed| {
        let words = t!("targets.proposed", value = row.notation.target(Some(proposed)));
        view! { <span class="block text-xs font-normal text-quiet not-italic">{words}</span> }
    });
    let late = row.cell.is_late.then(|| view! { " " <LateBadge/> });
    match row.cell.source {
        TargetSource::Set => view! { <span class="font-semibold">{value}</span> {late} {proposed} }.into_any(),
        TargetSource::Derived => view! {
            <span class="text-quiet italic">{value}</span>
            " "
            <Badge label=move || t!("targets.derived")/>
            {late} {proposed}
        }
        .into_any(),
        TargetSource::None => view! { <span class="text-quiet">{NOTHING}</span> {proposed} }.into_any(),
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
    let words = |beyond: i64| {
        let amount = row.notation.target(Some(beyond.abs()));
        if beyond < 0 { t!("targets.not_split", amount = amount) } else { t!("targets.over_split", amount = amount) }
    };
    let parts = row.cell.by_parts.map(|it| t!("targets.by_time", difference = words(it)));
    let members = row.cell.by_members.map(|it| t!("targets.by_members", difference = words(it)));
    let cuts = row.cell.by_cuts.iter().map(|(by, it)| t!("targets.by_cut", cut = cut_words::cut_by(*by), difference = words(*it)));
    let cuts: Vec<String> = cuts.collect();
    if parts.is_none() && members.is_none() && cuts.is_empty() {
        return view! { <span class="text-quiet">{NOTHING}</span> }.into_any();
    }
    let badge = |label: String| view! { <Badge label=move || label.clone() tone=Tone::Warning/> };
    view! { <span class="flex flex-wrap gap-1">{parts.map(badge)} {members.map(badge)} {cuts.into_iter().map(badge).collect_view()}</span> }
        .into_any()
}

/// 期后调整: the target was set or changed after its period had ended.
#[component]
pub fn LateBadge() -> impl IntoView {
    view! { <span title=move || t!("targets.late_hint")><Badge label=move || t!("targets.late") tone=Tone::Warning/></span> }
}

/// What the button of a row does.
pub fn label_of(row: &PlanRow) -> String {
    let period = locale().period(row.cell.period);
    if row.may_set { t!("targets.set", period = period) } else { t!("targets.propose_of", period = period) }
}
