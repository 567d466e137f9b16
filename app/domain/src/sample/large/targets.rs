//! Targets by quarter, planned from known results, so that some are exceeded and some missed. Finally, the people who left are disabled.

use std::collections::BTreeMap;

use super::staff::LargeSampleStaff;
use super::teller::{DAY, Teller};
use crate::decide::command::{Command, Save, SetTarget};
use crate::records::organisation::Person;
use crate::sample::Act;
use crate::values::calendar::{Day, Month, Period, Quarter};
use crate::values::ids::PersonId;
use crate::values::kpi_name::KpiName;
use crate::values::refusal::Refusals;
use crate::values::target_of::TargetOf;

/// Sales amount by person and month.
#[derive(Default)]
pub(super) struct MonthlySales(BTreeMap<(PersonId, Month), i64>);

impl MonthlySales {
    pub(super) fn add(&mut self, person: PersonId, on: Day, amount: i64) {
        *self.0.entry((person, on.month())).or_default() += amount;
    }

    fn of(&self, person: PersonId, quarter: Quarter) -> i64 {
        Period::Quarter(quarter).months().into_iter().filter_map(|it| self.0.get(&(person, it))).sum()
    }
}

/// Ten thousand yuan in fen: targets are rounded to it.
const WAN: i64 = 1_000_000;

pub(super) fn tell(teller: &mut Teller, staff: &LargeSampleStaff, today: Day, sold: &MonthlySales) -> Result<(), (Box<Act>, Refusals)> {
    let (first, last) = (staff.begin.quarter(), today.quarter());
    let mut by_person: BTreeMap<PersonId, Vec<(Quarter, i64)>> = BTreeMap::new();
    for rep in &staff.reps {
        for quarter in (first.0..=last.0).map(Quarter) {
            // The current quarter is not over: it is planned from the one before.
            let known = if quarter == last { Quarter(quarter.0 - 1) } else { quarter };
            // Better reps get a lower target for the same sales, and reach it.
            let completion = i64::from((rep.skill + teller.dice.between(-20, 20)).clamp(55, 130));
            let value = (sold.of(rep.id, known) * 100 / completion / WAN).max(1) * WAN;
            by_person.entry(rep.id).or_default().push((quarter, value));
        }
    }
    for team in &staff.teams {
        for rep in team.reps.iter().map(|it| &staff.reps[*it]) {
            for (quarter, value) in by_person.get(&rep.id).into_iter().flatten() {
                if rep.leaves.is_none_or(|(on, _)| quarter.first_month().first() < on) {
                    set(teller, team.supervisor, TargetOf::Person(rep.id), *quarter, *value)?;
                }
            }
        }
    }
    for quarter in (first.0..=last.0).map(Quarter) {
        let of = |reps: &[usize]| -> i64 {
            let values = reps.iter().filter_map(|it| by_person.get(&staff.reps[*it].id)).flatten();
            values.filter(|it| it.0 == quarter).map(|it| it.1).sum()
        };
        for team in &staff.teams {
            set(teller, team.manager, TargetOf::Team(team.id), quarter, of(&team.reps))?;
        }
        let all = staff.teams.iter().map(|it| of(&it.reps)).sum();
        set(teller, staff.director, TargetOf::Company, quarter, all)?;
    }
    for rep in staff.reps.iter().filter(|it| it.leaves.is_some()) {
        if let Some(person) = staff.person(rep.id) {
            let gone = Person { active: false, ..person.clone() };
            teller.act(staff.administrator, Command::SavePerson(Save { was: Some(person.clone()), now: gone }))?;
        }
    }
    Ok(())
}

/// Sets a quarter's target and those of its months: 30, 30 and 40 percent.
fn set(teller: &mut Teller, by: PersonId, of: TargetOf, quarter: Quarter, value: i64) -> Result<(), (Box<Act>, Refusals)> {
    let made_on = quarter.first_month().first();
    let third = value * 3 / 10;
    let months = Period::Quarter(quarter).months().into_iter().map(Period::Month).zip([third, third, value - 2 * third]);
    for (period, value) in [(Period::Quarter(quarter), value)].into_iter().chain(months) {
        teller.now = crate::values::calendar::Timestamp(i64::from(made_on.0) * DAY);
        let basis = "上期完成情况与年度目标分解".to_owned();
        teller.act(
            by,
            Command::SetTarget(SetTarget {
                of,
                metric: KpiName::SALES_AMOUNT,
                cut: None,
                period,
                was: None,
                now: Some(value),
                levels: None,
                basis,
            }),
        )?;
    }
    Ok(())
}
