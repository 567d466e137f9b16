//! A KPI beside its earlier value, and over twelve months.

use super::changes::FormulaChange;
use super::definition::Definition;
use super::evaluate::{Evaluator, KpiWindow};
use super::measured::Measured;
use crate::figures::analytics::{Against, Filter, Growth, compare};
use crate::figures::target_value;
use crate::records::kpi::{Counted, Formula};
use crate::records::target::TargetLine;
use crate::values::calendar::{Day, Month, Period, Stretch};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::ratio::Ratio;
use crate::values::working_days::WorkingDays;

/// One KPI of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KpiRow {
    pub definition: Definition,
    pub now: Measured,
    /// 含未审核: the part of entered values that nobody but their author has approved (A33).
    pub unreviewed: Option<Ratio>,
    /// The value of the previous period, of a running one up to the same date.
    pub previous: Option<Ratio>,
    /// 环比.
    pub growth: Growth,
    /// The target of the filter's owner, see [`crate::figures::target_value`].
    pub target: Option<Ratio>,
    /// Whether the target was set or changed after the period had ended.
    pub is_target_late: bool,
    /// 完成率 = value ÷ target (F-01, F-12). `None` without a target (A3).
    pub completion: Option<Ratio>,
    /// 差额 = value − target, negative when short (F-02, F-14). `None` without a target.
    pub gap: Option<Ratio>,
    /// Whether the comparison runs only up to the same date.
    pub is_to_date: bool,
    /// 口径变更: the changes of formula between the two periods, so that they are not alike.
    pub changes: Vec<FormulaChange>,
}

impl Evaluator<'_> {
    /// The KPI in a period, compared with the previous one; `None` if it does not exist in it.
    pub fn row(&self, name: KpiName, period: Period, filter: &Filter) -> Option<KpiRow> {
        let definition = self.definition(name, period.into())?;
        let working_days = WorkingDays::of(self.book.company());
        let comparison = compare(period, Against::PeriodBefore, self.today, &working_days);
        let now = self.measure(name, period, filter);
        let unreviewed = self.unreviewed(&definition, period.into(), filter).filter(|_| now.value.is_ok());
        let (window, begins) = (KpiWindow::compared(&comparison), self.begins(&definition.formula));
        let days = self.days_of(&definition.formula, window);
        let previous = self.measure(name, window, filter).value.ok().filter(|_| begins.is_some_and(|it| it <= days.last));
        let is_covered = begins.is_some_and(|it| it <= days.first.plus(days.days() / 10));
        let is_rate = matches!(definition.unit, KpiUnit::Share | KpiUnit::Points);
        let growth = comparison.growth_between(now.value.ok(), previous, is_rate, is_covered);
        let stored = self.stored_target(name, period, filter);
        let is_target_late =
            stored.is_some() && filter.target_of().is_some_and(|of| target_value::is_late(self.book, &TargetLine::whole(of, name), period));
        let target = stored.and_then(|it| definition.unit.target(it));
        let completion = now.value.ok().zip(stored).and_then(|(now, stored)| definition.unit.completion(now, stored));
        let gap = now.value.ok().zip(target).and_then(|(now, target)| now.less(target));
        let (changes, is_to_date) = (self.changes(name, window.days, period.into()), comparison.is_to_date);
        Some(KpiRow { definition, now, unreviewed, previous, growth, target, is_target_late, completion, gap, is_to_date, changes })
    }

    /// 完成率 of the filter's owner. `None` without a value or a target (A3).
    pub(super) fn completion(&self, definition: &Definition, period: Period, filter: &Filter) -> Option<Ratio> {
        let stored = self.stored_target(definition.name, period, filter)?;
        self.measure(definition.name, period, filter).value.ok().and_then(|it| definition.unit.completion(it, stored))
    }

    fn stored_target(&self, name: KpiName, period: Period, filter: &Filter) -> Option<i64> {
        filter.target_of().and_then(|of| target_value::value_of(self.book, of, name, period))
    }

    /// The value of each of the twelve months that end with this one. `None` before the first record and in the future.
    pub fn trend(&self, name: KpiName, last: Month, filter: &Filter) -> Vec<(Month, Option<Ratio>)> {
        let months = (last.0 - 11..=last.0).map(Month);
        let value = |month: Month| {
            let days: Stretch = Period::Month(month).into();
            let begins = self.definition(name, days).and_then(|it| self.begins(&it.formula));
            let is_known = days.first <= self.today && begins.is_some_and(|it| it <= days.last);
            self.measure(name, days, filter).value.ok().filter(|_| is_known)
        };
        months.map(|it| (it, value(it))).collect()
    }

    /// Whether there are records of the KPI by the end of these days.
    pub fn reaches(&self, name: KpiName, days: Stretch) -> bool {
        self.definition(name, days).and_then(|it| self.begins(&it.formula)).is_some_and(|it| it <= days.last)
    }

    /// The first day of any fact that a formula counts.
    fn begins(&self, formula: &Formula) -> Option<Day> {
        match formula {
            Formula::Gauge { gauge } => self.first_of(gauge.of),
            Formula::Entered { .. } => self.facts.entered_from(),
            Formula::Kpi { kpi } => {
                let definition = self.definition(*kpi, Stretch { first: self.today, last: self.today })?;
                // One step is enough: formulas within formulas count facts of the same company.
                if matches!(definition.formula, Formula::Kpi { .. }) { None } else { self.begins(&definition.formula) }
            }
            other => other.parts().into_iter().filter_map(|it| self.begins(it)).min(),
        }
    }

    /// The days in which the facts of a formula count: those of its first gauge.
    fn days_of(&self, formula: &Formula, window: KpiWindow) -> Stretch {
        match formula {
            Formula::Gauge { gauge } => window.of(gauge.of),
            other => other.parts().first().map_or(window.days, |it| self.days_of(it, window)),
        }
    }

    fn first_of(&self, kind: Counted) -> Option<Day> {
        // What exists within a period only comes from orders.
        let kind = if kind.is_of_a_period() { Counted::Deals } else { kind };
        self.events(kind).first().map(|it| it.fact.key.on)
    }
}
