//! Notices stored by the daily sweep, and which server is sweeping.

use std::collections::BTreeSet;

use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::PersonId;
use domain::views::alert::Raised;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Select, Value,
};
use uuid::Uuid;

use crate::alerts::Notice;
use crate::db::tables::notice::{Column, Entity, Model};
use crate::db::tables::sweep;
use crate::db::tx::Attempts;
use crate::db::{Database, sql};

/// A server that has not finished after this many milliseconds is taken for dead, and another one sweeps.
const LEASE: i64 = 10 * 60 * 1_000;

/// Takes the right to sweep. False if another server has it.
pub async fn take_lease(db: &Database, runner: Uuid, now: Timestamp) -> anyhow::Result<bool> {
    let taken = sweep::Entity::update_many()
        .col_expr(sweep::Column::Runner, Expr::value(runner.to_string()))
        .col_expr(sweep::Column::Until, Expr::value(now.0.saturating_add(LEASE)))
        .filter(sweep::Column::Id.eq(1).and(sweep::Column::Until.lte(now.0)))
        .exec(db.connection())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// The last day swept.
pub async fn swept_day(db: &Database) -> anyhow::Result<Day> {
    Ok(sweep::Entity::find_by_id(1).one(db.connection()).await?.map(|it| Day(it.day)).unwrap_or_default())
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

#[derive(FromQueryResult)]
struct KnownNotice {
    id: Uuid,
}

async fn write_new(transaction: &DatabaseTransaction, due: &[Notice], day: Day, now: Timestamp) -> anyhow::Result<Vec<Notice>> {
    let ids: Vec<Value> = due.iter().map(|it| it.id.into()).collect();
    // As text, because thousands of notices may be due.
    let known: Vec<KnownNotice> = sql::all_in(transaction, "SELECT id FROM notices WHERE id IN (", ")", ids).await?;
    let known: BTreeSet<Uuid> = known.into_iter().map(|it| it.id).collect();
    let new: Vec<Notice> = due.iter().filter(|it| !known.contains(&it.id)).cloned().collect();
    let rows = new.iter().map(row_of).collect::<Result<_, _>>()?;
    sql::insert(transaction, "ON CONFLICT (id) DO NOTHING", rows).await?;
    let later_day = Expr::case(sweep::Column::Day.lt(day.0), day.0).finally(Expr::col(sweep::Column::Day));
    sweep::Entity::update_many()
        .col_expr(sweep::Column::Day, later_day.into())
        .col_expr(sweep::Column::SweptAt, Expr::value(now.0))
        .col_expr(sweep::Column::Until, Expr::value(0i64))
        .filter(sweep::Column::Id.eq(1))
        .exec(transaction)
        .await?;
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
    pub fn mark(self) -> Column {
        match self {
            Audience::People => Column::DeliveredAt,
            Audience::Groups => Column::GroupedAt,
        }
    }
}

/// Notices that an audience was not told, oldest first.
fn untold(audience: Audience) -> Select<Entity> {
    Entity::find().filter(audience.mark().is_null()).order_by_asc(Column::MadeAt).order_by_asc(Column::Id)
}

/// The oldest notices that an audience was not told, read within a transaction.
pub async fn waiting(connection: &impl ConnectionTrait, audience: Audience, most: u32) -> anyhow::Result<Vec<Notice>> {
    let rows = untold(audience).limit(u64::from(most)).all(connection).await?;
    rows.into_iter().map(notice_of).collect()
}

/// All notices that these people were not told, oldest first.
pub async fn waiting_of(connection: &impl ConnectionTrait, people: &[PersonId]) -> anyhow::Result<Vec<Notice>> {
    let of_them = Column::PersonId.is_in(people.iter().map(|it| it.0));
    let rows = untold(Audience::People).filter(of_them).all(connection).await?;
    rows.into_iter().map(notice_of).collect()
}

/// Marks these notices as delivered.
pub async fn delivered(db: &Database, ids: &[Uuid], now: Timestamp) -> anyhow::Result<()> {
    let _writing = Attempts::new(db).await;
    let ids: Vec<Value> = ids.iter().map(|it| (*it).into()).collect();
    // As text, because there may be thousands.
    let note = "UPDATE notices SET delivered_at = $1, grouped_at = $1 WHERE delivered_at IS NULL AND id IN (";
    Ok(sql::run_in(db.connection(), note, ")", vec![now.0.into()], ids).await?)
}

fn row_of(notice: &Notice) -> Result<Model, serde_json::Error> {
    Ok(Model {
        id: notice.id,
        person_id: notice.person.0,
        alert_id: notice.alert.id().0,
        level: notice.level.as_str().to_owned(),
        body: serde_json::to_string(&notice.alert)?,
        made_at: notice.made_at.0,
        delivered_at: None,
        grouped_at: None,
    })
}

fn notice_of(row: Model) -> anyhow::Result<Notice> {
    let alert: Raised = serde_json::from_str(&row.body)?;
    Ok(Notice {
        id: row.id,
        person: PersonId(row.person_id),
        level: alert.level,
        raised_on: alert.since,
        alert,
        made_at: Timestamp(row.made_at),
    })
}
