//! Builds the request, and applies an answer: first as a list of writes, then, once they are on disk, in memory.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::bucket::Bucket;
use domain::book::Book;
use domain::sync::{Answer, Check, Cursor, Exchange, PROTOCOL, SCHEMA, Verdict, check_mark};
use domain::values::calendar::Timestamp;
use domain::values::ids::CommandId;

use super::arriving::ArrivedPage;
use super::faults::Faults;
use super::{Meta, Replica, put};
use crate::ports::Write;
use crate::sync::attention::{Attention, Remedy, Trouble};
use crate::sync::drawers;
use crate::sync::log::{self, Page, StoredRow};
use crate::sync::outbox::{Waiting, batch};

/// Milliseconds (14 days) that an answered command is kept, in case the server is restored from a backup.
const SHADOW_MS: i64 = 14 * 24 * 3_600_000;

impl Replica {
    /// Builds the next exchange and marks its commands as sent.
    pub fn request(&mut self, max_rows: u32, with_checks: bool) -> Exchange {
        let envelopes = batch(&self.outbox, &self.pacing);
        let checks = if with_checks { self.checks() } else { Vec::new() };
        self.sent.extend(envelopes.iter().map(|it| it.command_id));
        Faults::send(&mut self.outbox, &envelopes);
        Exchange { envelopes, checks, ..self.pull(&self.meta, max_rows) }
    }

    /// The request for the page after this answer, to be sent before the answer is applied. `None` if no page follows, or if the next exchange
    /// must wait until the answer is applied: it has commands to send, or the answer decides some.
    pub fn next_request(&self, answer: &Answer, max_rows: u32, now: Timestamp) -> Option<Exchange> {
        let is_only_a_page = answer.more && !answer.reset && answer.verdicts.is_empty() && answer.retry_after.is_none();
        let is_next = is_only_a_page && batch(&self.outbox, &self.pacing).is_empty();
        is_next.then(|| Exchange { sent_at: Some(now), ..self.pull(&self.meta_after(answer, now), max_rows) })
    }

    /// A request that only fetches.
    fn pull(&self, meta: &Meta, max_rows: u32) -> Exchange {
        Exchange {
            protocol: PROTOCOL,
            schema: SCHEMA,
            device: self.device,
            epoch: meta.epoch,
            cursors: meta.cursors.clone(),
            verdicts_from: meta.verdicts_to,
            envelopes: Vec::new(),
            max_rows,
            sent_at: None,
            checks: Vec::new(),
            copies: Some(meta.copies.clone()),
        }
    }

    /// Marks a batch as not sent: the exchange failed, or its result is unknown.
    pub fn unsent(&mut self, batch: &[CommandId]) {
        let before = self.sent.len();
        self.sent.retain(|it| !batch.contains(it));
        // A row drawn meanwhile says 已上传 and must be drawn again.
        self.edition += u64::from(self.sent.len() != before);
    }

    /// A count and checksum of the confirmed records in each bucket, for the server to compare.
    fn checks(&self) -> Vec<Check> {
        let mut checks: BTreeMap<Bucket, Check> =
            self.meta.cursors.iter().map(|it| (it.bucket, Check { bucket: it.bucket, count: 0, xor: 0 })).collect();
        for (id, held) in &self.held {
            for bucket in &held.buckets {
                if let Some(check) = checks.get_mut(bucket) {
                    check.count += 1;
                    check.xor ^= check_mark(*id, held.version);
                }
            }
        }
        checks.into_values().collect()
    }

