//! `customer`: for the unique number, for twins by name or phone, and for whose it is.

use domain::customer::Customer;
use domain::text;
use sea_orm::{ConnectionTrait, DbErr, Value};

use super::number_parts;
use crate::db::sql;

const COLUMNS: [&str; 8] = ["id", "number", "number_prefix", "number_running", "name_key", "phone_key", "owner_id", "removed"];

pub(super) fn row(customer: &Customer, removed: bool) -> Vec<Value> {
    let [prefix, running] = number_parts(&customer.number);
    vec![
        customer.id.0.into(),
        customer.number.clone().into(),
        prefix,
        running,
        text::name_key(&customer.profile.name).into(),
        text::phone_digits(&customer.profile.phone).into(),
        customer.owner.0.into(),
        removed.into(),
    ]
}

pub(super) async fn save(connection: &impl ConnectionTrait, rows: Vec<Vec<Value>>) -> Result<(), DbErr> {
    let tail = "ON CONFLICT (id) DO UPDATE SET number = excluded.number, number_prefix = excluded.number_prefix, \
                number_running = excluded.number_running, name_key = excluded.name_key, phone_key = excluded.phone_key, \
                owner_id = excluded.owner_id, removed = excluded.removed";
    sql::insert(connection, "customer", &COLUMNS, tail, rows).await
}
