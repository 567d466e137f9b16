//! A row of `receipt`: the verdict on one command.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "receipt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub command_id: Uuid,
    /// Of the command's content.
    pub digest: Uuid,
    pub device_id: Uuid,
    pub seq: i64,
    pub person_id: Uuid,
    pub version: i64,
    /// As JSON.
    pub verdict: String,
    pub accepted_at: i64,
    pub made_at: i64,
    pub verb: String,
    pub subject_kind: Option<String>,
    pub subject_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
