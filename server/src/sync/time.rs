//! Checks the server's clock against the time of the newest version, because time does not run backwards.

use anyhow::Context;
use app::api::ApiError;
use domain::values::calendar::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::db::Database;
use crate::db::tables::clock;

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
        let clock = clock::Entity::find_by_id(1).one(connection).await?.context("the clock is missing")?;
        Ok(Newest { version: clock.version, at: Timestamp(clock.raised_at) })
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
    let clock = clock::Entity::update_many().filter(clock::Column::Id.eq(1));
    clock.col_expr(clock::Column::RaisedAt, Expr::value(now.0)).exec(db.connection()).await?;
    Ok(())
}
