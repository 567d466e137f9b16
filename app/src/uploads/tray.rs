//! The files of this person on this device, as screens see them. One tab sends at a time. Each file's state is shown beside it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::decide::command::{Command, WithdrawAttachment};
use domain::records::attachment::{Attachment, Media};
use domain::values::ids::{AttachmentId, Key, PaymentId};
use domain::values::stage::Stage;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Awaited, KeptFile, Sent, Watch, send, shelf};
use crate::api::ApiError;
use crate::local::{CommitError, Notebook, Phase};
use crate::ports::{LocalStore, Prepared, StoreError};
use crate::state::Machine;
use crate::sync::{Saved, backoff};

/// The upload state of a file on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// 已存本机: on this device, still to be sent.
    Here,
    /// 上传中: the percentage that has arrived.
    Sending(u32),
    /// 待确认: all bytes have arrived, the record has not.
    Waiting,
    /// The upload failed; it is retried if the error is transient.
    Failed(ApiError),
    /// Its record was refused or is no longer visible to this person: the server will not take the file.
    Homeless,
    /// 随草稿: it belongs to a form that is not saved yet.
    Draft,
}

impl FileState {
    /// A value that distinguishes two states in a list.
    pub fn mark(&self) -> (u8, u32) {
        match self {
            FileState::Here => (0, 0),
            FileState::Sending(percent) => (1, *percent),
            FileState::Waiting => (2, 0),
            FileState::Failed(_) => (3, 0),
            FileState::Homeless => (4, 0),
            FileState::Draft => (5, 0),
        }
    }
}

/// A file on this device and its upload state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackedFile {
    pub file: KeptFile,
    pub state: FileState,
}

/// Why a file was not kept. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepError {
    /// The device could not store its bytes.
    Store(StoreError),
    /// The command that attaches it was not committed.
    Commit(CommitError),
}

struct TrayState {
    machine: Machine,
    store: RefCell<Option<Rc<dyn LocalStore>>>,
    is_sending: Cell<bool>,
    is_settling: Cell<bool>,
    /// A round was requested while sending: there may be something new.
    is_asked_again: Cell<bool>,
    n_failures: Cell<u32>,
    not_before: Cell<i64>,
    /// Deleted by this tab. Keeps a concurrent read of the store from bringing them back.
    forgotten: RefCell<BTreeSet<AttachmentId>>,
}

/// The files of this person on this device. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Tray {
    notebook: Notebook,
    inner: StoredValue<Rc<TrayState>, LocalStorage>,
    files: RwSignal<BTreeMap<AttachmentId, TrackedFile>>,
    trouble: RwSignal<Option<StoreError>>,
}

impl Tray {
    /// Opens the tray of a notebook. It sends after every exchange of the notebook that succeeds.
    pub fn beside(notebook: Notebook, machine: Machine) -> Tray {
        let inner = TrayState {
            machine,
            store: RefCell::new(None),
            is_sending: Cell::new(false),
            is_settling: Cell::new(false),
            is_asked_again: Cell::new(false),
            n_failures: Cell::new(0),
            not_before: Cell::new(0),
            forgotten: RefCell::default(),
        };
        let tray = Tray {
            notebook,
            inner: StoredValue::new_local(Rc::new(inner)),
            files: RwSignal::new(BTreeMap::new()),
            trouble: RwSignal::new(None),
        };
        spawn_local(async move {
            tray.look().await;
            tray.settle().await;
        });
        let status = notebook.status();
        // The phase returns to `Idle` after every successful exchange, even one without effect.
        Effect::new(move |_| {
            if status.with(|it| it.phase == Phase::Idle) {
                spawn_local(async move { tray.round().await });
            }
        });
        tray
    }

    /// Every file on this device, by age.
    pub fn files(&self) -> Vec<TrackedFile> {
        self.files.with(|it| it.values().cloned().collect())
    }

    /// The upload state of an attachment's file, if the file is on this device.
    pub fn state(&self, id: AttachmentId) -> Option<FileState> {
        self.files.with(|it| it.get(&id).map(|tracked| tracked.state.clone()))
    }

    /// Why files cannot be stored here.
    pub fn trouble(&self) -> Option<StoreError> {
        self.trouble.get()
    }

