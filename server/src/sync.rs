//! The server's half of sync: commands in, verdicts and changed records out. The server alone orders: one clock, raised once by every push as
//! the last thing it locks, is the version of everything a device must learn.

mod catalogue;
mod checks;
mod exchange;
mod gather;
mod groups;
mod ledger;
mod pull;
mod push;
mod receipts;
mod rescope;
mod scopes;
mod upkeep;
mod verdicts;
mod write;

pub use catalogue::Catalogue;
pub use exchange::exchange;
pub use push::{Announcer, Pushed, push_as};
pub use upkeep::{gc, new_epoch};
pub use verdicts::{answered_by, verdicts_of};

use app::api::ApiError;

/// Logs an error that nobody expected and hides it from the caller.
fn broken(error: impl Into<anyhow::Error>) -> ApiError {
    let error: anyhow::Error = error.into();
    tracing::error!(error = format!("{error:#}"), "sync failed");
    ApiError::Broken { report: String::new() }
}
