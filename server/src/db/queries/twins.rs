//! Customers that may be the same as one about to be filed, in the whole company; what is not the asker's comes masked (A42).

use app::api::customers::Twin;
use domain::actor::Actor;
use domain::customer::Customer;
use domain::text;

use super::people;
use crate::db::{Database, sql};

/// Most twins told; more say nothing new.
const MOST: i64 = 20;

/// Customers with the same name or the same phone.
pub async fn twins(db: &Database, seen_by: &Actor, name: &str, phone: &str) -> anyhow::Result<Vec<Twin>> {
    let (name_key, phone_key) = (text::name_key(name), text::phone_digits(phone));
    let question = "SELECT record.body FROM customer JOIN record ON record.id = customer.id AND record.kind = 'customer' \
                    WHERE customer.removed = FALSE AND ((customer.name_key = $1 AND $1 <> '') OR (customer.phone_key = $2 AND $2 <> '')) \
                    ORDER BY customer.id LIMIT $3";
    let rows = sql::all(db.connection(), question, vec![name_key.clone().into(), phone_key.clone().into(), MOST.into()]).await?;
    let book = people::catalogue(db).await?;
    let mut twins = Vec::with_capacity(rows.len());
    for row in rows {
        let customer: Customer = serde_json::from_str(&row.try_get_by_index::<String>(0)?)?;
        if !customer.stands() {
            continue;
        }
        let owner = book.person(customer.owner).map(|it| it.name.clone()).unwrap_or_default();
        let visible = seen_by.covers(customer.owner, &book);
        let shown = |it: String| if visible { it } else { text::masked_name(&it) };
        twins.push(Twin {
            same_name: text::name_key(&customer.profile.name) == name_key,
            same_phone: !phone_key.is_empty() && text::phone_digits(&customer.profile.phone) == phone_key,
            customer: visible.then_some(customer.id),
            name: shown(customer.profile.name),
            owner: shown(owner),
        });
    }
    Ok(twins)
}
