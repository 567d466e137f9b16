//! Sums of facts, updated by the transaction that writes the records they are derived from. A missing team, product or customer is stored as the
//! nil id, so that the key is unique on both databases.

use std::collections::BTreeMap;

use domain::book::record::Record;
use domain::figures::fact::{Fact, FactKey, Measure, REVISION};
use domain::values::calendar::Day;
use domain::values::ids::{CustomerId, Kind, PersonId, ProductId, TeamId};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};
use uuid::Uuid;

use crate::db::tx::Attempts;
use crate::db::{Database, sql};

const COLUMNS: [&str; 11] =
    ["measure", "on_day", "on_week", "on_month", "on_quarter", "on_year", "person_id", "team_id", "product_id", "customer_id", "value"];

/// The columns [`fact_of`] reads, in its order.
pub const FACT_COLUMNS: &str = "measure, on_day, person_id, team_id, product_id, customer_id, value";

/// Adds deltas to the sums.
pub async fn add(connection: &impl ConnectionTrait, deltas: BTreeMap<FactKey, i64>) -> Result<(), DbErr> {
    let rows = deltas.into_iter().filter(|(_, value)| *value != 0).map(|(key, value)| {
        vec![
            key.measure.as_str().into(),
            key.on.0.into(),
            key.on.week().0.into(),
            key.on.month().0.into(),
            key.on.quarter().0.into(),
            key.on.year().into(),
            key.person.0.into(),
            key.team.map_or(Uuid::nil(), |it| it.0).into(),
            key.product.map_or(Uuid::nil(), |it| it.0).into(),
            key.customer.0.into(),
            value.into(),
        ]
    });
    let tail =
        "ON CONFLICT (customer_id, measure, on_day, person_id, team_id, product_id) DO UPDATE SET value = rollup.value + excluded.value";
    sql::insert(connection, "rollup", &COLUMNS, tail, rows.collect()).await
}

/// The stored sums, without zeros.
pub async fn stored(connection: &impl ConnectionTrait) -> anyhow::Result<BTreeMap<FactKey, i64>> {
    let rows = sql::all(connection, format!("SELECT {FACT_COLUMNS} FROM rollup WHERE value <> 0"), Vec::new()).await?;
    rows.iter().map(|it| fact_of(it).map(|it| (it.key, it.value))).collect()
}

/// The sums recounted from all records. Must always equal [`stored`].
pub async fn recount(connection: &impl ConnectionTrait) -> anyhow::Result<BTreeMap<FactKey, i64>> {
    let mut records = Vec::new();
    for kind in [Kind::FollowUp, Kind::Opportunity, Kind::Order, Kind::Expense] {
        let question = "SELECT body FROM record WHERE kind = $1 AND removed = FALSE";
        for row in sql::all(connection, question, vec![kind.as_str().into()]).await? {
            records.push(Record::parse(kind, &row.try_get_by_index::<String>(0)?)?);
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
    sql::run(transaction, "UPDATE clock SET version = version WHERE id = 1", Vec::new()).await?;
    let (was, now) = (stored(transaction).await?, recount(transaction).await?);
    sql::run(transaction, "DELETE FROM rollup", Vec::new()).await?;
    add(transaction, now.clone()).await?;
    Ok(different(&was, &now).count())
}

async fn renew_within(transaction: &DatabaseTransaction) -> anyhow::Result<()> {
    let question = format!("SELECT revision FROM rollup_rules WHERE id = 1{}", sql::for_update(transaction));
    let row = sql::one(transaction, question, Vec::new()).await?;
    let revision: i32 = row.map_or(Ok(0), |it| it.try_get_by_index(0))?;
    if REVISION <= revision {
        return Ok(());
    }
    rebuild_within(transaction).await?;
    sql::run(transaction, "UPDATE rollup_rules SET revision = $1 WHERE id = 1", vec![REVISION.into()]).await?;
    Ok(())
}

/// The keys under which two sets of sums differ.
pub fn different<'a>(one: &'a BTreeMap<FactKey, i64>, other: &'a BTreeMap<FactKey, i64>) -> impl Iterator<Item = &'a FactKey> {
    let missing = other.keys().filter(|it| !one.contains_key(it));
    one.iter().filter(|(key, value)| other.get(key) != Some(value)).map(|(key, _)| key).chain(missing)
}

/// The fact of a row that begins with [`FACT_COLUMNS`].
pub fn fact_of(row: &QueryResult) -> anyhow::Result<Fact> {
    let word: String = row.try_get_by_index(0)?;
    let id = |index: usize| row.try_get_by_index::<Uuid>(index);
    let some = |it: Uuid| (!it.is_nil()).then_some(it);
    let key = FactKey {
        measure: Measure::parse(&word).ok_or_else(|| anyhow::anyhow!("not a measure: {word}"))?,
        on: Day(row.try_get_by_index(1)?),
        person: PersonId(id(2)?),
        team: some(id(3)?).map(TeamId),
        product: some(id(4)?).map(ProductId),
        customer: CustomerId(id(5)?),
    };
    Ok(Fact::of(key, row.try_get_by_index(6)?))
}
