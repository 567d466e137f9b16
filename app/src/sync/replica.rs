//! What one person's device holds: the records the server confirmed, the commands that wait, and the book she sees, which is the first with the
//! second played over it. Pure: a clock reading and dice are passed in, writes are handed out as a list and become true in memory only after
//! they are on disk.

use std::collections::{BTreeMap, BTreeSet};

use domain::actor::{Actor, Bucket};
use domain::book::Book;
use domain::calendar::Timestamp;
use domain::command::Command;
use domain::decide::{self, Decision, Moment};
use domain::ids::{CommandId, DeviceId, Key, Kind};
use domain::organisation::Person;
use domain::record::Record;
use domain::refusal::Refusals;
use domain::sync::{Answer, Broken, Check, Cursor, Envelope, Exchange, PROTOCOL, SCHEMA, Verdict, check_mark, is_broken};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::attention::{Attention, Trouble};
use super::drawers;
use super::log::{self, Line, Page};
use super::outbox::{Waiting, batch, builds_on, touched};
use super::pacing::Pacing;
use crate::ports::{Contents, Expected, Span, Write};

/// How long an answered command is kept in case the server is restored from a backup: 14 days.
const SHADOW_MS: i64 = 14 * 24 * 3_600_000;

/// How far a record has got (design: three words, always visible).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saved {
    /// 已存本机: on this device only.
    Here,
    /// 已上传: sent, not yet answered.
    Sent,
    /// 已确认: the server has decided.
    Confirmed,
}

/// Where a confirmed record lies.
#[derive(Clone, Debug)]
struct Held {
    kind: Option<Kind>,
    version: i64,
    buckets: Vec<Bucket>,
}

/// What is kept in the drawer [`drawers::META`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Meta {
    #[serde(default)]
    epoch: i64,
    #[serde(default)]
    cursors: Vec<Cursor>,
    #[serde(default)]
    verdicts_to: i64,
    #[serde(default)]
    confirmed_at: Option<Timestamp>,
    /// Whether every bucket has been filled once.
    #[serde(default)]
    is_filled: bool,
    /// The last page of the log.
    #[serde(default)]
    last_page: u64,
    /// How often the log was written anew: another tab that knows an earlier one must read all of it.
    #[serde(default)]
    tidied: u64,
}

impl Meta {
    const KEY: &str = "meta";

    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| unreachable!("cursors hold only strings and numbers"))
    }

    fn write(&self) -> Write {
        Write::Put { drawer: drawers::META, key: Meta::KEY.to_owned(), value: self.text() }
    }
}

/// Everything one person's device holds.
#[derive(Clone, Debug)]
pub struct Replica {
    me: Person,
    device: DeviceId,
    meta: Meta,
    /// The meta as it lies on disk, as far as this replica knows.
    written: Option<String>,
    held: BTreeMap<Uuid, Held>,
    book: Book,
    /// What the replay of the outbox replaced, newest last.
    undo: Vec<(Key, Option<Record>)>,
    outbox: Vec<Waiting>,
    sent: BTreeSet<CommandId>,
    shadow: Vec<Waiting>,
    attention: Vec<Attention>,
    pacing: Pacing,
    unknown: BTreeSet<Uuid>,
    /// Pages of the log and lines in them, to know when it is overgrown.
    log_size: (usize, usize),
    /// Raised whenever something a screen may show has changed.
    edition: u64,
}

impl Replica {
    /// An empty one.
    pub fn new(me: Person, device: DeviceId) -> Replica {
        Replica {
            me,
            device,
            meta: Meta::default(),
            written: None,
            held: BTreeMap::new(),
            book: Book::default(),
            undo: Vec::new(),
            outbox: Vec::new(),
            sent: BTreeSet::new(),
            shadow: Vec::new(),
            attention: Vec::new(),
            pacing: Pacing::default(),
            unknown: BTreeSet::new(),
            log_size: (0, 0),
            edition: 0,
        }
    }

