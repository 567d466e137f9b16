//! The notebook: what screens read and write. Reading is synchronous and reactive. Writing is one command, decided at once by the server's rules
//! and on disk before the call returns. Network access happens behind it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use domain::access::actor::Actor;
use domain::access::sight::Sight;
use domain::book::Book;
use domain::decide::command::Command;
use domain::decide::decision::Decision;
use domain::decide::merge::Conflict;
use domain::figures::analytics;
use domain::figures::fact::Fact;
use domain::figures::kpis::KpiFacts;
use domain::rules::FiscalCalendar;
use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::{CommandId, Key, PersonId};
use domain::values::refusal::Refusals;
use leptos::prelude::*;
use uuid::Uuid;

use super::unsent::{Unsent, UnsentError};
use crate::api::ApiError;
use crate::ports::{Device, LocalStore, StoreError, Transport};
use crate::sync::{self, Attention, Outcome, Remedy, Replica, Round, RoundError, Saved};

/// What the sync engine is doing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Phase {
    /// Nothing to do, or waiting for the next poll.
    Idle,
    /// Talking to the server, or about to. Also the initial phase: before the first answer it is unknown whether the book is up to date.
    #[default]
    Syncing,
    /// No connection to the server; everything stays here and continues later.
    Offline,
    /// The session ended; work stays here until the user signs in again.
    SignedOut,
    /// Somebody else set the password: work stays here until the user has changed it.
    PasswordDue,
    /// The person was disabled.
    Disabled,
    /// The session belongs to somebody other than the owner of this device's records.
    WrongPerson,
    /// The server failed; the engine retries.
    Failing,
    /// App and server are of incompatible releases; work stays here until one of them is updated.
    Outdated,
    /// The device's store failed.
    Storage(StoreError),
}

/// The data of the sync badge and the footnotes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Status {
    pub phase: Phase,
    /// Commands not yet confirmed.
    pub n_pending: usize,
    /// Of those, the ones that make the server fail.
    pub n_parked: usize,
    /// When the oldest of them was made.
    pub oldest_pending: Option<Timestamp>,
    /// 数据截至: when the server last answered completely.
    pub confirmed_at: Option<Timestamp>,
    /// Whether everything this person may see has arrived at least once.
    pub is_filled: bool,
    pub n_records: usize,
    /// Records that this release cannot read: an update is due.
    pub n_unknown: usize,
    /// Items the user must look at.
    pub n_attention: usize,
    /// By how many minutes the device's clock is behind (negative: ahead). `None` if the gap is too small to matter.
    pub clock_gap: Option<i64>,
    /// Whether the browser promised to keep the store; `None` until asked.
    pub is_persistent: Option<bool>,
}

/// Why a command was not committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitError {
    /// The rules refuse it; all reasons.
    Refused(Refusals),
    /// The device could not store it; the form keeps its input.
    Store(StoreError),
}

struct NotebookState {
    replica: RefCell<Replica>,
    store: Rc<dyn LocalStore>,
    transport: Rc<dyn Transport>,
    device: Rc<dyn Device>,
    /// Called after every commit to wake the sync loop.
    on_commit: RefCell<Option<Rc<dyn Fn()>>>,
    is_checked: Cell<bool>,
    /// Serializes the intake of answers and of other tabs' work.
    intake: futures::lock::Mutex<()>,
    /// The edition of the replica that screens have seen.
    shown: Cell<u64>,
}

impl NotebookState {
    /// The corrected time.
    fn now(&self) -> Timestamp {
        self.replica.borrow().now(self.device.now())
    }
}

/// The handle that screens hold. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Notebook {
    inner: StoredValue<Rc<NotebookState>, LocalStorage>,
    /// Raised whenever the book changes.
    revision: RwSignal<u64>,
    status: RwSignal<Status>,
    facts: Memo<Arc<Vec<Fact>>>,
    kpi_facts: Memo<Arc<KpiFacts>>,
}

