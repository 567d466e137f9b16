//! Every phone number of every customer, to find duplicates (twins): a customer has several contacts, and a contact several numbers. Also the
//! version of the customers' comparison keys: a release that makes them differently remakes all of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, string, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let phones = Table::create()
            .table("customer_phone")
            .col(uuid("customer_id"))
            .col(string("phone_key"))
            .primary_key(Index::create().col("customer_id").col("phone_key"))
            .to_owned();
        manager.create_table(phones).await?;
        let index = Index::create().name("customer_phone_phone_key").table("customer_phone").col("phone_key").to_owned();
        manager.create_index(index).await?;
        let keys = Table::create().table("customer_keys").col(integer("id").primary_key()).col(integer("version")).to_owned();
        manager.create_table(keys).await?;
        let none = Query::insert().into_table("customer_keys").columns(["id", "version"]).values_panic([1.into(), 0.into()]).to_owned();
        manager.execute(none).await
    }
}
