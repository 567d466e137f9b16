//! 细分目标: the parts of the owner's target that have targets of their own, with their results (T-05, T-09, T-10).

use std::collections::BTreeSet;

use domain::book::Book;
use domain::figures::kpis::{Evaluator, KpiFacts, unit_of};
use domain::figures::target_value::{members, value_in};
use domain::records::target::{TargetCut, TargetLine};
use domain::values::calendar::{Day, Period};
use domain::values::kpi_unit::KpiUnit;
use domain::values::ratio::Ratio;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;

use super::cut_words;
use super::plan::filter_of;
use super::plan_row::Notation;
use super::targets_query::{TargetsInUrl, TargetsQuery};
use crate::i18n::{NOTHING, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Column, DataTable, Section};

/// One cut of the year. The amounts are formatted.
#[derive(Clone, Debug, PartialEq)]
struct CutRow {
    name: String,
    target: String,
    actual: String,
    completion: Option<Ratio>,
}

/// The cuts; nothing if the owner has none.
#[component]
pub fn Cuts(url: TargetsInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let rows = Memo::new(move |_| {
        let (asked, facts, today) = (url.get(), notebook.kpi_facts(), notebook.today());
        notebook.with(|book| rows(&asked, &facts, today, book))
    });
    let title = |words: fn() -> &'static str| Signal::derive(move || words().to_owned());
    let columns = vec![
        Column::new(title(|| t!("targets.cut")), |it: &CutRow| it.name.clone()),
        Column::number(title(|| t!("kit.target")), |it: &CutRow| it.target.clone()),
        Column::number(title(|| t!("kit.actual")), |it: &CutRow| it.actual.clone()),
        Column::number(title(|| t!("kit.completion")), |row: &CutRow| {
            row.completion.map_or_else(|| NOTHING.to_owned(), |it| locale().completion(it))
        }),
    ];
    let columns = StoredValue::new(columns);
    view! {
        <Show when=move || rows.with(|it| !it.is_empty())>
            <Section title=move || t!("targets.cuts", year = locale().period(Period::Year(url.get().year)))>
                <DataTable caption=move || t!("targets.cuts", year = locale().period(Period::Year(url.get().year))) columns=columns.get_value() rows=rows/>
            </Section>
        </Show>
    }
    .into_any()
}

fn rows(asked: &TargetsQuery, facts: &KpiFacts, today: Day, book: &Book) -> Vec<CutRow> {
    let (notation, unit) = (Notation::of(asked.metric, book), unit_of(asked.metric, book).unwrap_or(KpiUnit::Count));
    let row = |cut: &TargetCut| {
        let line = TargetLine { cut: Some(cut.clone()), ..TargetLine::whole(asked.of, asked.metric) };
        let period = Period::Year(asked.year);
        let value = value_in(book, &line, period)?;
        let evaluator = Evaluator::over(facts, book, today).within(cut.narrowing());
        let actual = evaluator.measure(asked.metric, period, &filter_of(asked.of)).value.ok().filter(|_| period.first() <= today);
        Some(CutRow {
            name: cut_words::cut(cut, book),
            target: notation.target(Some(value)),
            actual: notation.result(actual),
            completion: actual.and_then(|it| unit.completion(it, value)),
        })
    };
    cuts_of(asked.of, book).iter().filter_map(row).collect()
}

/// The cuts for which the owner or anybody below has a target, of any KPI.
fn cuts_of(of: TargetOf, book: &Book) -> BTreeSet<TargetCut> {
    let mut owners = vec![of];
    let mut at = 0;
    while let Some(owner) = owners.get(at).copied() {
        owners.extend(members(book, owner));
        at += 1;
    }
    book.targets().filter(|it| owners.contains(&it.of)).filter_map(|it| it.cut.clone()).collect()
}
