//! Checks now and then whether a device has what the server thinks it has: the last safety net of the protocol.

use domain::sync::{Check, check_mark};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::db::sql;

#[derive(FromQueryResult)]
struct Held {
    id: Uuid,
    version: i64,
}

/// Whether the bucket has exactly the records that the device counted.
pub async fn holds(connection: &impl ConnectionTrait, check: &Check) -> anyhow::Result<bool> {
    let question = "SELECT r.id, r.version FROM scope_bucket b JOIN record r ON r.scope_id = b.scope_id WHERE b.bucket = $1";
    let rows: Vec<Held> = sql::all(connection, question, vec![check.bucket.to_string().into()]).await?;
    let mut xor = 0;
    for row in &rows {
        xor ^= check_mark(row.id, row.version);
    }
    Ok(rows.len() as u64 == check.count && xor == check.xor)
}
