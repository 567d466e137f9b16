//! Somebody charged with what is to be done about an alert is a third place in a scope, beside who holds it and who is credited.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("scope").add_column(uuid_null("charged_id")).to_owned()).await
    }
}
