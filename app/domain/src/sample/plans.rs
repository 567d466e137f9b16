//! Targets by month, quarter and year for people, teams and the company (T-01, T-04, T-06), so that some are exceeded and some are missed.

use std::collections::BTreeMap;

use super::deals::MonthlyResults;
use super::staff::Staff;
use super::story::Story;
use crate::decide::command::{Command, SetTarget};
use crate::values::calendar::{Month, Period, Quarter};
use crate::values::ids::PersonId;
use crate::values::kpi_name::KpiName;
use crate::values::target_of::TargetOf;

/// Ten thousand yuan in fen: targets are rounded to it.
const WAN: i64 = 1_000_000;

pub(super) fn tell(story: &mut Story, staff: &Staff, sold: &MonthlyResults) {
    let (first, last) = (story.begin.quarter(), story.today.quarter());
    for quarter in (first.0..=last.0).map(Quarter) {
        // The current quarter is not over: it is planned from the one before.
        let known = if quarter == last { Quarter(quarter.0 - 1) } else { quarter };
        people(story, staff, sold, quarter, known);
        teams_and_company(story, staff, sold, quarter, known);
    }
}

fn people(story: &mut Story, staff: &Staff, sold: &MonthlyResults, quarter: Quarter, known: Quarter) {
    let on = story.working(quarter.first_month().first());
    let leaver = staff.leaver();
    for rep in &staff.reps {
        if rep.id == leaver && quarter == story.today.quarter() {
            continue;
        }
        let mut set = |metric, period: Period, value| {
            // The company began within a quarter: its months before that had no targets.
            if period.last() < on {
                return;
            }
            let of = TargetOf::Person(rep.id);
            let basis = "上期完成情况与区域目标分解".to_owned();
            story.act(
                rep.supervisor,
                on,
                Command::SetTarget(SetTarget { of, metric, cut: None, period, was: None, now: Some(value), levels: None, basis }),
            );
        };
        let sales = planned(of(&sold.sales, rep.id, known), rep.completion, WAN);
        let by_month = share_out(sales, quarter);
        set(KpiName::SALES_AMOUNT, Period::Quarter(quarter), sales);
        by_month.into_iter().for_each(|(month, value)| set(KpiName::SALES_AMOUNT, Period::Month(month), value));
        let collected = planned(of(&sold.collected, rep.id, known), (rep.completion + 4).min(108), WAN);
        set(KpiName::COLLECTED, Period::Quarter(quarter), collected);
        share_out(collected, quarter).into_iter().for_each(|(month, value)| set(KpiName::COLLECTED, Period::Month(month), value));
        set(KpiName::DEALS, Period::Quarter(quarter), planned(of(&sold.deals, rep.id, known), rep.completion, 1));
    }
}

fn teams_and_company(story: &mut Story, staff: &Staff, sold: &MonthlyResults, quarter: Quarter, known: Quarter) {
    let on = story.working(quarter.first_month().first());
    let mut company = [0; 3];
    for team in &staff.teams {
        let members: Vec<PersonId> = staff.people.iter().filter(|it| it.team == Some(team.id)).map(|it| it.id).collect();
        let figures =
            [(KpiName::SALES_AMOUNT, &sold.sales, WAN), (KpiName::COLLECTED, &sold.collected, WAN), (KpiName::DEALS, &sold.deals, 1)];
        for (index, (metric, figures, unit)) in figures.into_iter().enumerate() {
            let actual = members.iter().map(|it| of(figures, *it, known)).sum();
            let value = planned(actual, team.completion, unit);
            company[index] += value;
            let target = Command::SetTarget(SetTarget {
                of: TargetOf::Team(team.id),
                metric,
                cut: None,
                period: Period::Quarter(quarter),
                was: None,
                now: Some(value),
                levels: None,
                basis: "部门季度目标分解".to_owned(),
            });
            story.act(team.manager, on, target);
        }
    }
    for (metric, value) in [KpiName::SALES_AMOUNT, KpiName::COLLECTED, KpiName::DEALS].into_iter().zip(company) {
        let mut set = |period: Period, value| {
            if period.last() < on {
                return;
            }
            let basis = "公司年度战略".to_owned();
            let target = Command::SetTarget(SetTarget {
                of: TargetOf::Company,
                metric,
                cut: None,
                period,
                was: None,
                now: Some(value),
                levels: None,
                basis,
            });
            story.act(staff.director, on, target);
        };
        set(Period::Quarter(quarter), value);
        share_out(value, quarter).into_iter().for_each(|(month, value)| set(Period::Month(month), value));
    }
}

fn of(figures: &BTreeMap<(PersonId, Month), i64>, person: PersonId, quarter: Quarter) -> i64 {
    Period::Quarter(quarter).months().into_iter().filter_map(|it| figures.get(&(person, it))).sum()
}

/// The rounded target that leads to this completion rate, at least one unit.
fn planned(actual: i64, completion: i64, unit: i64) -> i64 {
    let exact = actual * 100 / completion;
    ((exact + unit / 2) / unit).max(1) * unit
}

/// A quarter's target by month: 30, 30 and 40 percent.
fn share_out(value: i64, quarter: Quarter) -> Vec<(Month, i64)> {
    let first = value * 3 / 10;
    Period::Quarter(quarter).months().into_iter().zip([first, first, value - 2 * first]).collect()
}
