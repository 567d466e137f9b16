//! Choosing several customers of the list, to do the same with all of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::values::ids::CustomerId;
use leptos::prelude::*;

use crate::state::customer_index::Indexed;

/// The customers that are chosen, while some are being chosen.
#[derive(Clone, Copy)]
pub struct Choosing {
    /// Whether the list is for choosing.
    pub is_on: RwSignal<bool>,
    chosen: RwSignal<BTreeSet<CustomerId>>,
}

impl Choosing {
    /// Nothing chosen, and the list for reading.
    pub fn off() -> Choosing {
        Choosing { is_on: RwSignal::new(false), chosen: RwSignal::new(BTreeSet::new()) }
    }

    /// The list is for reading again.
    pub fn end(self) {
        self.is_on.set(false);
        self.chosen.set(BTreeSet::new());
    }

    /// Whether this one is chosen.
    pub fn has(self, id: CustomerId) -> bool {
        self.chosen.with(|it| it.contains(&id))
    }

    /// Chooses it, or no longer.
    pub fn turn(self, id: CustomerId) {
        self.chosen.update(|it| {
            if !it.remove(&id) {
                it.insert(id);
            }
        });
    }

    /// Chooses all of these, or none of them when all are chosen.
    pub fn turn_all(self, all: &[Arc<Indexed>]) {
        let are_chosen = self.chosen.with_untracked(|chosen| all.iter().all(|it| chosen.contains(&it.id)));
        self.chosen.update(|chosen| match are_chosen {
            true => chosen.retain(|id| all.iter().all(|it| it.id != *id)),
            false => chosen.extend(all.iter().map(|it| it.id)),
        });
    }

    /// It is done with, wherever the list is by now.
    pub fn drop(self, id: CustomerId) {
        let _ = self.chosen.try_update(|it| it.remove(&id));
    }

    /// What is chosen of what is in sight: a choice that the search or a filter hides is not meant.
    pub fn of(self, shown: &[Arc<Indexed>]) -> Vec<Arc<Indexed>> {
        self.chosen.with(|chosen| shown.iter().filter(|it| chosen.contains(&it.id)).cloned().collect())
    }
}
