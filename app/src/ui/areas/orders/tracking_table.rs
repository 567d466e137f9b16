//! The twelve columns of 订单跟踪表 (O-01), formatted.

use domain::book::Book;
use domain::records::order::{Order, TrackingRow};
use domain::values::calendar::Day;
use domain::values::ids::{OrderId, ProductId};
use leptos::prelude::*;
use leptos_router::components::A;

use super::tracked::OrderStatus;
use crate::i18n::{NOTHING, locale, track_words};
use crate::state::{customer_name, person_name, shown_number};
use crate::t;
use crate::ui::fields::choices::product_name;
use crate::ui::kit::{Badge, Column, DataTable, Tone};
use crate::ui::url::routes::paths;

/// A row, formatted.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackingLine {
    pub id: OrderId,
    pub row: TrackingRow,
    pub number: String,
    pub customer: String,
    pub products: String,
    pub owner: String,
    pub status: OrderStatus,
    pub is_late: bool,
}

/// The rows of these orders.
pub fn lines(of: &[OrderId], today: Day, book: &Book) -> Vec<TrackingLine> {
    of.iter().filter_map(|it| book.order(*it)).map(|it| TrackingLine::of(it, today, book)).collect()
}

impl TrackingLine {
    pub fn of(order: &Order, today: Day, book: &Book) -> TrackingLine {
        TrackingLine {
            id: order.id,
            number: shown_number(book, &order.number),
            customer: customer_name(book, order.customer),
            products: products_of(order, book),
            owner: person_name(book, order.owner),
            status: OrderStatus::of(order),
            is_late: order.is_delivery_late(today),
            row: order.tracking_row(),
        }
    }
}

/// The names of the products of an order.
pub fn products_of(order: &Order, book: &Book) -> String {
    let product = |it: ProductId| book.product(it).map_or_else(|| NOTHING.to_owned(), product_name);
    order.products().into_iter().map(product).collect::<Vec<_>>().join("、")
}

/// The name of a status.
pub fn status_words(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::At(node) => track_words::node(node),
        OrderStatus::Cancelled => t!("orders.cancelled"),
    }
}

/// The table.
#[component]
pub fn TrackingTable(#[prop(into)] rows: Signal<Vec<TrackingLine>>) -> impl IntoView {
    view! { <DataTable caption=move || t!("tracking.title") columns=columns() rows dense=true/> }.into_any()
}

/// The twelve columns, in the order of the source.
fn columns() -> Vec<Column<TrackingLine>> {
    let title = |title: fn() -> &'static str| Signal::derive(move || title().to_owned());
    let day = |day: Option<Day>| day.map_or_else(|| NOTHING.to_owned(), |it| it.to_string());
    let or_nothing = |text: &Option<String>| text.clone().filter(|it| !it.is_empty()).unwrap_or_else(|| NOTHING.to_owned());
    vec![
        Column::new(title(|| t!("tracking.number")), |line: &TrackingLine| {
            let (to, number) = (paths::order(line.id), line.number.clone());
            view! { <A href=to attr:class="row-link link">{number}</A> }
        })
        .unbroken(),
        Column::new(title(|| t!("tracking.customer")), |it: &TrackingLine| it.customer.clone()),
        Column::new(title(|| t!("tracking.products")), |it: &TrackingLine| it.products.clone()),
        Column::new(title(|| t!("tracking.ordered_on")), move |it: &TrackingLine| day(Some(it.row.ordered_on))).unbroken(),
        Column::number(Signal::derive(|| t!("tracking.amount", sign = locale().currency_sign())), |line: &TrackingLine| {
            locale().money(line.row.amount)
        })
        .unbroken(),
        Column::new(title(|| t!("tracking.owner")), |it: &TrackingLine| it.owner.clone()),
        Column::new(title(|| t!("tracking.status")), |it: &TrackingLine| status_words(it.status)),
        Column::new(title(|| t!("tracking.deliver_by")), move |it: &TrackingLine| day(it.row.deliver_by)).unbroken(),
        Column::new(title(|| t!("tracking.delivered_on")), move |line: &TrackingLine| {
            let late = line.is_late.then(|| view! { <Badge label=move || t!("track.late") tone=Tone::Warning/> });
            view! { <span><span class="whitespace-nowrap tabular-nums">{day(line.row.delivered_on)}</span> " " {late}</span> }
        }),
        Column::new(title(|| t!("tracking.gap")), move |it: &TrackingLine| or_nothing(&it.row.gap)),
        Column::new(title(|| t!("tracking.feedback")), |line: &TrackingLine| {
            line.row.score.map_or_else(|| NOTHING.to_owned(), |it| t!("tracking.score", n = it))
        })
        .unbroken(),
        Column::new(title(|| t!("tracking.anomalies")), |it: &TrackingLine| anomalies(&it.row.anomalies)),
    ]
}

/// Problem and handling of each anomaly, one after the other.
pub fn anomalies(all: &[(String, Option<String>)]) -> String {
    let one = |(problem, result): &(String, Option<String>)| {
        t!("tracking.anomaly", problem = problem, result = result.as_deref().unwrap_or_else(|| t!("tracking.in_hand")))
    };
    let said: Vec<String> = all.iter().map(one).collect();
    if said.is_empty() { NOTHING.to_owned() } else { said.join("；") }
}

#[cfg(test)]
mod tests {
    use domain::sample;

    use super::*;

    #[test]
    fn the_page_has_the_twelve_columns_in_the_order_of_the_source() {
        // O-01.
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let of: Vec<OrderId> = book.orders().filter(|it| !it.anomalies.is_empty()).map(|it| it.id).take(3).collect();
        let rows = lines(&of, today, &book);
        assert_eq!((Owner::new().with(|| columns().len()), rows.len()), (12, of.len()));
        let said: Vec<String> = rows.iter().map(|it| anomalies(&it.row.anomalies)).collect();
        assert!(!said.is_empty() && said.iter().all(|it| it.contains(" / ")), "{said:?}");
        assert_eq!(anomalies(&[]), NOTHING);
    }
}
