//! The browser as the app sees it: where a person's store is opened, small facts are remembered, files are saved, and sync is kept going.

use std::rc::Rc;

use async_trait::async_trait;
use domain::values::ids::{DeviceId, PersonId};
use leptos::web_sys;

use super::{Device, FileWay, LocalStore, Prepared, StoreError, Transport, Unfit};
use crate::api::delivery::Subscription;
use crate::local::Notebook;

/// Whether this browser can be rung while no page is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushStanding {
    /// It cannot.
    Unsupported,
    /// It can once the app is on the home screen (iPhone, iPad).
    NeedsInstalling,
    /// The person, or the system, said no.
    Denied,
    /// It can, or may be asked.
    Possible,
}

/// Why a browser gave out no address to be rung at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushError {
    /// The person said no.
    Denied,
    /// Its maker's push service cannot be reached, or would not.
    Unreachable,
}

/// The browser. One value for the life of the page.
#[async_trait(?Send)]
pub trait Browser {
    /// Its clock and dice.
    fn device(&self) -> Rc<dyn Device>;
    /// The way to the server.
    fn transport(&self) -> Rc<dyn Transport>;
    /// This browser profile; made at the first start, the same ever after.
    fn device_id(&self) -> DeviceId;
    /// Opens the store of one person; every person has a database of their own, so one never sees or sends another's work.
    async fn open_store(&self, person: PersonId) -> Result<Rc<dyn LocalStore>, StoreError>;
    /// Opens the store of one person's photos and files: another database, so that a full one cannot stand in the way of work.
    async fn open_files(&self, person: PersonId) -> Result<Rc<dyn LocalStore>, StoreError>;
    /// The way of their bytes to the server.
    fn file_way(&self) -> Rc<dyn FileWay>;
    /// The table of Chinese characters as text ([`domain::values::search::Han`]): from the server, or from what was kept of it.
    async fn characters(&self) -> Option<String>;
    /// Reads the photos and files that a person chose, makes photos no larger than needed, and empties the field for the next choice.
    async fn prepare(&self, field: web_sys::HtmlInputElement) -> Vec<Result<Prepared, Unfit>>;
    /// An address under which this page can show bytes; good until [`Browser::hide_bytes`].
    fn show_bytes(&self, bytes: &[u8], media_type: &str) -> Option<String>;
    /// Gives such an address up.
    fn hide_bytes(&self, address: &str);
    /// Waits until no other tab holds what is called this; held until the value is dropped.
    async fn hold(&self, name: &str) -> Box<dyn std::any::Any>;
    /// Deletes a person's stores; only for somebody who was disabled and whose device must hold nothing.
    async fn destroy_store(&self, person: PersonId) -> Result<(), StoreError>;

    /// A small fact remembered on this device (language, theme, last person, drafts): never a record.
    fn remembered(&self, key: &str) -> Option<String>;
    /// Remembers or forgets a small fact. Best effort: a full or closed storage is no error.
    fn remember(&self, key: &str, value: Option<&str>);

    /// Asks the browser to keep the store for good; the answer is shown.
    async fn persist(&self) -> bool;
    /// Offers a text as a file to save.
    fn save_file(&self, name: &str, text: &str);

    /// Keeps this notebook in sync until [`Browser::stop_sync`]: one tab talks to the server, on start, when the network returns, when the page
    /// becomes visible, after each commit, when the server tells of a change, and every 30 s; the other tabs hear of what it wrote.
    fn start_sync(&self, notebook: Notebook);
    /// Ends it, at sign-out.
    fn stop_sync(&self);
    /// Sync now: the person asked.
    fn sync_now(&self);

    /// Calls back when a new version of the app waits to take over.
    fn on_new_version(&self, tell: Rc<dyn Fn()>);
    /// Lets the waiting version take over and reloads the page. Drafts and outbox are on disk.
    fn take_new_version(&self);

    /// Whether it can be rung while no page is open.
    fn push_standing(&self) -> PushStanding;
    /// Asks the person, and gives out where it is rung from now on, for the server of this key alone.
    async fn subscribe_push(&self, server_key: &str) -> Result<Subscription, PushError>;
    /// Takes the address back.
    async fn unsubscribe_push(&self);

    /// The languages the browser prefers, best first.
    fn languages(&self) -> Vec<String>;
    /// Says the language and the theme to the document (`lang`, `data-theme`); no theme follows the system.
    fn dress(&self, language: &str, theme: Option<&str>);
}
