//! A minimal phone that implements the protocol: cursors, buckets, an outbox and the verdicts.

use std::collections::{BTreeMap, BTreeSet};

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::access::bucket::Bucket;
use domain::book::Book;
use domain::book::record::Record;
use domain::decide::command::Command;
use domain::records::organisation::Role;
use domain::sync::{Answer, Cursor, Envelope, Exchange, PROTOCOL, SCHEMA, Verdict};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, DeviceId, Key, Kind, PersonId};
use uuid::Uuid;

use super::world::{World, envelope};

/// A record on the phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub version: i64,
    pub buckets: BTreeSet<Bucket>,
    pub body: String,
}

#[derive(Clone, Debug)]
pub struct Phone {
    pub person: PersonId,
    pub device: DeviceId,
    pub epoch: i64,
    pub cursors: BTreeMap<Bucket, (i64, i64)>,
    pub verdicts_from: i64,
    pub outbox: Vec<Envelope>,
    pub shadow: Vec<Envelope>,
    pub verdicts: BTreeMap<CommandId, Verdict>,
    pub held: BTreeMap<(String, Uuid), Held>,
    pub pages: usize,
    pub seq: u64,
    /// The time by its clock; `None` for a phone of an older release.
    pub sent_at: Option<Timestamp>,
    /// What its copies were made for; `None` for a phone of an older release.
    pub copies: Option<String>,
}

impl Phone {
    /// A phone that has never synced.
    pub fn new(person: PersonId) -> Phone {
        Phone {
            person,
            device: DeviceId(Uuid::now_v7()),
            epoch: 0,
            cursors: BTreeMap::new(),
            verdicts_from: 0,
            outbox: Vec::new(),
            shadow: Vec::new(),
            verdicts: BTreeMap::new(),
            held: BTreeMap::new(),
            pages: 0,
            seq: 0,
            sent_at: None,
            copies: Some(String::new()),
        }
    }

    /// Adds a command to the outbox.
    pub fn does(&mut self, world: &World, command: Command) -> CommandId {
        self.seq += 1;
        let subject = command.subject();
        let base = self.held.get(&(subject.kind.as_str().to_owned(), subject.id)).map_or(0, |it| it.version);
        let envelope = envelope(&command, self.seq, base, world.now);
        let id = envelope.command_id;
        self.outbox.push(envelope);
        id
    }

    /// The next request.
    pub fn request(&self, max_rows: u32) -> Exchange {
        Exchange {
            protocol: PROTOCOL,
            schema: SCHEMA,
            device: self.device,
            epoch: self.epoch,
            cursors: self.cursors.iter().map(|(bucket, (pos, base))| Cursor { bucket: *bucket, pos: *pos, base: *base }).collect(),
            verdicts_from: self.verdicts_from,
            envelopes: self.outbox.iter().take(500).cloned().collect(),
            max_rows,
            sent_at: self.sent_at,
            checks: Vec::new(),
            copies: self.copies.clone(),
        }
    }

    /// Sends a request and returns the answer without applying it.
    pub async fn sends(&self, world: &World, ours: Exchange) -> Result<Answer, ApiError> {
        // The server looks up the actor; only the person matters here.
        let actor = Actor { person: self.person, role: Role::Rep, team: None, department: None, imports: false };
        server::sync::exchange(&world.db, &(), &actor, ours, world.now).await
    }

    /// Syncs until nothing is left, in pages of at most `max_rows` rows.
    pub async fn syncs_in_pages(&mut self, world: &World, max_rows: u32) {
        for _ in 0..10_000 {
            let answer = self.sends(world, self.request(max_rows)).await.expect("an exchange is answered");
            let again = answer.more || answer.reset;
            self.takes(answer);
            self.pages += 1;
            if !again && self.outbox.is_empty() {
                return;
            }
        }
        panic!("the phone never came to rest");
    }

    /// Syncs until nothing is left.
    pub async fn syncs(&mut self, world: &World) {
        self.syncs_in_pages(world, 10_000).await;
    }

