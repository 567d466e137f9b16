//! The state of the database at one moment, as the person asking meets it.

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::sync::Exchange;
use domain::values::calendar::Timestamp;
use domain::values::ids::PersonId;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::broken;
use super::faults::Faults;
use crate::db::sql;
use crate::db::tables::person;

/// The clock, and the person asking.
pub struct Now {
    /// The newest version.
    pub version: i64,
    pub epoch: i64,
    /// When the newest version was made.
    pub raised_at: Timestamp,
    pub actor: Actor,
}

#[derive(FromQueryResult)]
struct NowRow {
    version: i64,
    epoch: i64,
    raised_at: i64,
    #[sea_orm(nested)]
    person: Option<person::Model>,
}

impl Now {
    pub async fn read(connection: &impl ConnectionTrait, person: PersonId) -> Result<Now, ApiError> {
        // As text: one statement for two tables without a relation, because every idle device asks this all day.
        let question = "SELECT clock.version, clock.epoch, clock.raised_at, person.* FROM clock LEFT JOIN person ON person.id = $1 \
                        WHERE clock.id = 1";
        let row: Option<NowRow> = sql::one(connection, question, vec![person.0.into()]).await.map_err(broken)?;
        let Some(row) = row else { return Err(broken(anyhow::anyhow!("the clock is missing"))) };
        let Some(person) = row.person.filter(|it| it.active) else { return Err(ApiError::Disabled) };
        let actor = person.actor().map_err(broken)?;
        Ok(Now { version: row.version, epoch: row.epoch, raised_at: Timestamp(row.raised_at), actor })
    }

    /// Whether the device has another epoch, or versions that this database does not have. Then none of its versions mean anything.
    pub fn is_another_life(&self, ours: &Exchange) -> bool {
        Faults::is_another_epoch(ours.epoch != self.epoch || self.version < furthest(ours))
    }

    /// Whether this database lacks versions that it sent to the device in this very epoch: a backup was restored without a new epoch.
    pub fn has_gone_back(&self, ours: &Exchange) -> bool {
        ours.epoch == self.epoch && self.version < furthest(ours)
    }
}

/// The newest version that a device says it has received.
pub fn furthest(ours: &Exchange) -> i64 {
    ours.cursors.iter().map(|it| it.pos).fold(ours.verdicts_from, i64::max)
}