    /// Stores a file and attaches it. When this returns `Ok`, both are on disk.
    pub async fn attach(
        &self,
        taken: Prepared,
        of: Key,
        payment: Option<PaymentId>,
        stage: Option<Stage>,
    ) -> Result<AttachmentId, KeepError> {
        let id = AttachmentId(self.notebook.new_id());
        let Prepared { name, media, sides, bytes } = taken;
        let proves = Some(Awaited::of(of, payment));
        let file = KeptFile { proves, ..KeptFile::of(id, name, media, sides, &bytes, self.notebook.now()) };
        let store = self.store().await.map_err(KeepError::Store)?;
        // Stores the bytes first: a record must not refer to bytes that nobody has.
        shelf::keep(&*store, &file, &bytes).await.map_err(KeepError::Store)?;
        let command = Command::Attach(file.attaches(of, payment, stage));
        self.files.update(|it| drop(it.insert(id, TrackedFile { file, state: FileState::Here })));
        if let Err(error) = self.notebook.commit(command).await {
            self.discard(id).await;
            return Err(KeepError::Commit(error));
        }
        Ok(id)
    }

    /// Stores a file with the draft of a form. It is attached once its record is made, and deleted when the draft is dropped.
    pub async fn hold(&self, taken: Prepared, awaits: Awaited) -> Result<AttachmentId, KeepError> {
        let id = AttachmentId(self.notebook.new_id());
        let Prepared { name, media, sides, bytes } = taken;
        let file = KeptFile { awaits: Some(awaits), ..KeptFile::of(id, name, media, sides, &bytes, self.notebook.now()) };
        let store = self.store().await.map_err(KeepError::Store)?;
        shelf::keep(&*store, &file, &bytes).await.map_err(KeepError::Store)?;
        self.files.try_update(|it| drop(it.insert(id, TrackedFile { file, state: FileState::Draft })));
        Ok(id)
    }

    /// Attaches the files of drafts whose record has been made since.
    pub async fn settle(&self) {
        let Some(inner) = self.inner.try_get_value() else { return };
        if inner.is_settling.replace(true) {
            return;
        }
        // Without this lock, two tabs that reopen after a crash would both attach the file. Not the lock for sending, which may be held for
        // minutes.
        let _held = inner.machine.browser().hold(&format!("settle:{}", self.notebook.person())).await;
        self.look().await;
        let held = self
            .files
            .try_with_untracked(|files| files.values().map(|it| it.file.clone()).filter(|it| it.awaits.is_some()).collect::<Vec<_>>());
        for file in held.unwrap_or_default() {
            self.settle_one(file).await;
        }
        inner.is_settling.set(false);
    }

    async fn settle_one(&self, file: KeptFile) {
        let id = file.id;
        let is_forgotten = || self.inner.try_with_value(|it| it.forgotten.borrow().contains(&id)).unwrap_or(true);
        if is_forgotten() {
            return;
        }
        let found = self.notebook.peek(|book| file.awaits.and_then(|it| it.found(book)));
        let Some((of, payment)) = found else { return };
        if self.notebook.peek(|book| book.attachment(id).is_none()) {
            match self.notebook.commit(Command::Attach(file.attaches(of, payment, None))).await {
                Ok(_) => {}
                Err(CommitError::Refused(_)) => return self.say(id, FileState::Homeless),
                // Retried after the next exchange.
                Err(CommitError::Store(_)) => return,
            }
        }
        let file = file.attached();
        let Ok(store) = self.store().await else { return };
        if is_forgotten() {
            return;
        }
        match shelf::amend(&*store, &file).await {
            Ok(()) => drop(self.files.try_update(|it| it.insert(id, TrackedFile { file, state: FileState::Here }))),
            Err(error) => drop(self.trouble.try_set(Some(error))),
        }
    }

    /// Moves the files of a refused record to the draft of another try, and returns their ids. If the store fails, the files stay where they
    /// were.
    pub async fn bring_back(&self, refused: Awaited, awaits: Awaited) -> Vec<AttachmentId> {
        let Ok(store) = self.store().await else { return Vec::new() };
        let is_taken = |kept: &KeptFile| {
            self.notebook.peek(|book| book.attachment(kept.id).is_some() || kept.awaits.is_some_and(|it| it.found(book).is_some()))
        };
        match shelf::bring_back(&*store, refused, awaits, is_taken).await {
            Ok(files) => {
                let ids = files.iter().map(|it| it.id).collect();
                let tracked = files.into_iter().map(|file| (file.id, TrackedFile { file, state: FileState::Draft }));
                self.files.try_update(|it| it.extend(tracked));
                ids
            }
            Err(error) => {
                self.trouble.try_set(Some(error));
                Vec::new()
            }
        }
    }

    pub fn file(&self, id: AttachmentId) -> Option<KeptFile> {
        self.files.with(|it| it.get(&id).map(|tracked| tracked.file.clone()))
    }

