//! A row of `delivery_choice`: how a person wants to be notified.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery_choice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub mail: bool,
    /// A language tag; empty if they chose none.
    pub language: String,
    /// Their own quiet hours, in minutes of the day; the company's apply without both.
    pub quiet_from: Option<i32>,
    pub quiet_until: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
