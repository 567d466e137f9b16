//! How often a customer of each grade is contacted at least (FU-03, A34).

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::customer::Grade;
use crate::refusal::Refusal;

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

    /// From a day to two years.
    fn is_sound(self) -> bool {
        match self {
            Interval::Days(n) => (1..=730).contains(&n),
            Interval::Months(n) => (1..=24).contains(&n),
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
    /// What is said of an interval that makes no sense.
    pub const OUT_OF_RANGE: Refusal = Refusal::OutOfRange { least: 1, most: 730 };

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

    /// Whether every interval makes sense.
    pub fn is_sound(&self) -> bool {
        Grade::ALL.iter().all(|it| self.of(*it).is_sound())
    }
}
