//! The state of one person's device: the confirmed records, the waiting commands, and the book on screen, which is the confirmed records with the
//! waiting commands applied. Pure: the time and new ids are passed in; writes are returned as a list, and applied in memory only after they are
//! on disk.

mod arriving;
mod exchanged;
mod faults;
mod kept;
mod meta;
mod opened;
mod played;

use std::collections::{BTreeMap, BTreeSet};

use domain::access::actor::Actor;
use domain::access::bucket::Bucket;
use domain::access::moment::Moment;
use domain::book::Book;
use domain::book::numbers::NumberStanding;
use domain::book::record::Record;
use domain::decide;
use domain::decide::command::Command;
use domain::decide::decision::Decision;
use domain::records::organisation::Person;
use domain::sync::{Envelope, SCHEMA};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, DeviceId, Key, Kind};
use domain::values::refusal::Refusals;
use serde::Serialize;
use uuid::Uuid;

use super::attention::Attention;
use super::clock::KnownClock;
use super::drawers;
use super::outbox::Waiting;
use super::pacing::Pacing;
use crate::ports::Write;
use arriving::ArrivedPage;
use meta::Meta;

/// How far a record has got. The screens always show it as one of three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saved {
    /// 已存本机: on this device only.
    Here,
    /// 已上传: sent, not yet answered.
    Sent,
    /// 已确认: the server has decided.
    Confirmed,
}

/// The version and the buckets of a confirmed record.
#[derive(Clone, Debug)]
struct Held {
    kind: Option<Kind>,
    version: i64,
    buckets: Vec<Bucket>,
}

/// The state before a waiting command was applied.
#[derive(Clone, Debug)]
struct Undo {
    key: Key,
    record: Option<Record>,
    /// For a new record with a number: the previous standing of that number.
    number: Option<NumberStanding>,
}

/// The state of one person's device.
#[derive(Clone, Debug)]
pub struct Replica {
    me: Person,
    device: DeviceId,
    clock: KnownClock,
    meta: Meta,
    /// The meta as it is on disk, as far as this replica knows.
    written: Option<String>,
    held: BTreeMap<Uuid, Held>,
    /// The pages of a first pull that are not yet in `held` and `book`.
    arriving: Vec<ArrivedPage>,
    book: Book,
    /// What the replay of the outbox replaced, newest last.
    undo: Vec<Undo>,
    outbox: Vec<Waiting>,
    /// For each record, the last waiting command that creates or changes it: its `seq` and its id.
    last_touch: BTreeMap<Key, (u64, CommandId)>,
    sent: BTreeSet<CommandId>,
    shadow: Vec<Waiting>,
    attention: Vec<Attention>,
    pacing: Pacing,
    unknown: BTreeSet<Uuid>,
    /// The number of pages and of lines in the log, to detect when it is overgrown.
    log_size: (usize, usize),
    /// Raised whenever something that a screen may show has changed.
    edition: u64,
}

impl Replica {
    /// An empty replica.
    pub fn new(me: Person, device: DeviceId) -> Replica {
        Replica {
            me,
            device,
            clock: KnownClock::default(),
            meta: Meta::default(),
            written: None,
            held: BTreeMap::new(),
            arriving: Vec::new(),
            book: Book::default(),
            undo: Vec::new(),
            outbox: Vec::new(),
            last_touch: BTreeMap::new(),
            sent: BTreeSet::new(),
            shadow: Vec::new(),
            attention: Vec::new(),
            pacing: Pacing::default(),
            unknown: BTreeSet::new(),
            log_size: (0, 0),
            edition: 0,
        }
    }

    /// Raised whenever something that a screen may show has changed.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The confirmed records with the waiting commands applied.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The device's person, with their current place in the organisation.
    pub fn actor(&self) -> Actor {
        Actor::of(self.book.person(self.me.id).unwrap_or(&self.me), &self.book)
    }

    /// The device's person.
    pub fn me(&self) -> &Person {
        self.book.person(self.me.id).unwrap_or(&self.me)
    }

    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The commands that wait, oldest first.
    pub fn outbox(&self) -> &[Waiting] {
        &self.outbox
    }

    /// The recently answered commands.
    pub fn shadow(&self) -> &[Waiting] {
        &self.shadow
    }

    /// What the user must see.
    pub fn attention(&self) -> &[Attention] {
        &self.attention
    }

    /// The waiting commands that make the server fail.
    pub fn parked(&self) -> impl Iterator<Item = &Waiting> {
        self.outbox.iter().filter(|it| self.pacing.is_parked(it.envelope.command_id))
    }

    pub fn pacing_mut(&mut self) -> &mut Pacing {
        &mut self.pacing
    }

    /// When the server last answered completely.
    pub fn confirmed_at(&self) -> Option<Timestamp> {
        self.meta.confirmed_at
    }

