//! Why something was not accepted: codes and numbers, no words. The words live in the client's locales.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::values::calendar::Day;
use crate::values::money::{Money, Quantity};

/// One reason one field was not accepted, with what would be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Refusal {
    /// Nothing was given and something is needed.
    Missing,
    /// More characters than are kept.
    TooLong {
        /// The most that fits.
        longest: u32,
    },
    /// Not of the form this field has.
    Malformed,
    /// A number whose thousands separators do not stand before every third digit: it may be meant in two ways.
    Grouping,
    /// More decimals than are kept.
    TooFine {
        /// How many are.
        decimals: u32,
    },
    /// A day that has not come yet.
    InFuture {
        /// The company's today, the last day allowed.
        today: Day,
    },
    /// A day outside what a record may be about, or before what it follows.
    TooEarly {
        /// The first day allowed.
        first: Day,
    },
    /// A day later than allowed.
    TooLate {
        /// The last day allowed.
        last: Day,
    },
    /// An amount or count that must be more than nothing.
    NotPositive,
    /// An amount above what is allowed here.
    TooMuch {
        /// The most allowed.
        most: Money,
    },
    /// An amount below what is already there.
    TooLittle {
        /// The least allowed.
        least: Money,
    },
    /// More of the goods than there are.
    TooMany {
        /// The most allowed.
        most: Quantity,
    },
    /// Fewer of the goods than went out or came back already.
    TooFew {
        /// The least allowed.
        least: Quantity,
    },
    /// Does not agree with another field of the same form. Said by forms, which know what was typed last; rules refuse the one or the other.
    Beside {
        /// The other field.
        field: String,
        /// What its value asks of this one.
        bound: Bound,
    },
    /// A plain number (days, percent, a score) outside what makes sense.
    OutOfRange {
        /// The least allowed.
        least: i64,
        /// The most allowed.
        most: i64,
    },
    /// It is so already.
    Unchanged,
    /// There is no such record, or it is not this person's to see or change: deliberately one answer.
    NotYours,
    /// This person's role does not do this.
    NotAllowed,
    /// Something of this id exists already.
    Exists,
    /// The command id was used for something else before.
    IdReused,
    /// The opportunity was won or lost already.
    Closed,
    /// The task was finished or cancelled already.
    Finished,
    /// The customer was merged into another, which stands for both.
    MergedAway,
    /// What was asked for was answered already.
    Answered,
    /// The expense was taken back already.
    TakenBack,
    /// The order was cancelled already.
    Cancelled,
    /// There are records that depend on it.
    InUse {
        /// How many.
        count: u32,
    },
    /// Someone who no longer works here, or something no longer sold.
    Inactive,
    /// Not a step the pipeline has from here.
    NotAStep,
    /// Another record has this already and it must be unique.
    Taken,
    /// It is their own work: somebody else must look at it (four eyes).
    OwnWork,
    /// It was changed since this person saw it.
    ChangedMeanwhile,
    /// This release of the server does not know this command.
    Unknown,
    /// The server failed on this command alone; it was reported and will be tried again after a repair.
    Broken,
}

/// What the value of one field asks of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// A larger amount than this.
    Above(Money),
    /// A smaller amount than this.
    Below(Money),
    /// This number or more.
    AtLeast(i64),
    /// This number or less.
    AtMost(i64),
}

/// All reasons, by field. Never empty when returned as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Refusals(pub BTreeMap<String, Vec<Refusal>>);

impl Refusals {
    /// One reason for one field.
    pub fn of(field: &str, refusal: Refusal) -> Refusals {
        let mut refusals = Refusals::default();
        refusals.refuse(field, refusal);
        refusals
    }

    /// Adds a reason; the same one only once.
    pub fn refuse(&mut self, field: &str, refusal: Refusal) {
        let reasons = self.0.entry(field.to_owned()).or_default();
        if !reasons.contains(&refusal) {
            reasons.push(refusal);
        }
    }

    /// Adds a reason when the condition holds.
    pub fn refuse_if(&mut self, condition: bool, field: &str, refusal: Refusal) {
        if condition {
            self.refuse(field, refusal);
        }
    }

    /// Keeps the value of a parse, or its reason.
    pub fn keep<T>(&mut self, field: &str, parsed: Result<T, Refusal>) -> Option<T> {
        parsed.map_err(|it| self.refuse(field, it)).ok()
    }

    /// Whether nothing was refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The reasons for one field.
    pub fn on(&self, field: &str) -> &[Refusal] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }

    /// `Ok` when nothing was refused.
    pub fn into_result(self) -> Result<(), Refusals> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// Refuses a day in the future or before anything could have been recorded.
pub(crate) fn check_day(refusals: &mut Refusals, field: &str, on: Day, today: Day) {
    refusals.refuse_if(on < Day::FIRST, field, Refusal::TooEarly { first: Day::FIRST });
    refusals.refuse_if(today < on, field, Refusal::InFuture { today });
}

/// Refuses a day that a plan cannot be about.
pub(crate) fn check_planned(refusals: &mut Refusals, field: &str, on: Day, first: Day) {
    let first = first.max(Day::FIRST);
    refusals.refuse_if(on < first, field, Refusal::TooEarly { first });
    refusals.refuse_if(Day::LAST < on, field, Refusal::TooLate { last: Day::LAST });
}
