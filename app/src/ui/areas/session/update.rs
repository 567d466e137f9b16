//! A new version of the app, installed when the user chooses.

use std::rc::Rc;

use leptos::prelude::*;

use crate::state::Machine;

/// Whether a new version is available.
#[derive(Clone, Copy)]
pub struct Update {
    machine: Machine,
    is_waiting: RwSignal<bool>,
}

impl Update {
    /// Starts listening for new versions.
    pub fn watch(machine: Machine) -> Update {
        let is_waiting = RwSignal::new(false);
        machine.browser().on_new_version(Rc::new(move || is_waiting.set(true)));
        Update { machine, is_waiting }
    }

    pub fn is_waiting(&self) -> bool {
        self.is_waiting.get()
    }

    /// Postpones the update to the next start.
    pub fn later(&self) {
        self.is_waiting.set(false);
    }

    /// Installs the new version by reloading the page. Drafts and outbox are on disk.
    pub fn take(&self) {
        self.machine.browser().take_new_version();
    }
}
