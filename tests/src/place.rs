//! Creates databases for tests and benchmarks.

use anyhow::Context;
use sea_orm::ConnectionTrait;

/// Creates an empty database of this name on a PostgreSQL server; drops an existing one. Returns its address.
pub async fn fresh_postgres(server: &str, name: &str) -> anyhow::Result<String> {
    let connection = sea_orm::Database::connect(server).await.context("connecting to the PostgreSQL of the tests")?;
    connection.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    connection.close().await?;
    let (address, options) = server.split_once('?').map_or((server, String::new()), |(address, it)| (address, format!("?{it}")));
    let (host, _) = address.rsplit_once('/').context("the address of the server names no database")?;
    Ok(format!("{host}/{name}{options}"))
}
