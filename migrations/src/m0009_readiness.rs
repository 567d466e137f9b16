//! The one row that the readiness check writes. It has no other use.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create().table("readiness").col(integer("id").primary_key()).col(big_integer("n_looks")).to_owned();
        manager.create_table(table).await?;
        let row = Query::insert().into_table("readiness").columns(["id", "n_looks"]).values_panic([1.into(), 0.into()]).to_owned();
        manager.execute(row).await
    }
}
