//! Maintenance of the sync tables.

use anyhow::Context;
use domain::values::calendar::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, QueryFilter};

use crate::db::tables::{clock, departure};
use crate::db::tx::Attempts;
use crate::db::{Database, sql};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// Deletes departures up to a version. A device that has not passed it yet reloads the bucket.
pub async fn gc(db: &Database, horizon: i64) -> anyhow::Result<()> {
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = forget(&transaction, horizon).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return Ok(done?);
        }
    }
}

async fn forget(transaction: &DatabaseTransaction, horizon: i64) -> Result<(), DbErr> {
    let floors = "INSERT INTO bucket_floor (bucket, floor) SELECT bucket, MAX(version) FROM departure WHERE version <= $1 GROUP BY bucket \
                  ON CONFLICT (bucket) DO UPDATE SET floor = excluded.floor WHERE bucket_floor.floor < excluded.floor";
    sql::run(transaction, floors, vec![horizon.into()]).await?;
    departure::Entity::delete_many().filter(departure::Column::Version.lte(horizon)).exec(transaction).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Begun {
    epoch: i64,
}

/// Starts a new epoch of the database after a backup was restored: every device pushes its recently answered commands again and pulls
/// everything. The number follows the time, so that restoring the same backup twice does not give the same epoch twice.
pub async fn new_epoch(db: &Database, now: Timestamp) -> anyhow::Result<i64> {
    let _writing = Attempts::new(db).await;
    // As text, because sea-orm returns no row of an UPDATE on SQLite.
    let question = "UPDATE clock SET epoch = CASE WHEN epoch < $1 THEN $1 ELSE epoch + 1 END WHERE id = 1 RETURNING epoch";
    let begun: Option<Begun> = sql::one(db.connection(), question, vec![now.0.into()]).await?;
    Ok(begun.context("the clock is missing")?.epoch)
}

/// Starts a new epoch because a device has shown that this one was cut short. Returns the present epoch. Without a new one, devices that come
/// later could not be told apart from those that know everything. A device can claim what it likes, so this happens at most once a day; the
/// operator can do it at any time.
pub(super) async fn begin_life_after_restore(db: &Database, now: Timestamp) -> anyhow::Result<i64> {
    let _writing = Attempts::new(db).await;
    // As text, because sea-orm returns no row of an UPDATE on SQLite.
    let question = "UPDATE clock SET epoch = $1 WHERE id = 1 AND epoch <= $2 RETURNING epoch";
    let begun: Option<Begun> = sql::one(db.connection(), question, vec![now.0.into(), (now.0 - DAY).into()]).await?;
    if let Some(begun) = begun {
        tracing::error!(epoch = now.0, "a new epoch begins: every device pushes again what was confirmed to it lately");
        return Ok(begun.epoch);
    }
    tracing::error!("the last epoch began less than a day ago: run `dabiao epoch` if a backup was restored");
    let clock = clock::Entity::find_by_id(1).one(db.connection()).await?;
    Ok(clock.context("the clock is missing")?.epoch)
}
