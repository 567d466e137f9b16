//! Queries and updates of packing. Each packing run is one transaction.

use std::collections::BTreeMap;

use domain::book::record::Record;
use domain::values::calendar::Timestamp;
use domain::values::ids::{CustomerId, Kind};
use sea_orm::{ConnectionTrait, DbErr};

use super::notices::Audience;
use crate::alerts::Notice;
use crate::db::{Database, DatabaseKind, sql};

/// Whether any notice waits to be packed.
pub async fn is_any_waiting(db: &Database) -> Result<bool, DbErr> {
    let question = "SELECT id FROM notices WHERE delivered_at IS NULL OR grouped_at IS NULL LIMIT 1";
    Ok(sql::one(db.connection(), question, vec![]).await?.is_some())
}

/// Begins packing and locks out other servers until the transaction ends. Returns when something was last packed; `None` if another server is
/// packing.
pub async fn begin(connection: &impl ConnectionTrait, kind: DatabaseKind) -> anyhow::Result<Option<Timestamp>> {
    let lock = if kind == DatabaseKind::Postgres { " FOR UPDATE SKIP LOCKED" } else { "" };
    let question = format!("SELECT packed_at FROM delivery_round WHERE id = 1{lock}");
    let row = sql::one(connection, question, vec![]).await?;
    row.map(|it| Ok(Timestamp(it.try_get_by_index(0)?))).transpose()
}

/// Names of these customers.
pub async fn customer_names(connection: &impl ConnectionTrait, customers: Vec<CustomerId>) -> anyhow::Result<BTreeMap<CustomerId, String>> {
    let ids = customers.into_iter().map(|it| it.0.into()).collect();
    let rows = sql::all_in(connection, "SELECT body FROM record WHERE kind = 'customer' AND id IN (", ")", ids).await?;
    let mut names = BTreeMap::new();
    for row in rows {
        if let Record::Customer(it) = Record::parse(Kind::Customer, &row.try_get_by_index::<String>(0)?)? {
            names.insert(it.id, it.profile.name);
        }
    }
    Ok(names)
}

/// Marks these notices as packed for their audience, so that they are not packed again.
pub async fn end(connection: &impl ConnectionTrait, packed: [(Audience, &[Notice]); 2], now: Timestamp) -> Result<(), DbErr> {
    for (audience, notices) in packed {
        let ids = notices.iter().map(|it| it.id.into()).collect();
        let note = format!("UPDATE notices SET {} = $1 WHERE id IN (", audience.mark());
        sql::run_in(connection, &note, ")", vec![now.0.into()], ids).await?;
    }
    sql::run(connection, "UPDATE delivery_round SET packed_at = $1 WHERE id = 1", vec![now.0.into()]).await?;
    Ok(())
}
