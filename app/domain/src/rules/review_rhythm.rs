//! How often ongoing tasks are looked at again, unless a task says otherwise (E-23, A44).

use serde::{Deserialize, Serialize};

use super::cadence::Interval;
use crate::values::field::Field;
use crate::values::refusal::Refusals;

/// The interval that a new ongoing task starts with; monthly by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReviewRhythm(pub Interval);

impl Default for ReviewRhythm {
    fn default() -> ReviewRhythm {
        ReviewRhythm(Interval::Months(1))
    }
}

impl ReviewRhythm {
    /// Refuses an invalid interval.
    pub(crate) fn check(self, refusals: &mut Refusals) {
        self.0.check(Field::TaskReview, refusals);
    }
}
