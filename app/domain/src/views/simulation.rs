//! 试算: what other rules would change, computed from today's records before the rules are published (C-09, C7, FU-03). Uses the functions that
//! grade customers, raise alerts and say when a contact is due, so that it equals publishing and comparing.
//!
//! Counts cover what the caller may see; for administrators, who keep the rules and see no customers, the whole company without names.

mod alerts;
mod cadence;
mod grades;
mod kpis;
mod scope;

use serde::{Deserialize, Serialize};

pub use alerts::{AlertSimulation, AlertTally, AlertTurn, RuleEffect, TeamAlerts};
pub use cadence::{CadenceSimulation, ContactLoad, GradeContacts, NewlyLate, TeamContacts, WEEKS};
pub use grades::{GradeMove, GradeSimulation, MovedCustomer, TeamMoves};
pub use kpis::{KpiDraft, KpiRows, KpiSimulation, TriedRecord, TriedRow, TriedValue};
pub use scope::FirstOf;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::organisation::Company;
use crate::rules::GradeRules;
use crate::rules::alert_rules::AlertRules;
use crate::rules::cadence::Cadence;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};
use scope::SimulationScope;

/// Rules to try out. They are compared with those of the same kind in force today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleDraft {
    Grades(GradeRules),
    Alerts(AlertRules),
    Cadence(Cadence),
    /// A formula has no version in force to compare with: it is measured in the running and in the last full period.
    Kpi(KpiDraft),
}

/// What the rules of a draft would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Simulation {
    Grades(GradeSimulation),
    Alerts(AlertSimulation),
    Cadence(CadenceSimulation),
    Kpi(KpiSimulation),
}

impl RuleDraft {
    /// All refusals, with the fields of the rules as in [`Company::checked`].
    pub fn check(&self, company: &Company, today: Day) -> Refusals {
        let mut refusals = Refusals::default();
        match self {
            RuleDraft::Grades(rules) => rules.check_change(&company.grade_rules.on(today), &mut refusals),
            RuleDraft::Alerts(rules) => refusals.refuse_all(rules.check()),
            RuleDraft::Cadence(cadence) => cadence.check(&mut refusals),
            RuleDraft::Kpi(draft) => refusals.refuse_all(draft.check()),
        }
        refusals
    }

    /// What else can be refused once the other records of the catalogue are known: units and cycles of formulas.
    pub fn check_within(&self, book: &Book) -> Result<(), Refusals> {
        match self {
            RuleDraft::Kpi(draft) => draft.check_within(book).map(|_| ()),
            RuleDraft::Grades(_) | RuleDraft::Alerts(_) | RuleDraft::Cadence(_) => Ok(()),
        }
    }
}

/// Refuses people who may not read rules, and invalid drafts. Needs no record but the company.
pub fn may_simulate(draft: &RuleDraft, company: &Company, moment: &Moment) -> Result<(), Refusals> {
    match moment.actor.may_see_rules() {
        true => draft.check(company, moment.today).into_result(),
        false => Err(Refusals::of(Field::Role, Refusal::NotAllowed)),
    }
}

/// What the draft would change if it were in force today. Refuses like [`may_simulate`].
pub fn simulate(draft: &RuleDraft, book: &Book, moment: &Moment) -> Result<Simulation, Refusals> {
    may_simulate(draft, book.company(), moment)?;
    let scope = SimulationScope::of(book, moment);
    Ok(match draft {
        RuleDraft::Grades(rules) => Simulation::Grades(grades::simulate(&scope, rules)),
        RuleDraft::Alerts(rules) => Simulation::Alerts(alerts::simulate(&scope, rules)),
        RuleDraft::Cadence(cadence) => Simulation::Cadence(cadence::simulate(&scope, *cadence)),
        RuleDraft::Kpi(draft) => Simulation::Kpi(kpis::simulate(&scope, draft)?),
    })
}

#[cfg(test)]
mod tests;
