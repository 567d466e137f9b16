//! A row of `robot`: a robot of a chat group.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "robot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub kind: String,
    /// Its secret address.
    pub url: String,
    /// The key it signs with.
    pub secret: Option<String>,
    /// Whose notices it sends.
    pub bucket: String,
    pub urgent_only: bool,
    pub language: String,
    pub active: bool,
    pub made_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
