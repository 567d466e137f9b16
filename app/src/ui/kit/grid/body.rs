//! The rows of a table. Only those near the window exist, as in the list of a phone. Each has its place in a room of the height of all rows, so that
//! nothing moves while rows come and go.

use std::ops::Range;
use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::{html, web_sys};
use uuid::Uuid;

use super::column::GridColumn;
use super::state::GridState;
use crate::t;
use crate::ui::kit::Align;

/// The height of a row in CSS pixels.
pub const ROW: u32 = 32;

/// The rows near the window. Rows are keyed by position and receive new values by signal.
#[component]
pub fn GridBody<T>(
    grid: GridState,
    columns: StoredValue<Vec<GridColumn<T>>>,
    /// The shown columns by their positions in the table's own order.
    shown: Memo<Vec<usize>>,
    rows: Memo<Arc<Vec<Uuid>>>,
    line: Callback<Uuid, Option<T>>,
    link: fn(Uuid) -> String,
    /// The rows that exist.
    range: Memo<Range<usize>>,
    /// The row that the keyboard is at.
    active: RwSignal<usize>,
    list: NodeRef<html::Div>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let n = Memo::new(move |_| rows.with(|it| it.len()));
    // One link can be reached by Tab: that of the active row, or of the nearest one that exists.
    let stop = Memo::new(move |_| range.with(|range| active.get().clamp(range.start, range.end.saturating_sub(1).max(range.start))));
    let draw = move |at: usize| {
        let first = rows.with_untracked(|it| it.get(at).copied())?;
        let id = Memo::new(move |before: Option<&Uuid>| rows.with(|it| it.get(at).copied()).or(before.copied()).unwrap_or(first));
        let value = Memo::new(move |before: Option<&Option<T>>| line.run(id.get()).or_else(|| before.cloned().flatten()));
        Some(view! { <GridRow grid columns shown rows id value link at stop active/> })
    };
    view! {
        <div node_ref=list role="presentation" class="desk-room" style:height=move || format!("{}px", n.get() * ROW as usize)>
            <For each=move || range.get() key=|at| *at let(at)>{draw(at)}</For>
        </div>
    }
    .into_any()
}

#[component]
fn GridRow<T>(
    grid: GridState,
    columns: StoredValue<Vec<GridColumn<T>>>,
    shown: Memo<Vec<usize>>,
    rows: Memo<Arc<Vec<Uuid>>>,
    id: Memo<Uuid>,
    value: Memo<Option<T>>,
    link: fn(Uuid) -> String,
    at: usize,
    stop: Memo<usize>,
    active: RwSignal<usize>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let picks = grid.picks;
    let name = Memo::new(move |_| columns.with_value(|it| text_of(&value, it.first())));
    let press = move |event: MouseEvent| {
        active.set(at);
        if event.shift_key() {
            // A press turns the box over; the last row of a range is selected, whatever it was.
            event_target::<web_sys::HtmlInputElement>(&event).set_checked(true);
            rows.with_untracked(|it| picks.turn_to(id.get_untracked(), it));
        } else {
            picks.turn(id.get_untracked());
        }
    };
    let cells = move || {
        let cell = |column: usize| match column {
            0 => view! {
                <div role="rowheader" class="desk-cell desk-name">
                    <a
                        href=move || link(id.get())
                        class="desk-link"
                        data-row=at
                        title=move || name.get()
                        tabindex=move || if stop.get() == at { "0" } else { "-1" }
                        on:focus=move |_| active.set(at)
                    >
                        {move || name.get()}
                    </a>
                </div>
            }
            .into_any(),
            _ => cell_of(columns, column, value),
        };
        shown.get().into_iter().map(cell).collect_view()
    };
    view! {
        <div
            role="row"
            class="desk-line desk-row"
            style:top=format!("{}px", at * ROW as usize)
            aria-rowindex=(at + 2).to_string()
            data-picked=move || picks.has(id.get()).then_some("")
        >
            <div role="cell" class="desk-check">
                <input
                    type="checkbox"
                    class="checkbox checkbox-xs"
                    tabindex="-1"
                    aria-label=move || t!("kit.grid.select_row", name = name.get())
                    prop:checked=move || picks.has(id.get())
                    on:click=press
                />
            </div>
            {cells}
        </div>
    }
    .into_any()
}

/// A cell: its text, or the view of its column.
fn cell_of<T>(columns: StoredValue<Vec<GridColumn<T>>>, at: usize, value: Memo<Option<T>>) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (is_number, has_view) =
        columns.with_value(|columns| columns.get(at).map_or((false, false), |it| (it.head.align == Align::End, it.has_view())));
    let class = if is_number { "desk-cell desk-end" } else { "desk-cell" };
    if has_view {
        let view = move || columns.with_value(|columns| value.with(|row| columns.get(at)?.view(row.as_ref()?)));
        return view! { <div role="cell" class=class>{view}</div> }.into_any();
    }
    let text = Memo::new(move |_| columns.with_value(|it| text_of(&value, it.get(at))));
    view! { <div role="cell" class=class title=move || text.get()>{move || text.get()}</div> }.into_any()
}

fn text_of<T: Send + Sync + 'static>(value: &Memo<Option<T>>, column: Option<&GridColumn<T>>) -> String {
    value.with(|row| row.as_ref().zip(column).map(|(row, column)| column.said(row)).unwrap_or_default())
}
