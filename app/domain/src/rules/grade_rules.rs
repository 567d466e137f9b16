//! The criteria for customer grades and the other customer classifications (C-05…C-09, C-13, A11, A20–A27).

use serde::{Deserialize, Serialize};

use crate::values::field::Field;
use crate::values::money::Money;
use crate::values::refusal::{Bound, Refusal, Refusals};

/// Minimum purchases and minimum duration of cooperation for a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Minimum 年采购额.
    pub amount: Money,
    /// Minimum 合作时长 in whole months.
    pub months: i32,
}

/// The year used for the annual amount (A22).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// The twelve months up to the given day.
    #[default]
    Rolling,
    /// The calendar year of the given day, from 1 January.
    CalendarYear,
}

impl Window {
    pub const ALL: [Window; 2] = [Window::Rolling, Window::CalendarYear];
}

/// The rules for grades and tiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeRules {
    /// 战略客户 (C-05).
    pub strategic: Bar,
    /// 重点客户 (C-06).
    pub key: Bar,
    /// 潜力客户: minimum annual amount; the demand must also be explicit (C-07).
    pub potential: Money,
    /// The year used for annual amounts (A22).
    #[serde(default)]
    pub window: Window,
    /// Number of consecutive quarter-ends that must agree before a change of grade is proposed (C-11, A24).
    pub quarters: i32,
    /// Number of months from the first deal during which a customer counts as new (A11).
    pub new_for_months: i32,
    /// Share of sales made up by A customers, in percent (C-13, A27).
    pub a_percent: i64,
    /// Share of sales made up by A and B customers together, in percent.
    pub b_percent: i64,
}

impl Default for GradeRules {
    fn default() -> GradeRules {
        GradeRules {
            strategic: Bar { amount: Money::whole(500_000), months: 24 },
            key: Bar { amount: Money::whole(200_000), months: 12 },
            potential: Money::whole(50_000),
            window: Window::Rolling,
            quarters: 2,
            new_for_months: 12,
            a_percent: 80,
            b_percent: 95,
        }
    }
}

impl GradeRules {
    /// Longest valid duration, in months.
    const LONGEST: i64 = 240;

    /// Refuses invalid rules. Fields are named as in the form.
    pub fn check(&self, refusals: &mut Refusals) {
        refusals.refuse_if(self.potential <= Money::ZERO, Field::PotentialAmount, Refusal::NotPositive);
        for (field, amount, least) in
            [(Field::KeyAmount, self.key.amount, self.potential), (Field::StrategicAmount, self.strategic.amount, self.key.amount)]
        {
            refusals.refuse_if(amount <= least, field, Refusal::TooLittle { least });
            refusals.refuse_if(Money::LARGEST < amount, field, Refusal::TooMuch { most: Money::LARGEST });
        }
        let key_months = i64::from(self.key.months);
        for (field, value, least, most) in [
            (Field::KeyMonths, key_months, 0, GradeRules::LONGEST),
            (Field::StrategicMonths, i64::from(self.strategic.months), key_months.clamp(0, GradeRules::LONGEST), GradeRules::LONGEST),
            (Field::Quarters, i64::from(self.quarters), 1, 8),
            (Field::NewForMonths, i64::from(self.new_for_months), 1, GradeRules::LONGEST),
            (Field::APercent, self.a_percent, 1, 99),
            (Field::BPercent, self.b_percent, self.a_percent.clamp(1, 99) + 1, 100),
        ] {
            refusals.refuse_if(!(least..=most).contains(&value), field, Refusal::OutOfRange { least, most });
        }
    }

