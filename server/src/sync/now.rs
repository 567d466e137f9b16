//! The state of the database at one moment, as the person asking meets it.

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::access::sight::Sight;
use domain::sync::Exchange;
use domain::values::calendar::Timestamp;
use domain::values::ids::PersonId;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::broken;
use super::catalogue::Catalogue;
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
    /// What the person sees today.
    pub sight: Sight,
}

#[derive(FromQueryResult)]
struct NowRow {
    version: i64,
    epoch: i64,
    raised_at: i64,
    /// The newest version in the catalogue.
    catalogue: Option<i64>,
    #[sea_orm(nested)]
    person: Option<person::Model>,
}

impl Now {
    /// `catalogue` is the one kept of this database.
    pub async fn read(catalogue: &Catalogue, connection: &impl ConnectionTrait, person: PersonId, now: Timestamp) -> Result<Now, ApiError> {
        // As text: one statement for three tables without a relation, because every idle device asks this all day.
        let question = "SELECT clock.version, clock.epoch, clock.raised_at, \
                        (SELECT MAX(version) FROM record WHERE scope_id = $2) AS catalogue, person.* \
                        FROM clock LEFT JOIN person ON person.id = $1 WHERE clock.id = 1";
        let asked = vec![person.0.into(), Catalogue::scope().into()];
        let row: Option<NowRow> = sql::one(connection, question, asked).await.map_err(broken)?;
        let Some(row) = row else { return Err(broken(anyhow::anyhow!("the clock is missing"))) };
        let Some(person) = row.person.filter(|it| it.active) else { return Err(ApiError::Disabled) };
        let actor = person.actor().map_err(broken)?;
        let book = catalogue.read_at(connection, row.epoch, row.catalogue.unwrap_or(0)).await.map_err(broken)?;
        let sight = Sight::of(&actor, &book, now.day(book.company().utc_offset_minutes));
        Ok(Now { version: row.version, epoch: row.epoch, raised_at: Timestamp(row.raised_at), actor, sight })
    }

    /// Whether the device holds copies that were made for somebody who sees more or less than this person does now: after a change of the policy or
    /// of their role. An older release says nothing about its copies and could not keep them apart.
    pub fn sees_otherwise(&self, ours: &Exchange) -> bool {
        let usual = || Sight::usual(&self.actor).name();
        let held = ours.copies.as_ref().map(|it| if it.is_empty() { usual() } else { it.clone() });
        !ours.cursors.is_empty() && held.is_some_and(|it| it != self.sight.name())
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
