//! Machine-readable reasons for rejecting input. The client's locales turn them into text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::values::calendar::Day;
use crate::values::field::{Field, FieldName};
use crate::values::money::{Money, Quantity, Share};
use crate::values::tagged::tagged;
use crate::values::text::is_blank;

/// One reason why a field was rejected, with the allowed bound where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Refusal {
    /// A required value is missing.
    Missing,
    /// Longer than the limit.
    TooLong {
        /// Limit in characters.
        longest: u32,
    },
    /// Wrong format for this field.
    Malformed,
    /// The thousands separators do not group by three digits, so the number is ambiguous.
    Grouping,
    /// More decimals than are stored.
    TooFine {
        /// Allowed number of decimals.
        decimals: u32,
    },
    /// A day after today.
    InFuture {
        /// The company's today, the last day allowed.
        today: Day,
    },
    /// A day before the earliest allowed one: [`Day::FIRST`], or the day of an event that must come first.
    TooEarly {
        /// The first day allowed.
        first: Day,
    },
    /// A day later than allowed.
    TooLate {
        /// The last day allowed.
        last: Day,
    },
    /// An amount or count that must be greater than zero.
    NotPositive,
    /// A list that must have one value for each month of a year.
    NotTwelve,
    /// An amount above the limit.
    TooMuch { most: Money },
    /// An amount below what is already booked.
    TooLittle { least: Money },
    /// A quantity above the limit.
    TooMany { most: Quantity },
    /// A quantity below what was already delivered or returned.
    TooFew { least: Quantity },
    /// Contradicts another field of the same form. Only forms use this, since they know which field was typed last; rules refuse one of the two.
    Beside {
        /// The other field.
        field: FieldName,
        /// Bound that the other field's value sets for this one.
        bound: Bound,
    },
    /// A plain number (days, percent, a score) outside the allowed range.
    OutOfRange { least: i64, most: i64 },
    /// A KPI of which more is not better has no weight.
    NoWeight,
    /// Shares that must make 100 % together.
    NotWhole {
        /// What they make.
        sum: Share,
    },
    /// The units of the parts do not fit together.
    MixedUnits,
    /// A formula that needs its own result.
    Circular,
    /// Facts of this kind are not counted in this way.
    NotCounted,
    /// Facts of this kind do not have the property that is asked for.
    NotAsked,
    /// The record already has this value.
    Unchanged,
    /// The record does not exist, or this person may not see or change it. Both cases deliberately get the same answer.
    NotYours,
    /// The person's role does not permit this.
    NotAllowed,
    /// A record with this id already exists.
    Exists,
    /// The command id was already used for a different command.
    IdReused,
    /// The opportunity is already won or lost.
    Closed,
    /// The task is already finished or cancelled.
    Finished,
    /// The customer was merged into another one, which replaces it.
    MergedAway,
    /// The request was already answered.
    Answered,
    /// The expense was already withdrawn.
    TakenBack,
    /// The order is already cancelled.
    Cancelled,
    /// Other records depend on it.
    InUse {
        /// Number of dependent records.
        count: u32,
    },
    /// A person who has left, or a product no longer sold.
    Inactive,
    /// The pipeline does not allow this step from the current stage.
    NotAStep,
    /// Must be unique, and another record already uses it.
    Taken,
    /// The record is the person's own work: someone else must review it (four eyes).
    OwnWork,
    /// The period is over: only a director may still change its target.
    PeriodOver,
    /// The levels do not lie in order around the target: 保底 ≤ 目标 ≤ 冲刺 ≤ 挑战.
    OutOfOrder,
    /// The record changed after this person last saw it.
    ChangedMeanwhile,
    /// This server release does not know the command.
    Unknown,
    /// The server failed on this command only. The failure was reported; the command is retried after a fix.
    Broken,
}
tagged!(Refusal, "code");

/// Bound that one field's value sets for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Strictly greater than this amount.
    Above(Money),
    /// Strictly less than this amount.
    Below(Money),
    /// This number or more.
    AtLeast(i64),
    /// This number or less.
    AtMost(i64),
}

/// All reasons, keyed by field name. Never empty when returned as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Refusals(pub BTreeMap<FieldName, Vec<Refusal>>);

impl Refusals {
    /// A single reason for a single field.
    pub fn of(field: impl Into<FieldName>, refusal: Refusal) -> Refusals {
        let mut refusals = Refusals::default();
        refusals.refuse(field, refusal);
        refusals
    }

    /// Adds a reason, unless the field already has it.
    pub fn refuse(&mut self, field: impl Into<FieldName>, refusal: Refusal) {
        let reasons = self.0.entry(field.into()).or_default();
        if !reasons.contains(&refusal) {
            reasons.push(refusal);
        }
    }

    /// Adds a reason if `condition` holds.
    pub fn refuse_if(&mut self, condition: bool, field: impl Into<FieldName>, refusal: Refusal) {
        if condition {
            self.refuse(field, refusal);
        }
    }

    /// Returns the parsed value, or records its refusal and returns `None`.
    pub fn keep<T>(&mut self, field: impl Into<FieldName>, parsed: Result<T, Refusal>) -> Option<T> {
        parsed.map_err(|it| self.refuse(field, it)).ok()
    }

    /// Adds all of these reasons.
    pub fn refuse_all(&mut self, more: Refusals) {
        for (field, reasons) in more.0 {
            reasons.into_iter().for_each(|it| self.refuse(&field, it));
        }
    }

    /// The same reasons under other fields. Names that this release does not know stay.
    pub fn renamed(&self, rename: impl Fn(Field) -> Field) -> Refusals {
        let mut renamed = Refusals::default();
        for (name, reasons) in &self.0 {
            let name = name.known().map_or_else(|| name.clone(), |it| rename(it).into());
            reasons.iter().for_each(|it| renamed.refuse(&name, it.clone()));
        }
        renamed
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn on(&self, field: impl Into<FieldName>) -> &[Refusal] {
        self.0.get(&field.into()).map_or(&[], Vec::as_slice)
    }

    /// `Err(self)` unless empty.
    pub fn into_result(self) -> Result<(), Refusals> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl Day {
    /// Parses user input; blank is [`Refusal::Missing`].
    pub fn read(text: &str) -> Result<Day, Refusal> {
        if is_blank(text) { Err(Refusal::Missing) } else { Day::parse(text).ok_or(Refusal::Malformed) }
    }
}

/// Refuses a day in the future or before [`Day::FIRST`].
pub(crate) fn check_day(refusals: &mut Refusals, field: Field, on: Day, today: Day) {
    refusals.refuse_if(on < Day::FIRST, field, Refusal::TooEarly { first: Day::FIRST });
    refusals.refuse_if(today < on, field, Refusal::InFuture { today });
}

/// Refuses a planned day before `first` or [`Day::FIRST`], or after [`Day::LAST`].
pub(crate) fn check_planned(refusals: &mut Refusals, field: Field, on: Day, first: Day) {
    let first = first.max(Day::FIRST);
    refusals.refuse_if(on < first, field, Refusal::TooEarly { first });
    refusals.refuse_if(Day::LAST < on, field, Refusal::TooLate { last: Day::LAST });
}
