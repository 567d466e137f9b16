//! A person's own quiet hours. People and chat groups are no longer told at the same time, so each has its own mark on a notice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, integer_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["quiet_from", "quiet_until"] {
            manager.alter_table(Table::alter().table("delivery_choice").add_column(integer_null(column)).to_owned()).await?;
        }
        manager.alter_table(Table::alter().table("notices").add_column(big_integer_null("grouped_at")).to_owned()).await?;
        let told = Query::update().table("notices").value("grouped_at", Expr::col("delivered_at")).to_owned();
        manager.execute(told).await?;
        let waiting = Index::create().name("notices_grouped_at_made_at").table("notices").col("grouped_at").col("made_at").to_owned();
        manager.create_index(waiting).await
    }
}
