//! A row of `bucket_floor`: up to which version the departures from a bucket were deleted.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bucket_floor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub bucket: String,
    pub floor: i64,
}

impl ActiveModelBehavior for ActiveModel {}
