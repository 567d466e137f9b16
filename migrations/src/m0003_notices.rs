//! Notices that the daily sweep writes for people, and the last day swept. The delivery code picks the notices up.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, pk_uuid, string, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(notices()).await?;
        manager.create_table(sweep()).await?;
        for columns in [&["delivered_at", "made_at"][..], &["person_id", "made_at"][..]] {
            let mut index = Index::create();
            index.name(format!("notices_{}", columns.join("_"))).table("notices");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        let first = Query::insert()
            .into_table("sweep")
            .columns(["id", "day", "swept_at", "runner", "until"])
            .values_panic([1.into(), 0.into(), 0i64.into(), String::new().into(), 0i64.into()])
            .to_owned();
        manager.execute(first).await
    }
}

fn notices() -> TableCreateStatement {
    Table::create()
        .table("notices")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(uuid("alert_id"))
        .col(string("level"))
        .col(text("body"))
        .col(big_integer("made_at"))
        .col(big_integer_null("delivered_at"))
        .to_owned()
}

fn sweep() -> TableCreateStatement {
    Table::create()
        .table("sweep")
        .col(integer("id").primary_key())
        .col(integer("day"))
        .col(big_integer("swept_at"))
        .col(string("runner"))
        .col(big_integer("until"))
        .to_owned()
}
