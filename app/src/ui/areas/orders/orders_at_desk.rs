//! The order list of a desk: a table of the orders with their money.

use std::sync::Arc;

use domain::values::ids::OrderId;
use domain::values::money::Money;
use leptos::prelude::*;
use uuid::Uuid;

use super::collection_badges::CollectionBadges;
use super::order_line::OrderLine;
use super::order_list::{OrderFilter, OrderList};
use super::tracking_table::status_words;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{DeskGrid, GridColumn, GridState, SortKey};
use crate::ui::records::review_note::{ReviewBadge, review_words};
use crate::ui::url::UrlState;
use crate::ui::url::routes::paths;

/// The table.
#[component]
pub fn OrdersAtDesk(grid: GridState, url: UrlState<OrderFilter>, list: Memo<OrderList>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let rows = Memo::new(move |_| list.with(|list| Arc::new(list.rows.iter().map(|it| it.id.0).collect::<Vec<_>>())));
    let line = move |row: Uuid| notebook.with(|book| book.order(OrderId(row)).map(|it| OrderLine::of(it, book, notebook.today())));
    view! {
        <DeskGrid
            grid
            label=move || t!("nav.orders_module")
            columns=columns(list)
            rows
            line
            link=|row| paths::order(OrderId(row))
            sort=Signal::derive(move || url.with(|it| it.sort.clone()))
            on_sort=move |sort| url.change(|it| it.sort = sort)
            counted=move || list.with(|it| total_of(it.n, it.n_cancelled))
        />
    }
    .into_any()
}

/// How many orders the totals sum, and how many cancelled ones they leave out.
pub fn total_of(n: usize, n_cancelled: usize) -> String {
    match n_cancelled {
        0 => t!("orders.total_of", n = n),
        _ => t!("orders.total_without", n = n, cancelled = n_cancelled),
    }
}

fn columns(list: Memo<OrderList>) -> Vec<GridColumn<OrderLine>> {
    let sum = move |of: fn(&OrderList) -> Money| move || list.with(of);
    vec![
        GridColumn::text("number", || t!("tracking.number"), 108, |it: &OrderLine| it.number.clone()),
        GridColumn::text("customer", || t!("tracking.customer"), 138, |it: &OrderLine| it.customer.clone()),
        GridColumn::text("products", || t!("tracking.products"), 90, |it: &OrderLine| it.products.clone()),
        GridColumn::day("deal_on", || t!("words.field.deal_on"), |it: &OrderLine| Some(it.deal_on)),
        GridColumn::money("amount", || t!("orders.amount"), |it: &OrderLine| Some(it.amount))
            .shown_as(|it| view! { <span class=if it.is_cancelled() { "line-through text-quiet" } else { "" }>{locale().money(it.amount)}</span> })
            .totalling(sum(|it| it.amount)),
        GridColumn::money("collected", || t!("orders.collected"), |it: &OrderLine| standing(it, it.collected))
            .totalling(sum(|it| it.collected)),
        GridColumn::money("balance", || t!("orders.balance"), |it: &OrderLine| standing(it, it.balance)).totalling(sum(|it| it.balance)),
        GridColumn::day("due_on", || t!("orders.column.due_on"), |it: &OrderLine| it.due_on),
        GridColumn::text("collection", || t!("orders.standing"), 84, collection_words)
            .shown_as(|it| view! { <CollectionBadges collection=it.collection days_overdue=0 is_cancelled=it.is_cancelled()/> })
            .sorted_by(|it| Some(SortKey::Number(it.collection as i64)))
            .hidden(),
        GridColumn::number("overdue", || t!("orders.column.days_overdue"), 64, overdue),
        GridColumn::text("status", || t!("tracking.status"), 76, |it: &OrderLine| status_words(it.status).to_owned())
            .sorted_by(|it| it.status.place().map(SortKey::Number)),
        GridColumn::text("owner", || t!("words.field.owner"), 64, |it: &OrderLine| it.owner.clone()),
        GridColumn::text("review", || t!("orders.column.review"), 92, |it: &OrderLine| it.review.map(review_words).unwrap_or_default().to_owned())
            .shown_as(|it| view! { <ReviewBadge state=Signal::stored(it.review)/> }),
        GridColumn::text("warning", || t!("orders.column.warning"), 96, |it: &OrderLine| it.warning.clone()).hidden(),
    ]
}

/// An amount of an order that is not cancelled.
fn standing(line: &OrderLine, amount: Money) -> Option<Money> {
    (!line.is_cancelled()).then_some(amount)
}

fn overdue(line: &OrderLine) -> Option<i64> {
    (0 < line.days_overdue).then_some(line.days_overdue.into())
}

fn collection_words(line: &OrderLine) -> String {
    if line.is_cancelled() { t!("orders.cancelled").to_owned() } else { words::collection(line.collection).to_owned() }
}