    /// The writes of an answer. They must be on disk, in one transaction, before [`Replica::take`] applies it in memory.
    pub fn writes_of(&self, answer: &Answer, now: Timestamp) -> Vec<Write> {
        if answer.reset {
            let mut writes = vec![Write::Clear { drawer: drawers::CONFIRMED }, self.meta_after(answer, now).write()];
            for waiting in self.shadow.iter().filter(|_| self.is_another_life(answer)) {
                writes.push(Write::Delete { drawer: drawers::SHADOW, key: waiting.key() });
                writes.push(put(drawers::OUTBOX, waiting.key(), &Waiting { answered_at: None, ..waiting.clone() }));
            }
            return writes;
        }
        let mut writes = Vec::new();
        let page = self.page_of(answer);
        for (key, value) in log::pages(&page.gone, &page.rows, self.meta.last_page) {
            writes.push(Write::Put { drawer: drawers::CONFIRMED, key, value });
        }
        for (waiting, trouble) in self.answered(answer) {
            writes.push(Write::Delete { drawer: drawers::OUTBOX, key: waiting.key() });
            let shadowed = Waiting { answered_at: Some(now), ..waiting.clone() };
            writes.push(put(drawers::SHADOW, shadowed.key(), &shadowed));
            if let Some(trouble) = trouble {
                let item = Attention::of(waiting.envelope.clone(), trouble, now);
                writes.push(put(drawers::ATTENTION, waiting.key(), &item));
            }
        }
        for (before, after) in self.remedied(answer) {
            let key = key_of(before);
            writes.push(match after {
                Some(item) => put(drawers::ATTENTION, key, &item),
                None => Write::Delete { drawer: drawers::ATTENTION, key },
            });
        }
        for waiting in self.shadow.iter().filter(|it| is_past(it, now)) {
            writes.push(Write::Delete { drawer: drawers::SHADOW, key: waiting.key() });
        }
        let next = self.meta_after(answer, now);
        if next != self.meta {
            writes.push(next.write());
        }
        writes
    }

    /// Applies a written answer in memory. The pages of a first pull wait for the last one; see [`Replica::settle`].
    pub fn take(&mut self, answer: Answer, now: Timestamp) {
        self.rollback();
        let next = self.meta_after(&answer, now);
        if next != self.meta {
            self.written = Some(next.text());
        }
        if answer.reset {
            let is_another_life = self.is_another_life(&answer);
            self.meta = next;
            self.held.clear();
            self.arriving.clear();
            self.book = Book::default();
            self.unknown.clear();
            self.log_size = (0, 0);
            self.edition += 1;
            self.sent.clear();
            let shadow = if is_another_life { std::mem::take(&mut self.shadow) } else { Vec::new() };
            let again = shadow.into_iter().map(|it| Waiting { answered_at: None, ..it });
            let waiting = std::mem::take(&mut self.outbox);
            let mut all: BTreeMap<String, Waiting> = again.map(|it| (it.key(), it)).collect();
            all.extend(waiting.into_iter().map(|it| (it.key(), it)));
            self.outbox = all.into_values().collect();
            self.replay();
            return;
        }
        let answered: Vec<(Waiting, Option<Trouble>)> =
            self.answered(&answer).map(|(waiting, trouble)| (waiting.clone(), trouble)).collect();
        let remedied: Vec<(CommandId, Option<Attention>)> =
            self.remedied(&answer).map(|(before, after)| (before.command_id(), after)).collect();
        for (id, after) in remedied {
            let Some(at) = self.attention.iter().position(|it| it.command_id() == id) else { continue };
            match after {
                Some(item) => self.attention[at] = item,
                None => drop(self.attention.remove(at)),
            }
        }
        let gone = self.gone_in(&answer);
        self.meta = next;
        self.edition += u64::from(!gone.is_empty() || !answer.rows.is_empty() || !answered.is_empty());
        let is_last = !answer.more;
        if self.is_empty() && (!is_last || !self.arriving.is_empty()) {
            self.arriving.push(ArrivedPage { gone, rows: answer.rows });
        } else {
            self.play([Page { gone, rows: answer.rows.iter().map(StoredRow::from).collect() }]);
            self.note_numbers();
        }

        for (waiting, trouble) in answered {
            self.outbox.retain(|it| it.envelope.command_id != waiting.envelope.command_id);
            self.sent.remove(&waiting.envelope.command_id);
            if let Some(trouble) = trouble {
                self.attention.push(Attention::of(waiting.envelope.clone(), trouble, now));
            }
            self.shadow.push(Waiting { answered_at: Some(now), ..waiting });
        }
        self.shadow.retain(|it| !is_past(it, now));
        self.replay();
        if is_last {
            self.settle();
        }
    }

    /// The write that dismisses an attention item.
    pub fn dismissal(&self, command: CommandId) -> Option<Write> {
        let item = self.attention.iter().find(|it| it.command_id() == command)?;
        Some(Write::Delete { drawer: drawers::ATTENTION, key: key_of(item) })
    }

    /// The write that notes a remedy of an item.
    pub fn remedy(&self, item: CommandId, remedy: &Remedy) -> Option<Write> {
        let item = self.attention.iter().find(|it| it.command_id() == item)?;
        Some(put(drawers::ATTENTION, key_of(item), &item.with(remedy.clone())))
    }

    /// Notes a remedy of an item, after it was written.
    pub fn note_remedy(&mut self, item: CommandId, remedy: &Remedy) {
        for waiting in self.attention.iter_mut().filter(|it| it.command_id() == item) {
            *waiting = waiting.with(remedy.clone());
        }
        self.edition += 1;
    }

