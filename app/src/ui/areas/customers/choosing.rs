//! Selection of several customers in the list, for bulk actions.

use std::sync::Arc;

use domain::values::ids::CustomerId;
use leptos::prelude::*;
use uuid::Uuid;

use crate::state::customer_index::Indexed;
use crate::ui::kit::Picks;

/// The selected customers.
#[derive(Clone, Copy)]
pub struct Choosing {
    /// Whether selection mode is on; a phone shows checkboxes only in it.
    pub is_on: RwSignal<bool>,
    /// The selection itself, which the table of a desk shares.
    pub picks: Picks,
}

impl Choosing {
    /// Selection mode off, nothing selected.
    pub fn off() -> Choosing {
        Choosing { is_on: RwSignal::new(false), picks: Picks::none() }
    }

    /// Ends selection mode and clears the selection.
    pub fn end(self) {
        self.is_on.set(false);
        self.picks.clear();
    }

    pub fn has(self, id: CustomerId) -> bool {
        self.picks.has(id.0)
    }

    /// Toggles one customer.
    pub fn turn(self, id: CustomerId) {
        self.picks.turn(id.0);
    }

    /// Selects all of these, or deselects them if all are selected.
    pub fn turn_all(self, all: &[Arc<Indexed>]) {
        self.picks.turn_all(&ids(all));
    }

    /// Deselects a finished customer, even if the list is gone by now.
    pub fn drop(self, id: CustomerId) {
        self.picks.drop(id.0);
    }

    /// The selected customers among those shown: ones hidden by the search or a filter do not count.
    pub fn of(self, shown: &[Arc<Indexed>]) -> Vec<Arc<Indexed>> {
        shown.iter().filter(|it| self.has(it.id)).cloned().collect()
    }
}

fn ids(of: &[Arc<Indexed>]) -> Vec<Uuid> {
    of.iter().map(|it| it.id.0).collect()
}
