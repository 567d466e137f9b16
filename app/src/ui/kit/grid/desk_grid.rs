//! The table of a desk as a whole. The page scrolls, not the table, so that the back button restores the position; head and foot stick to the
//! window. Where the columns do not fit, head, rows and foot scroll sideways together.

use std::sync::Arc;

use leptos::html;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, web_sys};
use uuid::Uuid;

use super::body::{GridBody, ROW};
use super::cells::as_cells;
use super::column::GridColumn;
use super::columns_sheet::ColumnsSheet;
use super::foot::{GridSelection, GridTotals};
use super::head::GridHead;
use super::keys::GridKeys;
use super::layout::PlacedColumn;
use super::sorting::{GridSort, sorted};
use super::state::GridState;
use crate::state::Machine;
use crate::t;
use crate::ui::kit::virtual_list::rows_in_window;
use crate::ui::kit::{Toasts, Tone};

/// The width of the column of checkboxes in CSS pixels.
const CHECK: u32 = 36;

/// The table. `T` is a row as shown; it is computed only for rows near the window, for sorting and for copying.
#[component]
pub fn DeskGrid<T>(
    grid: GridState,
    /// What the table contains; read by screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The first column names the row and links to its page.
    columns: Vec<GridColumn<T>>,
    /// The rows in the order of the list.
    #[prop(into)]
    rows: Signal<Arc<Vec<Uuid>>>,
    /// A row as shown; `None` if its record is gone.
    #[prop(into)]
    line: Callback<Uuid, Option<T>>,
    /// The page of a row.
    link: fn(Uuid) -> String,
    #[prop(into)] sort: Signal<Option<GridSort>>,
    #[prop(into)] on_sort: Callback<Option<GridSort>>,
    /// What the totals sum.
    #[prop(into)]
    counted: Signal<String>,
    /// Actions on the selected rows.
    #[prop(into, optional)]
    actions: ViewFn,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    grid.heads.set_value(columns.iter().map(|it| it.head).collect());
    let columns = StoredValue::new(columns);
    let placed = Memo::new(move |_| grid.arranged().into_iter().filter(|it| it.plan.is_shown).collect::<Vec<_>>());
    let shown = Memo::new(move |_| placed.with(|placed| placed.iter().map(|it| it.at).collect::<Vec<_>>()));
    let in_order = Memo::new(move |_| {
        let (all, sort) = (rows.get(), sort.get());
        let Some((at, sort)) = sort.and_then(|sort| column_of(columns, &sort.column).map(|at| (at, sort))) else { return all };
        let key = |row: Uuid| line.run(row).and_then(|value| columns.with_value(|columns| columns.get(at).and_then(|it| it.key(&value))));
        Arc::new(sorted(&all, key, sort.is_descending))
    });
    let list = NodeRef::<html::Div>::new();
    let count = Memo::new(move |_| in_order.with(|it| it.len()));
    let range = rows_in_window(list, count, ROW);
    let active = RwSignal::new(0);
    let copy = copying(grid, columns, shown, in_order, line);
    grid.copy.set_value(Some(copy));

    let (top, foot) = (bar_height(), NodeRef::<html::Div>::new());
    let strips = [NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new()];
    let follow = move |from: usize| scroll_together(strips, from);
    let covered = Signal::derive(move || {
        let height = |of: NodeRef<html::Div>| of.get_untracked().map_or(0.0, |it| f64::from(it.offset_height()));
        (top.get() + height(strips[0]), height(strips[2]) + height(foot))
    });
    GridKeys { grid, rows: in_order, range, active, list, covered }.listen();
    let n_chosen = Memo::new(move |_| in_order.with(|it| grid.picks.of(it).len()));
    view! {
        <div
            class="desk-grid wide-table"
            style=("--desk-columns", move || placed.with(|it| template(it)))
            style=("--desk-width", move || placed.with(|it| format!("{}px", least_width(it))))
            data-has-picks=move || (0 < n_chosen.get()).then_some("")
        >
            <div role="table" aria-label=move || label.get() aria-rowcount=move || (count.get() + 2).to_string()>
                <div role="rowgroup" node_ref=strips[0] class="desk-head" style:top=move || format!("{}px", top.get()) on:scroll=move |_| follow(0)>
                    <GridHead grid shown rows=in_order n_chosen sort on_sort/>
                </div>
                <div role="rowgroup" node_ref=strips[1] class="desk-rows" on:scroll=move |_| follow(1)>
                    <GridBody grid columns shown rows=in_order line link range active list/>
                </div>
                <div role="rowgroup" node_ref=strips[2] class="desk-totals" tabindex="0" on:scroll=move |_| follow(2)>
                    <GridTotals grid shown rows=in_order counted/>
                </div>
            </div>
            <div node_ref=foot class="desk-foot">
                <GridSelection grid n_chosen actions/>
            </div>
        </div>
        <ColumnsSheet grid/>
    }
    .into_any()
}

