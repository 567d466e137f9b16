//! `parcel.failed_at`: when a message last failed to arrive. Administrators see how well each channel works.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("parcel").add_column(big_integer_null("failed_at")).to_owned()).await
    }
}
