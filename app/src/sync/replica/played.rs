//! The book on screen: the confirmed records with the waiting commands applied.

use std::collections::BTreeMap;

use domain::access::bucket::Bucket;
use domain::book::record::Record;
use domain::decide;
use domain::values::ids::{Key, Kind};
use uuid::Uuid;

use super::faults::Faults;
use super::{Held, Replica, Undo};
use crate::sync::log::{Page, StoredRow};
use crate::sync::outbox::{Waiting, touched};

impl Replica {
    /// Applies pages to the confirmed records. Each body is parsed once, even if the record occurs in several lines.
    pub(super) fn play<'a>(&mut self, pages: impl IntoIterator<Item = Page<'a>>) {
        let mut latest: BTreeMap<Uuid, StoredRow<'a>> = BTreeMap::new();
        for page in pages {
            self.log_size.0 += 1;
            self.log_size.1 += page.rows.len();
            for gone in page.gone {
                let ids: Vec<Uuid> = self.held.iter().filter(|(_, held)| held.buckets.contains(&gone)).map(|(id, _)| *id).collect();
                for id in ids {
                    self.leave(id, gone, &mut latest);
                }
            }
            for line in page.rows {
                if line.body.is_none() {
                    self.leave(line.id, line.bucket, &mut latest);
                    continue;
                }
                let held = self.held.entry(line.id).or_insert_with(|| Held {
                    kind: Kind::parse(&line.kind),
                    version: line.version,
                    buckets: Vec::with_capacity(1),
                });
                held.version = held.version.max(line.version);
                if !held.buckets.contains(&line.bucket) {
                    held.buckets.push(line.bucket);
                }
                latest.insert(line.id, line);
            }
        }
        for (id, line) in latest {
            let record = line.body.zip(Kind::parse(&line.kind)).and_then(|(body, kind)| Record::parse(kind, body.get()).ok());
            match record {
                Some(record) => {
                    self.unknown.remove(&id);
                    self.book.put(record);
                }
                None => drop(self.unknown.insert(id)),
            }
        }
    }

    /// Removes a record from a bucket; removes the record itself with its last bucket.
    fn leave(&mut self, id: Uuid, bucket: Bucket, latest: &mut BTreeMap<Uuid, StoredRow<'_>>) {
        let Some(held) = self.held.get_mut(&id) else { return };
        held.buckets.retain(|it| *it != bucket);
        if !held.buckets.is_empty() {
            return;
        }
        if let Some(kind) = held.kind {
            self.book.remove(Key { kind, id });
        }
        self.held.remove(&id);
        self.unknown.remove(&id);
        latest.remove(&id);
        Faults::leave(&mut self.outbox, id);
    }

    /// Notes the numbers that are in use on records not held here.
    pub(super) fn note_numbers(&mut self) {
        self.meta.numbers.iter().for_each(|it| self.book.note_number(it));
    }

    /// Takes the outbox back out of the book.
    pub(super) fn rollback(&mut self) {
        self.last_touch.clear();
        for Undo { key, record, number } in std::mem::take(&mut self.undo).into_iter().rev() {
            match record {
                Some(record) => self.book.put(record),
                None => drop(self.book.remove(key)),
            }
            // A number that was only proposed is free again.
            number.into_iter().for_each(|it| self.book.numbers_mut().put_back(it));
        }
    }

    /// Applies the outbox over the confirmed records.
    pub(super) fn replay(&mut self) {
        for waiting in self.outbox.clone() {
            self.play_over(&waiting);
        }
    }

    /// Applies one waiting command. A command that no longer fits the confirmed records changes nothing; its verdict will say why.
    pub(super) fn play_over(&mut self, waiting: &Waiting) {
        let Some(command) = waiting.envelope.read() else { return };
        let place = (waiting.envelope.seq, waiting.envelope.command_id);
        self.last_touch.extend(touched(&command).into_iter().map(|it| (it, place)));
        let Ok(decision) = decide::decide(&command, &self.book, &self.moment(waiting.envelope.made_at)) else { return };
        for key in decision.removes {
            let record = self.book.remove(key);
            self.undo.push(Undo { key, record, number: None });
        }
        for record in decision.puts {
            let key = record.key();
            let before = self.book.get(key);
            let proposed = record.number().filter(|_| before.is_none()).map(str::to_owned);
            let number = proposed.as_ref().map(|it| self.book.numbers().standing(it));
            self.undo.push(Undo { key, record: before, number });
            self.book.put(record);
            proposed.iter().for_each(|it| self.book.numbers_mut().propose(it));
        }
    }
}
