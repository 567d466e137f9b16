//! The browser interface: opens a person's stores, remembers small values, saves files, and runs the sync loop.

use std::rc::Rc;

use async_trait::async_trait;
use domain::values::ids::{DeviceId, PersonId};
use leptos::web_sys;

use super::{Device, FileWay, LocalStore, Prepared, StoreError, Transport, Unfit};
use crate::api::ApiError;
use crate::api::delivery::Subscription;
use crate::local::Notebook;

/// Whether this browser can receive push messages while no page is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushStanding {
    Unsupported,
    /// Only once the app is on the home screen (iPhone, iPad).
    NeedsInstalling,
    /// The user or the system denied it.
    Denied,
    /// It is granted, or can be requested.
    Possible,
}

/// Why a push subscription failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushError {
    /// The user denied it.
    Denied,
    /// The browser vendor's push service cannot be reached, or it refused.
    Unreachable,
}

/// The browser. One value for the life of the page.
#[async_trait(?Send)]
pub trait Browser {
    /// The device's clock and id generator.
    fn device(&self) -> Rc<dyn Device>;
    /// The connection to the server.
    fn transport(&self) -> Rc<dyn Transport>;
    /// The id of this browser profile, created at the first start and then kept.
    fn device_id(&self) -> DeviceId;
    /// Opens the store of one person. Each person has a separate database, so that nobody sees or sends another's work.
    async fn open_store(&self, person: PersonId) -> Result<Rc<dyn LocalStore>, StoreError>;
    /// Opens the store of one person's photos and files: a separate database, so that a full one does not block other work.
    async fn open_files(&self, person: PersonId) -> Result<Rc<dyn LocalStore>, StoreError>;
    /// The connection for uploading files.
    async fn file_way(&self) -> Result<Rc<dyn FileWay>, ApiError>;
    /// The table of Chinese characters as text ([`domain::values::search::Han`]), from the server or from the cache.
    async fn characters(&self) -> Option<String>;
    /// Reads the photos and files that the user chose, shrinks large photos, and empties the field for the next choice.
    async fn prepare(&self, field: web_sys::HtmlInputElement) -> Vec<Result<Prepared, Unfit>>;
    /// An address under which this page can show the bytes, valid until [`Browser::hide_bytes`].
    fn show_bytes(&self, bytes: &[u8], media_type: &str) -> Option<String>;
    /// Releases such an address.
    fn hide_bytes(&self, address: &str);
    /// Waits until no other tab holds the lock of this name. Held until the value is dropped.
    async fn hold(&self, name: &str) -> Box<dyn std::any::Any>;
    /// Deletes a person's stores. Only for a disabled person, whose device must hold nothing.
    async fn destroy_store(&self, person: PersonId) -> Result<(), StoreError>;

    /// A small value remembered on this device (language, theme, last person, drafts). Never a record.
    fn remembered(&self, key: &str) -> Option<String>;
    /// Stores or deletes a small value. Best effort: full or disabled storage is not an error.
    fn remember(&self, key: &str, value: Option<&str>);

    /// Asks the browser to keep the store permanently. The result is shown to the user.
    async fn persist(&self) -> bool;
    /// Offers a text as a file to save.
    fn save_file(&self, name: &str, text: &str);
    /// Puts a text on the clipboard; `false` if the browser refuses.
    async fn copy_text(&self, text: &str) -> bool;
    /// Whether the user has selected text on the page, which Ctrl-C then copies.
    fn has_selected_text(&self) -> bool;

    /// Keeps this notebook in sync until [`Browser::stop_sync`]. One tab talks to the server: on start, when the network returns, when the page
    /// becomes visible, after each commit, when the server signals a change, and every 30 s. It notifies the other tabs of what it wrote.
    fn start_sync(&self, notebook: Notebook);
    /// Stops the sync loop, at sign-out.
    fn stop_sync(&self);
    /// Syncs now, at the user's request.
    fn sync_now(&self);

    /// Registers a callback for when a new version of the app waits to be activated.
    fn on_new_version(&self, tell: Rc<dyn Fn()>);
    /// Activates the waiting version and reloads the page. Drafts and outbox are on disk.
    fn take_new_version(&self);

    /// Whether this browser can receive push messages while no page is open.
    fn push_standing(&self) -> PushStanding;
    /// Asks for permission and returns a push subscription that only the server with this key can use.
    async fn subscribe_push(&self, server_key: &str) -> Result<Subscription, PushError>;
    /// Cancels the push subscription.
    async fn unsubscribe_push(&self);

    /// The languages the browser prefers, best first.
    fn languages(&self) -> Vec<String>;
    /// Sets the language and theme of the document (`lang`, `data-theme`). `None` follows the system's theme.
    fn dress(&self, language: &str, theme: Option<&str>);
}