    /// The one that was written down: the log of confirmed records, and the contents of each other drawer. What cannot be read of the confirmed records makes the device fetch
    /// everything again; what cannot be read of the outbox is kept where it is.
    pub fn restore(me: Person, device: DeviceId, log: &[(String, String)], mut drawer: impl FnMut(&str) -> Contents) -> Replica {
        let mut replica = Replica::new(me, device);
        replica.written = meta_of(drawer(drawers::META));
        let meta: Meta = replica.written.as_deref().and_then(|it| serde_json::from_str(it).ok()).unwrap_or_default();
        let highest = log.iter().filter_map(|(key, _)| log::number_of(key)).max().unwrap_or(0);
        let last_page = meta.last_page.max(highest);
        let pages: Result<Vec<Page<'_>>, _> = log.iter().map(|(_, page)| log::read(page)).collect();
        match pages {
            Ok(pages) => {
                replica.meta = Meta { last_page, ..meta };
                replica.play(pages);
            }
            Err(_) => replica.meta = Meta { epoch: meta.epoch, last_page, tidied: meta.tidied, ..Meta::default() },
        }
        replica.outbox = values_of(drawer(drawers::OUTBOX));
        replica.shadow = values_of(drawer(drawers::SHADOW));
        replica.attention = values_of(drawer(drawers::ATTENTION));
        replica.replay();
        replica
    }

    /// What must still be on disk for an answer to a request made now to be written: nobody else has written one meanwhile.
    pub fn expected(&self) -> Expected {
        Expected { drawer: drawers::META, key: Meta::KEY, value: self.written.clone() }
    }

    /// What to read, at one moment, to learn what another tab wrote.
    pub fn news(&self) -> [Span; 5] {
        [
            Span::all(drawers::META),
            Span::after(drawers::CONFIRMED, log::page_key(self.meta.last_page)),
            Span::all(drawers::OUTBOX),
            Span::all(drawers::SHADOW),
            Span::all(drawers::ATTENTION),
        ]
    }

    /// Takes in what another tab wrote, read as [`Replica::news`] says. False when the store must be opened afresh.
    pub fn take_in(&mut self, news: [Contents; 5]) -> bool {
        let [meta, log, outbox, shadow, attention] = news;
        let written = meta_of(meta);
        if written != self.written {
            let Some(meta) = written.as_deref().and_then(|it| serde_json::from_str::<Meta>(it).ok()) else { return false };
            let Ok(pages) = log.iter().map(|(_, page)| log::read(page)).collect::<Result<Vec<Page<'_>>, _>>() else { return false };
            if meta.tidied != self.meta.tidied || meta.last_page < self.meta.last_page {
                return false;
            }
            self.edition += u64::from(!pages.is_empty());
            self.meta = meta;
            self.written = written;
            self.rollback();
            self.play(pages);
            self.shadow = values_of(shadow);
            self.replay();
        }
        let attention: Vec<Attention> = values_of(attention);
        self.edition += u64::from(attention != self.attention);
        self.attention = attention;

        let outbox: Vec<Waiting> = values_of(outbox);
        let answered: BTreeSet<CommandId> = self.shadow.iter().map(|it| it.envelope.command_id).collect();
        let known: BTreeSet<CommandId> = self.outbox.iter().map(|it| it.envelope.command_id).collect();
        let is_new = |it: &Waiting| !known.contains(&it.envelope.command_id) && !answered.contains(&it.envelope.command_id);
        let new: Vec<Waiting> = outbox.into_iter().filter(is_new).collect();
        // What is here and not in the store was committed here after the store was read; only an answer takes a command out.
        if !new.is_empty() || !known.is_disjoint(&answered) {
            self.rollback();
            self.outbox.retain(|it| !answered.contains(&it.envelope.command_id));
            self.outbox.extend(new);
            self.outbox.sort_by_key(Waiting::key);
            self.replay();
            self.edition += 1;
        }
        true
    }

    /// Becomes what was opened afresh, and still knows what only this tab knows.
    pub fn become_again(&mut self, fresh: Replica) {
        let before = std::mem::replace(self, fresh);
        self.sent = before.sent;
        self.pacing = before.pacing;
        self.edition = before.edition + 1;
        let answered: BTreeSet<CommandId> = self.shadow.iter().map(|it| it.envelope.command_id).collect();
        // Committed here while the store was being read.
        for waiting in before.outbox.into_iter().filter(|it| !answered.contains(&it.envelope.command_id)) {
            self.keep(waiting);
        }
    }

