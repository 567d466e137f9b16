//! Tables of sign-in: credentials, sessions, whose device a device is, and failed attempts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, integer, pk_uuid, string, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [credential(), session(), device(), attempt()] {
            manager.create_table(table).await?;
        }
        let by_person = Index::create().name("session_person_id").table("session").col("person_id").to_owned();
        manager.create_index(by_person).await
    }
}

fn credential() -> TableCreateStatement {
    Table::create()
        .table("credential")
        .col(pk_uuid("person_id"))
        .col(string("hash"))
        .col(boolean("must_change"))
        .col(boolean("well_known"))
        .col(big_integer("changed_at"))
        .to_owned()
}

fn session() -> TableCreateStatement {
    Table::create()
        .table("session")
        .col(string("token_digest").primary_key())
        .col(uuid("person_id"))
        .col(uuid("device_id"))
        .col(big_integer("opened_at"))
        .col(big_integer("seen_at"))
        .col(big_integer("expires_at"))
        .col(big_integer_null("revoked_at"))
        .to_owned()
}

fn device() -> TableCreateStatement {
    Table::create().table("device").col(pk_uuid("id")).col(uuid("person_id")).col(big_integer("first_at")).to_owned()
}

fn attempt() -> TableCreateStatement {
    Table::create()
        .table("sign_in_attempt")
        .col(string("subject").primary_key())
        .col(integer("failures"))
        .col(big_integer("last_at"))
        .col(big_integer("blocked_until"))
        .to_owned()
}
