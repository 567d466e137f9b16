//! How many contacts a cadence costs.

use domain::values::money::Quantity;
use domain::values::ratio::ratio;
use domain::views::simulation::{CadenceSimulation, ContactLoad, GradeContacts, NewlyLate, TeamContacts, WEEKS};
use leptos::prelude::*;

use super::names::{NameLine, names};
use super::result_table::{ResultRow, ResultTable, from_to, team_name};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;

#[component]
pub fn CadenceResult(found: CadenceSimulation) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let all = found.all;
    let said = move || t!("simulation.cadence.some", now = a_week(all.now), then = a_week(all.then));
    let row = |name: String, load: ContactLoad| ResultRow {
        name: t!("simulation.cadence.with_n", name = name, n = number(load.n_customers)),
        numbers: [from_to(a_week(load.now), a_week(load.then), |said| said), from_to(load.late_now, load.late_then, number)],
        ..ResultRow::default()
    };
    let (grades, teams) = (found.grades, found.teams);
    let grade_row = move |it: &GradeContacts| row(words::grade(it.grade).to_owned(), it.load);
    let team_row = move |it: &TeamContacts| row(team_name(it.team, notebook), it.load);
    let titles = |name: &'static str| [name, t!("simulation.cadence.weekly"), t!("simulation.cadence.late")].map(str::to_owned);
    let line = |late: NewlyLate| NameLine {
        customer: Some(late.customer),
        name: late.name,
        change: t!("simulation.cadence.due_on", day = locale().day_short(late.due_on)),
    };
    view! {
        <p class="font-medium tabular-nums" role="status">{said}</p>
        <ResultTable
            titles=Signal::derive(move || titles(t!("simulation.cadence.grade")))
            rows=Signal::derive(move || grades.iter().map(grade_row).collect())
        />
        <ResultTable
            titles=Signal::derive(move || titles(t!("simulation.cadence.team")))
            rows=Signal::derive(move || teams.iter().map(team_row).collect())
        />
        {names(found.named, |n| t!("simulation.n_late", n = n), line)}
        <p class="text-xs text-quiet">{move || t!("simulation.cadence.note", n = WEEKS)}</p>
    }
    .into_any()
}

fn number(n: u32) -> String {
    locale().count(n.into())
}

/// The contacts of [`WEEKS`] as those of one week, with one decimal.
fn a_week(contacts: u32) -> String {
    let tenths = ratio(contacts.into(), WEEKS.into()).map_or(0, |it| it.in_parts(10));
    locale().quantity(Quantity(tenths * 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_of_a_quarter_are_shown_a_week() {
        for (contacts, said) in [(0, "0"), (13, "1"), (1, "0.1"), (20, "1.5"), (38, "2.9"), (13_000, "1,000")] {
            assert_eq!(a_week(contacts), said, "{contacts}");
        }
    }
}
