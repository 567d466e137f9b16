//! Which customers would earn another grade.

use domain::views::simulation::{GradeMove, GradeSimulation, MovedCustomer, TeamMoves};
use leptos::prelude::*;

use super::names::{NameLine, names};
use super::result_table::{ResultRow, ResultTable, team_name};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;

#[component]
pub fn GradesResult(found: GradeSimulation) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (n, all) = (found.n_moved(), found.n_customers);
    let number = |n: u32| locale().count(n.into());
    let said = move || match n {
        0 => t!("simulation.grades.none", all = number(all)),
        _ => t!("simulation.grades.some", n = number(n), all = number(all)),
    };
    let (moves, teams) = (found.moves, found.teams);
    let move_row = move |moved: &GradeMove| ResultRow {
        name: t!("simulation.from_to", from = words::grade(moved.from), to = words::grade(moved.to)),
        numbers: [number(moved.n), String::new()],
        ..ResultRow::default()
    };
    let team_row = move |team: &TeamMoves| ResultRow {
        name: team_name(team.team, notebook),
        numbers: [number(team.n_up), number(team.n_down)],
        ..ResultRow::default()
    };
    let line = |moved: MovedCustomer| NameLine {
        customer: Some(moved.customer),
        name: moved.name,
        change: t!("simulation.from_to", from = words::grade(moved.from), to = words::grade(moved.to)),
    };
    view! {
        <p class="font-medium" role="status">{said}</p>
        <ResultTable
            titles=Signal::derive(|| [t!("simulation.grades.moves"), t!("simulation.customers"), ""].map(str::to_owned))
            rows=Signal::derive(move || moves.iter().map(move_row).collect())
        />
        <ResultTable
            titles=Signal::derive(|| [t!("simulation.team"), t!("simulation.grades.up"), t!("simulation.grades.down")].map(str::to_owned))
            rows=Signal::derive(move || teams.iter().map(team_row).collect())
        />
        {names(found.named.filter(|_| 0 < n), |n| t!("simulation.n_customers", n = n), line)}
        <p class="text-xs text-quiet">{move || t!("simulation.grades.note")}</p>
    }
    .into_any()
}
