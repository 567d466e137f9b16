//! Checks that the database works: writes something and reads it back on another connection. Opening it proves little: a full disk can still be
//! read, and a stuck lock still answers queries.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sea_orm::EntityTrait;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::tables::readiness::{Entity, Model};
use super::tx::Attempts;
use super::{Database, sql};

/// Time limit of a check.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// A result is reused for this long, so that frequent checks do not load the disk.
const HOLDS: Duration = Duration::from_secs(1);

/// The last result.
#[derive(Debug, Default)]
pub struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Readiness {
    /// Whether the database takes a write and reads it back. Checked at most once a second.
    pub async fn holds(&self, db: &Database) -> bool {
        let mut last = self.0.lock().await;
        if let Some((at, is_ready)) = *last
            && at.elapsed() < HOLDS
        {
            return is_ready;
        }
        let tried = timeout(PATIENCE, write_and_read(db)).await.context("no answer in time").flatten();
        if let Err(error) = &tried {
            tracing::warn!(error = format!("{error:#}"), "the database is unusable");
        }
        *last = Some((Instant::now(), tried.is_ok()));
        tried.is_ok()
    }
}

async fn write_and_read(db: &Database) -> Result<()> {
    let mut attempts = Attempts::new(db).await;
    let written = loop {
        let transaction = attempts.begin().await?;
        // As text, because sea-orm returns no row of an UPDATE on SQLite.
        let question = "UPDATE readiness SET n_looks = n_looks + 1 WHERE id = 1 RETURNING id, n_looks";
        let result = sql::one::<Model>(&transaction, question, Vec::new()).await;
        if let Some(done) = attempts.end(transaction, result).await {
            break done?.context("the row is missing")?;
        }
    };
    let read = Entity::find_by_id(1).one(db.connection()).await?.context("the row is missing")?;
    // Other servers on the same database increment it too.
    ensure!(written.n_looks <= read.n_looks, "what was written is not there");
    Ok(())
}