impl Notebook {
    /// A notebook over an opened replica.
    pub fn new(mut replica: Replica, store: Rc<dyn LocalStore>, transport: Rc<dyn Transport>, device: Rc<dyn Device>) -> Notebook {
        replica.turn_to(replica.now(device.now()));
        let inner = StoredValue::new_local(Rc::new(NotebookState {
            replica: RefCell::new(replica),
            store,
            transport,
            device,
            on_commit: RefCell::new(None),
            is_checked: Cell::new(false),
            intake: futures::lock::Mutex::new(()),
            shown: Cell::new(0),
        }));
        let revision = RwSignal::new(0);
        let facts = Memo::new(move |_| {
            revision.track();
            Arc::new(inner.with_value(|it| analytics::facts_of(it.replica.borrow().book())))
        });
        // Never compared: the facts of a period that are kept with them are those of this revision.
        let kpi_facts = Memo::new_with_compare(
            move |_| {
                revision.track();
                Arc::new(inner.with_value(|it| KpiFacts::of(it.replica.borrow().book())))
            },
            |_, _| true,
        );
        let notebook = Notebook { inner, revision, status: RwSignal::new(Status::default()), facts, kpi_facts };
        notebook.tell(Phase::default());
        notebook
    }

    /// A value computed from the book, recomputed when the book changes.
    pub fn see<T>(&self, look: impl Fn(&Book) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let notebook = *self;
        Memo::new(move |_| notebook.with(&look))
    }

    /// Reads the book. Tracked: in a reactive context, the caller reruns when the book changes.
    pub fn with<T>(&self, look: impl FnOnce(&Book) -> T) -> T {
        self.revision.track();
        self.inner.with_value(|it| look(it.replica.borrow().book()))
    }

    /// Reads the book, untracked.
    pub fn peek<T>(&self, look: impl FnOnce(&Book) -> T) -> T {
        self.inner.with_value(|it| look(it.replica.borrow().book()))
    }

    /// Every fact of the book, computed once for all charts.
    pub fn facts(&self) -> Arc<Vec<Fact>> {
        self.facts.get()
    }

    /// The facts of the book by what KPIs count, computed once for all KPIs.
    pub fn kpi_facts(&self) -> Arc<KpiFacts> {
        self.kpi_facts.get()
    }

    /// The notebook's person, with their current scope.
    pub fn actor(&self) -> Actor {
        self.revision.track();
        self.inner.with_value(|it| it.replica.borrow().actor())
    }

    /// What this person sees of sensitive fields today.
    pub fn sight(&self) -> Sight {
        let (actor, today) = (self.actor(), self.today());
        self.peek(|book| Sight::of(&actor, book, today))
    }

    /// The device's time, corrected by the server's.
    pub fn now(&self) -> Timestamp {
        self.inner.with_value(|it| it.now())
    }

    /// Today in the company's time zone.
    pub fn today(&self) -> Day {
        self.inner.with_value(|it| it.now().day(it.replica.borrow().book().company().utc_offset_minutes))
    }

    /// The years and weeks of the company's calendar that are in use today (A43).
    pub fn calendar(&self) -> Memo<FiscalCalendar> {
        let notebook = *self;
        notebook.see(move |book| book.company().calendar_on(notebook.today()))
    }

    /// A new id for a new record.
    pub fn new_id(&self) -> Uuid {
        self.inner.with_value(|it| it.device.new_id())
    }

    /// The result of a command if it were committed now. Forms use it to show refusals during input.
    pub fn would(&self, command: &Command) -> Result<Decision, Refusals> {
        self.inner.with_value(|it| it.replica.borrow().would(command, it.now()))
    }

    /// Commits a command. When this returns `Ok`, it is on disk and in the book.
    pub async fn commit(&self, command: Command) -> Result<CommandId, CommitError> {
        self.commit_with(command, |_| None).await
    }

    /// Resubmits the user's value for one conflict of an attention item. The conflict goes once the server has accepted the value.
    pub async fn insist(&self, item: CommandId, conflict: &Conflict, command: Command) -> Result<CommandId, CommitError> {
        let (record, field) = (conflict.record, conflict.field.clone());
        self.commit_with(command, |command| Some((item, Remedy::Insists { record, field, command }))).await
    }

    /// Notes that the user reopened a form for an attention item, to make the record `makes`. The item goes once the server has decided that
    /// command.
    pub async fn try_again_with(&self, item: CommandId, makes: Uuid) -> Result<(), StoreError> {
        let inner = self.inner.get_value();
        let remedy = Remedy::TriesAgain { makes };
        let write = inner.replica.borrow().remedy(item, &remedy);
        if let Some(write) = write {
            inner.store.write(vec![write]).await?;
            inner.replica.borrow_mut().note_remedy(item, &remedy);
            self.changed();
        }
        Ok(())
    }

