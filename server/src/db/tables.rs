//! Every table, one file each: the shape of a row. What the server queries in a record is in typed tables, which the transaction that writes the
//! record fills from the domain's value. Everything else is in `record`, as the text that is sent to devices.

// Sync.
pub mod bucket_floor;
pub mod clock;
pub mod departure;
pub mod history;
pub mod receipt;
pub mod record;
pub mod scope;
pub mod scope_bucket;
// Records that are queried, and sums.
pub mod customer;
pub mod customer_keys;
pub mod customer_phone;
pub mod person;
pub mod rollup;
pub mod rollup_rules;
pub mod sales_order;
// Sign-in.
pub mod attempt;
pub mod credential;
pub mod device;
pub mod session;
pub mod sign_in;
// Notices and their delivery.
pub mod delivery_choice;
pub mod delivery_round;
pub mod notice;
pub mod parcel;
pub mod push_subscription;
pub mod robot;
pub mod sweep;
// The server itself.
pub mod readiness;
pub mod secret;

use domain::book::Book;
use domain::book::numbers::Numbers;
use domain::book::record::Record;
use sea_orm::{ConnectionTrait, DbErr};

use super::sql;

/// Updates the typed tables to these records as they now are. The flag says whether a record was removed.
pub async fn save(connection: &impl ConnectionTrait, records: &[(&Record, bool)], book: &Book) -> Result<(), DbErr> {
    let (mut customers, mut orders, mut people) = (Vec::new(), Vec::new(), Vec::new());
    for (record, removed) in records {
        match record {
            Record::Customer(customer) => customers.push((customer, *removed)),
            Record::Order(order) => orders.push(sales_order::row(order, *removed)),
            Record::Person(person) => people.push(person::row(person, book)),
            _ => {}
        }
    }
    customer::save(connection, &customers).await?;
    sql::replace(connection, orders).await?;
    sql::replace(connection, people).await
}

/// Splits a number into its prefix, if it has one, and its running number, so that an index finds the highest number of a prefix.
fn number_parts(number: &str) -> (Option<String>, i64) {
    match Numbers::split(number) {
        Some((prefix, running)) => (Some(prefix.to_owned()), i64::try_from(running).unwrap_or(i64::MAX)),
        None => (None, 0),
    }
}
