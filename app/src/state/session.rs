//! Who uses this device. The remembered person's book opens at once from disk, network or not; the server is asked afterwards. Whatever it
//! answers, work stays where it is: only somebody who was disabled leaves nothing behind.

use std::rc::Rc;

use domain::values::ids::PersonId;
use domain::values::text;
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::{Machine, draft};
use crate::api::session::SignedIn;
use crate::api::{self, ApiError};
use crate::i18n;
use crate::local::{Notebook, Phase};
use crate::ports::StoreError;
use crate::sync;

/// The last person, as the server described them.
const PERSON: &str = "person";
/// Unsent work of people who are not here now.
const SEALED: &str = "sealed";
/// The person left without a network: the server has yet to be told.
const LEAVING: &str = "leaving";

/// What this device shows.
#[derive(Clone, Copy)]
pub enum Standing {
    /// The store is being opened.
    Opening,
    /// Nobody is here: sign in.
    Out,
    /// Somebody's book is open.
    In(Notebook),
    /// The person was disabled; nothing of theirs is left on this device.
    Disabled,
    /// The device's store cannot be opened.
    Unstored,
}

/// Unsent work of somebody who is not here now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Whose.
    pub person: PersonId,
    /// Their name, masked: whoever holds the phone reads it.
    pub name: String,
    /// How many records.
    pub n: usize,
}

/// Who uses this device.
#[derive(Clone, Copy)]
pub struct Session {
    machine: Machine,
    owner: StoredValue<Owner>,
    standing: RwSignal<Standing>,
    me: RwSignal<Option<SignedIn>>,
    has_ended: RwSignal<bool>,
    sealed: RwSignal<Vec<Sealed>>,
    storage_error: RwSignal<Option<StoreError>>,
    /// Held by whoever goes in or out: the cookie of the one must not be taken away by the late leaving of the other.
    door: StoredValue<Rc<Mutex<()>>, LocalStorage>,
}

impl Session {
    /// Opens what the last person left, or stands at the door.
    pub fn start(machine: Machine) -> Session {
        let session = Session {
            machine,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            standing: RwSignal::new(Standing::Opening),
            me: RwSignal::new(None),
            has_ended: RwSignal::new(false),
            sealed: RwSignal::new(machine.recall(SEALED).unwrap_or_default()),
            storage_error: RwSignal::new(None),
            door: StoredValue::new_local(Rc::default()),
        };
        match machine.recall::<SignedIn>(PERSON) {
            Some(who) => spawn_local(async move {
                session.open(who).await;
                session.ask().await;
            }),
            None => {
                session.standing.set(Standing::Out);
                spawn_local(async move { session.finish_leaving().await });
            }
        }
        session
    }

    /// What this device shows.
    pub fn standing(&self) -> Standing {
        self.standing.get()
    }

    /// The last person, as the server described them.
    pub fn me(&self) -> Option<SignedIn> {
        self.me.get()
    }

    /// Whether the server wants a new sign-in before it takes anything.
    pub fn has_ended(&self) -> bool {
        self.has_ended.get()
    }

    /// Whether the password was set by somebody else and must be changed first.
    pub fn must_change_password(&self) -> bool {
        self.me.with(|it| it.as_ref().is_some_and(|it| it.must_change_password))
    }

    /// Why the store could not be opened.
    pub fn storage_error(&self) -> Option<StoreError> {
        self.storage_error.get()
    }

    /// Unsent work of others on this device.
    pub fn sealed(&self) -> Vec<Sealed> {
        let me = self.me.with(|it| it.as_ref().map(|it| it.person.id));
        self.sealed.get().into_iter().filter(|it| Some(it.person) != me).collect()
    }

    /// Signs in; the same person goes on where they were, another one gets a book of their own.
    pub async fn sign_in(&self, account: String, password: String) -> Result<(), ApiError> {
        let browser = self.machine.browser();
        let door = self.door.get_value();
        let _turn = door.lock().await;
        let who = api::session::sign_in(account, password, browser.device_id()).await?;
        self.machine.forget(LEAVING);
        self.has_ended.set(false);
        let is_here = matches!(self.standing.get_untracked(), Standing::In(_));
        let is_same = self.me.with_untracked(|it| it.as_ref().is_some_and(|it| it.person.id == who.person.id));
        if is_here && is_same {
            self.remember(who);
            browser.sync_now();
            return Ok(());
        }
        browser.stop_sync();
        self.standing.set(Standing::Opening);
        self.open(who).await;
        Ok(())
    }

    /// Tells the server of a new password.
    pub async fn change_password(&self, old: String, new: String) -> Result<(), ApiError> {
        api::session::change_password(old, new).await?;
        self.note_password_due(false);
        // Until now the server would not listen.
        self.machine.browser().sync_now();
        Ok(())
    }

    /// Leaves. Unsent work stays sealed on this device; without a network the server is told later.
    pub async fn sign_out(&self) {
        self.machine.browser().stop_sync();
        self.machine.remember(LEAVING, &true);
        self.machine.forget(PERSON);
        self.me.set(None);
        self.has_ended.set(false);
        self.standing.set(Standing::Out);
        self.finish_leaving().await;
    }

    /// From a screen with nothing on it to the door.
    pub fn go_to_the_door(&self) {
        self.standing.set(Standing::Out);
    }

    /// Tries to open the store once more.
    pub fn open_again(&self) {
        let Some(who) = self.me.get_untracked() else { return self.go_to_the_door() };
        self.standing.set(Standing::Opening);
        let session = *self;
        spawn_local(async move { session.open(who).await });
    }

    /// Keeps in mind how much of this person's work waits, for when somebody else holds the phone.
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

    /// Draws the conclusions from what the sync engine met.
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
                self.standing.set(Standing::In(notebook));
                spawn_local(async move { notebook.tell_persistent(browser.persist().await) });
            }
            Err(error) => {
                self.storage_error.set(Some(error));
                self.standing.set(Standing::Unstored);
            }
        }
    }

    /// Asks the server who is signed in. No answer changes nothing.
    async fn ask(&self) {
        match api::session::current().await {
            Ok(who) if self.me.with_untracked(|it| it.as_ref().is_some_and(|it| it.person.id == who.person.id)) => self.remember(who),
            Ok(_) | Err(ApiError::SignedOut) => self.has_ended.set(true),
            Err(ApiError::Disabled) => self.wipe().await,
            Err(_) => {}
        }
    }

    /// Removes everything of the person from this device.
    async fn wipe(&self) {
        let Some(who) = self.me.get_untracked() else { return };
        let browser = self.machine.browser();
        browser.stop_sync();
        self.standing.set(Standing::Disabled);
        self.note_unsent(0);
        self.machine.forget(PERSON);
        self.machine.forget(&draft::key_of(who.person.id));
        self.me.set(None);
        // When it fails the store stays closed, and the next start of this person tries again: the server will not let them in.
        let _ = browser.destroy_store(who.person.id).await;
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
