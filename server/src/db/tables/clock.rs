//! The row of `clock`: the version of the newest change, and the epoch of the database.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clock")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub version: i64,
    /// 0 until the database is used for the first time.
    pub epoch: i64,
    /// When the newest version was made.
    pub raised_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
