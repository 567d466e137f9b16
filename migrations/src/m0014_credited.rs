//! A scope gets the others whom a part of an order is credited to (`credited`), as JSON: a list of pairs of person and team. Mostly there are none.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("scope").add_column(text_null("credited")).to_owned()).await
    }
}
