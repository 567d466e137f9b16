//! What only the server may know, kept beside everything else so that several servers on one database share it.

use domain::values::calendar::Timestamp;

use crate::db::{Database, sql};

/// The secret of this name. The first server to ask for it decides: what it made is kept.
pub async fn keep(db: &Database, name: &str, made: String, now: Timestamp) -> anyhow::Result<String> {
    let keep = "INSERT INTO secret (name, value, made_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
    sql::run(db.connection(), keep, vec![name.into(), made.into(), now.0.into()]).await?;
    find(db, name).await?.ok_or_else(|| anyhow::anyhow!("the secret {name} was not kept"))
}

/// The secret of this name, if it was made.
pub async fn find(db: &Database, name: &str) -> anyhow::Result<Option<String>> {
    let row = sql::one(db.connection(), "SELECT value FROM secret WHERE name = $1", vec![name.into()]).await?;
    row.map(|it| Ok(it.try_get_by_index(0)?)).transpose()
}
