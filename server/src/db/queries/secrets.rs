//! Secrets of the server, stored in the database so that several servers share them.

use domain::values::calendar::Timestamp;

use crate::db::{Database, sql};

/// The secret of this name. Stores `made` if there is none yet: the first server to ask decides.
pub async fn keep(db: &Database, name: &str, made: String, now: Timestamp) -> anyhow::Result<String> {
    let keep = "INSERT INTO secret (name, value, made_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
    sql::run(db.connection(), keep, vec![name.into(), made.into(), now.0.into()]).await?;
    find(db, name).await?.ok_or_else(|| anyhow::anyhow!("cannot store the secret {name}"))
}

/// The secret of this name, if it exists.
pub async fn find(db: &Database, name: &str) -> anyhow::Result<Option<String>> {
    let row = sql::one(db.connection(), "SELECT value FROM secret WHERE name = $1", vec![name.into()]).await?;
    row.map(|it| Ok(it.try_get_by_index(0)?)).transpose()
}
