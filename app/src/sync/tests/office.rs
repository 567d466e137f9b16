//! A minimal in-memory server for one phone, with power cuts. The tests in `tests/` run the real server against the real client.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use async_trait::async_trait;
use domain::access::actor::Actor;
use domain::access::bucket::Bucket;
use domain::access::moment::Moment;
use domain::book::Book;
use domain::book::record::Record;
use domain::book::stamps::{Stamp, Stamps};
use domain::decide;
use domain::records::organisation::{Company, Person, Role};
use domain::sync::{Answer, BucketState, Exchange, PROTOCOL, Row, Verdict, VerdictRow};
use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::{CommandId, CustomerId, Key, PersonId};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::api::ApiError;
use crate::ports::{Contents, Device, LocalStore, StoreError, Transport, Write};

/// The identities used in the tests.
pub mod ids {
    use super::*;
    use domain::values::ids::DeviceId;

    pub fn me() -> Person {
        let id = PersonId(Uuid::from_u128(1000));
        Person {
            id,
            name: "李".to_owned(),
            account: "li".to_owned(),
            role: Role::Rep,
            team: None,
            department: None,
            email: None,
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        }
    }

    pub fn device() -> DeviceId {
        DeviceId(Uuid::from_u128(2000))
    }
}

const NOW: Timestamp = Timestamp(1_760_000_000_000);

pub fn today() -> Day {
    NOW.day(480)
}

/// A failure at one of many points: before or after each awaited operation.
#[derive(Default)]
pub struct PowerCut {
    at: Cell<Option<usize>>,
    passed: Cell<usize>,
    struck: Cell<bool>,
}

impl PowerCut {
    pub fn at(point: usize) -> PowerCut {
        PowerCut { at: Cell::new(Some(point)), ..PowerCut::default() }
    }

    /// Cuts the power at this point, counted from now.
    pub fn plan(&self, point: usize) {
        self.passed.set(0);
        self.at.set(Some(point));
    }

    pub fn has_struck(&self) -> bool {
        self.struck.get()
    }

    pub fn repair(&self) {
        self.at.set(None);
    }

    fn pass<E>(&self, error: E) -> Result<(), E> {
        let point = self.passed.replace(self.passed.get() + 1);
        if self.at.get() == Some(point) {
            self.struck.set(true);
            return Err(error);
        }
        Ok(())
    }
}

/// A store that fails at the power cut, before or after it has done its work.
pub struct Shaky<S> {
    store: S,
    cut: Rc<PowerCut>,
}

impl<S> Shaky<S> {
    pub fn new(store: S, cut: Rc<PowerCut>) -> Shaky<S> {
        Shaky { store, cut }
    }

    fn pass(&self) -> Result<(), StoreError> {
        self.cut.pass(StoreError::Unavailable("power cut".to_owned()))
    }
}

#[async_trait(?Send)]
impl<S: LocalStore> LocalStore for Shaky<S> {
    async fn read_all(&self, drawer: &'static str) -> Result<Contents, StoreError> {
        self.pass()?;
        self.store.read_all(drawer).await
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        self.pass()?;
        self.store.write(writes).await?;
        self.pass()
    }
}

/// The server's data.
#[derive(Clone, Default)]
pub struct Files {
    epoch: i64,
    clock: i64,
    /// What copies are made for.
    copies: String,
    book: Book,
    rows: BTreeMap<(Bucket, Uuid), Row>,
    receipts: BTreeMap<CommandId, (i64, Verdict)>,
}

#[derive(Default)]
pub struct Office {
    files: RefCell<Files>,
    n_applied: Cell<usize>,
    next_id: Cell<u128>,
    revoked: RefCell<BTreeSet<Bucket>>,
    cut: Rc<PowerCut>,
    rest: Cell<Option<u32>>,
    /// The number of rows of a page; a version is never split.
    page: Cell<Option<usize>>,
    n_exchanges: Cell<usize>,
    /// By how many milliseconds the phone's clock is behind.
    behind: Cell<i64>,
}

impl Office {
    pub fn failing(cut: Rc<PowerCut>) -> Office {
        Office { cut, ..Office::default() }
    }

    /// Asks for a pause of this many seconds with each answer.
    pub fn asks_for_rest(&self, seconds: u32) {
        self.rest.set(Some(seconds));
    }

