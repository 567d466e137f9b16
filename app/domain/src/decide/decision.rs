//! The result of a command, and the helpers that several decisions share.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::numbers::Numbers;
use crate::book::record::Record;
use crate::decide::merge::{self, Circumstances, Conflict, Groups};
use crate::records::customer::Customer;
use crate::records::order::Voided;
use crate::values::calendar::Timestamp;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// The changes that a command makes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// Records in their new state.
    pub puts: Vec<Record>,
    /// Keys of deleted records.
    pub removes: Vec<Key>,
    /// Changes that lost against what somebody else wrote meanwhile.
    pub conflicts: Vec<Conflict>,
}

impl Decision {
    pub(super) fn put(record: impl Into<Record>) -> Decision {
        Decision { puts: vec![record.into()], ..Decision::default() }
    }

    pub(super) fn and(mut self, record: impl Into<Record>) -> Decision {
        self.puts.push(record.into());
        self
    }

    pub(super) fn with(mut self, conflicts: Vec<Conflict>) -> Decision {
        self.conflicts.extend(conflicts);
        self
    }
}

/// The customer, if this person may work with it. Gives the same refusal for a missing customer and for somebody else's. Returns the kept
/// customer for a merged-away one: its former holder may still submit what they wrote before they knew of the merge.
pub(super) fn own_customer<'a>(id: CustomerId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Customer> {
    let named = book.customer(id);
    let stands = named.map(|it| book.standing(it));
    let reached = named.is_some_and(|it| moment.actor.may_work_with_customer(it, book));
    refusals.refuse_if(!reached, Field::Customer, Refusal::NotYours);
    stands.filter(|_| reached)
}

/// How a record made by mistake is voided; `None` if the reason is refused. If it `corrects`, the figures of the original days are corrected; if
/// not, the record is netted today, and closed periods stay as reported.
pub(super) fn voided(reason: &str, corrects: bool, moment: &Moment, refusals: &mut Refusals) -> Option<Voided> {
    let reason = refusals.keep(Field::Reason, text::required(reason, text::NOTE))?;
    Some(Voided { on: moment.server_today, by: moment.actor.person, reason, nets: !corrects })
}

/// The value, or `None` with its refusals added to the others.
pub(super) fn keep_all<T>(checked: Result<T, Refusals>, refusals: &mut Refusals) -> Option<T> {
    checked.map_err(|more| refusals.refuse_all(more)).ok()
}

/// Merges an amendment into the current value.
pub(super) fn amend<T>(key: Key, was: &T, now: &T, current: &T, groups: Groups, book: &Book, moment: &Moment) -> (T, Vec<Conflict>)
where
    T: Serialize + DeserializeOwned + Clone,
{
    let stamps = book.stamps(key);
    merge::merge(was, now, current, &Circumstances { record: key, stamps: &stamps, base: moment.base, groups })
}

/// Maximum length of a number that a person enters.
const LONGEST_NUMBER: u32 = 32;

/// Largest running number that a person may enter in the company's own format.
const LONGEST_RUNNING: u64 = 999_999_999_999;

/// The requested number, if there is one and it is valid.
pub(super) fn wanted_number(wanted: Option<&str>, refusals: &mut Refusals) -> Option<String> {
    let number = refusals.keep(Field::Number, text::code(wanted.unwrap_or_default(), LONGEST_NUMBER)).flatten()?;
    let runs_away = Numbers::split(&number).is_some_and(|(_, running)| LONGEST_RUNNING < running);
    refusals.refuse_if(runs_away, Field::Number, Refusal::Malformed);
    Some(number)
}

/// How far a requested number may be ahead of the next one: commands made before it may have been refused since.
const FURTHEST_AHEAD: u64 = 50;

/// The requested number if it is free, else the next one and a conflict that reports the change. Numbering continues from a number in the
/// company's own format, so a number that skips too many or belongs to another month is only given to imports: a request for the largest number
/// would leave none for the others.
pub(super) fn settle_number(wanted: Option<&str>, prefix: &str, record: Key, book: &Book, moment: &Moment) -> (String, Option<Conflict>) {
    let next = || book.numbers().next(prefix);
    let Some(wanted) = wanted.map(str::trim).filter(|it| !it.is_empty()) else { return (next(), None) };
    let leaves_out = Numbers::split(wanted).is_some_and(|(its_prefix, running)| {
        its_prefix != prefix || book.numbers().highest(prefix).saturating_add(1 + FURTHEST_AHEAD) < running
    });
    if !book.numbers().is_taken(wanted) && (!leaves_out || moment.actor.imports) {
        return (wanted.to_owned(), None);
    }
    let settled = next();
    let conflict = Conflict {
        record,
        field: Field::Number.into(),
        yours: wanted.into(),
        theirs: settled.clone().into(),
        by: None,
        at: Timestamp::default(),
    };
    (settled, Some(conflict))
}
