//! A row of `device`: the person whose records a device keeps. It never changes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    /// When it was first seen.
    pub first_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
