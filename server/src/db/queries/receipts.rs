//! Queries on receipts from outside sync.

use domain::values::ids::DeviceId;

use crate::db::{Database, sql};

/// Whether any command of this device was ever answered.
pub async fn are_of(db: &Database, device: DeviceId) -> anyhow::Result<bool> {
    let question = "SELECT 1 FROM receipt WHERE device_id = $1 LIMIT 1";
    Ok(sql::one(db.connection(), question, vec![device.0.into()]).await?.is_some())
}
