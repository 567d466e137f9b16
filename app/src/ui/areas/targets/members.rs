//! The members that an owner's target is split into: departments, teams or people, each with their own year.

use domain::figures::kpis::Evaluator;
use domain::figures::target_value;
use domain::values::calendar::Period;
use domain::values::ratio::Ratio;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;

use super::plan::{Achieved, cell};
use super::plan_row::Notation;
use super::targets_query::TargetsInUrl;
use crate::i18n::{NOTHING, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::kit::{Column, DataTable, Section};

#[derive(Clone, Debug, PartialEq)]
struct MemberRow {
    of: TargetOf,
    name: String,
    target: String,
    actual: String,
    is_blank: bool,
    completion: Option<Ratio>,
}

/// The members.
#[component]
pub fn Members(url: TargetsInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let rows = Memo::new(move |_| {
        let (asked, facts) = (url.get(), notebook.kpi_facts());
        notebook.with(|book| {
            let (evaluator, notation) = (Evaluator::over(&facts, book, notebook.today()), Notation::of(asked.metric, book));
            let row = |of: TargetOf| {
                let achieved = Achieved::of(of, asked.metric, &evaluator, book);
                let year = cell(of, asked.metric, Period::Year(asked.year), &achieved, notebook.today(), book);
                let is_blank = year.value.is_none() && year.actual.is_none_or(|it| it == Ratio::NONE);
                let (target, actual) = (notation.target(year.value), notation.result(year.actual));
                MemberRow { of, name: owner_name(of, book), target, actual, is_blank, completion: year.completion }
            };
            // Somebody who has left, or has no team and department, is listed only with a target or a result.
            let is_here = |of: TargetOf| match of {
                TargetOf::Person(id) => book.person(id).is_some_and(|it| it.active && (it.team.is_some() || it.department.is_some())),
                _ => true,
            };
            let rows = target_value::members_on(Period::Year(asked.year).last(), book, asked.of).into_iter().map(row);
            rows.filter(|it| is_here(it.of) || !it.is_blank).collect::<Vec<_>>()
        })
    });
    let title = |words: fn() -> &'static str| Signal::derive(move || words().to_owned());
    let open = move |row: &MemberRow| {
        let (of, name) = (row.of, row.name.clone());
        view! { <button type="button" class="link min-h-11" on:click=move |_| url.change(|it| it.of = of)>{name}</button> }
    };
    let columns = vec![
        Column::new(title(|| t!("kit.name")), open),
        Column::number(title(|| t!("kit.target")), |it: &MemberRow| it.target.clone()),
        Column::number(title(|| t!("kit.actual")), |it: &MemberRow| it.actual.clone()),
        Column::number(title(|| t!("kit.completion")), |row: &MemberRow| {
            row.completion.map_or_else(|| NOTHING.to_owned(), |it| locale().completion(it))
        }),
    ];
    let columns = StoredValue::new(columns);
    view! {
        <Show when=move || rows.with(|it| !it.is_empty())>
            <Section title=move || t!("targets.members", year = locale().period(Period::Year(url.get().year)))>
                <DataTable caption=move || t!("targets.members", year = locale().period(Period::Year(url.get().year))) columns=columns.get_value() rows=rows/>
            </Section>
        </Show>
    }
    .into_any()
}
