//! How often a customer of each grade is contacted at least (FU-03, A34).

use serde::{Deserialize, Serialize};

use crate::values::calendar::Day;
use crate::values::grade::Grade;
use crate::values::refusal::{Refusal, Refusals};

/// A stretch between two contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// So many days.
    Days(u16),
    /// So many calendar months; a day that a month lacks is its last (A34).
    Months(u8),
}

impl Interval {
    /// The day one interval later.
    pub fn after(self, day: Day) -> Day {
        match self {
            Interval::Days(n) => day.plus(i32::from(n)),
            Interval::Months(n) => day.plus_months(i32::from(n)),
        }
    }

    /// Refuses less than a day and more than two years.
    pub(crate) fn check(self, field: &str, refusals: &mut Refusals) {
        let (n, most) = self.count();
        refusals.refuse_if(!(1..=most).contains(&n), field, Refusal::OutOfRange { least: 1, most });
    }

    /// How many, and how many there may be at most.
    fn count(self) -> (i64, i64) {
        match self {
            Interval::Days(n) => (n.into(), 730),
            Interval::Months(n) => (n.into(), 24),
        }
    }
}

/// The interval of each grade.
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
    /// The interval of a grade.
    pub fn of(&self, grade: Grade) -> Interval {
        match grade {
            Grade::Strategic => self.strategic,
            Grade::Key => self.key,
            Grade::Potential => self.potential,
            Grade::Normal => self.normal,
        }
    }

    /// The same with another interval for a grade.
    pub fn with(mut self, grade: Grade, interval: Interval) -> Cadence {
        match grade {
            Grade::Strategic => self.strategic = interval,
            Grade::Key => self.key = interval,
            Grade::Potential => self.potential = interval,
            Grade::Normal => self.normal = interval,
        }
        self
    }

    /// Whether it is what a company begins with.
    pub fn is_default(&self) -> bool {
        *self == Cadence::default()
    }

    /// Says which intervals make no sense, each as `cadence.<place of the grade>`.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        for (at, grade) in Grade::ALL.into_iter().enumerate() {
            self.of(grade).check(&format!("cadence.{at}"), refusals);
        }
    }
}
