//! A row of `history`: what one command changed in one record.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "history")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub command_id: Uuid,
    pub by_id: Uuid,
    /// When the server accepted it.
    pub at: i64,
    pub made_at: i64,
    /// By field, the values before and after, as JSON; also that the command made or removed the record
    /// ([`domain::sync::history::MADE`], [`domain::sync::history::REMOVED`]).
    pub changes: String,
}

impl ActiveModelBehavior for ActiveModel {}
