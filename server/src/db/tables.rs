//! The shape of the typed tables: one file per noun, filled from the domain's value by the transaction that writes the record. Only what the
//! server is asked questions about has one; everything else lives in `record` as the text that travels.

pub mod customer;
pub mod person;
pub mod sales_order;

use domain::book::Book;
use domain::book::numbers::Numbers;
use domain::book::record::Record;
use sea_orm::{ConnectionTrait, DbErr, Value};

/// Brings the typed tables up to date with these records as they now are.
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

/// A number taken apart, so that the highest of a prefix is found by an index.
fn number_parts(number: &str) -> [Value; 2] {
    match Numbers::split(number) {
        Some((prefix, running)) => [prefix.to_owned().into(), i64::try_from(running).unwrap_or(i64::MAX).into()],
        None => [Value::String(None), 0i64.into()],
    }
}
