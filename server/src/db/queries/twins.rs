//! Customers that may be duplicates (twins) of a new one, in the whole company. Those the person may not see are masked.

use std::collections::BTreeMap;

use app::api::ApiError;
use app::api::customers::Twin;
use domain::access::actor::Actor;
use domain::records::customer::Customer;
use domain::values::field::Field;
use domain::values::ids::Kind;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::{phone, text};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::people;
use crate::db::Database;
use crate::db::tables::customer::company_key;
use crate::db::tables::{customer, customer_phone, record};

/// Most twins returned; more would not help.
const MOST: u64 = 20;
/// Most phone numbers looked up at once: more than all contacts of a customer have.
const MOST_PHONES: usize = 100;

/// Customers with the same name, or with one of these phone numbers on any of their contacts.
pub async fn twins(db: &Database, seen_by: &Actor, name: &str, phone: &str) -> anyhow::Result<Vec<Twin>> {
    if !seen_by.may_enter_sales() {
        return Err(ApiError::Refused(Refusals::of(Field::Role, Refusal::NotAllowed)).into());
    }
    let (name_key, phone_keys) = (company_key(name), phone::keys(phone));
    let named = customer::Entity::find().select_only().column(customer::Column::Id).filter(customer::Column::NameKey.eq(&name_key));
    let mut rows = if name_key.is_empty() { Vec::new() } else { standing(db, named.into_query()).await? };
    let keys = phone_keys.iter().take(MOST_PHONES).map(String::as_str);
    let reached = customer_phone::Entity::find().select_only().column(customer_phone::Column::CustomerId);
    rows.extend(standing(db, reached.filter(customer_phone::Column::PhoneKey.is_in(keys)).into_query()).await?);
    let book = people::catalogue(db).await?;
    let mut customers = BTreeMap::new();
    for row in rows {
        let customer: Customer = serde_json::from_str(&row.body)?;
        customers.insert(customer.id, customer);
    }
    let mut twins = Vec::with_capacity(customers.len());
    for customer in customers.into_values().filter(Customer::stands).take(usize::try_from(MOST)?) {
        let owner = book.person(customer.owner).map(|it| it.name.clone()).unwrap_or_default();
        let visible = seen_by.may_see_customer(&customer, &book);
        let shown = |it: String| if visible { it } else { text::masked_name(&it) };
        twins.push(Twin {
            same_name: company_key(&customer.profile.name) == name_key,
            same_phone: phone_keys.iter().any(|it| customer.profile.phone_keys().contains(it)),
            customer: visible.then_some(customer.id),
            name: shown(customer.profile.name),
            owner: shown(owner),
        });
    }
    Ok(twins)
}

/// The first customers of these ids that were not removed.
async fn standing(db: &Database, ids: SelectStatement) -> Result<Vec<record::Model>, DbErr> {
    record::Entity::find()
        .filter(record::Column::Kind.eq(Kind::Customer.as_str()))
        .filter(record::Column::Removed.eq(false))
        .filter(record::Column::Id.in_subquery(ids))
        .order_by_asc(record::Column::Id)
        .limit(MOST)
        .all(db.connection())
        .await
}
