//! A row of `sales_order`: for unique numbers, and for queries by day, owner and team. Week, month, quarter and year are stored beside the day,
//! computed by `domain::values::calendar`, so that no query does date arithmetic.

use domain::records::order::Order;
use sea_orm::entity::prelude::*;

use super::number_parts;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sales_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub number_prefix: Option<String>,
    pub number_running: i64,
    pub customer_id: Uuid,
    pub owner_id: Uuid,
    pub team_id: Option<Uuid>,
    pub deal_day: i32,
    pub deal_week: i32,
    pub deal_month: i32,
    pub deal_quarter: i32,
    pub deal_year: i32,
    pub due_day: i32,
    pub amount: i64,
    pub collected: i64,
    pub cancelled_day: Option<i32>,
    pub removed: bool,
}

impl ActiveModelBehavior for ActiveModel {}

pub(super) fn row(order: &Order, removed: bool) -> Model {
    let (number_prefix, number_running) = number_parts(&order.number);
    let deal_on = order.terms.deal_on;
    Model {
        id: order.id.0,
        number: order.number.clone(),
        number_prefix,
        number_running,
        customer_id: order.customer.0,
        owner_id: order.owner.0,
        team_id: order.team.map(|it| it.0),
        deal_day: deal_on.0,
        deal_week: deal_on.week().0,
        deal_month: deal_on.month().0,
        deal_quarter: deal_on.quarter().0,
        deal_year: deal_on.year(),
        due_day: order.due_on.0,
        amount: order.amount().0,
        collected: order.collected().0,
        cancelled_day: order.cancelled.as_ref().map(|it| it.on.0),
        removed,
    }
}
