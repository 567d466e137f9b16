//! Outbound messages, one row each. A message is tried until it arrives or is given up.

use domain::values::calendar::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};
use uuid::Uuid;

use crate::db::tx::Attempts;
use crate::db::{Database, DatabaseKind, sql};

/// How a message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// To a device, by Web Push; the receiver is the device.
    Push,
    /// By e-mail; the receiver is the person.
    Mail,
    /// To a chat group; the receiver is its robot.
    Robot,
}

impl Channel {
    const ALL: [Channel; 3] = [Channel::Push, Channel::Mail, Channel::Robot];

    /// Its name in the database and the log.
    pub fn word(self) -> &'static str {
        match self {
            Channel::Push => "push",
            Channel::Mail => "mail",
            Channel::Robot => "robot",
        }
    }
}

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
    let columns = ["id", "channel", "receiver_id", "person_id", "body", "made_at", "due_at", "attempts"];
    let row = |it: &Parcel| {
        vec![
            it.id.into(),
            it.channel.word().into(),
            it.receiver.into(),
            it.person.into(),
            it.body.clone().into(),
            now.0.into(),
            now.0.into(),
            it.attempts.into(),
        ]
    };
    sql::insert(connection, "parcel", &columns, "", parcels.iter().map(row).collect()).await
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
        let result = take(&transaction, db.kind(), most, now, lease_until).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

/// Checked first: usually nothing is due, and claiming takes the right to write.
async fn is_any_due(db: &Database, now: Timestamp) -> Result<bool, DbErr> {
    let question = "SELECT id FROM parcel WHERE done_at IS NULL AND due_at <= $1 LIMIT 1";
    Ok(sql::one(db.connection(), question, vec![now.0.into()]).await?.is_some())
}

async fn take(
    transaction: &DatabaseTransaction,
    kind: DatabaseKind,
    most: u64,
    now: Timestamp,
    lease_until: Timestamp,
) -> anyhow::Result<Vec<Parcel>> {
    let lock = if kind == DatabaseKind::Postgres { " FOR UPDATE SKIP LOCKED" } else { "" };
    let question = format!(
        "SELECT id, channel, receiver_id, person_id, body, attempts + 1 FROM parcel WHERE done_at IS NULL AND due_at <= $1 \
         ORDER BY due_at, id LIMIT {most}{lock}"
    );
    let rows = sql::all(transaction, question, vec![now.0.into()]).await?;
    let parcels = rows.iter().map(parcel_of).collect::<anyhow::Result<Vec<Parcel>>>()?;
    let ids = parcels.iter().map(|it| it.id.into()).collect();
    let lease = "UPDATE parcel SET due_at = $1, attempts = attempts + 1 WHERE id IN (";
    sql::run_in(transaction, lease, ")", vec![lease_until.0.into()], ids).await?;
    Ok(parcels)
}

/// Stores the result of an attempt.
pub async fn note(db: &Database, parcel: Uuid, outcome: &Outcome, now: Timestamp) -> anyhow::Result<()> {
    let (sql_text, values) = match outcome {
        Outcome::Sent => {
            ("UPDATE parcel SET done_at = $2, outcome = 'sent', last_error = NULL WHERE id = $1", vec![parcel.into(), now.0.into()])
        }
        Outcome::Again(at, why) => (
            "UPDATE parcel SET due_at = $2, last_error = $3, failed_at = $4 WHERE id = $1",
            vec![parcel.into(), at.0.into(), why.clone().into(), now.0.into()],
        ),
        Outcome::GivenUp(why) => (
            "UPDATE parcel SET done_at = $2, outcome = 'given_up', last_error = $3, failed_at = $4 WHERE id = $1",
            vec![parcel.into(), now.0.into(), why.clone().into(), now.0.into()],
        ),
        Outcome::Dropped(why) => (
            "UPDATE parcel SET done_at = $2, outcome = 'given_up', last_error = $3, failed_at = NULL WHERE id = $1",
            vec![parcel.into(), now.0.into(), why.clone().into()],
        ),
    };
    sql::run(db.connection(), sql_text, values).await?;
    Ok(())
}

/// The receiver and last error of every message tried, oldest message first.
pub async fn troubles(db: &Database, channel: Channel) -> anyhow::Result<Vec<(Uuid, Option<String>)>> {
    let question = "SELECT receiver_id, last_error FROM parcel WHERE channel = $1 AND 0 < attempts ORDER BY made_at, id";
    let rows = sql::all(db.connection(), question, vec![channel.word().into()]).await?;
    rows.iter().map(|it| Ok((it.try_get_by_index(0)?, it.try_get_by_index(1)?))).collect()
}

/// How well a channel works. Deleted messages are not counted.
pub async fn fare(db: &Database, channel: Channel) -> anyhow::Result<Fare> {
    let word = || vec![channel.word().into()];
    let failed = "SELECT failed_at, last_error FROM parcel WHERE channel = $1 AND failed_at IS NOT NULL AND last_error IS NOT NULL \
        ORDER BY failed_at DESC, id DESC LIMIT 1";
    let sent = "SELECT done_at FROM parcel WHERE channel = $1 AND outcome = 'sent' ORDER BY done_at DESC LIMIT 1";
    let failure = sql::one(db.connection(), failed, word()).await?;
    let last_failure = failure.map(|it| anyhow::Ok((Timestamp(it.try_get_by_index(0)?), it.try_get_by_index(1)?))).transpose()?;
    let last_sent = sql::one(db.connection(), sent, word()).await?.map(|it| it.try_get_by_index(0)).transpose()?.map(Timestamp);
    let n_held_up = u32::try_from(held_up(db, channel).await?.0).unwrap_or(u32::MAX);
    Ok(Fare { n_held_up, last_failure, last_sent })
}

/// The number of messages of a channel that failed and are tried again, and the last error of the newest one.
pub async fn held_up(db: &Database, channel: Channel) -> anyhow::Result<(usize, Option<String>)> {
    let question = "SELECT last_error FROM parcel WHERE channel = $1 AND done_at IS NULL AND last_error IS NOT NULL ORDER BY made_at, id";
    let rows = sql::all(db.connection(), question, vec![channel.word().into()]).await?;
    let last = rows.last().map(|it| it.try_get_by_index(0)).transpose()?;
    Ok((rows.len(), last))
}

/// Deletes messages that were finished before this time.
pub async fn forget(db: &Database, before: Timestamp) -> anyhow::Result<()> {
    sql::run(db.connection(), "DELETE FROM parcel WHERE done_at < $1", vec![before.0.into()]).await?;
    Ok(())
}

fn parcel_of(row: &QueryResult) -> anyhow::Result<Parcel> {
    let word: String = row.try_get_by_index(1)?;
    let channel = Channel::ALL.into_iter().find(|it| it.word() == word).ok_or_else(|| anyhow::anyhow!("not a channel: {word}"))?;
    Ok(Parcel {
        id: row.try_get_by_index(0)?,
        channel,
        receiver: row.try_get_by_index(2)?,
        person: row.try_get_by_index(3)?,
        body: row.try_get_by_index(4)?,
        attempts: row.try_get_by_index(5)?,
    })
}
