//! 订单跟踪表 at a desk (O-01): the twelve columns, sorted, arranged and copied by the person.

use std::sync::Arc;

use domain::values::ids::OrderId;
use domain::values::money::Money;
use leptos::prelude::*;
use uuid::Uuid;

use super::orders_at_desk::total_of;
use super::tracked::{OrderStatus, TrackFilter};
use super::tracking_table::{TrackingLine, anomalies, status_words};
use crate::i18n::{NOTHING, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, DeskGrid, GridColumn, GridState, SortKey, Tone};
use crate::ui::url::UrlState;
use crate::ui::url::routes::paths;

/// The sums of the totals row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct TrackTotals {
    n: usize,
    /// Cancelled orders are in the table and in no sum.
    n_cancelled: usize,
    amount: Money,
}

/// The table.
#[component]
pub fn TrackingAtDesk(
    grid: GridState,
    url: UrlState<TrackFilter>,
    /// The orders that the filter lets through.
    found: Memo<Vec<OrderId>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let rows = Memo::new(move |_| found.with(|found| Arc::new(found.iter().map(|it| it.0).collect::<Vec<_>>())));
    let line = move |row: Uuid| notebook.with(|book| book.order(OrderId(row)).map(|it| TrackingLine::of(it, notebook.today(), book)));
    let totals = Memo::new(move |_| {
        notebook.with(|book| {
            let mut totals = TrackTotals::default();
            for order in found.with(|found| found.iter().filter_map(|it| book.order(*it)).collect::<Vec<_>>()) {
                if order.cancelled.is_some() {
                    totals.n_cancelled += 1;
                } else {
                    totals = TrackTotals { n: totals.n + 1, amount: totals.amount + order.amount(), ..totals };
                }
            }
            totals
        })
    });
    view! {
        <DeskGrid
            grid
            label=move || t!("tracking.title")
            columns=columns(totals)
            rows
            line
            link=|row| paths::order(OrderId(row))
            sort=Signal::derive(move || url.with(|it| it.sort.clone()))
            on_sort=move |sort| url.change(|it| it.sort = sort)
            counted=move || totals.with(|it| total_of(it.n, it.n_cancelled))
        />
    }
    .into_any()
}

/// The twelve columns, in the order of the source.
fn columns(totals: Memo<TrackTotals>) -> Vec<GridColumn<TrackingLine>> {
    let strike = |line: &TrackingLine| if line.status == OrderStatus::Cancelled { "line-through text-quiet" } else { "" };
    vec![
        GridColumn::text("number", || t!("tracking.number"), 108, |it: &TrackingLine| it.number.clone()),
        GridColumn::text("customer", || t!("tracking.customer"), 128, |it: &TrackingLine| it.customer.clone()),
        GridColumn::text("products", || t!("tracking.products"), 92, |it: &TrackingLine| it.products.clone()),
        GridColumn::day("ordered_on", || t!("tracking.ordered_on"), |it: &TrackingLine| Some(it.row.ordered_on)),
        GridColumn::money("amount", || t!("tracking.amount", sign = locale().currency_sign()), |it: &TrackingLine| Some(it.row.amount))
            .shown_as(move |it| view! { <span class=strike(it)>{locale().money(it.row.amount)}</span> })
            .totalling(move || totals.get().amount),
        GridColumn::text("owner", || t!("tracking.owner"), 76, |it: &TrackingLine| it.owner.clone()),
        GridColumn::text("status", || t!("tracking.status"), 68, |it: &TrackingLine| status_words(it.status).to_owned())
            .sorted_by(|it| it.status.place().map(SortKey::Number)),
        GridColumn::day("deliver_by", || t!("tracking.deliver_by"), |it: &TrackingLine| it.row.deliver_by),
        GridColumn::day("delivered_on", || t!("tracking.delivered_on"), |it: &TrackingLine| it.row.delivered_on)
            .wide(132)
            .shown_as(delivered),
        GridColumn::text("gap", || t!("tracking.gap"), 92, |it: &TrackingLine| or_nothing(it.row.gap.as_deref())),
        GridColumn::text("feedback", || t!("tracking.feedback"), 64, score_words)
            .copied_as(|it| score_of(it).map(|score| score.to_string()).unwrap_or_default())
            .sorted_by(|it| score_of(it).map(SortKey::Number)),
        GridColumn::text("anomalies", || t!("tracking.anomalies"), 90, |it: &TrackingLine| anomalies(&it.row.anomalies)),
    ]
}

fn delivered(line: &TrackingLine) -> AnyView {
    let on = line.row.delivered_on.map_or_else(|| NOTHING.to_owned(), |it| it.to_string());
    let late = line.is_late.then(|| view! { <Badge label=move || t!("track.late") tone=Tone::Warning/> });
    view! { <span>{on} " " {late}</span> }.into_any()
}

fn score_of(line: &TrackingLine) -> Option<i64> {
    line.row.score.map(i64::from)
}

fn score_words(line: &TrackingLine) -> String {
    line.row.score.map_or_else(|| NOTHING.to_owned(), |it| t!("tracking.score", n = it))
}

fn or_nothing(text: Option<&str>) -> String {
    text.filter(|it| !it.is_empty()).unwrap_or(NOTHING).to_owned()
}