    /// Answers in pages of this many rows.
    pub fn answers_in_pages_of(&self, rows: usize) {
        self.page.set(Some(rows));
    }

    /// The number of exchanges that have arrived.
    pub fn n_exchanges(&self) -> usize {
        self.n_exchanges.get()
    }

    /// Sets the phone's clock this many milliseconds behind the server's.
    pub fn is_behind(&self, by: i64) {
        self.behind.set(by);
    }

    /// Files a customer with this number as somebody else, invisible to the phone.
    pub fn files_elsewhere(&self, number: &str) {
        let id = CustomerId(Uuid::from_u128(70_000));
        let profile = domain::records::customer::CustomerProfile::default();
        let other =
            domain::records::customer::Customer::filed(id, number.to_owned(), today(), ids::me().id, PersonId(Uuid::from_u128(3)), profile);
        self.files.borrow_mut().book.put(other.into());
    }

    /// Amends a customer as somebody else before the phone hears of it.
    pub fn amends_meanwhile(&self, id: CustomerId, change: impl Fn(&mut domain::records::customer::CustomerProfile)) {
        let mut files = self.files.borrow_mut();
        let mut customer = files.book.customer(id).unwrap().clone();
        let before = serde_json::to_value(&customer.profile).unwrap();
        change(&mut customer.profile);
        let after = serde_json::to_value(&customer.profile).unwrap();
        files.clock += 1;
        let stamp = Stamp { version: files.clock, by: Some(PersonId(Uuid::from_u128(3))), at: NOW };
        let fields = after.as_object().unwrap().iter().filter(|(field, value)| before.get(*field) != Some(value));
        let stamps: Stamps = fields.map(|(field, _)| (field.clone(), stamp)).collect();
        files.book.put(customer.clone().into());
        files.book.set_stamps(id.into(), stamps);
        files.file(mine(), &customer.into());
    }

    /// Loses a customer; commands about it are refused.
    pub fn loses(&self, id: CustomerId) {
        self.files.borrow_mut().book.remove(id.into());
    }

    pub fn n_applied(&self) -> usize {
        self.n_applied.get()
    }

    pub fn names(&self) -> Vec<String> {
        self.files.borrow().book.customers().map(|it| it.profile.name.clone()).collect()
    }

    pub fn back_up(&self) -> Files {
        self.files.borrow().clone()
    }

    pub fn restore(&self, backup: Files) {
        let epoch = self.files.borrow().epoch + 1;
        *self.files.borrow_mut() = Files { epoch, ..backup };
    }

    /// From now on sends copies that contain more or less than those before.
    pub fn copies_otherwise(&self, name: &str) {
        name.clone_into(&mut self.files.borrow_mut().copies);
    }

    pub fn revoke(&self, bucket: Bucket) {
        self.revoked.borrow_mut().insert(bucket);
    }

    /// Changes a customer as somebody else.
    pub fn touch(&self, id: CustomerId) {
        let mut files = self.files.borrow_mut();
        let record = files.book.get(id.into()).unwrap();
        files.clock += 1;
        files.file(mine(), &record);
    }

    /// Hands a customer to somebody else.
    pub fn hand_away(&self, id: CustomerId) {
        let mut files = self.files.borrow_mut();
        files.clock += 1;
        let version = files.clock;
        files.book.remove(Key::from(id));
        files.rows.insert((mine(), id.0), Row { version, bucket: mine(), kind: "customer".to_owned(), id: id.0, body: None });
    }

    /// Files a customer with this id as somebody whose records the phone may not see.
    pub fn steal_id(&self, id: CustomerId) {
        let number = "C-STOLEN".to_owned();
        let (filed_on, filed_by, owner) = (today(), ids::me().id, PersonId(Uuid::from_u128(3)));
        let profile = domain::records::customer::CustomerProfile::default();
        let stolen = domain::records::customer::Customer::filed(id, number, filed_on, filed_by, owner, profile);
        self.files.borrow_mut().book.put(stolen.into());
    }

