//! The server part of sync: commands in, verdicts and changed records out. Only the server defines the order: one clock, raised once by every
//! push as the last thing it locks, is the version of everything a device must learn.

mod catalogue;
mod checks;
mod exchange;
mod faults;
mod gather;
mod groups;
mod ledger;
mod moves;
mod now;
mod numbers;
mod origin;
mod pull;
mod push;
mod receipts;
mod rescope;
mod scopes;
mod time;
mod upkeep;
mod verdicts;
mod write;

pub use catalogue::Catalogue;
pub use exchange::exchange;
pub use moves::{carry_out, keep_moving};
pub use origin::{Origin, is_the_servers};
pub use push::{Announcer, Pushed, push_as};
pub use time::{NOT_BEFORE, Newest, believe};
pub use upkeep::{gc, new_epoch};
pub use verdicts::{answered, verdicts_of};

use app::api::ApiError;

use crate::db::constraint;
use crate::db::tx::AsDbErr;

/// Logs an unexpected error and hides it from the caller. An outage of the database is not the fault of the commands: the device keeps them and
/// tries again.
fn broken(error: impl Into<anyhow::Error>) -> ApiError {
    let error: anyhow::Error = error.into();
    if error.as_db_err().is_some_and(constraint::is_outage) {
        tracing::warn!(error = format!("{error:#}"), "the database does not work");
        return ApiError::Offline;
    }
    tracing::error!(error = format!("{error:#}"), "sync failed");
    ApiError::Broken { report: String::new() }
}