    async fn commit_with(
        &self,
        command: Command,
        remedies: impl FnOnce(CommandId) -> Option<(CommandId, Remedy)>,
    ) -> Result<CommandId, CommitError> {
        let inner = self.inner.get_value();
        let id = CommandId(inner.device.new_id());
        let sealed = inner.replica.borrow().seal(&command, id, inner.now(), !inner.device.is_online());
        let waiting = sealed.map_err(CommitError::Refused)?;
        let remedy = remedies(id);
        let noted = remedy.as_ref().and_then(|(item, remedy)| inner.replica.borrow().remedy(*item, remedy));
        let writes = std::iter::once(Replica::write_of(&waiting)).chain(noted).collect();
        inner.store.write(writes).await.map_err(CommitError::Store)?;
        inner.replica.borrow_mut().keep(waiting);
        if let Some((item, remedy)) = remedy {
            inner.replica.borrow_mut().note_remedy(item, &remedy);
        }
        self.changed();
        let on_commit = inner.on_commit.borrow().clone();
        if let Some(wake) = on_commit {
            wake();
        }
        Ok(id)
    }

    /// The data of the sync badge and the footnotes.
    pub fn status(&self) -> ReadSignal<Status> {
        self.status.read_only()
    }

    /// What the user must look at, oldest first.
    pub fn attention(&self) -> Memo<Vec<Attention>> {
        let notebook = *self;
        Memo::new(move |_| {
            notebook.revision.track();
            notebook.inner.with_value(|it| it.replica.borrow().attention().to_vec())
        })
    }

    /// The waiting commands that make the server fail.
    pub fn parked(&self) -> Memo<Vec<sync::Waiting>> {
        let notebook = *self;
        Memo::new(move |_| {
            notebook.revision.track();
            notebook.inner.with_value(|it| it.replica.borrow().parked().cloned().collect())
        })
    }

    /// The waiting commands, oldest first.
    pub fn pending(&self) -> Memo<Vec<sync::Waiting>> {
        let notebook = *self;
        Memo::new(move |_| {
            notebook.revision.track();
            notebook.inner.with_value(|it| it.replica.borrow().outbox().to_vec())
        })
    }

    /// Dismisses an attention item.
    pub async fn dismiss(&self, command: CommandId) -> Result<(), StoreError> {
        let inner = self.inner.get_value();
        let write = inner.replica.borrow().dismissal(command);
        if let Some(write) = write {
            inner.store.write(vec![write]).await?;
            inner.replica.borrow_mut().dismiss(command);
            self.changed();
        }
        Ok(())
    }

    /// How far a record has got: 已存本机, 已上传, 已确认.
    pub fn saved(&self, key: Key) -> Saved {
        self.revision.track();
        self.inner.with_value(|it| it.replica.borrow().saved(key))
    }

    /// The unsent commands as a file that [`Notebook::take_in`] reads back.
    pub fn unsent(&self) -> Unsent {
        self.inner.with_value(|inner| {
            let replica = inner.replica.borrow();
            Unsent::new(replica.me().id, replica.outbox())
        })
    }

    /// Imports unsent commands from a file; returns their number. Safe to repeat.
    pub async fn take_in(&self, file: &str) -> Result<usize, UnsentError> {
        let inner = self.inner.get_value();
        let me = inner.replica.borrow().me().id;
        let waiting = Unsent::read(file, me)?;
        let writes = waiting.iter().map(Replica::write_of).collect();
        inner.store.write(writes).await.map_err(UnsentError::Store)?;
        let count = waiting.len();
        waiting.into_iter().for_each(|it| inner.replica.borrow_mut().keep(it));
        self.changed();
        Ok(count)
    }