    /// The items that this answer changes, each with what is left of it.
    fn remedied<'a>(&'a self, answer: &'a Answer) -> impl Iterator<Item = (&'a Attention, Option<Attention>)> + 'a {
        self.attention.iter().filter(|it| !it.remedies.is_empty()).filter_map(move |item| {
            let mut left = Some(item.clone());
            for (waiting, trouble) in self.answered(answer) {
                let was_taken = !matches!(trouble, Some(Trouble::Refused { .. }));
                left = left.and_then(|it| it.after(&waiting.envelope, was_taken));
            }
            (left.as_ref() != Some(item)).then_some((item, left))
        })
    }

    /// Dismisses an attention item, after it was written.
    pub fn dismiss(&mut self, command: CommandId) {
        self.attention.retain(|it| it.command_id() != command);
        self.edition += 1;
    }

    /// The waiting commands that this answer decides, each with the trouble to show.
    fn answered<'a>(&'a self, answer: &'a Answer) -> impl Iterator<Item = (&'a Waiting, Option<Trouble>)> + 'a {
        answer.verdicts.iter().filter_map(|row| {
            let waiting = self.outbox.iter().find(|it| it.envelope.command_id == row.command_id)?;
            let trouble = match &row.verdict {
                Verdict::Applied => None,
                Verdict::Merged { conflicts } => Some(Trouble::Merged { conflicts: conflicts.clone() }),
                Verdict::Refused { refusals } => Some(Trouble::Refused { refusals: refusals.clone() }),
            };
            Some((waiting, trouble))
        })
    }

    /// The meta after an answer.
    fn meta_after(&self, answer: &Answer, now: Timestamp) -> Meta {
        if answer.reset {
            // Page numbers continue after a reset, so that no tab confuses the new pages with those it has read.
            let tidied = self.meta.tidied + 1;
            // In the same epoch the verdicts that the device has stay valid.
            let verdicts_to = if self.is_another_life(answer) { 0 } else { self.meta.verdicts_to };
            let (epoch, last_page, copies) = (answer.epoch, self.meta.last_page, answer.copies.clone());
            return Meta { epoch, last_page, tidied, clock: self.clock, verdicts_to, copies, ..Meta::default() };
        }
        let cursors = answer.buckets.iter().map(|it| Cursor { bucket: it.bucket, pos: it.pos, base: it.base }).collect();
        Meta {
            epoch: answer.epoch,
            cursors,
            verdicts_to: answer.verdicts_to,
            confirmed_at: if answer.more { self.meta.confirmed_at } else { Some(now) },
            is_filled: self.meta.is_filled || !answer.more,
            last_page: self.meta.last_page + log::n_pages(&self.gone_in(answer), answer.rows.len()),
            tidied: self.meta.tidied,
            clock: self.clock,
            numbers: if answer.numbers.is_empty() { self.meta.numbers.clone() } else { answer.numbers.clone() },
            copies: answer.copies.clone(),
        }
    }

    /// Whether the answer is of another life of the database, so that commands answered before may be lost. A reset in the same one only fetches other
    /// copies.
    fn is_another_life(&self, answer: &Answer) -> bool {
        answer.epoch != self.meta.epoch
    }

    /// The changes of an answer to the confirmed records, in order: removed buckets, then records that came or left.
    fn page_of<'a>(&self, answer: &'a Answer) -> Page<'a> {
        Page { gone: self.gone_in(answer), rows: answer.rows.iter().map(StoredRow::from).collect() }
    }

    /// The buckets that an answer removes.
    fn gone_in(&self, answer: &Answer) -> Vec<Bucket> {
        let listed: BTreeSet<Bucket> = answer.buckets.iter().map(|it| it.bucket).collect();
        let revoked = self.meta.cursors.iter().map(|it| it.bucket).filter(|it| !listed.contains(it) && Faults::deletes_revoked());
        let reset = answer.buckets.iter().filter(|it| it.reset).map(|it| it.bucket);
        revoked.chain(reset).collect()
    }
}

/// The key of an item in its drawer.
fn key_of(item: &Attention) -> String {
    Waiting { envelope: item.envelope.clone(), answered_at: None }.key()
}

fn is_past(waiting: &Waiting, now: Timestamp) -> bool {
    waiting.answered_at.is_some_and(|it| it.0 + SHADOW_MS < now.0)
}
