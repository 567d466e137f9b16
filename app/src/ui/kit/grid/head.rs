//! The head of a table: sorts by a press, sizes a column by a drag of its edge.

use std::sync::Arc;

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::{html, web_sys};
use uuid::Uuid;

use super::column::ColumnHead;
use super::sorting::GridSort;
use super::state::GridState;
use crate::t;
use crate::ui::kit::{Align, Icon, icons};

/// The head row.
#[component]
pub fn GridHead(
    grid: GridState,
    /// The shown columns by their positions in the table's own order.
    shown: Memo<Vec<usize>>,
    rows: Memo<Arc<Vec<Uuid>>>,
    /// The number of selected rows.
    n_chosen: Memo<usize>,
    sort: Signal<Option<GridSort>>,
    on_sort: Callback<Option<GridSort>>,
) -> impl IntoView {
    let are_all = move || 0 < n_chosen.get() && n_chosen.get() == rows.with(|it| it.len());
    let cells = move || {
        let heads = shown.get().into_iter().filter_map(|at| grid.head(at));
        heads.enumerate().map(|(place, head)| view! { <HeadCell grid head is_name=place == 0 sort on_sort/> }).collect_view()
    };
    view! {
        <div role="row" class="desk-line" aria-rowindex="1">
            <div role="columnheader" class="desk-check">
                <input
                    type="checkbox"
                    class="checkbox checkbox-xs"
                    aria-label=move || t!("kit.grid.select_all")
                    prop:checked=are_all
                    prop:indeterminate=move || 0 < n_chosen.get() && !are_all()
                    on:change=move |_| rows.with_untracked(|it| grid.picks.turn_all(it))
                />
            </div>
            {cells}
        </div>
    }
    .into_any()
}

#[component]
fn HeadCell(
    grid: GridState,
    head: ColumnHead,
    /// Whether it is the column that names the row.
    is_name: bool,
    sort: Signal<Option<GridSort>>,
    on_sort: Callback<Option<GridSort>>,
) -> impl IntoView {
    let class = match (is_name, head.align) {
        (true, _) => "desk-cell desk-column desk-name",
        (false, Align::End) => "desk-cell desk-column desk-end",
        (false, Align::Start) => "desk-cell desk-column",
    };
    let id = head.plan.id;
    let direction = move || sort.with(|sort| sort.as_ref().filter(|it| it.column == id).map(|it| it.is_descending));
    let arrow = move || {
        let icon = if direction()? { icons::DOWN } else { icons::UP };
        Some(view! { <Icon name=icon class="size-3.5"/> })
    };
    view! {
        <div
            role="columnheader"
            class=class
            data-column=id
            aria-sort=move || direction().map(|is_descending| if is_descending { "descending" } else { "ascending" })
        >
            <button
                type="button"
                class="desk-sort"
                title=move || head.title.get()
                on:click=move |_| on_sort.run(sort.with_untracked(|it| GridSort::pressed(it.as_ref(), id)))
            >
                <span class="truncate">{move || head.title.get()}</span>
                {arrow}
            </button>
            <Edge grid id/>
        </div>
    }
    .into_any()
}

/// The edge of a column, dragged to size it. With a keyboard, columns are sized in the sheet.
#[component]
fn Edge(grid: GridState, id: &'static str) -> impl IntoView {
    let edge = NodeRef::<html::Span>::new();
    // (where the drag began, the width then)
    let start = StoredValue::new(None::<(i32, i32)>);
    let begin = move |event: PointerEvent| {
        let Some(edge) = edge.get_untracked() else { return };
        event.prevent_default();
        // Without the capture the drag ends when the pointer leaves the edge.
        let _ = edge.set_pointer_capture(event.pointer_id());
        start.set_value(edge.parent_element().map(|it| (event.client_x(), width_of(&it))));
    };
    let drag = move |event: PointerEvent| {
        if let Some((from, width)) = start.get_value() {
            let width = u32::try_from(width + event.client_x() - from).unwrap_or(0);
            grid.layout.update(|it| it.size(id, width));
        }
    };
    let end = move |_: PointerEvent| {
        if start.get_value().is_some() {
            start.set_value(None);
            grid.keep();
        }
    };
    view! { <span node_ref=edge class="desk-edge" aria-hidden="true" on:pointerdown=begin on:pointermove=drag on:pointerup=end on:pointercancel=end></span> }
        .into_any()
}

fn width_of(element: &web_sys::Element) -> i32 {
    element.dyn_ref::<web_sys::HtmlElement>().map_or(0, web_sys::HtmlElement::offset_width)
}
