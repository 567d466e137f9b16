//! A row of `record`: any record, as the text that is sent to devices.

use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub version: i64,
    /// `None` once it was removed.
    pub scope_id: Option<Uuid>,
    /// The customer that it belongs to.
    pub family_id: Option<Uuid>,
    pub removed: bool,
    pub body: String,
    /// By field, who changed it last and in which version, as JSON.
    pub stamps: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// The text of a record alone.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Body {
    pub body: String,
}
