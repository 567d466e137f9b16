//! The files of this person on this device, as screens see them. One tab sends at a time; what happens to a file is said beside it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::decide::command::Command;
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

/// How far a file on this device has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// 已存本机: here, to be sent.
    Here,
    /// 上传中: so many percent have arrived.
    Sending(u32),
    /// 待确认: all bytes have arrived, the record not yet.
    Waiting,
    /// It did not get through; it is tried again when that can help.
    Failed(ApiError),
    /// Its record was refused or is no longer this person's: nobody will take it.
    Homeless,
    /// 随草稿: it lies with a form that is not saved yet.
    Draft,
}

impl FileState {
    /// What tells two states apart in a list.
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

/// A file on this device and how far it has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// The file.
    pub file: KeptFile,
    /// How far.
    pub state: FileState,
}

/// Why a file was not kept. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepError {
    /// The device could not keep its bytes.
    Store(StoreError),
    /// The command that attaches it was not written down.
    Commit(CommitError),
}

struct Inner {
    machine: Machine,
    store: RefCell<Option<Rc<dyn LocalStore>>>,
    is_sending: Cell<bool>,
    is_settling: Cell<bool>,
    /// Asked for while it was sending: there may be something new.
    is_asked_again: Cell<bool>,
    n_failures: Cell<u32>,
    not_before: Cell<i64>,
    /// Forgotten by this tab: what was read from the store a moment before does not bring them back.
    forgotten: RefCell<BTreeSet<AttachmentId>>,
}

/// The files of this person on this device. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Tray {
    notebook: Notebook,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    files: RwSignal<BTreeMap<AttachmentId, Tracked>>,
    trouble: RwSignal<Option<StoreError>>,
}

impl Tray {
    /// Opens it beside a notebook, and sends whenever the notebook has had its say.
    pub fn beside(notebook: Notebook, machine: Machine) -> Tray {
        let inner = Inner {
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
        // Told anew after every conversation, also when nothing came of it.
        Effect::new(move |_| {
            if status.with(|it| it.phase == Phase::Idle) {
                spawn_local(async move { tray.round().await });
            }
        });
        tray
    }

    /// Every file on this device, by age.
    pub fn files(&self) -> Vec<Tracked> {
        self.files.with(|it| it.values().cloned().collect())
    }

    /// How far the file of an attachment has got, when it is on this device.
    pub fn state(&self, id: AttachmentId) -> Option<FileState> {
        self.files.with(|it| it.get(&id).map(|it| it.state.clone()))
    }

    /// Why files cannot be kept here.
    pub fn trouble(&self) -> Option<StoreError> {
        self.trouble.get()
    }

    /// Keeps a file and attaches it. When this returns `Ok`, both are on disk.
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
        // The bytes first: a record without bytes would promise what nobody has.
        shelf::keep(&*store, &file, &bytes).await.map_err(KeepError::Store)?;
        let command = Command::Attach(file.attaches(of, payment, stage));
        self.files.update(|it| drop(it.insert(id, Tracked { file, state: FileState::Here })));
        if let Err(error) = self.notebook.commit(command).await {
            self.discard(id).await;
            return Err(KeepError::Commit(error));
        }
        Ok(id)
    }

    /// Keeps a file with the draft of a form: it is attached once what it is to prove is recorded, and goes when the draft is dropped.
    pub async fn hold(&self, taken: Prepared, awaits: Awaited) -> Result<AttachmentId, KeepError> {
        let id = AttachmentId(self.notebook.new_id());
        let Prepared { name, media, sides, bytes } = taken;
        let file = KeptFile { awaits: Some(awaits), ..KeptFile::of(id, name, media, sides, &bytes, self.notebook.now()) };
        let store = self.store().await.map_err(KeepError::Store)?;
        shelf::keep(&*store, &file, &bytes).await.map_err(KeepError::Store)?;
        self.files.try_update(|it| drop(it.insert(id, Tracked { file, state: FileState::Draft })));
        Ok(id)
    }

