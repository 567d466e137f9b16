//! Decides the commands of one batch in order over one evolving book, and collects what there is to write.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::access::actor::Actor;
use domain::access::moment::Moment;
use domain::book::record::Record;
use domain::book::stamps::{Stamp, Stamps};
use domain::decide;
use domain::decide::arrival::{NOTABLE, note_arrival, note_clock};
use domain::decide::command::Command;
use domain::decide::decision::Decision;
use domain::decide::merge::Conflict;
use domain::sync::{Envelope, Verdict, history};
use domain::values::calendar::{Day, Timestamp};
use domain::values::field::Field;
use domain::values::ids::{CommandId, Key, PersonId};
use domain::values::refusal::{Refusal, Refusals};
use serde_json::{Map, Value};

use super::gather::Gathered;
use super::groups;
use super::origin::Origin;

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// The version of this push's changes until the clock gives one: above every version that a device can have seen.
const PENDING: i64 = i64::MAX;

/// What a push is decided by, besides its commands.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// The person acting.
    pub actor: Actor,
    /// Where the envelopes come from.
    pub origin: Origin,
    /// The newest version: nobody can have seen a later one.
    pub newest: i64,
    /// The server's time.
    pub now: Timestamp,
}

/// One line of a record's history.
pub struct HistoryLine {
    pub key: Key,
    pub command: CommandId,
    /// When it was made, as far as the server can know.
    pub made_at: Timestamp,
    /// By field: before and after; for a conflict also the losing value.
    pub changes: Map<String, Value>,
}

/// A decided batch.
pub struct Ledger {
    /// The book after the batch.
    pub gathered: Gathered,
    /// Every record touched, as it was before the batch.
    pub before: BTreeMap<Key, Option<Record>>,
    /// Removed records with their stamps, kept with their last body.
    pub removed: BTreeMap<Key, (Record, Stamps)>,
    /// Lines for the history.
    pub history: Vec<HistoryLine>,
    /// People whose place in the organisation may have changed.
    pub moved: BTreeSet<PersonId>,
    by: Circumstances,
}

impl Ledger {
    /// An empty ledger over what was gathered.
    pub fn new(gathered: Gathered, by: Circumstances) -> Ledger {
        let (before, removed, history, moved) = Default::default();
        Ledger { gathered, before, removed, history, moved, by }
    }

    /// The person acting.
    pub fn actor(&self) -> &Actor {
        &self.by.actor
    }

    /// When a command was made, as far as the server can know: not after the server's time, and not before the first day that a record may be
    /// about.
    fn made_at(&self, envelope: &Envelope) -> Timestamp {
        let behind = match self.by.origin {
            Origin::Device { behind, .. } => behind,
            Origin::Server(_) => 0,
        };
        let first = i64::from(Day::FIRST.0) * DAY;
        Timestamp(envelope.made_at.0.saturating_add(behind).clamp(first, self.by.now.0.max(first)))
    }

    /// The moment at which a command is decided. A device's version and time are only claims; the server's own are trusted.
    fn moment(&self, envelope: &Envelope) -> Moment {
        let offset = self.gathered.book.company().utc_offset_minutes;
        let now = self.made_at(envelope);
        let (base, server_now) = match self.by.origin {
            Origin::Device { seen, .. } => (envelope.base.min(seen).min(self.by.newest), self.by.now),
            Origin::Server(_) => (self.by.newest, now),
        };
        Moment { actor: self.by.actor, now, today: now.day(offset), server_today: server_now.day(offset), base }
    }

    /// Decides one command and applies its effect to the book.
    pub fn decide(&mut self, envelope: &Envelope, command: Option<&Command>) -> Verdict {
        let Some(command) = command else { return refused(Field::Command, Refusal::Unknown) };
        let moment = self.moment(envelope);
        // A rule that panics on one command must not affect the others.
        let decided = catch_unwind(AssertUnwindSafe(|| decide::decide(command, &self.gathered.book, &moment)));
        let mut decision = match decided {
            Ok(Ok(decision)) => decision,
            Ok(Err(refusals)) => return Verdict::Refused { refusals },
            Err(_) => {
                tracing::error!(command = %envelope.command_id, verb = command.verb(), "a rule panicked");
                return refused(Field::Command, Refusal::Broken);
            }
        };
        if !self.by.origin.is_server() {
            // The device may have been offline: keep both times (A46).
            note_arrival(&mut decision, &self.gathered.book, moment.now, self.by.now);
            self.note_clock(&mut decision, envelope, &moment, command);
        }
        let is_taken = |it: &Record| self.gathered.book.get(it.key()).is_none() && !self.by.origin.may_make(it.key());
        if decision.puts.iter().any(is_taken) {
            return refused(Field::Id, Refusal::IdReused);
        }
        let was_removed =
            |it: &Record| self.gathered.stored.get(&it.key()).is_some_and(|stored| stored.removed) || self.removed.contains_key(&it.key());
        if decision.puts.iter().any(was_removed) {
            return refused(Field::Id, Refusal::Exists);
        }
        self.take(envelope, decision)
    }

