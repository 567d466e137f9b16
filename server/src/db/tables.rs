//! The typed tables, one file per record type. The transaction that writes a record fills them from the domain's value. Only what the server
//! queries has one; everything else is in `record`, as the text that is sent to devices.

pub mod customer;
pub mod person;
pub mod sales_order;

use domain::book::Book;
use domain::book::numbers::Numbers;
use domain::book::record::Record;
use sea_orm::{ConnectionTrait, DbErr, Value};

/// Updates the typed tables to these records as they now are. The flag says whether a record was removed.
pub async fn save(connection: &impl ConnectionTrait, records: &[(&Record, bool)], book: &Book) -> Result<(), DbErr> {
    let (mut customers, mut orders, mut people) = (Vec::new(), Vec::new(), Vec::new());
    for (record, removed) in records {
        match record {
            Record::Customer(it) => customers.push((it, *removed)),
            Record::Order(it) => orders.push(sales_order::row(it, *removed)),
            Record::Person(it) => people.push(person::row(it, book)),
            _ => {}
        }
    }
    customer::save(connection, &customers).await?;
    sales_order::save(connection, orders).await?;
    person::save(connection, people).await
}

/// Splits a number, so that an index finds the highest number of a prefix.
fn number_parts(number: &str) -> [Value; 2] {
    match Numbers::split(number) {
        Some((prefix, running)) => [prefix.to_owned().into(), i64::try_from(running).unwrap_or(i64::MAX).into()],
        None => [Value::String(None), 0i64.into()],
    }
}
