//! Whose device a device is. Its outbox must never be sent in somebody else's name.

use anyhow::Result;
use domain::calendar::Timestamp;
use domain::ids::{DeviceId, PersonId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

use super::tables::device::{ActiveModel, Column, Entity, Model};
use crate::db::Database;

/// Ties a device to the first person who uses it. False when it is somebody else's.
pub async fn claim(db: &Database, device: DeviceId, person: PersonId, now: Timestamp) -> Result<bool> {
    let known = Entity::find_by_id(device.0).one(db.connection()).await?;
    if let Some(known) = known {
        return Ok(known.person_id == person.0);
    }
    let row: ActiveModel = Model { id: device.0, person_id: person.0, first_at: now.0 }.into_active_model().reset_all();
    let first_wins = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert(row).on_conflict(first_wins).exec_without_returning(db.connection()).await?;
    let known = Entity::find_by_id(device.0).one(db.connection()).await?;
    Ok(known.is_some_and(|it| it.person_id == person.0))
}
