//! Tables of sync: records with one version clock, their scopes, receipts, history, sums, and the few typed tables that are queried.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, integer, integer_null, pk_uuid, string, string_null, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [clock(), scope(), scope_bucket(), record(), departure(), bucket_floor(), receipt(), history(), rollup()] {
            manager.create_table(table).await?;
        }
        for table in [customer(), sales_order(), person()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let first = Query::insert()
            .into_table("clock")
            .columns(["id", "version", "epoch"])
            .values_panic([1.into(), 0i64.into(), 0i64.into()])
            .to_owned();
        manager.execute(first).await
    }
}

fn clock() -> TableCreateStatement {
    Table::create().table("clock").col(integer("id").primary_key()).col(big_integer("version")).col(big_integer("epoch")).to_owned()
}

fn scope() -> TableCreateStatement {
    Table::create()
        .table("scope")
        .col(pk_uuid("id"))
        .col(boolean("catalog"))
        .col(uuid_null("holder_id"))
        .col(uuid_null("holder_team_id"))
        .col(uuid_null("credit_id"))
        .col(uuid_null("credit_team_id"))
        .col(uuid_null("department_id"))
        .to_owned()
}

fn scope_bucket() -> TableCreateStatement {
    Table::create()
        .table("scope_bucket")
        .col(string("bucket"))
        .col(uuid("scope_id"))
        .primary_key(Index::create().col("bucket").col("scope_id"))
        .foreign_key(ForeignKey::create().from("scope_bucket", "scope_id").to("scope", "id").on_delete(ForeignKeyAction::Cascade))
        .to_owned()
}

fn record() -> TableCreateStatement {
    Table::create()
        .table("record")
        .col(uuid("id"))
        .col(string("kind"))
        .col(big_integer("version"))
        .col(uuid_null("scope_id"))
        .col(uuid_null("family_id"))
        .col(boolean("removed"))
        .col(text("body"))
        .col(text("stamps"))
        .primary_key(Index::create().col("id").col("kind"))
        .to_owned()
}

fn departure() -> TableCreateStatement {
    Table::create()
        .table("departure")
        .col(string("bucket"))
        .col(uuid("record_id"))
        .col(string("kind"))
        .col(big_integer("version"))
        .primary_key(Index::create().col("bucket").col("record_id").col("kind"))
        .to_owned()
}

fn bucket_floor() -> TableCreateStatement {
    Table::create().table("bucket_floor").col(string("bucket").primary_key()).col(big_integer("floor")).to_owned()
}

fn receipt() -> TableCreateStatement {
    Table::create()
        .table("receipt")
        .col(pk_uuid("command_id"))
        .col(uuid("digest"))
        .col(uuid("device_id"))
        .col(big_integer("seq"))
        .col(uuid("person_id"))
        .col(big_integer("version"))
        .col(text("verdict"))
        .col(big_integer("accepted_at"))
        .col(big_integer("made_at"))
        .col(string("verb"))
        .col(string_null("subject_kind"))
        .col(uuid_null("subject_id"))
        .to_owned()
}

fn history() -> TableCreateStatement {
    Table::create()
        .table("history")
        .col(uuid("record_id"))
        .col(string("kind"))
        .col(big_integer("version"))
        .col(uuid("command_id"))
        .col(uuid("by_id"))
        .col(big_integer("at"))
        .col(big_integer("made_at"))
        .col(text("changes"))
        .primary_key(Index::create().col("record_id").col("kind").col("version").col("command_id"))
        .to_owned()
}

fn rollup() -> TableCreateStatement {
    Table::create()
        .table("rollup")
        .col(string("measure"))
        .col(integer("on_day"))
        .col(integer("on_week"))
        .col(integer("on_month"))
        .col(integer("on_quarter"))
        .col(integer("on_year"))
        .col(uuid("person_id"))
        .col(uuid("team_id"))
        .col(uuid("product_id"))
        .col(uuid("customer_id"))
        .col(big_integer("value"))
        .primary_key(Index::create().col("customer_id").col("measure").col("on_day").col("person_id").col("team_id").col("product_id"))
        .to_owned()
}

fn customer() -> TableCreateStatement {
    Table::create()
        .table("customer")
        .col(pk_uuid("id"))
        .col(string("number"))
        .col(string_null("number_prefix"))
        .col(big_integer("number_running"))
        .col(string("name_key"))
        .col(string("phone_key"))
        .col(uuid("owner_id"))
        .col(boolean("removed"))
        .to_owned()
}

fn sales_order() -> TableCreateStatement {
    Table::create()
        .table("sales_order")
        .col(pk_uuid("id"))
        .col(string("number"))
        .col(string_null("number_prefix"))
        .col(big_integer("number_running"))
        .col(uuid("customer_id"))
        .col(uuid("owner_id"))
        .col(uuid_null("team_id"))
        .col(integer("deal_day"))
        .col(integer("deal_week"))
        .col(integer("deal_month"))
        .col(integer("deal_quarter"))
        .col(integer("deal_year"))
        .col(integer("due_day"))
        .col(big_integer("amount"))
        .col(big_integer("collected"))
        .col(integer_null("cancelled_day"))
        .col(boolean("removed"))
        .to_owned()
}

fn person() -> TableCreateStatement {
    Table::create()
        .table("person")
        .col(pk_uuid("id"))
        .col(string("account"))
        .col(string("name"))
        .col(string("role"))
        .col(uuid_null("team_id"))
        .col(uuid_null("department_id"))
        .col(boolean("active"))
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let index = |table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create();
        index.name(format!("{table}_{}", columns.join("_"))).table(table);
        for column in columns {
            index.col(*column);
        }
        index
    };
    vec![
        index("scope", &["holder_id"]),
        index("scope_bucket", &["scope_id"]),
        index("record", &["scope_id", "version"]),
        index("record", &["version"]),
        index("record", &["family_id"]),
        index("departure", &["bucket", "version"]),
        index("receipt", &["device_id", "version"]),
        index("rollup", &["measure", "on_day", "team_id", "person_id"]),
        index("rollup", &["person_id", "measure", "on_day"]),
        index("rollup", &["team_id", "measure", "on_day"]),
        index("customer", &["number"]).unique().to_owned(),
        index("customer", &["number_prefix", "number_running"]),
        index("customer", &["name_key"]),
        index("customer", &["phone_key"]),
        index("customer", &["owner_id"]),
        index("sales_order", &["number"]).unique().to_owned(),
        index("sales_order", &["number_prefix", "number_running"]),
        index("sales_order", &["customer_id"]),
        index("sales_order", &["owner_id", "deal_day"]),
        index("sales_order", &["team_id", "deal_day"]),
        index("person", &["account"]).unique().to_owned(),
        index("person", &["team_id"]),
        index("person", &["department_id"]),
    ]
}
