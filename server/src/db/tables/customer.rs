//! `customer`: for unique numbers, duplicates (twins) by name or phone, and the owner.

use std::sync::LazyLock;

use domain::records::customer::Customer;
use domain::values::phone;
use domain::values::search::Han;
use sea_orm::{ConnectionTrait, DbErr, Value};

use super::number_parts;
use crate::db::sql;

/// The key that all names of one company share, in either script and any legal form. The server includes the table of characters.
pub fn company_key(name: &str) -> String {
    static HAN: LazyLock<Han> = LazyLock::new(|| Han::parse(Han::TEXT).unwrap_or_default());
    HAN.company_key(name)
}

const COLUMNS: [&str; 8] = ["id", "number", "number_prefix", "number_running", "name_key", "phone_key", "owner_id", "removed"];

fn row(customer: &Customer, removed: bool) -> Vec<Value> {
    let [prefix, running] = number_parts(&customer.number);
    vec![
        customer.id.0.into(),
        customer.number.clone().into(),
        prefix,
        running,
        company_key(&customer.profile.name).into(),
        phone::keys(&customer.profile.phone).into_iter().next().unwrap_or_default().into(),
        customer.owner.0.into(),
        removed.into(),
    ]
}

/// Updates `customer` and `customer_phone` to these customers. The flag says whether one was removed.
pub(in crate::db) async fn save(connection: &impl ConnectionTrait, customers: &[(&Customer, bool)]) -> Result<(), DbErr> {
    let tail = "ON CONFLICT (id) DO UPDATE SET number = excluded.number, number_prefix = excluded.number_prefix, \
                number_running = excluded.number_running, name_key = excluded.name_key, phone_key = excluded.phone_key, \
                owner_id = excluded.owner_id, removed = excluded.removed";
    sql::insert(connection, "customer", &COLUMNS, tail, customers.iter().map(|(it, removed)| row(it, *removed)).collect()).await?;
    let ids = customers.iter().map(|(it, _)| it.id.0.into()).collect();
    sql::run_in(connection, "DELETE FROM customer_phone WHERE customer_id IN (", ")", Vec::new(), ids).await?;
    let standing = customers.iter().filter(|(_, removed)| !removed);
    let phones = standing.flat_map(|(it, _)| it.profile.phone_keys().into_iter().map(|key| vec![it.id.0.into(), key.into()]));
    sql::insert(connection, "customer_phone", &["customer_id", "phone_key"], "ON CONFLICT DO NOTHING", phones.collect()).await
}
