//! The row of `delivery_round`: when notices were last packed. Locked while a server packs.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery_round")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub packed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
