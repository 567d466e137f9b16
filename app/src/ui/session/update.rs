//! A new version of the app that waits until the person is ready.

use std::rc::Rc;

use leptos::prelude::*;

use crate::state::Machine;

/// Whether a new version waits.
#[derive(Clone, Copy)]
pub struct Update {
    machine: Machine,
    is_waiting: RwSignal<bool>,
}

impl Update {
    /// Listens for new versions.
    pub fn watch(machine: Machine) -> Update {
        let is_waiting = RwSignal::new(false);
        machine.browser().on_new_version(Rc::new(move || is_waiting.set(true)));
        Update { machine, is_waiting }
    }

    /// Whether one waits.
    pub fn is_waiting(&self) -> bool {
        self.is_waiting.get()
    }

    /// Not now; it is offered again at the next start.
    pub fn later(&self) {
        self.is_waiting.set(false);
    }

    /// Now: the page is loaded again. Drafts and outbox are on disk.
    pub fn take(&self) {
        self.machine.browser().take_new_version();
    }
}
