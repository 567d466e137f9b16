//! The cells of the grid.

use domain::values::pasted::cells_of;
use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use super::cursor::{GridEdit, total_column};
use super::grid_page::GridContext;
use super::paste::{self, CellAt, PasteError, PasteInto};
use crate::i18n::{self, NOTHING, locale};
use crate::state::kpi_value;
use crate::t;
use crate::ui::areas::targets::plan_row::{Notation, name};
use crate::ui::kit::{Toasts, Tone};

/// One target. `row` 0 is the owner's own.
#[component]
pub fn TargetCell(edit: GridEdit, row: usize, column: usize, notation: Signal<Notation>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let at = (row, column);
    let is_focused = RwSignal::new(false);
    let typed = Memo::new(move |_| edit.grid.with(|grid| edit.draft.with(|draft| draft.get(grid.line(row)?.ids.get(column)?).cloned())));
    let stands = move || edit.grid.with(|grid| grid.line(row).and_then(|it| it.set.get(column).copied().flatten()));
    let value = move || match typed.get() {
        Some(text) => text,
        None if is_focused.get() => edit.grid.with(|grid| stands().map(|it| kpi_value::written(grid.unit, it)).unwrap_or_default()),
        None => stands().map(|it| notation.get().plain_target(it)).unwrap_or_default(),
    };
    let as_typed = move || {
        typed.get().unwrap_or_else(|| edit.grid.with(|grid| stands().map(|it| kpi_value::written(grid.unit, it)).unwrap_or_default()))
    };
    // The sum of parts or members that holds while nothing is set.
    let derived = move || edit.grid.with(|grid| grid.line(row).and_then(|it| it.value.get(column).copied().flatten()));
    let placeholder =
        move || if stands().is_some() { String::new() } else { derived().map(|it| notation.get().plain_target(it)).unwrap_or_default() };
    let is_editable = Memo::new(move |_| edit.grid.with(|grid| grid.is_editable(row, column)));
    let error = Memo::new(move |_| edit.errors().get(&at).cloned());
    let label = move || {
        edit.grid.with(|grid| {
            let row = grid.line(row).map(|it| it.name.clone()).unwrap_or_default();
            t!("targets.grid.cell", row = row, column = grid.columns.get(column).map(|it| locale().period(it.period)).unwrap_or_default())
        })
    };
    let on_focus = move |event: leptos::ev::FocusEvent| {
        edit.active.set(at);
        take_focus(&event, is_focused, || untrack(as_typed));
    };
    let on_paste = move |event: ClipboardEvent| {
        let text = event.clipboard_data().and_then(|it| it.get_data("text/plain").ok()).unwrap_or_default();
        let is_block = text.trim_end_matches(['\r', '\n']).contains(['\t', '\n']);
        if is_block {
            event.prevent_default();
            match pasted(edit, at, &text) {
                Ok(n) => toasts.say(t!("targets.grid.pasted", n = n), Tone::Success),
                Err(words) => toasts.say(words, Tone::Error),
            }
        }
    };
    let class = move || {
        let mut class = String::from("target-cell");
        if error.with(Option::is_some) {
            class.push_str(" target-wrong");
        } else if typed.with(Option::is_some) {
            class.push_str(" target-typed");
        }
        class
    };
    move || {
        if is_editable.get() {
            view! {
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    size="1"
                    class=class
                    data-cell=format!("{row}.{column}")
                    aria-label=label
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    title=move || error.with(|it| it.as_ref().map(i18n::refusal))
                    placeholder=placeholder
                    prop:value=value
                    on:input:target=move |event| edit.write([(at, event.target().value())])
                    on:focus=on_focus
                    on:blur=move |_| is_focused.set(false)
                    on:paste=on_paste
                    on:keydown=move |event: KeyboardEvent| edit.on_key(&event, at)
                />
            }
            .into_any()
        } else {
            let words = move || derived().map_or_else(|| NOTHING.to_owned(), |it| notation.get().plain_target(it));
            view! { <span class="target-fixed">{words}</span> }.into_any()
        }
    }
}

