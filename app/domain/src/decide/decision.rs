//! What a decision is made of, and what several decisions have in common.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::numbers::Numbers;
use crate::book::record::Record;
use crate::decide::command::Command;
use crate::decide::merge::{self, Circumstances, Conflict, Groups};
use crate::records::customer::Customer;
use crate::records::order::Voided;
use crate::values::calendar::Timestamp;
use crate::values::ids::{CustomerId, Key};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// What has become different.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// Records as they now are.
    pub puts: Vec<Record>,
    /// Records that are no more.
    pub removes: Vec<Key>,
    /// Wishes that gave way to what somebody else wrote meanwhile.
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

    /// The command with the number that this decision gives to what it makes, where its author left that open: what they are shown is then what
    /// they ask for, and another number is told of.
    #[must_use]
    pub fn numbered(&self, command: &Command) -> Command {
        let mut command = command.clone();
        let (key, number) = match &mut command {
            Command::FileCustomer(it) => (Key::from(it.id), &mut it.number),
            Command::TakeOrder(it) | Command::WinOpportunity { order: it, .. } => (Key::from(it.id), &mut it.number),
            _ => return command,
        };
        if number.as_deref().is_none_or(|it| it.trim().is_empty()) {
            *number = self.puts.iter().find(|it| it.key() == key).and_then(Record::number).map(str::to_owned);
        }
        command
    }

    pub(super) fn with(mut self, conflicts: Vec<Conflict>) -> Decision {
        self.conflicts.extend(conflicts);
        self
    }
}

/// The customer, when this person may work with it; else one refusal for "not there" and "not yours" alike. Where the customer was
/// merged into another, it is that one: whoever held the one that went may still bring in what was written before they knew.
pub(super) fn own_customer<'a>(id: CustomerId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Customer> {
    let named = book.customer(id);
    let stands = named.map(|it| book.standing(it));
    let reached = named.is_some_and(|it| moment.actor.may_work_with_customer(it, book));
    refusals.refuse_if(!reached, "customer", Refusal::NotYours);
    stands.filter(|_| reached)
}

/// That something was recorded by mistake.
pub(super) struct TakingBack<'a> {
    pub(super) reason: &'a str,
    /// Whether the days on which it counted are corrected; otherwise it is netted today, and a period that is over stays as it was reported.
    pub(super) corrects: bool,
}

impl TakingBack<'_> {
    pub(super) fn checked(&self, moment: &Moment, refusals: &mut Refusals) -> Option<Voided> {
        let reason = refusals.keep("reason", text::required(self.reason, text::NOTE))?;
        Some(Voided { on: moment.server_today, by: moment.actor.person, reason, nets: !self.corrects })
    }
}

/// Merges an amendment into what stands.
pub(super) fn amend<T>(key: Key, was: &T, now: &T, current: &T, groups: Groups, book: &Book, moment: &Moment) -> (T, Vec<Conflict>)
where
    T: Serialize + DeserializeOwned + Clone,
{
    let stamps = book.stamps(key);
    merge::merge(was, now, current, &Circumstances { record: key, stamps: &stamps, base: moment.base, groups })
}

/// Longest number a person may give.
const LONGEST_NUMBER: u32 = 32;

/// Longest running number a person may give in the company's own form.
const LONGEST_RUNNING: u64 = 999_999_999_999;

/// The number wanted, if there is one and it can be given.
pub(super) fn wanted_number(wanted: Option<&str>, refusals: &mut Refusals) -> Option<String> {
    let number = refusals.keep("number", text::code(wanted.unwrap_or_default(), LONGEST_NUMBER)).flatten()?;
    let runs_away = Numbers::split(&number).is_some_and(|(_, running)| LONGEST_RUNNING < running);
    refusals.refuse_if(runs_away, "number", Refusal::Malformed);
    Some(number)
}

/// By how much a number wanted may run ahead of the next one: commands made before it may have been refused since.
const FURTHEST_AHEAD: u64 = 50;

/// The number wanted when it is free, else the next one, with a conflict that tells of the change. A number in the company's own form is counted
/// on from, so one that leaves many out, or belongs to another month, is not given: whoever wanted the last one would leave none for the others.
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
        field: "number".to_owned(),
        yours: wanted.into(),
        theirs: settled.clone().into(),
        by: None,
        at: Timestamp::default(),
    };
    (settled, Some(conflict))
}
