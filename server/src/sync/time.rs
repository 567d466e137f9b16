//! Checks the server's clock against the time of the newest version, because time does not run backwards.

use app::api::ApiError;
use domain::values::calendar::Timestamp;
use sea_orm::ConnectionTrait;

use crate::db::{Database, sql};

/// By how much the clocks of several servers may differ, or one be set back, in milliseconds: ten minutes.
const TOLERANCE: i64 = 10 * 60_000;

/// 2026-01-01. A clock that shows less is wrong: this program did not exist then.
pub const NOT_BEFORE: Timestamp = Timestamp(1_767_225_600_000);

/// Seconds until a phone asks a server with a wrong clock again.
const ASK_AGAIN: u32 = 60;

/// The newest version and when it was made.
#[derive(Clone, Copy, Debug)]
pub struct Newest {
    pub version: i64,
    /// When it was made.
    pub at: Timestamp,
}

impl Newest {
    /// Reads it from the database.
    pub async fn read(connection: &impl ConnectionTrait) -> anyhow::Result<Newest> {
        let Some(row) = sql::one(connection, "SELECT version, raised_at FROM clock WHERE id = 1", Vec::new()).await? else {
            anyhow::bail!("the clock is missing")
        };
        Ok(Newest { version: row.try_get_by_index(0)?, at: Timestamp(row.try_get_by_index(1)?) })
    }

    /// Whether a clock that shows `now` has been set back by more than the tolerance.
    pub fn is_after(&self, now: Timestamp) -> bool {
        now.0.saturating_add(TOLERANCE) < self.at.0
    }
}

/// Refuses to decide anything by a clock that has been set back: the day would be wrong and the verdicts final.
pub fn check(newest_at: Timestamp, now: Timestamp) -> Result<(), ApiError> {
    if (Newest { version: 0, at: newest_at }).is_after(now) {
        tracing::error!(?now, ?newest_at, "the server's clock is behind the newest record; refusing all writes");
        return Err(ApiError::Busy { retry_after: ASK_AGAIN });
    }
    Ok(())
}

/// Accepts the clock again although there are newer records: a wrong clock made them.
pub async fn believe(db: &Database, now: Timestamp) -> anyhow::Result<()> {
    sql::run(db.connection(), "UPDATE clock SET raised_at = $1 WHERE id = 1", vec![now.0.into()]).await?;
    Ok(())
}
