//! The floor: what the bare database takes for the same work, a lower bound for any product on it.

use std::time::{Duration, Instant};

use anyhow::Result;
use sea_orm::{ConnectionTrait, Statement, TransactionTrait, Value};
use server::db::Database;
use uuid::Uuid;

/// Time to write `n` rows of 383 bytes, 500 per durable transaction.
pub async fn rows(db: &Database, n: usize) -> Result<Duration> {
    let connection = db.connection();
    connection.execute_unprepared("CREATE TABLE floor (id CHAR(36) PRIMARY KEY, body TEXT)").await?;
    let body = "x".repeat(383);
    let began = Instant::now();
    for batch in 0..n.div_ceil(500) {
        let transaction = connection.begin().await?;
        let places: Vec<String> = (0..500).map(|it| format!("(${}, ${})", 2 * it + 1, 2 * it + 2)).collect();
        let mut values: Vec<Value> = Vec::with_capacity(1_000);
        for row in 0..500 {
            values.push(Uuid::from_u128((batch * 500 + row) as u128).to_string().into());
            values.push(body.clone().into());
        }
        let insert = format!("INSERT INTO floor (id, body) VALUES {}", places.join(", "));
        transaction.execute_raw(Statement::from_sql_and_values(connection.get_database_backend(), insert, values)).await?;
        transaction.commit().await?;
    }
    Ok(began.elapsed())
}

/// Time to read one row by its key.
pub async fn question(db: &Database) -> Result<Duration> {
    let statement = Statement::from_string(db.connection().get_database_backend(), "SELECT version FROM clock WHERE id = 1");
    let began = Instant::now();
    db.connection().query_one_raw(statement).await?;
    Ok(began.elapsed())
}
