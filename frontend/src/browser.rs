//! This browser: implements the browser port with the parts below.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use app::api::ApiError;
use app::api::delivery::Subscription;
use app::local::Notebook;
use app::ports::{Browser, Device, FileWay, LocalStore, Prepared, PushError, PushStanding, StoreError, Transport, Unfit};
use async_trait::async_trait;
use domain::values::ids::{DeviceId, PersonId};
use leptos::logging;
use leptos::wasm_split::SplitLoaderError;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::device::ThisDevice;
use crate::js::{document, listen, window};
use crate::service_worker::Versions;
use crate::sync_loop::SyncLoop;
use crate::transport::ServerTransport;
use crate::{camera, clipboard, files, inside, locks, preferences, push, storage};

/// The browser this page runs in.
pub struct ThisBrowser {
    device_id: DeviceId,
    versions: Rc<Versions>,
    sync: Rc<RefCell<Option<SyncLoop>>>,
    /// How often a loop was stopped: one whose start was still pending then must not run.
    n_stops: Rc<Cell<u64>>,
}

impl ThisBrowser {
    /// Registers the page's event listeners. Call once.
    pub fn new() -> ThisBrowser {
        let sync: Rc<RefCell<Option<SyncLoop>>> = Rc::default();
        let with_loop = |tell: fn(&SyncLoop)| {
            let sync = Rc::clone(&sync);
            move |_: JsValue| {
                if let Some(sync) = &*sync.borrow() {
                    tell(sync);
                }
            }
        };
        listen(&window(), "online", with_loop(SyncLoop::hope));
        // When offline, a sync attempt fails at once and reports it, so the person knows.
        listen(&window(), "offline", with_loop(SyncLoop::hope));
        // A page restored from the back/forward cache has missed every event since it was frozen.
        listen(&window(), "pageshow", with_loop(SyncLoop::seen));
        listen(&document(), "visibilitychange", with_loop(SyncLoop::seen));
        ThisBrowser { device_id: preferences::device_id(), versions: Versions::watch(), sync, n_stops: Rc::default() }
    }
}

#[async_trait(?Send)]
impl Browser for ThisBrowser {
    fn device(&self) -> Rc<dyn Device> {
        Rc::new(ThisDevice)
    }

    fn transport(&self) -> Rc<dyn Transport> {
        Rc::new(ServerTransport)
    }

    fn device_id(&self) -> DeviceId {
        self.device_id
    }

    async fn open_store(&self, person: PersonId) -> Result<Rc<dyn LocalStore>, StoreError> {
        inside::open_store(person).await.map_err(unloaded)?.await
    }

    async fn open_files(&self, person: PersonId) -> Result<Rc<dyn LocalStore>, StoreError> {
        inside::open_files(person).await.map_err(unloaded)?.await
    }

    async fn file_way(&self) -> Result<Rc<dyn FileWay>, ApiError> {
        inside::file_way().await.map_err(|_| ApiError::Offline)
    }

    async fn characters(&self) -> Option<String> {
        let named = document().query_selector("meta[name=dabiao-han]").ok().flatten()?;
        inside::characters(named.get_attribute("content")?).await.ok()?.await
    }

    async fn prepare(&self, field: web_sys::HtmlInputElement) -> Vec<Result<Prepared, Unfit>> {
        match inside::prepare(field).await {
            Ok(prepared) => prepared.await,
            Err(_) => vec![Err(Unfit::Unreadable)],
        }
    }

    fn show_bytes(&self, bytes: &[u8], media_type: &str) -> Option<String> {
        camera::show(bytes, media_type)
    }

    fn hide_bytes(&self, address: &str) {
        camera::hide(address);
    }

    async fn hold(&self, name: &str) -> Box<dyn std::any::Any> {
        Box::new(locks::hold(name).await)
    }

    async fn destroy_store(&self, person: PersonId) -> Result<(), StoreError> {
        inside::destroy_store(person).await.map_err(unloaded)?.await
    }

    fn remembered(&self, key: &str) -> Option<String> {
        preferences::remembered(key)
    }

    fn remember(&self, key: &str, value: Option<&str>) {
        preferences::remember(key, value);
    }

    async fn persist(&self) -> bool {
        storage::persist().await
    }

    fn save_file(&self, name: &str, text: &str) {
        if let Err(thrown) = files::save(name, text) {
            logging::error!("{name} was not saved: {thrown:?}");
        }
    }

    async fn copy_text(&self, text: &str) -> bool {
        clipboard::copy(text).await.is_ok()
    }

    fn has_selected_text(&self) -> bool {
        clipboard::has_selected_text()
    }

    fn start_sync(&self, notebook: Notebook) {
        // Ends the old loop before the new one starts.
        self.stop_sync();
        let (sync, n_stops) = (Rc::clone(&self.sync), Rc::clone(&self.n_stops));
        let n_before = n_stops.get();
        spawn_local(async move {
            // Cannot fail: a notebook is only open where the file of the app is loaded.
            let started = inside::start_sync(notebook).await;
            if n_stops.get() == n_before {
                *sync.borrow_mut() = started.ok();
            }
        });
    }

    fn stop_sync(&self) {
        self.n_stops.set(self.n_stops.get() + 1);
        self.sync.take();
    }

    fn sync_now(&self) {
        if let Some(sync) = &*self.sync.borrow() {
            sync.hope();
        }
    }

    fn on_new_version(&self, tell: Rc<dyn Fn()>) {
        self.versions.on_new(tell);
    }

    fn take_new_version(&self) {
        self.versions.take();
    }

    fn push_standing(&self) -> PushStanding {
        push::standing()
    }

    async fn subscribe_push(&self, server_key: &str) -> Result<Subscription, PushError> {
        inside::subscribe_push(server_key.to_owned()).await.map_err(|_| PushError::Unreachable)?.await
    }

    async fn unsubscribe_push(&self) {
        push::unsubscribe().await;
    }

    fn languages(&self) -> Vec<String> {
        window().navigator().languages().iter().filter_map(|it| it.as_string()).collect()
    }

    fn dress(&self, language: &str, theme: Option<&str>) {
        let Some(root) = document().document_element() else { return };
        // Fails only for invalid attribute names.
        let _lang = root.set_attribute("lang", language);
        let _theme = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// Cannot happen while the app is open, which is in the same file as the stores.
fn unloaded(error: SplitLoaderError) -> StoreError {
    StoreError::Unavailable(error.to_string())
}
