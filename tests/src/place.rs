//! Where a database of one's own is made.

use anyhow::Context;
use sea_orm::ConnectionTrait;

/// A new, empty database of that name on a PostgreSQL server; an older one of the name goes.
pub async fn fresh_postgres(server: &str, name: &str) -> anyhow::Result<String> {
    let connection = sea_orm::Database::connect(server).await.context("connecting to the PostgreSQL of the tests")?;
    connection.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    connection.close().await?;
    let (address, options) = server.split_once('?').map_or((server, String::new()), |(address, it)| (address, format!("?{it}")));
    let (host, _) = address.rsplit_once('/').context("the address of the server names no database")?;
    Ok(format!("{host}/{name}{options}"))
}
