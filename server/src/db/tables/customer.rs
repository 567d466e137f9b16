//! A row of `customer`: for unique numbers, duplicates (twins) by name or phone, and the owner.

use std::sync::LazyLock;

use domain::records::customer::Customer;
use domain::values::phone;
use domain::values::search::Han;
use sea_orm::entity::prelude::*;

use super::{customer_phone, number_parts};
use crate::db::sql;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub number_prefix: Option<String>,
    pub number_running: i64,
    /// See [`company_key`].
    pub name_key: String,
    /// Of the first number in the profile.
    pub phone_key: String,
    pub owner_id: Uuid,
    pub removed: bool,
}

impl ActiveModelBehavior for ActiveModel {}

/// The key that all names of one company share, in either script and any legal form. The server includes the table of characters.
pub fn company_key(name: &str) -> String {
    static HAN: LazyLock<Han> = LazyLock::new(|| Han::parse(Han::TEXT).unwrap_or_default());
    HAN.company_key(name)
}

fn row(customer: &Customer, removed: bool) -> Model {
    let (number_prefix, number_running) = number_parts(&customer.number);
    Model {
        id: customer.id.0,
        number: customer.number.clone(),
        number_prefix,
        number_running,
        name_key: company_key(&customer.profile.name),
        phone_key: phone::keys(&customer.profile.phone).into_iter().next().unwrap_or_default(),
        owner_id: customer.owner.0,
        removed,
    }
}

/// Updates `customer` and `customer_phone` to these customers. The flag says whether one was removed.
pub(in crate::db) async fn save(connection: &impl ConnectionTrait, customers: &[(&Customer, bool)]) -> Result<(), DbErr> {
    sql::replace(connection, customers.iter().map(|(it, removed)| row(it, *removed)).collect()).await?;
    let ids = customers.iter().map(|(it, _)| it.id.0.into()).collect();
    sql::run_in(connection, "DELETE FROM customer_phone WHERE customer_id IN (", ")", Vec::new(), ids).await?;
    let standing = customers.iter().filter(|(_, removed)| !removed);
    let phones = standing.flat_map(|(customer, _)| {
        let customer_id = customer.id.0;
        customer.profile.phone_keys().into_iter().map(move |phone_key| customer_phone::Model { customer_id, phone_key })
    });
    sql::insert(connection, "ON CONFLICT DO NOTHING", phones.collect()).await
}
