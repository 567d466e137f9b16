//! The revision of the rules that the sums were counted by. A release with another revision recounts the sums.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create().table("rollup_rules").col(integer("id").primary_key()).col(integer("revision")).to_owned();
        manager.create_table(table).await?;
        let first = Query::insert().into_table("rollup_rules").columns(["id", "revision"]).values_panic([1.into(), 0.into()]).to_owned();
        manager.execute(first).await
    }
}
