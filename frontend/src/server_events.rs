//! Server-sent events. An event says only that something changed; the next exchange fetches it. Only a visible page listens: browsers allow few
//! connections to one server, and hidden tabs hear from the visible one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::JsValue;
use web_sys::EventSource;

use crate::js::{is_visible, listen};
use crate::wake::{Reason, Wake};

const ADDRESS: &str = "/api/v1/events";
/// Event names: the connection is open (earlier changes were missed), and something changed.
const WORDS: [&str; 2] = ["ready", "changed"];

/// The event connection, open or not.
pub struct ServerEvents {
    source: RefCell<Option<EventSource>>,
    wake: Wake,
}

impl ServerEvents {
    /// Does not connect yet; see [`ServerEvents::keep`].
    pub fn new(wake: Wake) -> ServerEvents {
        ServerEvents { source: RefCell::new(None), wake }
    }

    /// Connects while the page is visible. Called whenever the server was reached: the browser reconnects by itself after a lost connection, but
    /// not after a refused one.
    pub fn keep(&self) {
        if !is_visible() {
            return self.close();
        }
        let is_listening = self.source.borrow().as_ref().is_some_and(|it| it.ready_state() != EventSource::CLOSED);
        if is_listening {
            return;
        }
        self.close();
        let Ok(source) = EventSource::new(ADDRESS) else { return };
        let was_open = Rc::new(Cell::new(false));
        for word in WORDS {
            let (wake, was_open) = (self.wake.clone(), Rc::clone(&was_open));
            listen(&source, word, move |_: JsValue| {
                was_open.set(true);
                wake.up(Reason::Work);
            });
        }
        // If an open connection is refused on reconnect, the next exchange finds out why. One that never opened needs no exchange.
        let (wake, its_source) = (self.wake.clone(), source.clone());
        listen(&source, "error", move |_: JsValue| {
            if its_source.ready_state() == EventSource::CLOSED && was_open.replace(false) {
                wake.up(Reason::Work);
            }
        });
        *self.source.borrow_mut() = Some(source);
    }

    /// Closes the connection.
    pub fn close(&self) {
        if let Some(source) = self.source.take() {
            source.close();
        }
    }
}

impl Drop for ServerEvents {
    fn drop(&mut self) {
        self.close();
    }
}