    /// Like [`GradeRules::check`], but for a form: if two fields contradict each other, the refusal goes to the one that was changed.
    pub fn check_change(&self, was: &GradeRules, refusals: &mut Refusals) {
        let mut checked = Refusals::default();
        self.check(&mut checked);
        let amounts = |it: &GradeRules| [it.potential, it.key.amount, it.strategic.amount];
        let names = [Field::PotentialAmount, Field::KeyAmount, Field::StrategicAmount];
        for (low, high) in [(0, 1), (1, 2)] {
            let now = amounts(self);
            if now[low] < now[high] {
                continue;
            }
            let is_changed = |at: usize| amounts(was)[at] != now[at];
            checked.0.entry(names[high].into()).or_default().retain(|it| !matches!(it, Refusal::TooLittle { .. }));
            match is_changed(low) && !is_changed(high) {
                true => checked.refuse(names[low], beside(names[high], Bound::Below(now[high]))),
                false => checked.refuse(names[high], beside(names[low], Bound::Above(now[low]))),
            }
        }
        let months = |it: &GradeRules| (i64::from(it.key.months), i64::from(it.strategic.months));
        let percents = |it: &GradeRules| (it.a_percent, it.b_percent);
        let pairs = [
            (Field::KeyMonths, Field::StrategicMonths, months(was), months(self), 0),
            (Field::APercent, Field::BPercent, percents(was), percents(self), 1),
        ];
        for (low, high, was, now, apart) in pairs {
            if now.0 + apart <= now.1 || !checked.on(low).is_empty() {
                continue;
            }
            checked.0.remove(&high.into());
            match was.0 != now.0 && was.1 == now.1 {
                true => checked.refuse(low, beside(high, Bound::AtMost(now.1 - apart))),
                false => checked.refuse(high, beside(low, Bound::AtLeast(now.0 + apart))),
            }
        }
        checked.0.retain(|_, it| !it.is_empty());
        refusals.refuse_all(checked);
    }
}

fn beside(field: Field, bound: Bound) -> Refusal {
    Refusal::Beside { field: field.into(), bound }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(change: impl Fn(&mut GradeRules)) -> Refusals {
        let was = GradeRules { a_percent: 70, b_percent: 90, ..GradeRules::default() };
        let (mut now, mut refusals) = (was, Refusals::default());
        change(&mut now);
        now.check_change(&was, &mut refusals);
        // The form must refuse exactly what the rules refuse.
        let mut by_rule = Refusals::default();
        now.check(&mut by_rule);
        assert_eq!(refusals.is_empty(), by_rule.is_empty());
        refusals
    }

    #[test]
    fn fields_that_disagree_are_refused_at_the_one_that_was_changed() {
        let was = GradeRules::default();
        let (key, strategic) = (was.key.amount, was.strategic.amount);
        let too_much = strategic + Money(1);
        assert_eq!(
            refusals(|it| it.key.amount = too_much),
            Refusals::of(Field::KeyAmount, beside(Field::StrategicAmount, Bound::Below(strategic)))
        );
        assert_eq!(
            refusals(|it| it.strategic.amount = key),
            Refusals::of(Field::StrategicAmount, beside(Field::KeyAmount, Bound::Above(key)))
        );
        assert_eq!(refusals(|it| it.potential = key), Refusals::of(Field::PotentialAmount, beside(Field::KeyAmount, Bound::Below(key))));
        // If both were changed, the higher one must be above the lower one.
        let both = |it: &mut GradeRules| (it.key.amount, it.strategic.amount) = (Money(9_000), Money(8_000));
        assert!(refusals(both).on(Field::StrategicAmount).contains(&beside(Field::KeyAmount, Bound::Above(Money(9_000)))));
        let months = i64::from(was.strategic.months);
        assert_eq!(
            refusals(|it| it.key.months = it.strategic.months + 1),
            Refusals::of(Field::KeyMonths, beside(Field::StrategicMonths, Bound::AtMost(months)))
        );
        assert_eq!(refusals(|it| it.a_percent = 95), Refusals::of(Field::APercent, beside(Field::BPercent, Bound::AtMost(89))));
        assert_eq!(refusals(|it| it.b_percent = 70), Refusals::of(Field::BPercent, beside(Field::APercent, Bound::AtLeast(71))));
        // A value that is invalid by itself keeps its own refusal.
        assert_eq!(refusals(|it| it.a_percent = 120).on(Field::APercent), [Refusal::OutOfRange { least: 1, most: 99 }]);
        assert_eq!(refusals(|_| ()), Refusals::default());
    }
}
