//! Tables of outbound delivery: the server's secrets, push subscriptions, delivery choices, robots of chat groups, and outbound messages.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, pk_uuid, string, string_null, text, text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [secret(), push_subscription(), delivery_choice(), robot(), parcel(), delivery_round()] {
            manager.create_table(table).await?;
        }
        let by_person = Index::create().name("push_subscription_person_id").table("push_subscription").col("person_id").to_owned();
        manager.create_index(by_person).await?;
        let waiting = Index::create().name("parcel_done_at_due_at").table("parcel").col("done_at").col("due_at").to_owned();
        manager.create_index(waiting).await?;
        let first =
            Query::insert().into_table("delivery_round").columns(["id", "packed_at"]).values_panic([1.into(), 0i64.into()]).to_owned();
        manager.execute(first).await
    }
}

fn secret() -> TableCreateStatement {
    Table::create().table("secret").col(string("name").primary_key()).col(text("value")).col(big_integer("made_at")).to_owned()
}

fn push_subscription() -> TableCreateStatement {
    Table::create()
        .table("push_subscription")
        .col(pk_uuid("device_id"))
        .col(uuid("person_id"))
        .col(text("endpoint"))
        .col(string("receiver_key"))
        .col(string("receiver_secret"))
        .col(big_integer("made_at"))
        .to_owned()
}

fn delivery_choice() -> TableCreateStatement {
    Table::create().table("delivery_choice").col(pk_uuid("person_id")).col(boolean("mail")).col(string("language")).to_owned()
}

fn robot() -> TableCreateStatement {
    Table::create()
        .table("robot")
        .col(pk_uuid("id"))
        .col(string("name"))
        .col(string("kind"))
        .col(text("url"))
        .col(text_null("secret"))
        .col(string("bucket"))
        .col(boolean("urgent_only"))
        .col(string("language"))
        .col(boolean("active"))
        .col(big_integer("made_at"))
        .to_owned()
}

fn parcel() -> TableCreateStatement {
    Table::create()
        .table("parcel")
        .col(pk_uuid("id"))
        .col(string("channel"))
        .col(uuid("receiver_id"))
        .col(uuid_null("person_id"))
        .col(text("body"))
        .col(big_integer("made_at"))
        .col(big_integer("due_at"))
        .col(integer("attempts"))
        .col(big_integer_null("done_at"))
        .col(string_null("outcome"))
        .col(text_null("last_error"))
        .to_owned()
}

fn delivery_round() -> TableCreateStatement {
    Table::create().table("delivery_round").col(integer("id").primary_key()).col(big_integer("packed_at")).to_owned()
}
