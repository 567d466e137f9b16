//! Cancelled and withdrawn entries, and the days for which they count.

use serde::{Deserialize, Serialize};

use crate::values::calendar::Day;
use crate::values::ids::PersonId;

/// Records a cancellation or withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    pub on: Day,
    pub by: PersonId,
    pub reason: String,
    /// Whether it still counts for days before `on`, so that closed periods stay as reported. If false, it counts for no day at all: the person
    /// corrected the past, or an older release recorded it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nets: bool,
}

impl Voided {
    /// The day from which something that happened on `happened` no longer counts.
    pub fn ends(&self, happened: Day) -> Day {
        if self.nets { self.on.max(happened) } else { happened }
    }
}

/// The day something starts to count and, if voided, the day it stops; `None` if it never counted.
pub(crate) fn counted(happened: Day, voided: Option<&Voided>) -> Option<(Day, Option<Day>)> {
    let ends = voided.map(|it| it.ends(happened));
    (ends != Some(happened)).then_some((happened, ends))
}

/// Whether something that happened on `happened` still counted at the end of `day`.
pub(crate) fn counted_by(happened: Day, voided: Option<&Voided>, day: Day) -> bool {
    happened <= day && voided.is_none_or(|it| day < it.ends(happened))
}
