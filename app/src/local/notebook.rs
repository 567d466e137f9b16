//! The notebook: what screens read and write. Reading is synchronous and reactive; writing is one command, decided at once by the same rules
//! as on the server, on disk before the answer. Everything about networks happens behind it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use domain::access::actor::Actor;
use domain::book::Book;
use domain::decide::command::Command;
use domain::decide::decision::Decision;
use domain::decide::merge::Conflict;
use domain::figures::analytics;
use domain::figures::fact::Fact;
use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::{CommandId, Key, PersonId};
use domain::values::refusal::Refusals;
use leptos::prelude::*;
use uuid::Uuid;

use super::unsent::{Unsent, UnsentError};
use crate::api::ApiError;
use crate::ports::{Device, LocalStore, StoreError, Transport};
use crate::sync::{self, Attention, Outcome, Remedy, Replica, Round, RoundError, Saved};

/// What the engine is doing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Phase {
    /// Nothing to do, or waiting for the next moment to look.
    Idle,
    /// Talking to the server, or about to: until it has answered once, nobody knows that the book is up to date.
    #[default]
    Syncing,
    /// No way to the server; everything stays here and goes on later.
    Offline,
    /// The session ended; work stays here until the person signs in again.
    SignedOut,
    /// Somebody else set the password: work stays here until the person has changed it.
    PasswordDue,
    /// The person was disabled.
    Disabled,
    /// This device belongs to somebody else's records.
    WrongPerson,
    /// The server failed; it is tried again.
    Failing,
    /// The app and the server are of different releases; work stays here until one of them is updated.
    Outdated,
    /// The device's store failed.
    Storage(StoreError),
}

/// What the sync badge and the footnotes say.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Status {
    /// What the engine is doing.
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
    /// Records on this device.
    pub n_records: usize,
    /// Records that this release cannot read: an update is due.
    pub n_unknown: usize,
    /// Things the person must look at.
    pub n_attention: usize,
    /// By how many minutes the device's clock is behind (negative: ahead), where that is notable.
    pub clock_gap: Option<i64>,
    /// Whether the browser promised to keep the store; unknown until asked.
    pub is_persistent: Option<bool>,
}

/// Why a command was not written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitError {
    /// The rules say no; all reasons.
    Refused(Refusals),
    /// The device could not keep it; nothing was lost from the form.
    Store(StoreError),
}

struct Inner {
    replica: RefCell<Replica>,
    store: Rc<dyn LocalStore>,
    transport: Rc<dyn Transport>,
    device: Rc<dyn Device>,
    /// Told after every commit: the loop's owner wakes it.
    on_commit: RefCell<Option<Rc<dyn Fn()>>>,
    is_checked: Cell<bool>,
    /// Held by whoever takes in answers or another tab's work: one at a time.
    intake: futures::lock::Mutex<()>,
    /// The edition of the replica that screens have seen.
    shown: Cell<u64>,
}

impl Inner {
    /// The time, whatever the device's clock says.
    fn now(&self) -> Timestamp {
        self.replica.borrow().now(self.device.now())
    }
}

/// The handle that screens hold. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Notebook {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// Raised whenever the book changed.
    revision: RwSignal<u64>,
    status: RwSignal<Status>,
    facts: Memo<Arc<Vec<Fact>>>,
}

