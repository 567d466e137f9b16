//! The foot of a table, which stays in sight: the selection with its actions, and the totals.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use super::column::ColumnHead;
use super::state::GridState;
use crate::t;
use crate::ui::kit::{Align, Icon, icons};

/// The number of selected rows and what can be done with them; nothing while none is selected.
#[component]
pub fn GridSelection(
    grid: GridState,
    /// The number of selected rows.
    n_chosen: Memo<usize>,
    /// Actions on the selected rows.
    actions: ViewFn,
) -> impl IntoView {
    let copy = move |_| grid.copy.get_value().iter().for_each(|it| it.run(()));
    view! {
        <Show when=move || 0 < n_chosen.get()>
            <div class="desk-selection">
                <span class="font-medium tabular-nums" role="status">{move || t!("kit.grid.selected", n = n_chosen.get())}</span>
                <button type="button" class="btn btn-ghost btn-sm" on:click=copy>
                    <Icon name=icons::COPY class="size-4"/>
                    {move || t!("kit.grid.copy_selected")}
                </button>
                {actions.run()}
                <button type="button" class="btn btn-ghost btn-sm ms-auto" on:click=move |_| grid.picks.clear()>
                    <Icon name=icons::CLOSE class="size-4"/>
                    {move || t!("kit.grid.clear_selection")}
                </button>
            </div>
        </Show>
    }
    .into_any()
}

/// The totals row. Its first cell says what the totals sum.
#[component]
pub fn GridTotals(grid: GridState, shown: Memo<Vec<usize>>, rows: Memo<Arc<Vec<Uuid>>>, counted: Signal<String>) -> impl IntoView {
    let cells = move || {
        let heads: Vec<ColumnHead> = shown.get().into_iter().filter_map(|at| grid.head(at)).collect();
        // What the totals sum takes the room before the first of them.
        let n_before = heads.iter().position(|it| it.total.is_some()).unwrap_or(heads.len()).max(1);
        let total = |head: &ColumnHead| {
            let (class, total) = (if head.align == Align::End { "desk-cell desk-end" } else { "desk-cell" }, head.total);
            let text = move || total.map(|it| it.get()).unwrap_or_default();
            view! { <div role="cell" class=class title=text>{text}</div> }
        };
        view! {
            <div
                role="cell"
                class="desk-cell desk-name"
                style:grid-column=format!("span {n_before}")
                aria-colspan=n_before.to_string()
                title=move || counted.get()
            >
                {move || counted.get()}
            </div>
            {heads.iter().skip(n_before).map(total).collect_view()}
        }
    };
    view! {
        <div role="row" class="desk-line" aria-rowindex=move || (rows.with(|it| it.len()) + 2).to_string()>
            <div role="cell" class="desk-check"></div>
            {cells}
        </div>
    }
    .into_any()
}
