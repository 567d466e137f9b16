//! The row of `sweep`: the last day swept, and which server is sweeping.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sweep")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub day: i32,
    pub swept_at: i64,
    /// The id of the last run that sweeps or swept.
    pub runner: String,
    /// Until when no other server may sweep.
    pub until: i64,
}

impl ActiveModelBehavior for ActiveModel {}
