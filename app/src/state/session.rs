//! Who uses this device. The last person's book opens at once from disk, online or not; the server is asked afterwards. Whatever it answers, work
//! stays on the device, except for a disabled person, whose data is deleted.

use std::rc::Rc;

use domain::values::ids::PersonId;
use domain::values::text;
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use serde::{Deserialize, Serialize};

use super::{Machine, draft};
use crate::api::session::SignedIn;
use crate::api::{self, ApiError};
use crate::i18n;
use crate::local::{Notebook, Phase};
use crate::ports::StoreError;
use crate::split::{Later, Unloaded};
use crate::sync;

/// The key of the last person, as the server described them.
const PERSON: &str = "person";
/// The pictures of the last screens, which the script before the app keeps and shows.
const SCREENS: &str = "screens";
/// The key of what the person saw of sensitive fields when the pictures were taken.
const SIGHT: &str = "sight";
/// The key of the counts of unsent records of people who are not signed in now.
const SEALED: &str = "sealed";
/// The key that marks a sign-out the server does not know of yet.
const LEAVING: &str = "leaving";

/// The key of the disabled people whose stores are still to be deleted.
const WIPING: &str = "wiping";

/// What this device shows.
#[derive(Clone, Copy)]
pub enum SessionState {
    /// The store is being opened.
    Opening,
    /// Nobody is signed in.
    Out,
    /// A person's store is open.
    In(Notebook),
    /// The person was disabled; their data is deleted from this device.
    Disabled,
    /// The device's store cannot be opened.
    Unstored,
    /// The code of the app could not be loaded.
    Unloaded,
}

/// Unsent work of a person who is not signed in now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    pub person: PersonId,
    /// Their name, masked, because anybody holding the phone reads it.
    pub name: String,
    /// The number of records.
    pub n: usize,
}

#[derive(Clone, Copy)]
pub struct Session {
    machine: Machine,
    owner: StoredValue<Owner>,
    standing: RwSignal<SessionState>,
    me: RwSignal<Option<SignedIn>>,
    has_ended: RwSignal<bool>,
    sealed: RwSignal<Vec<Sealed>>,
    storage_error: RwSignal<Option<StoreError>>,
    /// Serializes sign-in and sign-out: a late sign-out must not delete the cookie of a new sign-in.
    door: StoredValue<Rc<Mutex<()>>, LocalStorage>,
}

impl Session {
    /// Opens the last person's store, or shows the sign-in screen.
    pub fn start(machine: Machine) -> Session {
        let session = Session {
            machine,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            standing: RwSignal::new(SessionState::Opening),
            me: RwSignal::new(None),
            has_ended: RwSignal::new(false),
            sealed: RwSignal::new(machine.recall(SEALED).unwrap_or_default()),
            storage_error: RwSignal::new(None),
            door: StoredValue::new_local(Rc::default()),
        };
        session.begin();
        session
    }

    /// Opens the last person's store, or shows the sign-in screen. The code for the former may have to be loaded first.
    pub fn begin(&self) {
        let (session, browser) = (*self, self.machine.browser());
        match browser.remembered(PERSON) {
            Some(who) => {
                session.standing.set(SessionState::Opening);
                session.spawn(begin(session, who));
            }
            None => {
                session.standing.set(SessionState::Out);
                if browser.remembered(LEAVING).is_some() || browser.remembered(WIPING).is_some() {
                    spawn_local(async move {
                        if let Ok(work) = finish(session).await {
                            work.await;
                        }
                    });
                }
            }
        }
    }

    /// Does work whose code may have to be loaded first.
    fn spawn(self, work: impl Future<Output = Result<Later<()>, Unloaded>> + 'static) {
        spawn_local(async move {
            match work.await {
                Ok(work) => work.await,
                Err(Unloaded) => self.standing.set(SessionState::Unloaded),
            }
        });
    }

    pub fn standing(&self) -> SessionState {
        self.standing.get()
    }

    /// The last person, as the server described them.
    pub fn me(&self) -> Option<SignedIn> {
        self.me.get()
    }

    /// Whether the server requires a new sign-in.
    pub fn has_ended(&self) -> bool {
        self.has_ended.get()
    }

    /// Whether somebody else set the password, so that it must be changed first.
    pub fn must_change_password(&self) -> bool {
        self.me.with(|it| it.as_ref().is_some_and(|me| me.must_change_password))
    }

    /// Why the store could not be opened.
    pub fn storage_error(&self) -> Option<StoreError> {
        self.storage_error.get()
    }

