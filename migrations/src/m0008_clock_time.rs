//! `clock.raised_at`: when the newest version was made, by the server's clock. A clock that shows an earlier time is wrong.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("clock").add_column(big_integer("raised_at").default(0)).to_owned()).await?;
        let newest = "UPDATE clock SET raised_at = (SELECT COALESCE(MAX(accepted_at), 0) FROM receipt)";
        manager.get_connection().execute_unprepared(newest).await.map(drop)
    }
}