/// The sum of a row. A typed sum is spread over the row.
#[component]
pub fn RowTotal(edit: GridEdit, row: usize, notation: Signal<Notation>) -> impl IntoView {
    let (toasts, context) = (expect_context::<Toasts>(), expect_context::<GridContext>());
    let total = Memo::new(move |_| edit.grid.with(|grid| edit.draft.with(|draft| grid.row_total(row, draft))));
    let is_focused = RwSignal::new(false);
    let is_editable = Memo::new(move |_| edit.grid.with(|grid| (0..grid.columns.len()).any(|it| grid.is_editable(row, it))));
    let shown = move || total.get().map(|it| notation.get().plain_target(it)).unwrap_or_default();
    let value = move || {
        if is_focused.get() {
            edit.grid.with(|grid| total.get().map(|it| kpi_value::written(grid.unit, it)).unwrap_or_default())
        } else {
            shown()
        }
    };
    let as_typed = move || edit.grid.with(|grid| total.get().map(|it| kpi_value::written(grid.unit, it)).unwrap_or_default());
    let spread = move |text: String| {
        let grid = edit.grid.get_untracked();
        let before = total.get_untracked().map(|it| kpi_value::written(grid.unit, it)).unwrap_or_default();
        if text.trim().is_empty() || text.trim() == before || text.trim() == untrack(shown) {
            return;
        }
        let read = kpi_value::read(grid.unit, &text).map_err(|it| i18n::refusal(&it));
        let parts = read.and_then(|sum| {
            let weights = grid.line(row).map(|line| context.weights(line, &grid, &edit.shape.get_untracked())).unwrap_or_default();
            let parts = edit.draft.with_untracked(|draft| grid.spread(row, sum, &weights, draft));
            parts.ok_or_else(|| t!("targets.grid.too_little").to_owned())
        });
        match parts {
            Ok(parts) => edit.write_values(row, parts),
            Err(words) => toasts.say(words, Tone::Error),
        }
    };
    let label = move || {
        let name = edit.grid.with(|grid| grid.line(row).map(|it| it.name.clone()).unwrap_or_default());
        t!("targets.grid.cell", row = name, column = t!("targets.grid.total"))
    };
    move || {
        if is_editable.get() {
            let column = edit.grid.with_untracked(total_column);
            view! {
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    size="1"
                    class="target-cell font-semibold"
                    data-cell=format!("{row}.{column}")
                    aria-label=label
                    prop:value=value
                    on:focus=move |event| take_focus(&event, is_focused, || untrack(as_typed))
                    on:change:target=move |event| spread(event.target().value())
                    on:blur=move |_| is_focused.set(false)
                    on:keydown=move |event: KeyboardEvent| edit.on_key(&event, (row, column))
                />
            }
            .into_any()
        } else {
            view! { <span class="target-fixed font-semibold">{move || total.get().map_or_else(|| NOTHING.to_owned(), |it| notation.get().plain_target(it))}</span> }
                .into_any()
        }
    }
}

/// Shows the text as it is typed and selects it, before the next key comes: a key would otherwise go into the text as it is shown.
fn take_focus(event: &leptos::ev::FocusEvent, is_focused: RwSignal<bool>, as_typed: impl Fn() -> String) {
    let input = event_target::<HtmlInputElement>(event);
    input.set_value(&as_typed());
    input.select();
    is_focused.set(true);
}

/// Pastes a block; the number of cells, or why nothing was pasted.
fn pasted(edit: GridEdit, at: CellAt, text: &str) -> Result<usize, String> {
    let grid = edit.grid.get_untracked();
    let names: Vec<String> = grid.all().map(|it| it.name.clone()).collect();
    let into = PasteInto { at, names: &names, n_columns: grid.columns.len() };
    let cells = paste::placed(&cells_of(text), &into).map_err(|error| match error {
        PasteError::TooLarge { pasted, fits } => {
            t!("targets.grid.paste_wide", rows = pasted.0, columns = pasted.1, fits_rows = fits.0, fits_columns = fits.1)
        }
        PasteError::NoSuchRow(name) => t!("targets.grid.paste_name", name = name),
    })?;
    let draft = edit.draft.get_untracked();
    for ((row, column), text) in &cells {
        let (row_name, column_name) = (names[*row].clone(), name(grid.columns[*column].period));
        let why = |why: String| t!("targets.grid.paste_bad", row = row_name.clone(), column = column_name.clone(), text = text, why = why);
        let value = grid.read(*row, *column, text, &draft).map_err(|it| why(i18n::refusal(&it)))?;
        if !grid.is_editable(*row, *column) && value != grid.value(*row, *column, &draft) {
            return Err(t!("targets.grid.paste_locked", row = row_name, column = column_name));
        }
    }
    let n = cells.len();
    edit.write(cells);
    Ok(n)
}
