//! Which person a device belongs to. Its outbox must never be sent in another person's name.

use anyhow::Result;
use domain::values::calendar::Timestamp;
use domain::values::ids::{DeviceId, PersonId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter};

use crate::db::Database;
use crate::db::queries::receipts;
use crate::db::tables::device::{ActiveModel, Column, Entity, Model};
use crate::sync::is_the_servers;

/// Whether one of these devices is known to be this person's: they were signed in on it, and it has their records.
pub(super) async fn is_one_of(db: &Database, devices: [DeviceId; 2], person: PersonId) -> Result<bool> {
    let mine = Column::Id.is_in(devices.map(|it| it.0)).and(Column::PersonId.eq(person.0));
    Ok(Entity::find().filter(mine).one(db.connection()).await?.is_some())
}

/// Assigns a device to the first person who uses it. False when it belongs to another person or to the server. A device with receipts that
/// nobody claimed is one of the server's.
pub async fn claim(db: &Database, device: DeviceId, person: PersonId, now: Timestamp) -> Result<bool> {
    let known = Entity::find_by_id(device.0).one(db.connection()).await?;
    if let Some(known) = known {
        return Ok(known.person_id == person.0);
    }
    if is_the_servers(device) || receipts::are_of(db, device).await? {
        return Ok(false);
    }
    let row: ActiveModel = Model { id: device.0, person_id: person.0, first_at: now.0 }.into_active_model().reset_all();
    let first_wins = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert(row).on_conflict(first_wins).exec_without_returning(db.connection()).await?;
    let known = Entity::find_by_id(device.0).one(db.connection()).await?;
    Ok(known.is_some_and(|it| it.person_id == person.0))
}
