//! Customers that may be duplicates (twins) of a new one, in the whole company. Those the person may not see are masked.

use std::collections::BTreeMap;

use app::api::customers::Twin;
use domain::access::actor::Actor;
use domain::records::customer::Customer;
use domain::values::{phone, text};

use super::people;
use crate::db::tables::customer::company_key;
use crate::db::{Database, sql};

/// Most twins returned; more would not help.
const MOST: i64 = 20;
/// Most phone numbers looked up at once: more than all contacts of a customer have.
const MOST_PHONES: usize = 100;

/// Customers with the same name, or with one of these phone numbers on any of their contacts.
pub async fn twins(db: &Database, seen_by: &Actor, name: &str, phone: &str) -> anyhow::Result<Vec<Twin>> {
    let (name_key, phone_keys) = (company_key(name), phone::keys(phone));
    let named = "SELECT record.body FROM customer JOIN record ON record.id = customer.id AND record.kind = 'customer' \
                 WHERE customer.removed = FALSE AND customer.name_key = $1 AND $1 <> '' ORDER BY customer.id LIMIT $2";
    let mut rows = sql::all(db.connection(), named, vec![name_key.clone().into(), MOST.into()]).await?;
    let reached = "SELECT body FROM record WHERE kind = 'customer' AND removed = FALSE \
                   AND id IN (SELECT customer_id FROM customer_phone WHERE phone_key IN (";
    let keys = phone_keys.iter().take(MOST_PHONES).map(|it| it.clone().into()).collect();
    rows.extend(sql::all_in(db.connection(), reached, &format!(")) ORDER BY id LIMIT {MOST}"), keys).await?);
    let book = people::catalogue(db).await?;
    let mut customers = BTreeMap::new();
    for row in rows {
        let customer: Customer = serde_json::from_str(&row.try_get_by_index::<String>(0)?)?;
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
