//! Comparison keys of customers are made when a customer is written. A release that makes them differently remakes all of them, once, before it
//! serves requests.

use domain::records::customer::Customer;
use domain::values::text::KEYS_VERSION;
use sea_orm::ConnectionTrait;

use super::tables::customer;
use super::tx::Attempts;
use super::{Database, sql};

/// Remakes the keys if those in the database have another version.
pub async fn refresh(db: &Database) -> anyhow::Result<()> {
    if is_current(db.connection()).await? {
        return Ok(());
    }
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = make(&transaction).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

async fn is_current(connection: &impl ConnectionTrait) -> anyhow::Result<bool> {
    let row = sql::one(connection, "SELECT version FROM customer_keys WHERE id = 1", Vec::new()).await?;
    Ok(row.map(|it| it.try_get_by_index::<i32>(0)).transpose()? == Some(KEYS_VERSION))
}

async fn make(connection: &impl ConnectionTrait) -> anyhow::Result<()> {
    let rows = sql::all(connection, "SELECT body FROM record WHERE kind = 'customer' AND removed = FALSE", Vec::new()).await?;
    let mut customers: Vec<Customer> = Vec::with_capacity(rows.len());
    for row in rows {
        customers.push(serde_json::from_str(&row.try_get_by_index::<String>(0)?)?);
    }
    customer::save(connection, &customers.iter().map(|it| (it, false)).collect::<Vec<_>>()).await?;
    sql::run(connection, "UPDATE customer_keys SET version = $1 WHERE id = 1", vec![KEYS_VERSION.into()]).await?;
    Ok(())
}