impl Notebook {
    /// A notebook over an opened replica.
    pub fn new(replica: Replica, store: Rc<dyn LocalStore>, transport: Rc<dyn Transport>, device: Rc<dyn Device>) -> Notebook {
        let inner = StoredValue::new_local(Rc::new(Inner {
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
        let notebook = Notebook { inner, revision, status: RwSignal::new(Status::default()), facts };
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

    /// Looks into the book; inside a reactive place, again whenever it changes.
    pub fn with<T>(&self, look: impl FnOnce(&Book) -> T) -> T {
        self.revision.track();
        self.inner.with_value(|it| look(it.replica.borrow().book()))
    }

    /// Looks into the book once.
    pub fn peek<T>(&self, look: impl FnOnce(&Book) -> T) -> T {
        self.inner.with_value(|it| look(it.replica.borrow().book()))
    }

    /// Every fact of the book, computed once for all charts.
    pub fn facts(&self) -> Arc<Vec<Fact>> {
        self.facts.get()
    }

    /// Whose notebook it is, with the scope they have now.
    pub fn actor(&self) -> Actor {
        self.revision.track();
        self.inner.with_value(|it| it.replica.borrow().actor())
    }

    /// The time: the device's clock, put right by what the server has said.
    pub fn now(&self) -> Timestamp {
        self.inner.with_value(|it| it.now())
    }

    /// The company's day.
    pub fn today(&self) -> Day {
        self.inner.with_value(|it| it.now().day(it.replica.borrow().book().company().utc_offset_minutes))
    }

    /// A new id for a record about to be made.
    pub fn new_id(&self) -> Uuid {
        self.inner.with_value(|it| it.device.new_id())
    }

    /// What a command would do if it were committed now; for showing refusals beside fields as she types.
    pub fn would(&self, command: &Command) -> Result<Decision, Refusals> {
        self.inner.with_value(|it| it.replica.borrow().would(command, it.now()))
    }

    /// Writes a command down. When this returns `Ok`, it is on disk and in the book.
    pub async fn commit(&self, command: Command) -> Result<CommandId, CommitError> {
        self.commit_with(command, |_| None).await
    }

    /// Puts her value over what stands, for one conflict of an attention item, which goes once the server has taken it.
    pub async fn insist(&self, item: CommandId, conflict: &Conflict, command: Command) -> Result<CommandId, CommitError> {
        let (record, field) = (conflict.record, conflict.field.clone());
        self.commit_with(command, |command| Some((item, Remedy::Insists { record, field, command }))).await
    }

    /// Notes that a form was opened again for an attention item, to make this record; the item goes once the server has taken it.
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

    /// What the badge and the footnotes say.
    pub fn status(&self) -> ReadSignal<Status> {
        self.status.read_only()
    }

    /// What the person must look at, oldest first.
    pub fn attention(&self) -> Memo<Vec<Attention>> {
        let notebook = *self;
        Memo::new(move |_| {
            notebook.revision.track();
            notebook.inner.with_value(|it| it.replica.borrow().attention().to_vec())
        })
    }

    /// The waiting commands that make the server fail, for the attention tray.
    pub fn parked(&self) -> Memo<Vec<sync::Waiting>> {
        let notebook = *self;
        Memo::new(move |_| {
            notebook.revision.track();
            notebook.inner.with_value(|it| it.replica.borrow().parked().cloned().collect())
        })
    }

    /// The commands that wait, oldest first.
    pub fn pending(&self) -> Memo<Vec<sync::Waiting>> {
        let notebook = *self;
        Memo::new(move |_| {
            notebook.revision.track();
            notebook.inner.with_value(|it| it.replica.borrow().outbox().to_vec())
        })
    }

    /// Dismisses an attention item; the only way one goes.
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
        self.inner.with_value(|it| {
            let replica = it.replica.borrow();
            Unsent::new(replica.me().id, replica.outbox())
        })
    }

    /// Takes unsent commands back in from a file. Safe to repeat.
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

    /// One round with the server. Called by whoever owns the timers, in one tab at a time.
    pub async fn round(&self) -> Round {
        let Some(inner) = self.inner.try_get_value() else { return Ok(Outcome::Settled) };
        let _intake = inner.intake.lock().await;
        self.tell(Phase::Syncing);
        let settled = inner.replica.borrow().is_filled() && inner.replica.borrow().outbox().is_empty();
        let with_checks = settled && !inner.is_checked.get();
        let mut round = sync::round(&inner.replica, &*inner.store, &*inner.transport, &*inner.device, with_checks).await;
        if with_checks && round.is_ok() {
            inner.is_checked.set(true);
        }
        if round == Err(RoundError::Overtaken) {
            round = sync::refresh(&inner.replica, &*inner.store).await.map(|()| Outcome::More).map_err(RoundError::Store);
        }
        // What comes in pages is shown whole: half a book has wrong figures, and screens would be drawn as often as pages come.
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

    /// Everything parked is tried again.
    pub fn try_again(&self) {
        self.inner.with_value(|it| it.replica.borrow_mut().pacing_mut().forget());
        self.changed();
    }

    /// Takes in what another tab wrote since.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let Some(inner) = self.inner.try_get_value() else { return Ok(()) };
        let _intake = inner.intake.lock().await;
        sync::refresh(&inner.replica, &*inner.store).await?;
        self.show_changes();
        Ok(())
    }

    /// Whether its owner still shows it; afterwards nothing is left to keep in sync.
    pub fn is_open(&self) -> bool {
        self.inner.try_get_value().is_some()
    }

    /// Whose notebook it is.
    pub fn person(&self) -> PersonId {
        self.inner.with_value(|it| it.replica.borrow().me().id)
    }

    /// Whom to tell after every commit.
    pub fn on_commit(&self, wake: Rc<dyn Fn()>) {
        self.inner.with_value(|it| *it.on_commit.borrow_mut() = Some(wake));
    }

    /// What the engine is doing, as its owner knows it.
    pub fn tell(&self, phase: Phase) {
        let Some(before) = self.status.try_get_untracked() else { return };
        let status = self.inner.try_with_value(|it| {
            let replica = it.replica.borrow();
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
                clock_gap: replica.clock().gap(it.device.now()),
                is_persistent: before.is_persistent,
            }
        });
        if let Some(status) = status.filter(|it| *it != before) {
            self.status.try_set(status);
        }
    }

    /// Whether the browser promised to keep the store.
    pub fn tell_persistent(&self, is_persistent: bool) {
        self.status.try_update(|it| it.is_persistent = Some(is_persistent));
    }

    /// Wakes the screens if the replica has changed since they last looked.
    fn show_changes(&self) {
        let edition = self.inner.try_with_value(|it| {
            let edition = it.replica.borrow().edition();
            (it.shown.replace(edition) != edition).then_some(edition)
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