    /// Other people's unsent work on this device.
    pub fn sealed(&self) -> Vec<Sealed> {
        let me = self.me.with(|it| it.as_ref().map(|me| me.person.id));
        self.sealed.get().into_iter().filter(|it| Some(it.person) != me).collect()
    }

    /// Signs in. The same person continues where they were; another person gets a separate store.
    pub async fn sign_in(&self, account: String, password: String) -> Result<(), ApiError> {
        match sign_in(*self, account, password).await {
            Ok(signing_in) => signing_in.await,
            Err(Unloaded) if self.machine.browser().device().is_online() => {
                self.standing.set(SessionState::Unloaded);
                Ok(())
            }
            Err(Unloaded) => Err(ApiError::Offline),
        }
    }

    async fn sign_in_now(&self, account: String, password: String) -> Result<(), ApiError> {
        let browser = self.machine.browser();
        let door = self.door.get_value();
        let _turn = door.lock().await;
        let who = api::session::sign_in(account, password, browser.device_id()).await?;
        self.machine.forget(LEAVING);
        self.note_wiping(who.person.id, false);
        self.has_ended.set(false);
        let is_here = matches!(self.standing.get_untracked(), SessionState::In(_));
        let is_same = self.me.with_untracked(|it| it.as_ref().is_some_and(|me| me.person.id == who.person.id));
        if is_here && is_same {
            self.remember(who);
            browser.sync_now();
            return Ok(());
        }
        browser.stop_sync();
        self.standing.set(SessionState::Opening);
        self.open(who).await;
        Ok(())
    }

    /// Changes the password on the server.
    pub async fn change_password(&self, old: String, new: String) -> Result<(), ApiError> {
        api::session::change_password(old, new).await?;
        self.note_password_due(false);
        // Until now the server refused every exchange.
        self.machine.browser().sync_now();
        Ok(())
    }

    /// Signs out. Unsent work stays sealed on this device. Offline, the server is told later.
    pub async fn sign_out(&self) {
        self.machine.browser().stop_sync();
        self.machine.remember(LEAVING, &true);
        self.machine.forget(PERSON);
        self.machine.forget(SCREENS);
        self.machine.forget(SIGHT);
        self.me.set(None);
        self.has_ended.set(false);
        self.standing.set(SessionState::Out);
        self.finish_leaving().await;
    }

    /// Shows the sign-in screen instead of an error screen.
    pub fn go_to_the_door(&self) {
        self.standing.set(SessionState::Out);
    }

    /// Retries opening the store.
    pub fn open_again(&self) {
        let Some(who) = self.me.get_untracked() else { return self.go_to_the_door() };
        self.standing.set(SessionState::Opening);
        self.spawn(open_again(*self, who));
    }

    /// Remembers the number of this person's unsent records, to show it when somebody else uses the phone.
    pub fn note_unsent(&self, n: usize) {
        let Some(who) = self.me.get_untracked() else { return };
        let mut sealed = self.sealed.get_untracked();
        sealed.retain(|it| it.person != who.person.id);
        if 0 < n {
            sealed.push(Sealed { person: who.person.id, name: text::masked_name(&who.person.name), n });
        }
        self.machine.remember(SEALED, &sealed);
        self.sealed.set(sealed);
    }

    /// Reacts to the phase of the sync engine.
    pub fn heed(&self, phase: &Phase) {
        match phase {
            Phase::SignedOut | Phase::WrongPerson => self.has_ended.set(true),
            Phase::PasswordDue => self.note_password_due(true),
            Phase::Disabled => {
                let session = *self;
                spawn_local(async move { session.wipe().await });
            }
            _ => {}
        }
    }

    /// Forgets the pictures of the last screens when the person sees more or less of sensitive fields than before.
    pub fn heed_sight(&self, seen: &str) {
        if self.machine.recall::<String>(SIGHT).as_deref() != Some(seen) {
            self.machine.forget(SCREENS);
            self.machine.remember(SIGHT, &seen.to_owned());
        }
    }

