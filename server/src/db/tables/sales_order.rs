//! `sales_order`: for unique numbers, and for queries by day, owner and team. Week, month, quarter and year are stored beside the day, computed
//! by `domain::values::calendar`, so that no query does date arithmetic.

use domain::records::order::Order;
use sea_orm::{ConnectionTrait, DbErr, Value};

use super::number_parts;
use crate::db::sql;

const COLUMNS: [&str; 17] = [
    "id",
    "number",
    "number_prefix",
    "number_running",
    "customer_id",
    "owner_id",
    "team_id",
    "deal_day",
    "deal_week",
    "deal_month",
    "deal_quarter",
    "deal_year",
    "due_day",
    "amount",
    "collected",
    "cancelled_day",
    "removed",
];

pub(super) fn row(order: &Order, removed: bool) -> Vec<Value> {
    let [prefix, running] = number_parts(&order.number);
    let deal_on = order.terms.deal_on;
    vec![
        order.id.0.into(),
        order.number.clone().into(),
        prefix,
        running,
        order.customer.0.into(),
        order.owner.0.into(),
        order.team.map(|it| it.0).into(),
        deal_on.0.into(),
        deal_on.week().0.into(),
        deal_on.month().0.into(),
        deal_on.quarter().0.into(),
        deal_on.year().into(),
        order.due_on.0.into(),
        order.amount().0.into(),
        order.collected().0.into(),
        order.cancelled.as_ref().map(|it| it.on.0).into(),
        removed.into(),
    ]
}

pub(super) async fn save(connection: &impl ConnectionTrait, rows: Vec<Vec<Value>>) -> Result<(), DbErr> {
    let updates: Vec<String> = COLUMNS[1..].iter().map(|it| format!("{it} = excluded.{it}")).collect();
    let tail = format!("ON CONFLICT (id) DO UPDATE SET {}", updates.join(", "));
    sql::insert(connection, "sales_order", &COLUMNS, &tail, rows).await
}