    /// Stores the time shown by a wrong clock with what it made, and tells the person if that was another day.
    fn note_clock(&self, decision: &mut Decision, envelope: &Envelope, moment: &Moment, command: &Command) {
        let Origin::Device { behind, .. } = self.by.origin else { return };
        let is_impossible = self.by.now.0.saturating_add(NOTABLE) < envelope.made_at.0;
        if behind == 0 && !is_impossible {
            return;
        }
        let offset = self.gathered.book.company().utc_offset_minutes;
        let noted = note_clock(decision, &self.gathered.book, envelope.made_at);
        if noted && envelope.made_at.day(offset) != moment.today {
            decision.conflicts.push(Conflict {
                record: command.subject(),
                field: Field::MadeAt.into(),
                yours: envelope.made_at.0.into(),
                theirs: moment.now.0.into(),
                by: None,
                at: self.by.now,
            });
        }
    }

    fn take(&mut self, envelope: &Envelope, decision: Decision) -> Verdict {
        let made_at = self.made_at(envelope);
        let mut notes: BTreeMap<Key, Map<String, Value>> = BTreeMap::new();
        for conflict in &decision.conflicts {
            // Keep the losing value findable: before, after, and the losing value.
            let line = Value::Array(vec![conflict.theirs.clone(), conflict.theirs.clone(), conflict.yours.clone()]);
            notes.entry(conflict.record).or_default().insert(conflict.field.to_string(), line);
        }
        for key in decision.removes {
            let stamps = self.gathered.book.stamps(key);
            if let Some(record) = self.gathered.book.remove(key) {
                self.before.entry(key).or_insert_with(|| Some(record.clone()));
                self.removed.insert(key, (record, stamps));
                notes.entry(key).or_default().insert(history::REMOVED.to_owned(), Value::Array(vec![false.into(), true.into()]));
            }
        }
        for record in decision.puts {
            let key = record.key();
            let before = self.gathered.book.get(key);
            if before.as_ref() == Some(&record) {
                continue;
            }
            let changes = before.as_ref().map(|it| groups::changes(it, &record)).unwrap_or_default();
            let stamp = Stamp { version: PENDING, by: Some(self.by.actor.person), at: self.by.now };
            let stamps = groups::stamped(self.gathered.book.stamps(key), before.as_ref(), &record, &changes, stamp);
            if before.is_none() {
                notes.entry(key).or_default().insert(history::MADE.to_owned(), Value::Array(vec![false.into(), true.into()]));
            }
            if !changes.is_empty() {
                notes.entry(key).or_default().extend(changes);
            }
            if let Record::Person(person) = &record {
                self.moved.insert(person.id);
            }
            self.before.entry(key).or_insert(before);
            self.gathered.book.put(record);
            if !stamps.is_empty() {
                self.gathered.book.set_stamps(key, stamps);
            }
        }
        let lines = notes.into_iter().map(|(key, changes)| HistoryLine { key, command: envelope.command_id, made_at, changes });
        self.history.extend(lines);
        match decision.conflicts {
            none if none.is_empty() => Verdict::Applied,
            conflicts => Verdict::Merged { conflicts },
        }
    }
}

/// The stamps with the version that the clock has given.
pub fn settled(mut stamps: Stamps, version: i64) -> Stamps {
    stamps.values_mut().filter(|it| it.version == PENDING).for_each(|it| it.version = version);
    stamps
}

/// A refusal for one reason.
pub fn refused(field: Field, refusal: Refusal) -> Verdict {
    Verdict::Refused { refusals: Refusals::of(field, refusal) }
}
