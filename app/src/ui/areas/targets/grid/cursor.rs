//! The place of the keyboard in the grid, and what is typed there.

use std::collections::BTreeMap;

use domain::decide::command::TargetChange;
use domain::figures::target_shape::TargetShape;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlInputElement, window};

use super::model::{GridLine, TargetGrid, TypedCells};
use super::paste::CellAt;
use crate::state::kpi_value;

/// What the parts of the grid share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct GridEdit {
    pub grid: Memo<TargetGrid>,
    /// The draft as text, so that a reload keeps it.
    pub words: RwSignal<String>,
    pub draft: Memo<TypedCells>,
    /// The cell that had the keyboard last.
    pub active: RwSignal<CellAt>,
    /// How a typed total is spread.
    pub shape: RwSignal<TargetShape>,
    /// What the rules refuse of the last attempt.
    pub refusals: Signal<Refusals>,
}

/// The column of the totals, which follows the periods.
pub fn total_column(grid: &TargetGrid) -> usize {
    grid.columns.len()
}

impl GridEdit {
    pub fn draft_of(words: RwSignal<String>) -> Memo<TypedCells> {
        Memo::new(move |_| words.with(|it| serde_json::from_str(it).unwrap_or_default()))
    }

    /// Types texts into cells. A text that says what stands anyway changes nothing.
    pub fn write(self, cells: impl IntoIterator<Item = (CellAt, String)>) {
        let mut draft = self.draft.get_untracked();
        self.grid.with_untracked(|grid| {
            for ((row, column), text) in cells {
                let Some(line) = grid.line(row).filter(|_| grid.is_editable(row, column)) else { continue };
                let stands = line.set[column].map(|it| kpi_value::written(grid.unit, it)).unwrap_or_default();
                if text.trim() == stands {
                    draft.remove(&line.ids[column]);
                } else {
                    draft.insert(line.ids[column], text);
                }
            }
        });
        self.keep(&draft);
    }

    /// Types values into cells.
    pub fn write_values(self, row: usize, values: impl IntoIterator<Item = (usize, i64)>) {
        let unit = self.grid.with_untracked(|it| it.unit);
        self.write(values.into_iter().map(|(column, value)| ((row, column), kpi_value::written(unit, value))).collect::<Vec<_>>());
    }

    /// Takes back what was typed into a cell.
    pub fn restore(self, (row, column): CellAt) {
        let mut draft = self.draft.get_untracked();
        let id = self.grid.with_untracked(|grid| grid.line(row).and_then(|it| it.ids.get(column).copied()));
        if id.is_some_and(|it| draft.remove(&it).is_some()) {
            self.keep(&draft);
        }
    }

    fn keep(self, draft: &TypedCells) {
        let words = if draft.is_empty() { String::new() } else { serde_json::to_string(draft).unwrap_or_default() };
        if self.words.with_untracked(|it| *it != words) {
            self.words.set(words);
        }
    }

    /// The changes of the draft.
    pub fn changes(self) -> Vec<TargetChange> {
        self.grid.with(|grid| self.draft.with(|draft| grid.changes(draft).0))
    }

    /// Why cells cannot be saved: what cannot be read, else what the rules refuse.
    pub fn errors(self) -> BTreeMap<CellAt, Refusal> {
        self.grid.with(|grid| {
            let (changes, wrong) = self.draft.with(|draft| grid.changes(draft));
            if !wrong.is_empty() {
                return wrong.into_iter().collect();
            }
            let refused = self.refusals.with(refused);
            let at = |change: &TargetChange| {
                let column = grid.columns.iter().position(|it| it.period == change.period)?;
                let row = grid.all().position(|it: &GridLine| it.line == change.line())?;
                Some((row, column))
            };
            refused.into_iter().filter_map(|(index, refusal)| Some((at(changes.get(index)?)?, refusal))).collect()
        })
    }

    /// Fills the cells to the right of the active one, or below it, with its text.
    pub fn fill(self, is_down: bool) {
        let (row, column) = self.active.get_untracked();
        let cells = self.grid.with_untracked(|grid| {
            let line = grid.line(row)?;
            let text = self.draft.with_untracked(|it| it.get(line.ids.get(column)?).cloned());
            let text = text.or_else(|| line.value[column].map(|it| kpi_value::written(grid.unit, it)))?;
            let cells: Vec<CellAt> = if is_down {
                // Below the owner's own target are parts of it, which are no copies.
                (row.max(1) + usize::from(0 < row)..=grid.lines.len()).map(|it| (it, column)).collect()
            } else {
                (column + 1..grid.columns.len()).map(|it| (row, it)).collect()
            };
            Some(cells.into_iter().map(|at| (at, text.clone())).collect::<Vec<_>>())
        });
        self.write(cells.unwrap_or_default());
    }

    /// The keys of a cell. Arrows to the side move once the caret is at the end of the text.
    pub fn on_key(self, event: &KeyboardEvent, (row, column): CellAt) {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return };
        let is_command = event.ctrl_key() || event.meta_key();
        let (start, end) = (input.selection_start().ok().flatten(), input.selection_end().ok().flatten());
        let length = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let is_whole = start == Some(0) && end == Some(length);
        let (is_at_start, is_at_end) = (is_whole || end == Some(0), is_whole || start == Some(length));
        let to = match (is_command, event.key().as_str()) {
            (true, "r" | "R") => {
                event.prevent_default();
                return self.fill(false);
            }
            (true, "d" | "D") => {
                event.prevent_default();
                return self.fill(true);
            }
            (false, "Escape") => {
                self.restore((row, column));
                return input.select();
            }
            (false, "ArrowUp") => (row.checked_sub(1), Some(column)),
            (false, "ArrowDown" | "Enter") => (row.checked_add(1), Some(column)),
            (false, "ArrowLeft") if is_at_start => (Some(row), column.checked_sub(1)),
            (false, "ArrowRight") if is_at_end => (Some(row), column.checked_add(1)),
            _ => return,
        };
        if let (Some(row), Some(column)) = to
            && focus((row, column))
        {
            event.prevent_default();
        }
    }
}

/// The refusals of targets by their place in the act.
fn refused(refusals: &Refusals) -> Vec<(usize, Refusal)> {
    let of_target = |(field, reasons): (&domain::values::field::FieldName, &Vec<Refusal>)| match field.known() {
        Some(Field::TargetAt(at, _)) => reasons.first().map(|it| (at, it.clone())),
        _ => None,
    };
    refusals.0.iter().filter_map(of_target).collect()
}

/// Puts the keyboard into a cell, if the grid has it.
fn focus((row, column): CellAt) -> bool {
    let cell =
        window().and_then(|it| it.document()).and_then(|it| it.query_selector(&format!("[data-cell='{row}.{column}']")).ok().flatten());
    let Some(input) = cell.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return false };
    input.focus().is_ok()
}