    /// The writes that make an overgrown log short again, if it is overgrown; `log` is what lies in the drawer.
    pub fn tidying(&self, log: &[(String, String)]) -> Option<Vec<Write>> {
        let (n_pages, n_lines) = self.log_size;
        let n_live = self.held.values().map(|it| it.buckets.len()).sum();
        if !log::is_overgrown(n_pages, n_lines, n_live) {
            return None;
        }
        let pages = log::compacted(log).ok()?;
        let drawer = drawers::CONFIRMED;
        let mut writes = vec![Write::Clear { drawer }, self.meta_tidied(pages.len()).write()];
        writes.extend(pages.into_iter().map(|(key, value)| Write::Put { drawer, key, value }));
        Some(writes)
    }

    /// The log was written anew, as [`Replica::tidying`] said.
    pub fn tidied(&mut self, writes: &[Write]) {
        let n_pages = writes.len() - 2;
        self.meta = self.meta_tidied(n_pages);
        self.written = Some(self.meta.text());
        self.log_size = (n_pages, self.held.values().map(|it| it.buckets.len()).sum());
    }

    fn meta_tidied(&self, n_pages: usize) -> Meta {
        Meta { last_page: self.meta.last_page + n_pages as u64, tidied: self.meta.tidied + 1, ..self.meta.clone() }
    }

    /// Raised whenever something a screen may show has changed.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The book she sees.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Whose device it is, with the place in the organisation she has now.
    pub fn actor(&self) -> Actor {
        Actor::of(self.book.person(self.me.id).unwrap_or(&self.me), &self.book)
    }

    /// Whose device it is.
    pub fn me(&self) -> &Person {
        self.book.person(self.me.id).unwrap_or(&self.me)
    }

    /// Which device.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The commands that wait, oldest first.
    pub fn outbox(&self) -> &[Waiting] {
        &self.outbox
    }

    /// The commands answered of late.
    pub fn shadow(&self) -> &[Waiting] {
        &self.shadow
    }

    /// What she must see.
    pub fn attention(&self) -> &[Attention] {
        &self.attention
    }

    /// The waiting commands that make the server fail.
    pub fn parked(&self) -> impl Iterator<Item = &Waiting> {
        self.outbox.iter().filter(|it| self.pacing.is_parked(it.envelope.command_id))
    }

    /// What it has learned about getting through.
    pub fn pacing_mut(&mut self) -> &mut Pacing {
        &mut self.pacing
    }

    /// When the server last answered completely.
    pub fn confirmed_at(&self) -> Option<Timestamp> {
        self.meta.confirmed_at
    }

    /// Whether everything she may see has arrived at least once.
    pub fn is_filled(&self) -> bool {
        self.meta.is_filled
    }

    /// How many confirmed records it holds, and how many of those this release cannot read.
    pub fn counts(&self) -> (usize, usize) {
        (self.held.len(), self.unknown.len())
    }