    /// Runs one round with the server. Called by the owner of the timers, in one tab at a time.
    pub async fn round(&self) -> Round {
        let Some(inner) = self.inner.try_get_value() else { return Ok(Outcome::Settled) };
        let _intake = inner.intake.lock().await;
        self.tell(Phase::Syncing);
        let settled = inner.replica.borrow().is_filled() && inner.replica.borrow().outbox().is_empty();
        let with_checks = settled && !inner.is_checked.get();
        let on_page = || self.tell(Phase::Syncing);
        let mut round = sync::round(&inner.replica, &*inner.store, &*inner.transport, &*inner.device, with_checks, &on_page).await;
        if with_checks && round.is_ok() {
            inner.is_checked.set(true);
        }
        if round == Err(RoundError::Overtaken) {
            round = sync::refresh(&inner.replica, &*inner.store).await.map(|()| Outcome::More).map_err(RoundError::Store);
        }
        let now = inner.now();
        inner.replica.borrow_mut().turn_to(now);
        // Shows pages only once all have arrived: figures of a partial book are wrong, and screens would redraw with every page.
        if round != Ok(Outcome::More) {
            self.show_changes();
        }
        self.tell(match &round {
            Ok(Outcome::Settled | Outcome::Wait { .. }) => Phase::Idle,
            Ok(Outcome::More) | Err(RoundError::Overtaken) => Phase::Syncing,
            Err(RoundError::Store(error)) => Phase::Storage(error.clone()),
            Err(RoundError::Api(error)) => match error {
                ApiError::Offline => Phase::Offline,
                ApiError::SignedOut => Phase::SignedOut,
                ApiError::PasswordDue => Phase::PasswordDue,
                ApiError::Disabled => Phase::Disabled,
                ApiError::WrongPerson => Phase::WrongPerson,
                ApiError::Outdated => Phase::Outdated,
                _ => Phase::Failing,
            },
        });
        round
    }

    /// Unparks all commands, so that they are sent again.
    pub fn try_again(&self) {
        self.inner.with_value(|it| it.replica.borrow_mut().pacing_mut().forget());
        self.changed();
    }

    /// Takes in what another tab wrote.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let Some(inner) = self.inner.try_get_value() else { return Ok(()) };
        let _intake = inner.intake.lock().await;
        sync::refresh(&inner.replica, &*inner.store).await?;
        let now = inner.now();
        inner.replica.borrow_mut().turn_to(now);
        self.show_changes();
        Ok(())
    }

    /// Whether the notebook is still in use. If not, nothing is left to sync.
    pub fn is_open(&self) -> bool {
        self.inner.try_get_value().is_some()
    }

    pub fn person(&self) -> PersonId {
        self.inner.with_value(|it| it.replica.borrow().me().id)
    }

    /// Sets the callback after every commit.
    pub fn on_commit(&self, wake: Rc<dyn Fn()>) {
        self.inner.with_value(|it| *it.on_commit.borrow_mut() = Some(wake));
    }

    /// Reports the engine's phase and updates the status.
    pub fn tell(&self, phase: Phase) {
        let Some(before) = self.status.try_get_untracked() else { return };
        let status = self.inner.try_with_value(|inner| {
            let replica = inner.replica.borrow();
            let (n_records, n_unknown) = replica.counts();
            Status {
                phase,
                n_pending: replica.outbox().len(),
                n_parked: replica.parked().count(),
                oldest_pending: replica.outbox().iter().map(|it| it.envelope.made_at).min(),
                confirmed_at: replica.confirmed_at(),
                is_filled: replica.is_filled(),
                n_records,
                n_unknown,
                n_attention: replica.attention().iter().filter(|it| !it.is_in_hand()).count() + replica.parked().count(),
                clock_gap: replica.clock().gap(inner.device.now()),
                is_persistent: before.is_persistent,
            }
        });
        if let Some(status) = status.filter(|it| *it != before) {
            self.status.try_set(status);
        }
    }

    /// Reports whether the browser promised to keep the store.
    pub fn tell_persistent(&self, is_persistent: bool) {
        self.status.try_update(|it| it.is_persistent = Some(is_persistent));
    }

    /// Notifies the screens if the replica has changed since they last read it.
    fn show_changes(&self) {
        let edition = self.inner.try_with_value(|inner| {
            let edition = inner.replica.borrow().edition();
            (inner.shown.replace(edition) != edition).then_some(edition)
        });
        if edition.flatten().is_some() {
            self.changed();
        }
    }

    fn changed(&self) {
        self.revision.try_update(|it| *it += 1);
        if let Some(before) = self.status.try_get_untracked() {
            self.tell(before.phase);
        }
    }
}
