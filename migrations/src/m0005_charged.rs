//! A scope gets a third person (`charged_id`): who must act on an alert, beside the holder and the credited person.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("scope").add_column(uuid_null("charged_id")).to_owned()).await
    }
}
