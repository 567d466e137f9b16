//! Comparison keys of customers are made when a customer is written. A release that makes them differently remakes all of them, once, before it
//! serves requests.

use domain::records::customer::Customer;
use domain::values::text::KEYS_VERSION;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::tables::record::Body;
use super::tables::{customer, customer_keys};
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
    let row = customer_keys::Entity::find_by_id(1).one(connection).await?;
    Ok(row.is_some_and(|it| it.version == KEYS_VERSION))
}

async fn make(connection: &impl ConnectionTrait) -> anyhow::Result<()> {
    // As text, because all customers are read in one statement.
    let question = "SELECT body FROM record WHERE kind = 'customer' AND removed = FALSE";
    let rows: Vec<Body> = sql::all(connection, question, Vec::new()).await?;
    let customers: Vec<Customer> = rows.iter().map(|it| serde_json::from_str(&it.body)).collect::<Result<_, _>>()?;
    customer::save(connection, &customers.iter().map(|it| (it, false)).collect::<Vec<_>>()).await?;
    let keys = customer_keys::Entity::update_many().filter(customer_keys::Column::Id.eq(1));
    keys.col_expr(customer_keys::Column::Version, Expr::value(KEYS_VERSION)).exec(connection).await?;
    Ok(())
}
