//! The server tells that something changed; what, is asked for by the next exchange. Only a page that is seen listens: browsers allow few
//! connections to one server, and hidden tabs hear from the seen one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::JsValue;
use web_sys::EventSource;

use crate::js::{is_visible, listen};
use crate::wake::{Reason, Wake};

const ADDRESS: &str = "/api/v1/events";
/// What the server says: the line is open (what happened before that was not heard), and something changed.
const WORDS: [&str; 2] = ["ready", "changed"];

/// The connection, when there is one.
pub struct ServerEvents {
    source: RefCell<Option<EventSource>>,
    wake: Wake,
}

impl ServerEvents {
    /// Not yet listening.
    pub fn new(wake: Wake) -> ServerEvents {
        ServerEvents { source: RefCell::new(None), wake }
    }

    /// Listens while the page is seen. Called whenever the server was reached: the browser reconnects by itself after a lost connection, but
    /// gives up after a refused one.
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
        // A line that was open and is refused now: the next exchange says why. A line that never opened is no news.
        let (wake, its_source) = (self.wake.clone(), source.clone());
        listen(&source, "error", move |_: JsValue| {
            if its_source.ready_state() == EventSource::CLOSED && was_open.replace(false) {
                wake.up(Reason::Work);
            }
        });
        *self.source.borrow_mut() = Some(source);
    }

    /// Listens no more.
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