fn column_of<T: Send + Sync + 'static>(columns: StoredValue<Vec<GridColumn<T>>>, id: &str) -> Option<usize> {
    columns.with_value(|columns| columns.iter().position(|it| it.head.plan.id == id))
}

/// Copies the selected rows, or all if none is selected, with the shown columns.
fn copying<T>(
    grid: GridState,
    columns: StoredValue<Vec<GridColumn<T>>>,
    shown: Memo<Vec<usize>>,
    rows: Memo<Arc<Vec<Uuid>>>,
    line: Callback<Uuid, Option<T>>,
) -> Callback<()>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (machine, toasts) = (use_context::<Machine>(), use_context::<Toasts>());
    Callback::new(move |()| {
        let (shown, all) = (shown.get_untracked(), rows.get_untracked());
        let chosen = untrack(|| grid.picks.of(&all));
        let meant = if chosen.is_empty() { &*all } else { &chosen };
        let titles = shown.iter().filter_map(|at| grid.head(*at)).map(|it| it.title.get_untracked()).collect();
        let cells = |row: T| columns.with_value(|columns| shown.iter().filter_map(|at| columns.get(*at)).map(|it| it.copy(&row)).collect());
        let text = untrack(|| as_cells(titles, meant.iter().filter_map(|row| line.run(*row)).map(cells)));
        let n = meant.len();
        let Some((machine, toasts)) = machine.zip(toasts) else { return };
        spawn_local(async move {
            match machine.browser().copy_text(&text).await {
                true => toasts.say(t!("kit.grid.copied", n = n), Tone::Success),
                false => toasts.say(t!("kit.grid.not_copied"), Tone::Error),
            }
        });
    })
}

/// The columns of CSS: a column that nobody has sized shares the room that is left.
fn template(placed: &[PlacedColumn]) -> String {
    let column = |placed: &PlacedColumn| match (placed.plan.width, placed.is_sized) {
        (width, true) => format!(" {width}px"),
        (width, false) => format!(" minmax({width}px, {width}fr)"),
    };
    format!("{CHECK}px{}", placed.iter().map(column).collect::<String>())
}

/// The width below which the columns scroll.
fn least_width(placed: &[PlacedColumn]) -> u32 {
    CHECK + placed.iter().map(|it| it.plan.width).sum::<u32>()
}

/// Scrolls the other strips to where one of them is.
fn scroll_together(strips: [NodeRef<html::Div>; 3], from: usize) {
    let Some(left) = strips[from].get_untracked().map(|it| it.scroll_left()) else { return };
    for strip in strips.into_iter().filter_map(|it| it.get_untracked()) {
        if strip.scroll_left() != left {
            strip.set_scroll_left(left);
        }
    }
}

/// The height of the bar at the top of the window, under which the head stays.
fn bar_height() -> RwSignal<f64> {
    let height = RwSignal::new(0.0);
    let measure = move || {
        let bar: Option<web_sys::Element> = document().query_selector("[data-top-bar]").ok().flatten();
        let now = bar.map_or(0.0, |it| f64::from(it.client_height()));
        if height.try_get_untracked().is_some_and(|before| before != now) {
            height.set(now);
        }
    };
    Effect::new(move || {
        measure();
        let on_scroll = window_event_listener(ev::scroll, move |_| measure());
        let on_resize = window_event_listener(ev::resize, move |_| measure());
        on_cleanup(move || {
            on_scroll.remove();
            on_resize.remove();
        });
    });
    height
}
