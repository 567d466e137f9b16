//! What a table keeps while its page is open, and the layout that the device keeps.

use leptos::prelude::*;

use super::column::ColumnHead;
use super::layout::{ColumnPlan, GridLayout, PlacedColumn};
use super::picks::Picks;
use crate::state::Machine;
use crate::t;
use crate::ui::kit::{Icon, icons};

/// A table of a page: its selection, and its columns as the person arranged them.
#[derive(Clone, Copy)]
pub struct GridState {
    /// The name under which the device keeps the layout.
    name: &'static str,
    pub picks: Picks,
    pub(super) layout: RwSignal<GridLayout>,
    /// The columns in the table's own order.
    pub(super) heads: StoredValue<Vec<ColumnHead>>,
    /// Whether the person is choosing columns.
    pub(super) is_arranging: RwSignal<bool>,
    /// Copies the selected rows, or all if none is selected.
    pub(super) copy: StoredValue<Option<Callback<()>>>,
    machine: Option<Machine>,
}

impl GridState {
    /// The table of this name, with the layout that the device keeps.
    pub fn of(name: &'static str, picks: Picks) -> GridState {
        let machine = use_context::<Machine>();
        let layout = machine.and_then(|it| it.recall(&key(name))).unwrap_or_default();
        GridState {
            name,
            picks,
            layout: RwSignal::new(layout),
            heads: StoredValue::new(Vec::new()),
            is_arranging: RwSignal::new(false),
            copy: StoredValue::new(None),
            machine,
        }
    }

    /// Changes the layout and keeps it.
    pub(super) fn arrange(self, change: impl FnOnce(&mut GridLayout, &[ColumnPlan])) {
        let plans = self.plans();
        self.layout.update(|layout| change(layout, &plans));
        self.keep();
    }

    /// Keeps the layout on the device; forgets it if nothing is changed.
    pub(super) fn keep(self) {
        let layout = self.layout.get_untracked();
        match self.machine {
            Some(machine) if layout == GridLayout::default() => machine.forget(&key(self.name)),
            Some(machine) => machine.remember(&key(self.name), &layout),
            None => {}
        }
    }

    /// All columns in the person's order. Tracked.
    pub(super) fn arranged(self) -> Vec<PlacedColumn> {
        let plans = self.plans();
        self.layout.with(|it| it.arranged(&plans))
    }

    fn plans(self) -> Vec<ColumnPlan> {
        self.heads.with_value(|heads| heads.iter().map(|it| it.plan).collect())
    }

    pub(super) fn head(self, at: usize) -> Option<ColumnHead> {
        self.heads.with_value(|it| it.get(at).copied())
    }
}

/// Layouts belong to the device, like its language: see `preferences` in the browser's half.
fn key(name: &str) -> String {
    format!("table.{name}")
}

/// The buttons of a table: copies it, and chooses its columns.
#[component]
pub fn GridTools(grid: GridState) -> impl IntoView {
    let copy = move |_| grid.copy.get_value().iter().for_each(|it| it.run(()));
    view! {
        <div class="flex shrink-0 gap-1">
            <button type="button" class="btn btn-ghost min-h-11" on:click=copy>
                <Icon name=icons::COPY/>
                {move || t!("kit.grid.copy")}
            </button>
            <button type="button" class="btn btn-ghost min-h-11" on:click=move |_| grid.is_arranging.set(true)>
                <Icon name=icons::COLUMNS/>
                {move || t!("kit.grid.columns")}
            </button>
        </div>
    }
    .into_any()
}