    fn take(&self, ours: &Exchange) {
        let mut files = self.files.borrow_mut();
        let files = &mut *files;
        if files.clock == 0 {
            files.clock = 1;
            for record in [Record::from(Company::default()), Record::from(ids::me())] {
                files.book.put(record.clone());
                files.file(Bucket::Catalog, &record);
            }
        }
        let new: Vec<_> = ours.envelopes.iter().filter(|it| !files.receipts.contains_key(&it.command_id)).cloned().collect();
        files.clock += i64::from(!new.is_empty());
        for envelope in new {
            let moment = Moment { base: envelope.base, ..Moment::of(Actor::of(&ids::me(), &files.book), NOW, today()) };
            let verdict = match decide::apply(&envelope.read().unwrap(), &mut files.book, &moment) {
                Ok(decision) => {
                    self.n_applied.set(self.n_applied.get() + 1);
                    decision.puts.iter().for_each(|it| files.file(mine(), it));
                    match decision.conflicts {
                        none if none.is_empty() => Verdict::Applied,
                        conflicts => Verdict::Merged { conflicts },
                    }
                }
                Err(refusals) => Verdict::Refused { refusals },
            };
            files.receipts.insert(envelope.command_id, (files.clock, verdict));
        }
    }

    fn answer(&self, ours: &Exchange) -> Answer {
        let files = self.files.borrow();
        let buckets: Vec<Bucket> = [Bucket::Catalog, mine()].into_iter().filter(|it| !self.revoked.borrow().contains(it)).collect();
        let pos = |bucket| ours.cursors.iter().find(|it| it.bucket == bucket).map_or(0, |it| it.pos);
        let mut rows: Vec<Row> =
            files.rows.values().filter(|it| pos(it.bucket) < it.version && buckets.contains(&it.bucket)).cloned().collect();
        rows.sort_by_key(|it| it.version);
        let reached = match self.page.get() {
            Some(page) if page < rows.len() => rows[page - 1].version,
            _ => files.clock,
        };
        let more = rows.iter().any(|it| reached < it.version);
        rows.retain(|it| it.version <= reached);
        let state = |bucket| BucketState { bucket, pos: reached, base: files.clock, reset: false };
        let verdict = |(id, (version, verdict)): (&CommandId, &(i64, Verdict))| VerdictRow {
            version: *version,
            command_id: *id,
            verdict: verdict.clone(),
        };
        let asked: BTreeSet<CommandId> = ours.envelopes.iter().map(|it| it.command_id).collect();
        let is_news = |it: &(&CommandId, &(i64, Verdict))| ours.verdicts_from < it.1.0 || asked.contains(it.0);
        let is_other_copies = !ours.cursors.is_empty() && ours.copies.as_ref() != Some(&files.copies);
        Answer {
            protocol: PROTOCOL,
            epoch: files.epoch,
            now: NOW,
            min_schema: 0,
            reset: ours.epoch != files.epoch || is_other_copies,
            buckets: buckets.into_iter().map(state).collect(),
            rows,
            verdicts: files.receipts.iter().filter(is_news).map(verdict).collect(),
            verdicts_to: files.clock,
            more,
            retry_after: self.rest.get(),
            numbers: Vec::new(),
            copies: files.copies.clone(),
        }
    }
}

impl Files {
    fn file(&mut self, bucket: Bucket, record: &Record) {
        let Key { kind, id } = record.key();
        let body = Some(RawValue::from_string(record.body()).unwrap());
        self.rows.insert((bucket, id), Row { version: self.clock, bucket, kind: kind.as_str().to_owned(), id, body });
    }
}

fn mine() -> Bucket {
    Bucket::Person(ids::me().id)
}

#[async_trait(?Send)]
impl Transport for Office {
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError> {
        self.cut.pass(ApiError::Offline)?;
        self.n_exchanges.set(self.n_exchanges.get() + 1);
        // A phone with another epoch is only told to reset.
        if ours.epoch == self.files.borrow().epoch {
            self.take(&ours);
        }
        let answer = self.answer(&ours);
        self.cut.pass(ApiError::Offline)?;
        Ok(answer)
    }
}

impl Device for Office {
    fn now(&self) -> Timestamp {
        Timestamp(NOW.0 - self.behind.get())
    }

    fn new_id(&self) -> Uuid {
        self.next_id.set(self.next_id.get() + 1);
        Uuid::from_u128(1_000_000 + self.next_id.get())
    }

    fn is_online(&self) -> bool {
        true
    }
}