    /// Applies an answer, as one transaction.
    pub fn takes(&mut self, answer: Answer) {
        self.copies = self.copies.as_ref().map(|_| answer.copies.clone());
        if answer.reset && self.epoch == answer.epoch {
            self.held.clear();
            self.cursors.clear();
            return;
        }
        if answer.reset {
            self.held.clear();
            self.cursors.clear();
            self.verdicts_from = 0;
            self.epoch = answer.epoch;
            let waiting: BTreeSet<CommandId> = self.outbox.iter().map(|it| it.command_id).collect();
            let mut again: Vec<Envelope> = std::mem::take(&mut self.shadow);
            again.retain(|it| !waiting.contains(&it.command_id));
            again.append(&mut self.outbox);
            self.outbox = again;
            return;
        }
        let entitled: BTreeSet<Bucket> = answer.buckets.iter().map(|it| it.bucket).collect();
        let known: Vec<Bucket> = self.cursors.keys().copied().collect();
        let reset = |bucket: &Bucket| answer.buckets.iter().any(|it| it.bucket == *bucket && it.reset);
        for bucket in known.into_iter().filter(|it| !entitled.contains(it) || reset(it)) {
            self.cursors.remove(&bucket);
            let all: Vec<(String, Uuid)> = self.held.keys().cloned().collect();
            all.into_iter().for_each(|it| self.loses(it, bucket));
        }
        for row in answer.rows {
            let key = (row.kind, row.id);
            match row.body {
                Some(body) => {
                    let held = self.held.entry(key).or_insert_with(|| Held { version: 0, buckets: BTreeSet::new(), body: String::new() });
                    held.version = row.version;
                    held.buckets.insert(row.bucket);
                    held.body = body.get().to_owned();
                }
                None => self.loses(key, row.bucket),
            }
        }
        for state in answer.buckets {
            self.cursors.insert(state.bucket, (state.pos, state.base));
        }
        self.verdicts_from = answer.verdicts_to;
        for row in answer.verdicts {
            if let Some(at) = self.outbox.iter().position(|it| it.command_id == row.command_id) {
                let done = self.outbox.remove(at);
                self.shadow.push(done);
            }
            self.verdicts.insert(row.command_id, row.verdict);
        }
    }

    fn loses(&mut self, key: (String, Uuid), bucket: Bucket) {
        let Some(held) = self.held.get_mut(&key) else { return };
        held.buckets.remove(&bucket);
        if held.buckets.is_empty() {
            self.held.remove(&key);
        }
    }

    /// Whether the phone holds this record.
    pub fn has(&self, of: impl Into<Key>) -> bool {
        let key = of.into();
        self.held.contains_key(&(key.kind.as_str().to_owned(), key.id))
    }

    /// The record on the phone; panics if it is missing.
    pub fn record(&self, of: impl Into<Key>) -> Record {
        let key = of.into();
        let held = self.held.get(&(key.kind.as_str().to_owned(), key.id)).expect("the phone holds it");
        Record::parse(key.kind, &held.body).expect("the phone can read what it holds")
    }

    /// Everything on the phone.
    pub fn book(&self) -> Book {
        let mut book = Book::default();
        self.held.iter().for_each(|((kind, _), held)| {
            let kind = Kind::parse(kind).expect("a known kind");
            book.put(Record::parse(kind, &held.body).expect("a record reads back"));
        });
        book
    }

    /// The customer on the phone; panics if it is missing.
    pub fn customer(&self, id: domain::values::ids::CustomerId) -> domain::records::customer::Customer {
        match self.record(Key { kind: Kind::Customer, id: id.0 }) {
            Record::Customer(customer) => customer,
            other => panic!("not a customer: {other:?}"),
        }
    }

    /// Every expense on the phone.
    pub fn expenses(&self) -> Vec<domain::records::expense::Expense> {
        let held = self.held.iter().filter(|((kind, _), _)| kind == Kind::Expense.as_str());
        held.map(|(_, it)| serde_json::from_str(&it.body).expect("the phone can read what it holds")).collect()
    }

    /// The verdict of a command; panics if it was not answered.
    pub fn verdict(&self, of: CommandId) -> &Verdict {
        self.verdicts.get(&of).expect("the command was answered")
    }
}
