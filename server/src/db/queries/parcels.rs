//! Outbound messages, one row each. A message is tried until it arrives or is given up.

use domain::values::calendar::Timestamp;
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, DerivePartialModel, EntityTrait, ExprTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, SelectExt, Set,
};
use uuid::Uuid;

use crate::db::tables::parcel::{ActiveModel, Column, Ending, Entity, Model};
use crate::db::tx::Attempts;
use crate::db::{Database, sql};

pub use crate::db::tables::parcel::Channel;

/// A message to one receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The same for every attempt.
    pub id: Uuid,
    pub channel: Channel,
    /// The id of a device, a person or a robot, depending on the channel.
    pub receiver: Uuid,
    /// Whose notices are in it; `None` for a chat group.
    pub person: Option<Uuid>,
    /// The message, as JSON.
    pub body: String,
    /// The number of attempts, this one included.
    pub attempts: i32,
}

/// The result of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Sent,
    /// It did not arrive. Try again at this time.
    Again(Timestamp, String),
    /// It will not arrive.
    GivenUp(String),
    /// The receiver no longer exists.
    Dropped(String),
}

/// How well a channel works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fare {
    /// Messages that failed, have not arrived yet and are tried again.
    pub n_held_up: u32,
    /// The last failed attempt: when, and why. Not kept for a message that arrived afterwards.
    pub last_failure: Option<(Timestamp, String)>,
    /// When a message last arrived.
    pub last_sent: Option<Timestamp>,
}

/// Queues messages to be sent at once.
pub async fn add(connection: &impl ConnectionTrait, parcels: &[Parcel], now: Timestamp) -> Result<(), DbErr> {
    let row = |parcel: &Parcel| Model {
        id: parcel.id,
        channel: parcel.channel,
        receiver_id: parcel.receiver,
        person_id: parcel.person,
        body: parcel.body.clone(),
        made_at: now.0,
        due_at: now.0,
        attempts: parcel.attempts,
        done_at: None,
        outcome: None,
        last_error: None,
        failed_at: None,
    };
    sql::insert(connection, "", parcels.iter().map(row).collect()).await
}

/// Claims at most `most` due messages for this server: no other server sees them until `lease_until`. If the server dies meanwhile, nothing is
/// lost, but a message may arrive twice; that is why its id is sent with it.
pub async fn claim(db: &Database, most: u64, now: Timestamp, lease_until: Timestamp) -> anyhow::Result<Vec<Parcel>> {
    if !is_any_due(db, now).await? {
        return Ok(Vec::new());
    }
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = take(&transaction, most, now, lease_until).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

/// Checked first: usually nothing is due, and claiming takes the right to write.
async fn is_any_due(db: &Database, now: Timestamp) -> Result<bool, DbErr> {
    Entity::find().filter(is_due(now)).exists(db.connection()).await
}

fn is_due(now: Timestamp) -> Condition {
    Condition::all().add(Column::DoneAt.is_null()).add(Column::DueAt.lte(now.0))
}

async fn take(transaction: &DatabaseTransaction, most: u64, now: Timestamp, lease_until: Timestamp) -> anyhow::Result<Vec<Parcel>> {
    let due = Entity::find().filter(is_due(now)).order_by_asc(Column::DueAt).order_by_asc(Column::Id).limit(most);
    let rows = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked).all(transaction).await?;
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(lease_until.0))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.is_in(rows.iter().map(|it| it.id)))
        .exec(transaction)
        .await?;
    Ok(rows.into_iter().map(taken).collect())
}

/// The parcel of a row, with the attempt that begins.
fn taken(row: Model) -> Parcel {
    let attempts = row.attempts + 1;
    Parcel { id: row.id, channel: row.channel, receiver: row.receiver_id, person: row.person_id, body: row.body, attempts }
}

/// Stores the result of an attempt.
pub async fn note(db: &Database, parcel: Uuid, outcome: &Outcome, now: Timestamp) -> anyhow::Result<()> {
    let now = Set(Some(now.0));
    let changed = match outcome {
        Outcome::Sent => ActiveModel { done_at: now, outcome: Set(Some(Ending::Sent)), last_error: Set(None), ..Default::default() },
        Outcome::Again(at, why) => {
            ActiveModel { due_at: Set(at.0), last_error: Set(Some(why.clone())), failed_at: now, ..Default::default() }
        }
        Outcome::GivenUp(why) => ActiveModel { failed_at: now.clone(), ..given_up(now, why) },
        Outcome::Dropped(why) => ActiveModel { failed_at: Set(None), ..given_up(now, why) },
    };
    Entity::update_many().set(changed).filter(Column::Id.eq(parcel)).exec(db.connection()).await?;
    Ok(())
}

fn given_up(done_at: ActiveValue<Option<i64>>, why: &str) -> ActiveModel {
    ActiveModel { done_at, outcome: Set(Some(Ending::GivenUp)), last_error: Set(Some(why.to_owned())), ..Default::default() }
}

/// A message that was tried.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Tried {
    receiver_id: Uuid,
    last_error: Option<String>,
}

/// The messages of a channel, oldest first.
fn of(channel: Channel) -> Select<Entity> {
    Entity::find().filter(Column::Channel.eq(channel)).order_by_asc(Column::MadeAt).order_by_asc(Column::Id)
}

/// The receiver and last error of every message tried, oldest message first.
pub async fn troubles(db: &Database, channel: Channel) -> anyhow::Result<Vec<(Uuid, Option<String>)>> {
    let tried = of(channel).filter(Column::Attempts.gt(0)).into_partial_model::<Tried>().all(db.connection()).await?;
    Ok(tried.into_iter().map(|it| (it.receiver_id, it.last_error)).collect())
}

/// How well a channel works. Deleted messages are not counted.
pub async fn fare(db: &Database, channel: Channel) -> anyhow::Result<Fare> {
    let of_channel = || Entity::find().filter(Column::Channel.eq(channel));
    let failed = of_channel().filter(Column::FailedAt.is_not_null()).filter(Column::LastError.is_not_null());
    let failed = failed.order_by_desc(Column::FailedAt).order_by_desc(Column::Id).one(db.connection()).await?;
    let sent = of_channel().filter(Column::Outcome.eq(Ending::Sent)).order_by_desc(Column::DoneAt).one(db.connection()).await?;
    Ok(Fare {
        n_held_up: u32::try_from(held_up(db, channel).await?.0).unwrap_or(u32::MAX),
        last_failure: failed.and_then(|it| Some((Timestamp(it.failed_at?), it.last_error?))),
        last_sent: sent.and_then(|it| it.done_at).map(Timestamp),
    })
}

/// The number of messages of a channel that failed and are tried again, and the last error of the newest one.
pub async fn held_up(db: &Database, channel: Channel) -> anyhow::Result<(usize, Option<String>)> {
    let waiting = of(channel).filter(Column::DoneAt.is_null()).filter(Column::LastError.is_not_null());
    let mut waiting = waiting.into_partial_model::<Tried>().all(db.connection()).await?;
    Ok((waiting.len(), waiting.pop().and_then(|it| it.last_error)))
}

/// Deletes messages that were finished before this time.
pub async fn forget(db: &Database, before: Timestamp) -> anyhow::Result<()> {
    Entity::delete_many().filter(Column::DoneAt.lt(before.0)).exec(db.connection()).await?;
    Ok(())
}
