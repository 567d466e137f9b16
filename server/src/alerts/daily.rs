//! When to sweep: at the administrator's time of day, or at once if that time passed while no server ran.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use domain::records::organisation::Company;
use domain::values::calendar::{Day, Timestamp};

use super::{Notice, sweep};
use crate::Server;
use crate::db::Database;
use crate::db::queries::{notices, people};

/// How often a server checks whether a sweep is due.
const PATIENCE: Duration = Duration::from_secs(60);

/// The last day whose sweep is due by now: today once the administrator's time has come, else yesterday.
pub fn is_due(company: &Company, now: Timestamp) -> Day {
    let today = now.day(company.utc_offset_minutes);
    let sweep_at = company.alerts.on(today).sweep_at;
    if sweep_at <= now.minute_of_day(company.utc_offset_minutes) { today } else { today.plus(-1) }
}

/// Sweeps if the last due day was not swept. Returns nothing when it is not time, or another server is sweeping.
pub async fn sweep_if_due(db: &Database, now: Timestamp) -> Result<Vec<Notice>> {
    let company = people::company(db).await?;
    if is_due(&company, now) <= notices::swept_day(db).await? {
        return Ok(Vec::new());
    }
    sweep(db, now).await
}

/// Sweeps every day until the server is told to stop.
pub async fn run(server: Arc<Server>) {
    let mut closing = server.closing();
    while !*closing.borrow() {
        if let Err(error) = sweep_if_due(&server.db, server.clock.now()).await {
            // The next attempt is a minute away.
            tracing::error!(error = format!("{error:#}"), "the daily sweep failed");
        }
        tokio::select! {
            () = tokio::time::sleep(PATIENCE) => {}
            // An error means that the server is gone: stop as well.
            _ = closing.changed() => {}
        }
    }
}
