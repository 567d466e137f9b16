//! The service worker: registered once the page has loaded, and checked for new versions from time to time. A new version waits until the person
//! accepts it. Only the page where it was accepted reloads; other pages announce it again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

use crate::js::{document, get, is_visible, listen, window};

const ADDRESS: &str = "/sw.js";
/// Message that makes the waiting worker take over.
const TAKE_OVER: &str = "skipWaiting";
/// How often to check for a new version.
const ASK_EVERY: Duration = Duration::from_secs(3_600);
/// Minimum time between checks when the page becomes visible, in milliseconds.
const ASK_AGAIN_MS: f64 = 600_000.0;

/// State of this page's version and of newer ones.
#[derive(Default)]
pub struct Versions {
    waiting: RefCell<Option<ServiceWorker>>,
    /// Another page let the new version take over.
    is_overtaken: Cell<bool>,
    is_taken: Cell<bool>,
    tell: RefCell<Option<Rc<dyn Fn()>>>,
}

impl Versions {
    /// Registers the worker after the page has loaded.
    pub fn watch() -> Rc<Versions> {
        let versions = Rc::new(Versions::default());
        // Absent on insecure addresses: the app works, but only with a network.
        if !get(&window().navigator(), "serviceWorker").is_undefined() {
            let watching = Rc::clone(&versions);
            when_loaded(move || spawn_local(async move { watching.register().await }));
        }
        versions
    }

    /// Sets the callback for a new version. Calls it at once if one is already waiting or has taken over.
    pub fn on_new(&self, tell: Rc<dyn Fn()>) {
        if self.waiting.borrow().is_some() || self.is_overtaken.get() {
            tell();
        }
        *self.tell.borrow_mut() = Some(tell);
    }

    /// Lets the new version take over, then reloads the page.
    pub fn take(&self) {
        self.is_taken.set(true);
        match self.waiting.take() {
            Some(waiting) if waiting.post_message(&JsValue::from_str(TAKE_OVER)).is_ok() => {}
            _ => reload(),
        }
    }

    async fn register(self: Rc<Self>) {
        let container = window().navigator().service_worker();
        // Registration fails in a private window or on a server error: proceed without a worker.
        let Ok(registration) = JsFuture::from(container.register(ADDRESS)).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if let Some(waiting) = registration.waiting() {
            self.found(&container, waiting);
        }
        let (versions, its_container, its_registration) = (Rc::clone(&self), container.clone(), registration.clone());
        listen(&registration, "updatefound", move |_: JsValue| {
            let Some(installing) = its_registration.installing() else { return };
            let (versions, container, worker) = (Rc::clone(&versions), its_container.clone(), installing.clone());
            listen(&installing, "statechange", move |_: JsValue| {
                if worker.state() == ServiceWorkerState::Installed {
                    versions.found(&container, worker.clone());
                }
            });
        });
        // The first worker taking control is not a new version.
        let was_in_charge = Cell::new(container.controller().is_some());
        listen(&container, "controllerchange", move |_: JsValue| {
            if self.is_taken.get() {
                reload();
            } else if was_in_charge.replace(true) {
                self.waiting.take();
                self.is_overtaken.set(true);
                self.say();
            }
        });
        keep_asking(registration);
    }

    /// Announces an installed, waiting worker unless it is the first one.
    fn found(&self, container: &ServiceWorkerContainer, worker: ServiceWorker) {
        if container.controller().is_some() {
            *self.waiting.borrow_mut() = Some(worker);
            self.say();
        }
    }

    fn say(&self) {
        let tell = self.tell.borrow().clone();
        if let Some(tell) = tell {
            tell();
        }
    }
}

fn keep_asking(registration: ServiceWorkerRegistration) {
    let asked_at = Cell::new(js_sys::Date::now());
    let again = registration.clone();
    listen(&document(), "visibilitychange", move |_: JsValue| {
        let now = js_sys::Date::now();
        if is_visible() && asked_at.get() + ASK_AGAIN_MS < now {
            asked_at.set(now);
            ask(&again);
        }
    });
    spawn_local(async move {
        loop {
            TimeoutFuture::new(u32::try_from(ASK_EVERY.as_millis()).unwrap_or(u32::MAX)).await;
            ask(&registration);
        }
    });
}

/// Checks for a new version. Ignores failures, as without a network.
fn ask(registration: &ServiceWorkerRegistration) {
    if let Ok(asked) = registration.update() {
        spawn_local(async move { drop(JsFuture::from(asked).await) });
    }
}

fn when_loaded(go: impl FnOnce() + 'static) {
    if document().ready_state() == "complete" {
        return go();
    }
    let mut go = Some(go);
    listen(&window(), "load", move |_: JsValue| {
        if let Some(go) = go.take() {
            go();
        }
    });
}

fn reload() {
    // Fails only if the page is already unloading.
    let _reloading = window().location().reload();
}
