//! Minimum contact frequency per customer grade (FU-03, A34).

use serde::{Deserialize, Serialize};

use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::refusal::{Refusal, Refusals};

/// Time between two contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Days.
    Days(u16),
    /// Calendar months, clamped to the end of the month (A34).
    Months(u8),
}

impl Interval {
    /// The day one interval after `day`.
    pub fn after(self, day: Day) -> Day {
        match self {
            Interval::Days(n) => day.plus(i32::from(n)),
            Interval::Months(n) => day.plus_months(i32::from(n)),
        }
    }

    /// Refuses less than one and more than two years.
    pub(crate) fn check(self, field: Field, refusals: &mut Refusals) {
        let (n, most) = self.count();
        refusals.refuse_if(!(1..=most).contains(&n), field, Refusal::OutOfRange { least: 1, most });
    }

    /// The number of units and its maximum.
    fn count(self) -> (i64, i64) {
        match self {
            Interval::Days(n) => (n.into(), 730),
            Interval::Months(n) => (n.into(), 24),
        }
    }
}

/// The contact interval of each grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadence {
    /// 战略客户.
    pub strategic: Interval,
    /// 重点客户.
    pub key: Interval,
    /// 潜力客户.
    pub potential: Interval,
    /// 普通客户.
    pub normal: Interval,
}

impl Default for Cadence {
    /// Weekly, every two weeks, monthly, every two months (FU-03).
    fn default() -> Cadence {
        Cadence { strategic: Interval::Days(7), key: Interval::Days(14), potential: Interval::Months(1), normal: Interval::Months(2) }
    }
}

impl Cadence {
    pub fn of(&self, grade: Grade) -> Interval {
        match grade {
            Grade::Strategic => self.strategic,
            Grade::Key => self.key,
            Grade::Potential => self.potential,
            Grade::Normal => self.normal,
        }
    }

    /// A copy with another interval for one grade.
    pub fn with(mut self, grade: Grade, interval: Interval) -> Cadence {
        match grade {
            Grade::Strategic => self.strategic = interval,
            Grade::Key => self.key = interval,
            Grade::Potential => self.potential = interval,
            Grade::Normal => self.normal = interval,
        }
        self
    }

    pub fn is_default(&self) -> bool {
        *self == Cadence::default()
    }

    /// Refuses invalid intervals under `cadence.<index of the grade>`.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        for grade in Grade::ALL {
            self.of(grade).check(Field::CadenceOf(grade), refusals);
        }
    }
}
