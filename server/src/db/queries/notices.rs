//! Notices stored by the daily sweep, and which server is sweeping.

use std::collections::BTreeSet;

use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::PersonId;
use domain::views::alert::Raised;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Value};
use uuid::Uuid;

use crate::alerts::Notice;
use crate::db::tx::Attempts;
use crate::db::{Database, sql};

/// A server that has not finished after this many milliseconds is taken for dead, and another one sweeps.
const LEASE: i64 = 10 * 60 * 1_000;

/// Takes the right to sweep. False if another server has it.
pub async fn take_lease(db: &Database, runner: Uuid, now: Timestamp) -> anyhow::Result<bool> {
    let until = now.0.saturating_add(LEASE);
    let take = "UPDATE sweep SET runner = $1, until = $2 WHERE id = 1 AND until <= $3";
    Ok(sql::run(db.connection(), take, vec![runner.to_string().into(), until.into(), now.0.into()]).await? == 1)
}

/// The last day swept.
pub async fn swept_day(db: &Database) -> anyhow::Result<Day> {
    let row = sql::one(db.connection(), "SELECT day FROM sweep WHERE id = 1", Vec::new()).await?;
    Ok(row.map(|it| it.try_get_by_index(0)).transpose()?.map(Day).unwrap_or_default())
}

/// Stores the notices not stored before, marks the day as swept and releases the right to sweep. Returns the new ones.
pub async fn write(db: &Database, due: Vec<Notice>, day: Day, now: Timestamp) -> anyhow::Result<Vec<Notice>> {
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = write_new(&transaction, &due, day, now).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

async fn write_new(transaction: &DatabaseTransaction, due: &[Notice], day: Day, now: Timestamp) -> anyhow::Result<Vec<Notice>> {
    let ids: Vec<Value> = due.iter().map(|it| it.id.into()).collect();
    let mut known = BTreeSet::new();
    for row in sql::all_in(transaction, "SELECT id FROM notices WHERE id IN (", ")", ids).await? {
        known.insert(row.try_get_by_index::<Uuid>(0)?);
    }
    let new: Vec<Notice> = due.iter().filter(|it| !known.contains(&it.id)).cloned().collect();
    let mut rows = Vec::with_capacity(new.len());
    for it in &new {
        rows.push(vec![
            it.id.into(),
            it.person.0.into(),
            it.alert.id().0.into(),
            it.level.as_str().into(),
            serde_json::to_string(&it.alert)?.into(),
            it.made_at.0.into(),
        ]);
    }
    let columns = ["id", "person_id", "alert_id", "level", "body", "made_at"];
    sql::insert(transaction, "notices", &columns, "ON CONFLICT (id) DO NOTHING", rows).await?;
    let done = "UPDATE sweep SET day = CASE WHEN day < $1 THEN $1 ELSE day END, swept_at = $2, until = 0 WHERE id = 1";
    sql::run(transaction, done, vec![day.0.into(), now.0.into()]).await?;
    Ok(new)
}

/// The oldest notices not delivered to people.
pub async fn pending(db: &Database, most: u32) -> anyhow::Result<Vec<Notice>> {
    waiting(db.connection(), Audience::People, most).await
}

/// Whom a notice is told to. Each audience has its own mark, because they need not be told at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The person it was written for.
    People,
    /// Chat groups.
    Groups,
}

impl Audience {
    /// The column that marks a notice as told.
    pub fn mark(self) -> &'static str {
        match self {
            Audience::People => "delivered_at",
            Audience::Groups => "grouped_at",
        }
    }
}

/// The oldest notices that an audience was not told, read within a transaction.
pub async fn waiting(connection: &impl ConnectionTrait, audience: Audience, most: u32) -> anyhow::Result<Vec<Notice>> {
    let mark = audience.mark();
    let question = format!("SELECT id, person_id, body, made_at FROM notices WHERE {mark} IS NULL ORDER BY made_at, id LIMIT $1");
    let rows = sql::all(connection, question, vec![i64::from(most).into()]).await?;
    rows.iter().map(notice_of).collect()
}

/// All notices that these people were not told, oldest first.
pub async fn waiting_of(connection: &impl ConnectionTrait, people: &[PersonId]) -> anyhow::Result<Vec<Notice>> {
    let ids = people.iter().map(|it| it.0.into()).collect();
    let question = "SELECT id, person_id, body, made_at FROM notices WHERE delivered_at IS NULL AND person_id IN (";
    let rows = sql::all_in(connection, question, ") ORDER BY made_at, id", ids).await?;
    rows.iter().map(notice_of).collect()
}

/// Marks these notices as delivered.
pub async fn delivered(db: &Database, ids: &[Uuid], now: Timestamp) -> anyhow::Result<()> {
    let _writing = Attempts::new(db).await;
    let ids: Vec<Value> = ids.iter().map(|it| (*it).into()).collect();
    let note = "UPDATE notices SET delivered_at = $1, grouped_at = $1 WHERE delivered_at IS NULL AND id IN (";
    Ok(sql::run_in(db.connection(), note, ")", vec![now.0.into()], ids).await?)
}

fn notice_of(row: &QueryResult) -> anyhow::Result<Notice> {
    let alert: Raised = serde_json::from_str(&row.try_get_by_index::<String>(2)?)?;
    Ok(Notice {
        id: row.try_get_by_index(0)?,
        person: PersonId(row.try_get_by_index(1)?),
        level: alert.level,
        raised_on: alert.since,
        alert,
        made_at: Timestamp(row.try_get_by_index(3)?),
    })
}