    /// Attaches what lay with a draft to what has been recorded since.
    pub async fn settle(&self) {
        let Some(inner) = self.inner.try_get_value() else { return };
        if inner.is_settling.replace(true) {
            return;
        }
        // Two tabs that open again after a crash would both attach it. Not the lock of sending, which may be held for minutes.
        let _held = inner.machine.browser().hold(&format!("settle:{}", self.notebook.person())).await;
        self.look().await;
        let held =
            self.files.try_with_untracked(|it| it.values().map(|it| it.file.clone()).filter(|it| it.awaits.is_some()).collect::<Vec<_>>());
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
                // Tried again with the next conversation.
                Err(CommitError::Store(_)) => return,
            }
        }
        let file = file.attached();
        let Ok(store) = self.store().await else { return };
        if is_forgotten() {
            return;
        }
        match shelf::amend(&*store, &file).await {
            Ok(()) => drop(self.files.try_update(|it| it.insert(id, Tracked { file, state: FileState::Here }))),
            Err(error) => drop(self.trouble.try_set(Some(error))),
        }
    }

    /// Lays the files of a record that was refused with the draft of another try; which they are. Those that the device could not lay there
    /// stay where they were.
    pub async fn bring_back(&self, refused: Awaited, awaits: Awaited) -> Vec<AttachmentId> {
        let Ok(store) = self.store().await else { return Vec::new() };
        let is_taken = |it: &KeptFile| {
            self.notebook.peek(|book| book.attachment(it.id).is_some() || it.awaits.is_some_and(|it| it.found(book).is_some()))
        };
        match shelf::bring_back(&*store, refused, awaits, is_taken).await {
            Ok(files) => {
                let ids = files.iter().map(|it| it.id).collect();
                let tracked = files.into_iter().map(|file| (file.id, Tracked { file, state: FileState::Draft }));
                self.files.try_update(|it| it.extend(tracked));
                ids
            }
            Err(error) => {
                self.trouble.try_set(Some(error));
                Vec::new()
            }
        }
    }

    /// A file on this device.
    pub fn file(&self, id: AttachmentId) -> Option<KeptFile> {
        self.files.with(|it| it.get(&id).map(|it| it.file.clone()))
    }

    /// Lets go of the files of a draft that was dropped. What was attached meanwhile is the record's and stays: its bytes may be nowhere else.
    /// What came back with another try of a refused record lies where it lay before, for one more.
    pub fn drop_draft(&self, ids: Vec<AttachmentId>) {
        let tray = *self;
        spawn_local(async move {
            for id in ids {
                let file = tray.files.try_with_untracked(|it| it.get(&id).map(|it| it.file.clone())).flatten();
                match file.and_then(KeptFile::dropped) {
                    Some(file) if tray.notebook.peek(|book| book.attachment(id).is_none()) => tray.lay_back(file).await,
                    _ => tray.discard_loose(id).await,
                }
            }
        });
    }

    /// Forgets a file of a draft, unless it is attached by now.
    pub async fn discard_loose(&self, id: AttachmentId) {
        if self.notebook.peek(|book| book.attachment(id).is_none_or(is_done)) {
            self.discard(id).await;
        }
    }

    async fn lay_back(&self, file: KeptFile) {
        let Ok(store) = self.store().await else { return };
        match shelf::amend(&*store, &file).await {
            Ok(()) => drop(self.files.try_update(|it| it.insert(file.id, Tracked { file, state: FileState::Homeless }))),
            Err(error) => drop(self.trouble.try_set(Some(error))),
        }
    }

    /// The bytes of a file on this device.
    pub async fn bytes(&self, id: AttachmentId) -> Option<Vec<u8>> {
        let store = self.store().await.ok()?;
        shelf::bytes(&*store, id).await.ok().flatten()
    }

    /// Calls a file off that waits or is on its way, with or without a network: the record says that it was taken back and why, nothing more is
    /// sent, and its bytes go from here. Answers whether it was stopped: what has arrived while somebody thought it over is not taken back.
    pub async fn call_off(&self, id: AttachmentId, reason: &str) -> Result<bool, CommitError> {
        let is_here = self.files.try_with_untracked(|it| it.contains_key(&id)).unwrap_or(false);
        if !is_here || self.notebook.peek(|book| book.attachment(id).is_some_and(|it| it.stored_at.is_some())) {
            return Ok(false);
        }
        if self.notebook.peek(|book| book.attachment(id).is_some_and(Attachment::is_standing)) {
            self.notebook.commit(Command::WithdrawAttachment { attachment: id, reason: reason.to_owned() }).await?;
        }
        self.discard(id).await;
        Ok(true)
    }

    /// Forgets a file that nobody will take, or whose attachment was taken back.
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

    /// Tries everything again now.
    pub fn try_again(&self) {
        let tray = *self;
        self.inner.with_value(|it| it.not_before.set(0));
        self.files
            .update(|it| it.values_mut().filter(|it| matches!(it.state, FileState::Failed(_))).for_each(|it| it.state = FileState::Here));
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
            // Another tab may have sent or kept something meanwhile.
            self.look().await;
            self.settle().await;
            let outcome = self.send_all(&inner).await;
            // No network is no failure: the next conversation that comes through brings us here again, and then nothing should wait.
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

    async fn send_all(&self, inner: &Inner) -> Result<(), ApiError> {
        let Some(files) = self.files.try_with_untracked(|it| it.values().cloned().collect::<Vec<_>>()) else { return Ok(()) };
        let mut outcome = Ok(());
        for Tracked { file, state } in files.into_iter().filter(|it| it.file.awaits.is_none()) {
            // What the server does not want as it is stays until somebody says what to do with it.
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

    async fn send_one(&self, inner: &Inner, file: &KeptFile) -> Result<(), ApiError> {
        let id = file.id;
        // Laid with a draft since this round began.
        if self.files.try_with_untracked(|it| it.get(&id).is_some_and(|it| it.file.awaits.is_some())).unwrap_or(true) {
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
        // Called off here or in another tab: either way the record says so.
        let is_wanted = || self.notebook.peek(|book| book.attachment(id).is_some_and(|it| !is_done(it)));
        let watch = Watch { tell: &tell, is_wanted: &is_wanted };
        match send(file, &bytes, is_confirmed, &*inner.machine.browser().file_way(), watch).await? {
            Sent::Whole => self.discard(id).await,
            // Whose record is out of sight meanwhile stays until somebody says what to do with it.
            Sent::CalledOff if self.notebook.peek(|book| book.attachment(id).is_none()) => self.say(id, FileState::Homeless),
            Sent::CalledOff => self.discard(id).await,
            Sent::Waiting => self.say(id, FileState::Waiting),
        }
        Ok(())
    }

    fn say(&self, id: AttachmentId, state: FileState) {
        let is_new = self.files.try_with_untracked(|it| it.get(&id).is_some_and(|it| it.state != state)).unwrap_or(false);
        if is_new {
            self.files.try_update(|files| {
                if let Some(it) = files.get_mut(&id) {
                    it.state = state;
                }
            });
        }
    }

    /// Reads what lies in the store; what is known of its way stays.
    async fn look(&self) {
        let Ok(store) = self.store().await else { return };
        let found = match shelf::all(&*store).await {
            Ok(found) => found,
            Err(error) => return drop(self.trouble.try_set(Some(error))),
        };
        let Some(before) = self.files.try_get_untracked() else { return };
        let state = |it: &KeptFile| match before.get(&it.id) {
            Some(known) if known.file.awaits == it.awaits => known.state.clone(),
            _ if it.awaits.is_some() => FileState::Draft,
            _ => FileState::Here,
        };
        let Some(forgotten) = self.inner.try_with_value(|it| it.forgotten.borrow().clone()) else { return };
        let found = found.into_iter().filter(|it| !forgotten.contains(&it.id));
        let now: BTreeMap<_, _> = found.map(|file| (file.id, Tracked { state: state(&file), file })).collect();
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

/// Whether nobody needs the bytes on this device any more.
fn is_done(record: &Attachment) -> bool {
    record.stored_at.is_some() || !record.is_standing()
}

/// What a file input may offer: the kinds that are taken.
pub fn accepted() -> String {
    Media::ALL.map(Media::mime).join(",")
}
