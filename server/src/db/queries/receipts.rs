//! Queries on receipts from outside sync.

use domain::values::ids::DeviceId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, SelectExt};

use crate::db::Database;
use crate::db::tables::receipt::{Column, Entity};

/// Whether any command of this device was ever answered.
pub async fn are_of(db: &Database, device: DeviceId) -> anyhow::Result<bool> {
    Ok(Entity::find().filter(Column::DeviceId.eq(device.0)).exists(db.connection()).await?)
}