    /// Releases the files of a dropped draft. A file that was attached meanwhile belongs to its record and stays, because its bytes may be
    /// nowhere else. A file that came back from a refused record returns to it, for another try.
    pub fn drop_draft(&self, ids: Vec<AttachmentId>) {
        let tray = *self;
        spawn_local(async move {
            for id in ids {
                let file = tray.files.try_with_untracked(|it| it.get(&id).map(|tracked| tracked.file.clone())).flatten();
                match file.and_then(KeptFile::dropped) {
                    Some(file) if tray.notebook.peek(|book| book.attachment(id).is_none()) => tray.lay_back(file).await,
                    _ => tray.discard_loose(id).await,
                }
            }
        });
    }

    /// Deletes a file of a draft, unless its attachment still needs it.
    pub async fn discard_loose(&self, id: AttachmentId) {
        if self.notebook.peek(|book| book.attachment(id).is_none_or(is_done)) {
            self.discard(id).await;
        }
    }

    async fn lay_back(&self, file: KeptFile) {
        let Ok(store) = self.store().await else { return };
        match shelf::amend(&*store, &file).await {
            Ok(()) => drop(self.files.try_update(|it| it.insert(file.id, TrackedFile { file, state: FileState::Homeless }))),
            Err(error) => drop(self.trouble.try_set(Some(error))),
        }
    }

    /// The bytes of a file on this device.
    pub async fn bytes(&self, id: AttachmentId) -> Option<Vec<u8>> {
        let store = self.store().await.ok()?;
        shelf::bytes(&*store, id).await.ok().flatten()
    }

    /// Cancels a file that waits or is being sent, online or offline: withdraws its record with the reason, stops sending, and deletes the bytes
    /// here. Returns false if the file has already arrived at the server: an arrived file is not withdrawn.
    pub async fn call_off(&self, id: AttachmentId, reason: &str) -> Result<bool, CommitError> {
        let is_here = self.files.try_with_untracked(|it| it.contains_key(&id)).unwrap_or(false);
        if !is_here || self.notebook.peek(|book| book.attachment(id).is_some_and(|it| it.stored_at.is_some())) {
            return Ok(false);
        }
        if self.notebook.peek(|book| book.attachment(id).is_some_and(Attachment::is_standing)) {
            self.notebook.commit(Command::WithdrawAttachment(WithdrawAttachment { attachment: id, reason: reason.to_owned() })).await?;
        }
        self.discard(id).await;
        Ok(true)
    }

    /// Deletes a file that no record needs, or whose attachment was withdrawn.
    pub async fn discard(&self, id: AttachmentId) {
        let Ok(store) = self.store().await else { return };
        match shelf::forget(&*store, id).await {
            Ok(()) => {
                self.inner.try_with_value(|it| it.forgotten.borrow_mut().insert(id));
                drop(self.files.try_update(|it| it.remove(&id)));
            }
            Err(error) => drop(self.trouble.try_set(Some(error))),
        }
    }

    /// Retries everything now.
    pub fn try_again(&self) {
        let tray = *self;
        self.inner.with_value(|it| it.not_before.set(0));
        self.files.update(|files| {
            files.values_mut().filter(|it| matches!(it.state, FileState::Failed(_))).for_each(|it| it.state = FileState::Here)
        });
        spawn_local(async move { tray.round().await });
    }

    /// Sends what can be sent, one file after the other.
    pub async fn round(&self) {
        let Some(inner) = self.inner.try_get_value() else { return };
        if inner.is_sending.replace(true) {
            inner.is_asked_again.set(true);
            return;
        }
        while inner.not_before.get() <= self.notebook.now().0 {
            inner.is_asked_again.set(false);
            let _held = inner.machine.browser().hold(&format!("files:{}", self.notebook.person())).await;
            // Another tab may have sent or stored something meanwhile.
            self.look().await;
            self.settle().await;
            let outcome = self.send_all(&inner).await;
            // Being offline is not a failure: the next successful exchange starts a round, which must then not wait.
            let is_failure = outcome.as_ref().is_err_and(|it| !it.is_at_the_door());
            let failures = if is_failure { inner.n_failures.get() + 1 } else { 0 };
            inner.n_failures.set(failures);
            if 0 < failures {
                let now = self.notebook.now().0;
                let asked = if let Err(ApiError::Busy { retry_after }) = outcome { i64::from(retry_after) * 1_000 } else { 0 };
                let pause = i64::try_from(backoff(failures, now.unsigned_abs())).unwrap_or(60_000);
                inner.not_before.set(now + pause.max(asked));
            }
            if !inner.is_asked_again.get() {
                break;
            }
        }
        inner.is_sending.set(false);
    }

