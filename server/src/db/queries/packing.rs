//! Queries and updates of packing. Each packing run is one transaction.

use std::collections::BTreeMap;

use domain::book::record::Record;
use domain::values::calendar::Timestamp;
use domain::values::ids::{CustomerId, Kind};
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IdenStatic, QueryFilter, QuerySelect, SelectExt};

use super::notices::Audience;
use crate::alerts::Notice;
use crate::db::tables::record::Body;
use crate::db::tables::{delivery_round, notice};
use crate::db::{Database, sql};

/// Whether any notice waits to be packed.
pub async fn is_any_waiting(db: &Database) -> Result<bool, DbErr> {
    let waits = notice::Column::DeliveredAt.is_null().or(notice::Column::GroupedAt.is_null());
    notice::Entity::find().filter(waits).exists(db.connection()).await
}

/// Begins packing and locks out other servers until the transaction ends. Returns when something was last packed; `None` if another server is
/// packing.
pub async fn begin(connection: &impl ConnectionTrait) -> Result<Option<Timestamp>, DbErr> {
    let round = delivery_round::Entity::find_by_id(1).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    Ok(round.one(connection).await?.map(|it| Timestamp(it.packed_at)))
}

/// Names of these customers.
pub async fn customer_names(connection: &impl ConnectionTrait, customers: Vec<CustomerId>) -> anyhow::Result<BTreeMap<CustomerId, String>> {
    let ids = customers.into_iter().map(|it| it.0.into()).collect();
    // As text, because there may be as many customers as notices.
    let rows: Vec<Body> = sql::all_in(connection, "SELECT body FROM record WHERE kind = 'customer' AND id IN (", ")", ids).await?;
    let mut names = BTreeMap::new();
    for row in rows {
        if let Record::Customer(customer) = Record::parse(Kind::Customer, &row.body)? {
            names.insert(customer.id, customer.profile.name);
        }
    }
    Ok(names)
}

/// Marks these notices as packed for their audience, so that they are not packed again.
pub async fn end(connection: &impl ConnectionTrait, packed: [(Audience, &[Notice]); 2], now: Timestamp) -> Result<(), DbErr> {
    for (audience, notices) in packed {
        let ids = notices.iter().map(|it| it.id.into()).collect();
        // As text, because thousands of notices are packed at once.
        let note = format!("UPDATE notices SET {} = $1 WHERE id IN (", audience.mark().as_str());
        sql::run_in(connection, &note, ")", vec![now.0.into()], ids).await?;
    }
    let round = delivery_round::Entity::update_many().filter(delivery_round::Column::Id.eq(1));
    round.col_expr(delivery_round::Column::PackedAt, Expr::value(now.0)).exec(connection).await?;
    Ok(())
}
