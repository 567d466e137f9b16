//! What browser and system a session runs on, and the history of sign-ins.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, string, string_null, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["browser", "system"] {
            manager.alter_table(Table::alter().table("session").add_column(string_null(column)).to_owned()).await?;
        }
        let history = Table::create()
            .table("sign_in")
            .col(big_pk_auto("id"))
            .col(uuid("person_id"))
            .col(big_integer("at"))
            .col(string("outcome"))
            .col(uuid("device_id"))
            .col(string_null("browser"))
            .col(string_null("system"))
            .col(string_null("address"))
            .to_owned();
        manager.create_table(history).await?;
        let of_person = Index::create().name("sign_in_person_id_id").table("sign_in").col("person_id").col("id").to_owned();
        manager.create_index(of_person).await?;
        let by_time = Index::create().name("sign_in_at").table("sign_in").col("at").to_owned();
        manager.create_index(by_time).await
    }
}