    async fn send_all(&self, inner: &TrayState) -> Result<(), ApiError> {
        let Some(files) = self.files.try_with_untracked(|it| it.values().cloned().collect::<Vec<_>>()) else { return Ok(()) };
        let mut outcome = Ok(());
        for TrackedFile { file, state } in files.into_iter().filter(|it| it.file.awaits.is_none()) {
            // A file that the server rejected stays until the user decides what to do with it.
            if matches!(&state, FileState::Failed(error) if !error.is_transient()) {
                continue;
            }
            match self.send_one(inner, &file).await {
                Ok(()) => {}
                Err(error) if error.is_at_the_door() => {
                    self.say(file.id, FileState::Here);
                    return Err(error);
                }
                Err(error) => {
                    self.say(file.id, FileState::Failed(error.clone()));
                    if matches!(error, ApiError::Busy { .. }) {
                        return Err(error);
                    }
                    outcome = Err(error);
                }
            }
        }
        outcome
    }

    async fn send_one(&self, inner: &TrayState, file: &KeptFile) -> Result<(), ApiError> {
        let id = file.id;
        // Moved to a draft since this round began.
        if self.files.try_with_untracked(|it| it.get(&id).is_some_and(|tracked| tracked.file.awaits.is_some())).unwrap_or(true) {
            return Ok(());
        }
        let record = self.notebook.peek(|book| book.attachment(id).cloned());
        let Some(record) = record else {
            self.say(id, FileState::Homeless);
            return Ok(());
        };
        if is_done(&record) {
            self.discard(id).await;
            return Ok(());
        }
        let is_confirmed = self.notebook.saved(id.into()) == Saved::Confirmed;
        let Some(bytes) = self.bytes(id).await else { return Ok(()) };
        let size = file.size.max(1);
        let tell = |n_there: u32| {
            let percent = u64::from(n_there) * 100 / u64::from(size);
            self.say(id, FileState::Sending(u32::try_from(percent).unwrap_or(100)));
        };
        // The file may be cancelled in this tab or another; the record says so in both cases.
        let is_wanted = || self.notebook.peek(|book| book.attachment(id).is_some_and(|it| !is_done(it)));
        let watch = Watch { tell: &tell, is_wanted: &is_wanted };
        let way = inner.machine.browser().file_way().await?;
        match send(file, &bytes, is_confirmed, &*way, watch).await? {
            Sent::Whole => self.discard(id).await,
            // A file whose record is no longer visible stays until the user decides what to do with it.
            Sent::CalledOff if self.notebook.peek(|book| book.attachment(id).is_none()) => self.say(id, FileState::Homeless),
            Sent::CalledOff => self.discard(id).await,
            Sent::Waiting => self.say(id, FileState::Waiting),
        }
        Ok(())
    }

    fn say(&self, id: AttachmentId, state: FileState) {
        let is_new = self.files.try_with_untracked(|it| it.get(&id).is_some_and(|tracked| tracked.state != state)).unwrap_or(false);
        if is_new {
            self.files.try_update(|files| {
                if let Some(tracked) = files.get_mut(&id) {
                    tracked.state = state;
                }
            });
        }
    }

    /// Reads the store; keeps the known upload states.
    async fn look(&self) {
        let Ok(store) = self.store().await else { return };
        let found = match shelf::all(&*store).await {
            Ok(found) => found,
            Err(error) => return drop(self.trouble.try_set(Some(error))),
        };
        let Some(before) = self.files.try_get_untracked() else { return };
        let state = |kept: &KeptFile| match before.get(&kept.id) {
            Some(known) if known.file.awaits == kept.awaits => known.state.clone(),
            _ if kept.awaits.is_some() => FileState::Draft,
            _ => FileState::Here,
        };
        let Some(forgotten) = self.inner.try_with_value(|it| it.forgotten.borrow().clone()) else { return };
        let found = found.into_iter().filter(|it| !forgotten.contains(&it.id));
        let now: BTreeMap<_, _> = found.map(|file| (file.id, TrackedFile { state: state(&file), file })).collect();
        if now != before {
            self.files.try_set(now);
        }
    }

    async fn store(&self) -> Result<Rc<dyn LocalStore>, StoreError> {
        let gone = || StoreError::Unavailable("closed".to_owned());
        let inner = self.inner.try_get_value().ok_or_else(gone)?;
        let opened = inner.store.borrow().clone();
        if let Some(store) = opened {
            return Ok(store);
        }
        match inner.machine.browser().open_files(self.notebook.person()).await {
            Ok(store) => {
                *inner.store.borrow_mut() = Some(Rc::clone(&store));
                self.trouble.try_set(None);
                Ok(store)
            }
            Err(error) => {
                self.trouble.try_set(Some(error.clone()));
                Err(error)
            }
        }
    }
}

/// Whether the bytes are no longer needed on this device.
fn is_done(record: &Attachment) -> bool {
    record.stored_at.is_some() || !record.is_standing()
}

/// The value of a file input's `accept`: the media types that are taken.
pub fn accepted() -> String {
    Media::ALL.map(Media::mime).join(",")
}