    async fn open(&self, who: SignedIn) {
        let browser = self.machine.browser();
        i18n::set_company(&who.company);
        let person = who.person.clone();
        self.remember(who);
        let opened = async {
            let store = browser.open_store(person.id).await?;
            let device = browser.device_id().of_person(person.id);
            let replica = sync::open(&*store, person, device).await?;
            Ok::<_, StoreError>((store, replica))
        };
        match opened.await {
            Ok((store, replica)) => {
                let (transport, device) = (browser.transport(), browser.device());
                let notebook = self.owner.get_value().with(|| Notebook::new(replica, store, transport, device));
                browser.start_sync(notebook);
                self.standing.set(SessionState::In(notebook));
                spawn_local(async move { notebook.tell_persistent(browser.persist().await) });
            }
            Err(error) => {
                self.storage_error.set(Some(error));
                self.standing.set(SessionState::Unstored);
            }
        }
    }

    /// Asks the server who is signed in. A failed request changes nothing.
    async fn ask(&self) {
        match api::session::current().await {
            Ok(who) if self.me.with_untracked(|it| it.as_ref().is_some_and(|me| me.person.id == who.person.id)) => self.remember(who),
            Ok(_) | Err(ApiError::SignedOut) => self.has_ended.set(true),
            Err(ApiError::Disabled) => self.wipe().await,
            Err(_) => {}
        }
    }

    /// Deletes all data of the person from this device.
    async fn wipe(&self) {
        let Some(who) = self.me.get_untracked() else { return };
        let browser = self.machine.browser();
        browser.stop_sync();
        self.standing.set(SessionState::Disabled);
        self.note_unsent(0);
        self.machine.forget(PERSON);
        self.machine.forget(SCREENS);
        self.machine.forget(SIGHT);
        self.machine.forget(&draft::key_of(who.person.id));
        self.me.set(None);
        self.note_wiping(who.person.id, true);
        let door = self.door.get_value();
        let _turn = door.lock().await;
        if browser.destroy_store(who.person.id).await.is_ok() {
            self.note_wiping(who.person.id, false);
        }
    }

    /// Deletes the stores of disabled people. What fails is tried again at the next start, unless the person was enabled and signed in meanwhile.
    async fn finish_wiping(&self) {
        let browser = self.machine.browser();
        // Whoever signs in takes the same turn, and is then no longer on the list.
        let door = self.door.get_value();
        let _turn = door.lock().await;
        for person in self.machine.recall::<Vec<PersonId>>(WIPING).unwrap_or_default() {
            if browser.destroy_store(person).await.is_ok() {
                self.note_wiping(person, false);
            }
        }
    }

    fn note_wiping(&self, person: PersonId, is_due: bool) {
        let mut wiping: Vec<PersonId> = self.machine.recall(WIPING).unwrap_or_default();
        wiping.retain(|it| *it != person);
        wiping.extend(is_due.then_some(person));
        if wiping.is_empty() { self.machine.forget(WIPING) } else { self.machine.remember(WIPING, &wiping) }
    }

    async fn finish_leaving(&self) {
        let door = self.door.get_value();
        let _turn = door.lock().await;
        let is_due = self.machine.recall::<bool>(LEAVING).unwrap_or_default();
        if is_due && api::session::sign_out().await.is_ok() {
            self.machine.forget(LEAVING);
        }
    }

    fn note_password_due(&self, is_due: bool) {
        if let Some(who) = self.me.get_untracked().filter(|it| it.must_change_password != is_due) {
            self.remember(SignedIn { must_change_password: is_due, ..who });
        }
    }

    fn remember(&self, who: SignedIn) {
        i18n::set_company(&who.company);
        self.machine.remember(PERSON, &who);
        self.me.set(Some(who));
    }
}

// The parts of a session that need the sync engine are in the file of the app. Only these functions lead there from the first file.

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
fn begin(session: Session, who: String) -> Result<Later<()>, Unloaded> {
    Ok(Box::pin(async move {
        match serde_json::from_str::<SignedIn>(&who) {
            Ok(who) => {
                session.open(who).await;
                session.ask().await;
                session.finish_wiping().await;
            }
            // Written by a version that described people otherwise.
            Err(_) => {
                session.standing.set(SessionState::Out);
                session.finish_wiping().await;
                session.finish_leaving().await;
            }
        }
    }))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
fn finish(session: Session) -> Result<Later<()>, Unloaded> {
    Ok(Box::pin(async move {
        session.finish_wiping().await;
        session.finish_leaving().await;
    }))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
fn sign_in(session: Session, account: String, password: String) -> Result<Later<Result<(), ApiError>>, Unloaded> {
    Ok(Box::pin(async move { session.sign_in_now(account, password).await }))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
fn open_again(session: Session, who: SignedIn) -> Result<Later<()>, Unloaded> {
    Ok(Box::pin(async move { session.open(who).await }))
}