    /// Whether everything this person may see has arrived at least once.
    pub fn is_filled(&self) -> bool {
        self.meta.is_filled
    }

    /// The number of confirmed records, and of those this release cannot read. During a first pull, the number of rows that have arrived.
    pub fn counts(&self) -> (usize, usize) {
        let n_arrived: usize = self.arriving.iter().map(|it| it.rows.len()).sum();
        (self.held.len() + n_arrived, self.unknown.len())
    }

    /// The id and version of each confirmed record, for comparison with the server.
    pub fn confirmed(&self) -> impl Iterator<Item = (Uuid, i64)> + '_ {
        self.held.iter().map(|(id, held)| (*id, held.version))
    }

    /// How far a record has got.
    pub fn saved(&self, key: Key) -> Saved {
        match self.last_touch.get(&key) {
            None => Saved::Confirmed,
            Some((_, command)) if self.sent.contains(command) => Saved::Sent,
            Some(_) => Saved::Here,
        }
    }

    pub fn clock(&self) -> KnownClock {
        self.clock
    }

    /// The corrected time for a reading of the device's clock.
    pub fn now(&self, says: Timestamp) -> Timestamp {
        self.clock.read(says)
    }

    /// Measures the offset of the device's clock from an answer; see [`KnownClock::hear`].
    pub fn hear(&mut self, server: Timestamp, asked_and_answered: (Timestamp, Timestamp)) {
        self.clock = self.clock.hear(server, asked_and_answered);
    }

    /// The context of a decision made now.
    pub fn moment(&self, now: Timestamp) -> Moment {
        let today = now.day(self.book.company().utc_offset_minutes);
        Moment::of(self.actor(), now, today)
    }

    /// Carries out the planned moves of people that have come by now; the server does the same in its records.
    pub fn turn_to(&mut self, now: Timestamp) {
        let today = now.day(self.book.company().utc_offset_minutes);
        if self.book.turn_to(today) {
            self.rollback();
            self.replay();
            self.edition += 1;
        }
    }

    /// Decides a command without applying it.
    pub fn would(&self, command: &Command, now: Timestamp) -> Result<Decision, Refusals> {
        decide::decide(command, &self.book, &self.moment(now))
    }

    /// Seals a command into an envelope, or returns why it would be refused. Changes nothing; see [`Replica::keep`].
    pub fn seal(&self, command: &Command, id: CommandId, now: Timestamp, made_offline: bool) -> Result<Waiting, Refusals> {
        let decision = self.would(command, now)?;
        // Offline, the user may see the proposed number for a while. So the command asks for that number, and the user is told if it was taken.
        // Online, the command leaves the number to the server, which assigns it at once.
        let is_alone = made_offline || !self.clock.has_heard_lately(now);
        let text = if is_alone { Envelope::text_of(&decision.numbered(command)) } else { Envelope::text_of(command) };
        let base = self.held.get(&command.subject().id).map_or(0, |it| it.version);
        let highest = self.outbox.iter().chain(&self.shadow).map(|it| it.envelope.seq).max().unwrap_or(0);
        let envelope = Envelope {
            command_id: id,
            seq: highest.saturating_add(1),
            schema: SCHEMA,
            digest: Envelope::digest_of(text.get()),
            base,
            after: self.builds_on(command),
            made_at: now,
            made_offline,
            rules_revision: self.book.company().revision,
            command: text,
        };
        Ok(Waiting { envelope, answered_at: None })
    }

    /// The last waiting command about a record that this command needs.
    fn builds_on(&self, command: &Command) -> Option<CommandId> {
        let needs = command.needs();
        let families = needs.families.into_iter().map(Key::from);
        let wanted = needs.keys.into_iter().chain(families).chain([command.subject()]);
        wanted.filter_map(|it| self.last_touch.get(&it)).max().map(|(_, id)| *id)
    }

    /// The write that must be on disk before the screen may say 已存本机.
    pub fn write_of(waiting: &Waiting) -> Write {
        put(drawers::OUTBOX, waiting.key(), waiting)
    }

    /// Adds a sealed command to the outbox and the book, after it was written.
    pub fn keep(&mut self, waiting: Waiting) {
        if self.outbox.iter().any(|it| it.envelope.command_id == waiting.envelope.command_id) {
            return;
        }
        let is_last = self.outbox.last().is_none_or(|it| it.key() < waiting.key());
        self.outbox.push(waiting.clone());
        self.edition += 1;
        if is_last {
            self.play_over(&waiting);
        } else {
            self.outbox.sort_by_key(Waiting::key);
            self.rollback();
            self.replay();
        }
    }
}

fn put<T: Serialize>(drawer: &'static str, key: String, value: &T) -> Write {
    let value = serde_json::to_string(value).unwrap_or_else(|_| unreachable!("what is kept holds only strings, numbers and lists"));
    Write::Put { drawer, key, value }
}