    /// The confirmed records, for comparing with the server: id and version.
    pub fn confirmed(&self) -> impl Iterator<Item = (Uuid, i64)> + '_ {
        self.held.iter().map(|(id, held)| (*id, held.version))
    }

    /// How far a record has got.
    pub fn saved(&self, key: Key) -> Saved {
        let about = |it: &&Waiting| it.envelope.read().is_some_and(|command| touched(&command).contains(&key));
        match self.outbox.iter().rev().find(about) {
            None => Saved::Confirmed,
            Some(it) if self.sent.contains(&it.envelope.command_id) => Saved::Sent,
            Some(_) => Saved::Here,
        }
    }

    /// The circumstances of a decision made now.
    pub fn moment(&self, now: Timestamp) -> Moment {
        let today = now.day(self.book.company().utc_offset_minutes);
        Moment { actor: self.actor(), now, today, base: 0 }
    }

    /// What a command would do, without doing it.
    pub fn would(&self, command: &Command, now: Timestamp) -> Result<Decision, Refusals> {
        decide::decide(command, &self.book, &self.moment(now))
    }

    /// Seals a command into an envelope, or says why it would be refused. Nothing is changed yet: see [`Replica::keep`].
    pub fn seal(&self, command: &Command, id: CommandId, now: Timestamp, made_offline: bool) -> Result<Waiting, Refusals> {
        self.would(command, now)?;
        let text = Envelope::text_of(command);
        let base = self.held.get(&command.subject().id).map_or(0, |it| it.version);
        let highest = self.outbox.iter().chain(&self.shadow).map(|it| it.envelope.seq).max().unwrap_or(0);
        let envelope = Envelope {
            command_id: id,
            seq: highest + 1,
            schema: SCHEMA,
            digest: Envelope::digest_of(text.get()),
            base,
            after: builds_on(command, &self.outbox),
            made_at: now,
            made_offline,
            rules_revision: self.book.company().revision,
            command: text,
        };
        Ok(Waiting { envelope, answered_at: None })
    }

    /// The write that must be on disk before the screen may say 已存本机.
    pub fn write_of(waiting: &Waiting) -> Write {
        put(drawers::OUTBOX, waiting.key(), waiting)
    }

    /// Takes a sealed command into the outbox and the book, after it was written.
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

    /// The next exchange, and whether there is anything to push.
    pub fn request(&mut self, max_rows: u32, with_checks: bool) -> Exchange {
        let envelopes = batch(&self.outbox, &self.pacing);
        self.sent.extend(envelopes.iter().map(|it| it.command_id));
        if is_broken(Broken::DropOnSend) {
            self.outbox.retain(|it| !envelopes.contains(&it.envelope));
        }
        Exchange {
            protocol: PROTOCOL,
            schema: SCHEMA,
            device: self.device,
            epoch: self.meta.epoch,
            cursors: self.meta.cursors.clone(),
            verdicts_from: self.meta.verdicts_to,
            envelopes,
            max_rows,
            checks: if with_checks { self.checks() } else { Vec::new() },
        }
    }

    /// A batch did not come through, or nobody knows: its commands count as being here only.
    pub fn unsent(&mut self, batch: &[CommandId]) {
        let before = self.sent.len();
        self.sent.retain(|it| !batch.contains(it));
        // A row drawn while they were on their way says 已上传; it must be drawn again.
        self.edition += u64::from(self.sent.len() != before);
    }

    /// What it believes each bucket holds.
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

    /// What must be written, in one transaction, before [`Replica::take`] may make an answer true in memory.
    pub fn writes_of(&self, answer: &Answer, now: Timestamp) -> Vec<Write> {
        if answer.reset {
            let mut writes = vec![Write::Clear { drawer: drawers::CONFIRMED }, self.meta_after(answer, now).write()];
            for waiting in &self.shadow {
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
                let item = Attention { envelope: waiting.envelope.clone(), trouble, at: now };
                writes.push(put(drawers::ATTENTION, waiting.key(), &item));
            }
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

    /// Makes a written answer true in memory.
    pub fn take(&mut self, answer: &Answer, now: Timestamp) {
        self.rollback();
        let page = self.page_of(answer);
        let next = self.meta_after(answer, now);
        if next != self.meta {
            self.written = Some(next.text());
        }
        if answer.reset {
            self.meta = next;
            self.held.clear();
            self.book = Book::default();
            self.unknown.clear();
            self.log_size = (0, 0);
            self.edition += 1;
            self.sent.clear();
            let again = std::mem::take(&mut self.shadow).into_iter().map(|it| Waiting { answered_at: None, ..it });
            let waiting = std::mem::take(&mut self.outbox);
            let mut all: BTreeMap<String, Waiting> = again.map(|it| (it.key(), it)).collect();
            all.extend(waiting.into_iter().map(|it| (it.key(), it)));
            self.outbox = all.into_values().collect();
            self.replay();
            return;
        }
        let answered: Vec<(Waiting, Option<Trouble>)> =
            self.answered(answer).map(|(waiting, trouble)| (waiting.clone(), trouble)).collect();
        self.meta = next;
        self.edition += u64::from(!page.gone.is_empty() || !page.rows.is_empty() || !answered.is_empty());
        self.play([page]);

        for (waiting, trouble) in answered {
            self.outbox.retain(|it| it.envelope.command_id != waiting.envelope.command_id);
            self.sent.remove(&waiting.envelope.command_id);
            if let Some(trouble) = trouble {
                self.attention.push(Attention { envelope: waiting.envelope.clone(), trouble, at: now });
            }
            self.shadow.push(Waiting { answered_at: Some(now), ..waiting });
        }
        self.shadow.retain(|it| !is_past(it, now));
        self.replay();
    }

    /// The write that dismisses an attention item.
    pub fn dismissal(&self, command: CommandId) -> Option<Write> {
        let item = self.attention.iter().find(|it| it.command_id() == command)?;
        let key = Waiting { envelope: item.envelope.clone(), answered_at: None }.key();
        Some(Write::Delete { drawer: drawers::ATTENTION, key })
    }

    /// Dismisses an attention item, after it was written.
    pub fn dismiss(&mut self, command: CommandId) {
        self.attention.retain(|it| it.command_id() != command);
        self.edition += 1;
    }

    /// The commands of this answer that waited here, with what must be shown of them.
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

    /// The cursors and the like after an answer.
    fn meta_after(&self, answer: &Answer, now: Timestamp) -> Meta {
        if answer.reset {
            // Page numbers go on, so that no tab mistakes the pages of the new life for those it has read.
            let tidied = self.meta.tidied + 1;
            return Meta { epoch: answer.epoch, last_page: self.meta.last_page, tidied, ..Meta::default() };
        }
        let cursors = answer.buckets.iter().map(|it| Cursor { bucket: it.bucket, pos: it.pos, base: it.base }).collect();
        let page = self.page_of(answer);
        Meta {
            epoch: answer.epoch,
            cursors,
            verdicts_to: answer.verdicts_to,
            confirmed_at: if answer.more { self.meta.confirmed_at } else { Some(now) },
            is_filled: self.meta.is_filled || !answer.more,
            last_page: self.meta.last_page + log::n_pages(&page.gone, page.rows.len()),
            tidied: self.meta.tidied,
        }
    }

    /// What an answer does to the confirmed records, in order: buckets that go, then records that come and leave.
    fn page_of<'a>(&self, answer: &'a Answer) -> Page<'a> {
        let keep_revoked = is_broken(Broken::KeepRevoked);
        let listed: BTreeSet<Bucket> = answer.buckets.iter().map(|it| it.bucket).collect();
        let revoked = self.meta.cursors.iter().map(|it| it.bucket).filter(|it| !listed.contains(it) && !keep_revoked);
        let reset = answer.buckets.iter().filter(|it| it.reset).map(|it| it.bucket);
        Page { gone: revoked.chain(reset).collect(), rows: answer.rows.iter().map(Line::from).collect() }
    }

    /// Plays pages over the confirmed records. A body is read once, however often it came.
    fn play<'a>(&mut self, pages: impl IntoIterator<Item = Page<'a>>) {
        let mut latest: BTreeMap<Uuid, Line<'a>> = BTreeMap::new();
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

    /// A record left a bucket; with its last bucket it goes.
    fn leave(&mut self, id: Uuid, bucket: Bucket, latest: &mut BTreeMap<Uuid, Line<'_>>) {
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
        if is_broken(Broken::PurgePending) {
            self.outbox.retain(|it| it.envelope.read().is_none_or(|command| command.subject().id != id));
        }
    }

    /// Takes the outbox back out of the book.
    fn rollback(&mut self) {
        for (key, before) in std::mem::take(&mut self.undo).into_iter().rev() {
            match before {
                Some(record) => self.book.put(record),
                None => drop(self.book.remove(key)),
            }
        }
    }

    /// Plays the outbox over the confirmed records.
    fn replay(&mut self) {
        for waiting in self.outbox.clone() {
            self.play_over(&waiting);
        }
    }

    /// Plays one waiting command. One that no longer fits what was confirmed changes nothing: its verdict will say why.
    fn play_over(&mut self, waiting: &Waiting) {
        let Some(command) = waiting.envelope.read() else { return };
        let Ok(decision) = decide::decide(&command, &self.book, &self.moment(waiting.envelope.made_at)) else { return };
        for key in decision.removes {
            let before = self.book.remove(key);
            self.undo.push((key, before));
        }
        for record in decision.puts {
            let key = record.key();
            self.undo.push((key, self.book.get(key)));
            self.book.put(record);
        }
    }
}

/// The one value of the drawer [`drawers::META`].
fn meta_of(contents: Contents) -> Option<String> {
    contents.into_iter().find(|(key, _)| key == Meta::KEY).map(|(_, value)| value)
}

/// The values of a drawer; one that this release cannot read stays where it is.
fn values_of<T: serde::de::DeserializeOwned>(contents: Contents) -> Vec<T> {
    contents.iter().filter_map(|(_, value)| serde_json::from_str(value).ok()).collect()
}

fn is_past(waiting: &Waiting, now: Timestamp) -> bool {
    waiting.answered_at.is_some_and(|it| it.0 + SHADOW_MS < now.0)
}

fn put<T: Serialize>(drawer: &'static str, key: String, value: &T) -> Write {
    let value = serde_json::to_string(value).unwrap_or_else(|_| unreachable!("what is kept holds only strings, numbers and lists"));
    Write::Put { drawer, key, value }
}
