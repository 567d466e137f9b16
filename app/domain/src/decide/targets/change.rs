//! The change of one target, whether it comes alone or with others.

use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::amend;
use crate::decide::merge::Conflict;
use crate::figures::kpis::{Definition, answers, unit_of};
use crate::records::target::{Target, TargetCut, TargetLevels, TargetLine, TargetVersion};
use crate::values::better::Better;
use crate::values::calendar::{Day, Period};
use crate::values::field::{Field, TargetPart};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::target_of::TargetOf;

/// Set, change or remove one target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetChange {
    pub of: TargetOf,
    pub metric: KpiName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<TargetCut>,
    pub period: Period,
    /// The value that the person saw.
    pub was: Option<i64>,
    /// `None` removes the target.
    pub now: Option<i64>,
}

/// What a change says besides its value.
pub(super) struct Reasoned<'a> {
    /// `None` leaves the levels as they are.
    pub levels: Option<TargetLevels>,
    pub basis: &'a str,
}

impl TargetChange {
    pub fn line(&self) -> TargetLine {
        TargetLine { of: self.of, metric: self.metric, cut: self.cut.clone() }
    }

    /// Refuses what may not be set. `at` names the field of a part.
    pub(super) fn check(&self, levels: Option<TargetLevels>, at: impl Fn(TargetPart) -> Field, book: &Book, moment: &Moment) -> Refusals {
        let mut refusals = Refusals::default();
        let actor = &moment.actor;
        let exists = match self.of {
            TargetOf::Company => true,
            TargetOf::Department(id) => book.department(id).is_some(),
            TargetOf::Team(id) => book.team(id).is_some(),
            TargetOf::Person(id) => book.person(id).is_some(),
        };
        refusals.refuse_if(!exists || !actor.may_set_target(self.of, book), at(TargetPart::Of), Refusal::NotYours);
        let is_over = self.period.last() < moment.server_today;
        refusals.refuse_if(is_over && !actor.may_set_past_targets(), at(TargetPart::Period), Refusal::PeriodOver);
        self.check_value(levels, at, book, &mut refusals);
        refusals
    }

    /// Refuses a KPI, period, cut or value that no target can have.
    pub(super) fn check_value(&self, levels: Option<TargetLevels>, at: impl Fn(TargetPart) -> Field, book: &Book, refusals: &mut Refusals) {
        let period = at(TargetPart::Period);
        refusals.refuse_if(self.period.first() < Day::FIRST, period, Refusal::TooEarly { first: Day::FIRST });
        refusals.refuse_if(Day::LAST < self.period.last(), period, Refusal::TooLate { last: Day::LAST });
        refusals.refuse_if(self.now.is_some_and(|it| it < 0), at(TargetPart::Value), Refusal::NotPositive);
        match unit_of(self.metric, book) {
            None => refusals.refuse(at(TargetPart::Metric), Refusal::NotYours),
            Some(unit) => {
                let highest =
                    [self.now, levels.and_then(|it| it.floor), levels.and_then(|it| it.stretch), levels.and_then(|it| it.challenge)];
                let is_too_much = highest.into_iter().flatten().any(|it| unit.most() < it);
                refusals.refuse_if(is_too_much, at(TargetPart::Value), too_much(unit));
            }
        }
        if let Some(cut) = &self.cut {
            let is_known = match cut {
                TargetCut::Product(product) => book.product(*product).is_some(),
                TargetCut::Region(region) => book.region(*region).is_some(),
                TargetCut::Line(line) => book.products().any(|it| it.line == *line),
                TargetCut::Scale(_) | TargetCut::Buyer(_) | TargetCut::Channel(_) => true,
            };
            refusals.refuse_if(!is_known, at(TargetPart::Cut), Refusal::NotYours);
            refusals.refuse_if(!answers(self.metric, &cut.narrowing(), book), at(TargetPart::Cut), Refusal::NotAsked);
        }
    }

    /// The target as it is afterwards, with the new version. Only for a change that passes [`TargetChange::check`].
    pub(super) fn apply(&self, reasoned: &Reasoned<'_>, book: &Book, moment: &Moment) -> (Target, Vec<Conflict>) {
        let (line, period) = (self.line(), self.period);
        let before = book.target(line.id(period));
        let current = Value { value: before.and_then(|it| it.value) };
        let (was, now) = (Value { value: self.was }, Value { value: self.now });
        let (merged, conflicts) = amend(line.id(period).into(), &was, &now, &current, &[], book, moment);
        let mut target = before.cloned().unwrap_or_else(|| Target::of(line, period, None));
        if !conflicts.is_empty() {
            return (target, conflicts);
        }
        let levels = if merged.value.is_none() { TargetLevels::default() } else { reasoned.levels.unwrap_or(target.levels) };
        if target.versions.is_empty() && target.value.is_some() {
            // Of an older release.
            let (value, levels, basis) = (target.value, target.levels, target.basis.clone());
            target.versions.push(TargetVersion { value, levels, basis, by: None, at: None, on: None });
        }
        let basis = reasoned.basis.to_owned();
        if before.is_none() || (target.value, target.levels, &target.basis) != (merged.value, levels, &basis) {
            let (by, at, on) = (Some(moment.actor.person), Some(moment.now), Some(moment.server_today));
            target.versions.push(TargetVersion { value: merged.value, levels, basis: basis.clone(), by, at, on });
        }
        (Target { value: merged.value, levels, basis, proposal: None, ..target }, conflicts)
    }

    /// Which direction of the KPI is good.
    pub(super) fn better(&self, book: &Book) -> Better {
        Definition::of(self.metric, book, self.period.last()).map_or(Better::More, |it| it.better)
    }
}

fn too_much(unit: KpiUnit) -> Refusal {
    match unit {
        KpiUnit::Share | KpiUnit::Points => Refusal::OutOfRange { least: 0, most: unit.most() / unit.parts() * 100 },
        _ => Refusal::TooMuch { most: Money(unit.most()) },
    }
}

/// The part of a target that is merged when two people change it.
#[derive(Clone, Serialize, Deserialize)]
struct Value {
    value: Option<i64>,
}
