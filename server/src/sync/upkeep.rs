//! What is done to the database from time to time.

use domain::calendar::Timestamp;
use sea_orm::DatabaseTransaction;

use crate::db::{Database, sql, tx};

/// Forgets departures up to a version. A device that has not come past it since begins the bucket again.
pub async fn gc(db: &Database, horizon: i64) -> anyhow::Result<()> {
    let clean = async |transaction: &DatabaseTransaction| -> anyhow::Result<()> {
        let floors = "INSERT INTO bucket_floor (bucket, floor) SELECT bucket, MAX(version) FROM departure WHERE version <= $1 GROUP BY bucket \
                      ON CONFLICT (bucket) DO UPDATE SET floor = excluded.floor WHERE bucket_floor.floor < excluded.floor";
        sql::run(transaction, floors, vec![horizon.into()]).await?;
        sql::run(transaction, "DELETE FROM departure WHERE version <= $1", vec![horizon.into()]).await?;
        Ok(())
    };
    tx::write(db, clean).await
}

/// Begins another life of the database, after a backup was restored: every device pushes again what it was told of late and pulls everything.
/// The new number follows the time, so that restoring the same backup twice does not begin the same life twice.
pub async fn new_epoch(db: &Database, now: Timestamp) -> anyhow::Result<i64> {
    let begin = async |transaction: &DatabaseTransaction| -> anyhow::Result<i64> {
        let question = "UPDATE clock SET epoch = CASE WHEN epoch < $1 THEN $1 ELSE epoch + 1 END WHERE id = 1 RETURNING epoch";
        let row = sql::one(transaction, question, vec![now.0.into()]).await?;
        let Some(row) = row else { anyhow::bail!("the clock is missing") };
        Ok(row.try_get_by_index(0)?)
    };
    tx::write(db, begin).await
}
