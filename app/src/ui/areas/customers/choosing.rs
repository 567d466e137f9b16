//! Selection of several customers in the list, for bulk actions.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::values::ids::CustomerId;
use leptos::prelude::*;

use crate::state::customer_index::Indexed;

/// The selected customers, in selection mode.
#[derive(Clone, Copy)]
pub struct Choosing {
    /// Whether selection mode is on.
    pub is_on: RwSignal<bool>,
    chosen: RwSignal<BTreeSet<CustomerId>>,
}

impl Choosing {
    /// Selection mode off, nothing selected.
    pub fn off() -> Choosing {
        Choosing { is_on: RwSignal::new(false), chosen: RwSignal::new(BTreeSet::new()) }
    }

    /// Ends selection mode and clears the selection.
    pub fn end(self) {
        self.is_on.set(false);
        self.chosen.set(BTreeSet::new());
    }

    pub fn has(self, id: CustomerId) -> bool {
        self.chosen.with(|it| it.contains(&id))
    }

    /// Toggles one customer.
    pub fn turn(self, id: CustomerId) {
        self.chosen.update(|chosen| {
            if !chosen.remove(&id) {
                chosen.insert(id);
            }
        });
    }

    /// Selects all of these, or deselects them if all are selected.
    pub fn turn_all(self, all: &[Arc<Indexed>]) {
        let are_chosen = self.chosen.with_untracked(|chosen| all.iter().all(|it| chosen.contains(&it.id)));
        self.chosen.update(|chosen| match are_chosen {
            true => chosen.retain(|id| all.iter().all(|it| it.id != *id)),
            false => chosen.extend(all.iter().map(|it| it.id)),
        });
    }

    /// Deselects a finished customer, even if the list is gone by now.
    pub fn drop(self, id: CustomerId) {
        let _ = self.chosen.try_update(|it| it.remove(&id));
    }

    /// The selected customers among those shown: ones hidden by the search or a filter do not count.
    pub fn of(self, shown: &[Arc<Indexed>]) -> Vec<Arc<Indexed>> {
        self.chosen.with(|chosen| shown.iter().filter(|it| chosen.contains(&it.id)).cloned().collect())
    }
}
