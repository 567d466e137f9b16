//! Sums of facts, updated by the transaction that writes the records they are derived from. A missing team, product or customer is stored as the
//! nil id, so that the key is unique on both databases.

use std::collections::BTreeMap;

use domain::book::record::Record;
use domain::figures::fact::{FactKey, REVISION};
use domain::values::ids::Kind;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::db::tables::record::Body;
use crate::db::tables::rollup::{self, Model, SUM_COLUMNS, Sum};
use crate::db::tables::{clock, rollup_rules};
use crate::db::tx::Attempts;
use crate::db::{Database, sql};

/// Adds deltas to the sums.
pub async fn add(connection: &impl ConnectionTrait, deltas: BTreeMap<FactKey, i64>) -> Result<(), DbErr> {
    let rows = deltas.into_iter().filter(|(_, value)| *value != 0).map(|(key, value)| Model::of(&key, value));
    let tail =
        "ON CONFLICT (customer_id, measure, on_day, person_id, team_id, product_id) DO UPDATE SET value = rollup.value + excluded.value";
    sql::insert(connection, tail, rows.collect()).await
}

/// The stored sums, without zeros.
pub async fn stored(connection: &impl ConnectionTrait) -> anyhow::Result<BTreeMap<FactKey, i64>> {
    // As text, because all sums are read in one statement.
    let sums: Vec<Sum> = sql::all(connection, format!("SELECT {SUM_COLUMNS} FROM rollup WHERE value <> 0"), Vec::new()).await?;
    sums.iter().map(|it| it.fact().map(|fact| (fact.key, fact.value))).collect()
}

/// The sums recounted from all records. Must always equal [`stored`].
pub async fn recount(connection: &impl ConnectionTrait) -> anyhow::Result<BTreeMap<FactKey, i64>> {
    let mut records = Vec::new();
    for kind in [Kind::FollowUp, Kind::Opportunity, Kind::Order, Kind::Expense] {
        // As text, because all records of a kind are read in one statement.
        let question = "SELECT body FROM record WHERE kind = $1 AND removed = FALSE";
        let bodies: Vec<Body> = sql::all(connection, question, vec![kind.as_str().into()]).await?;
        for row in bodies {
            records.push(Record::parse(kind, &row.body)?);
        }
    }
    Ok(domain::figures::rollup::recount(records.into_iter()))
}

/// Recounts and replaces the sums. Returns how many were wrong. Locks the clock meanwhile, which every writer of sums holds.
pub async fn rebuild(db: &Database) -> anyhow::Result<usize> {
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = rebuild_within(&transaction).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

/// Recounts the sums if they were counted under the rules of an older release.
pub async fn renew(db: &Database) -> anyhow::Result<()> {
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = renew_within(&transaction).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

async fn rebuild_within(transaction: &DatabaseTransaction) -> anyhow::Result<usize> {
    let clock = clock::Entity::update_many().filter(clock::Column::Id.eq(1));
    clock.col_expr(clock::Column::Version, Expr::col(clock::Column::Version)).exec(transaction).await?;
    let (was, now) = (stored(transaction).await?, recount(transaction).await?);
    rollup::Entity::delete_many().exec(transaction).await?;
    add(transaction, now.clone()).await?;
    Ok(different(&was, &now).count())
}

async fn renew_within(transaction: &DatabaseTransaction) -> anyhow::Result<()> {
    let rules = rollup_rules::Entity::find_by_id(1).lock_exclusive().one(transaction).await?;
    if rules.is_some_and(|it| REVISION <= it.revision) {
        return Ok(());
    }
    rebuild_within(transaction).await?;
    let rules = rollup_rules::Entity::update_many().filter(rollup_rules::Column::Id.eq(1));
    rules.col_expr(rollup_rules::Column::Revision, Expr::value(REVISION)).exec(transaction).await?;
    Ok(())
}

/// The keys under which two sets of sums differ.
pub fn different<'a>(one: &'a BTreeMap<FactKey, i64>, other: &'a BTreeMap<FactKey, i64>) -> impl Iterator<Item = &'a FactKey> {
    let missing = other.keys().filter(|it| !one.contains_key(it));
    one.iter().filter(|(key, value)| other.get(key) != Some(value)).map(|(key, _)| key).chain(missing)
}
