//! How many alerts would rise and fall.

use domain::views::simulation::{AlertSimulation, AlertTally, AlertTurn, RuleEffect, TeamAlerts};
use leptos::prelude::*;

use super::names::{NameLine, names};
use super::result_table::{ResultRow, ResultTable, from_to, team_name};
use crate::i18n::{alert_words, locale};
use crate::local::Notebook;
use crate::t;

#[component]
pub fn AlertsResult(found: AlertSimulation) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_same = found.is_same();
    let sum = |of: fn(&RuleEffect) -> u32| found.rules.iter().map(of).sum::<u32>();
    let [risen, fallen, levels] = [sum(|it| it.n_risen), sum(|it| it.n_fallen), sum(|it| it.n_relevelled)];
    let number = |n: u32| locale().count(n.into());
    let said = move || match is_same {
        true => t!("simulation.alerts.none").to_owned(),
        false => t!("simulation.alerts.some", risen = number(risen), fallen = number(fallen), levels = number(levels)),
    };
    let (rules, teams) = (found.rules, found.teams);
    let numbers = move |now: AlertTally, then: AlertTally| [from_to(now.n, then.n, number), from_to(now.n_red, then.n_red, number)];
    let rule_row = move |effect: &RuleEffect| ResultRow {
        name: alert_words::rule(effect.rule).to_owned(),
        numbers: numbers(effect.now, effect.then),
        ..ResultRow::default()
    };
    let team_row =
        move |it: &TeamAlerts| ResultRow { name: team_name(it.team, notebook), numbers: numbers(it.now, it.then), ..ResultRow::default() };
    let titles = |name: &'static str| [name, t!("simulation.alerts.all"), t!("simulation.alerts.red")].map(str::to_owned);
    view! {
        <p class="font-medium" role="status">{said}</p>
        <ResultTable
            titles=Signal::derive(move || titles(t!("simulation.alerts.rule")))
            rows=Signal::derive(move || rules.iter().map(rule_row).collect())
        />
        <ResultTable
            titles=Signal::derive(move || titles(t!("simulation.team")))
            rows=Signal::derive(move || teams.iter().map(team_row).collect())
        />
        {names(found.named, |n| t!("simulation.n_alerts", n = n), turn)}
    }
    .into_any()
}

fn turn(turn: AlertTurn) -> NameLine {
    let change = match (turn.now, turn.then) {
        (None, Some(then)) => t!("simulation.alerts.risen", level = alert_words::level(then)),
        (Some(now), None) => t!("simulation.alerts.fallen", level = alert_words::level(now)),
        (Some(now), Some(then)) => t!("simulation.from_to", from = alert_words::level(now), to = alert_words::level(then)),
        (None, None) => String::new(),
    };
    NameLine { customer: turn.customer, name: turn.name, change: format!("{} · {change}", alert_words::rule(turn.rule)) }
}
