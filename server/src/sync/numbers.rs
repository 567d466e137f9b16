//! Running numbers: the highest in use of each prefix; the next one follows it.

use std::collections::BTreeSet;

use domain::book::numbers::{CUSTOMER_PREFIX, order_prefix};
use domain::values::calendar::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::db::sql;

/// The tables that number their records.
const NUMBERED: [&str; 2] = ["customer", "sales_order"];

/// The largest offset ahead of UTC, in minutes.
const EASTERNMOST: i32 = 14 * 60;

/// The prefixes that records made about now are likely to need, in any time zone.
pub fn of_late(now: Timestamp) -> BTreeSet<String> {
    let today = now.day(EASTERNMOST);
    BTreeSet::from([CUSTOMER_PREFIX.to_owned(), order_prefix(today), order_prefix(today.plus_months(-1))])
}

#[derive(FromQueryResult)]
struct Highest {
    running: Option<i64>,
}

/// The highest number in use with each of these prefixes.
pub async fn highest(connection: &impl ConnectionTrait, prefixes: &BTreeSet<String>) -> anyhow::Result<Vec<String>> {
    let mut numbers = Vec::new();
    for table in NUMBERED {
        for prefix in prefixes {
            let question = format!("SELECT MAX(number_running) AS running FROM {table} WHERE number_prefix = $1");
            let highest: Option<Highest> = sql::one(connection, question, vec![prefix.clone().into()]).await?;
            if let Some(running) = highest.and_then(|it| it.running) {
                numbers.push(format!("{prefix}{running:03}"));
            }
        }
    }
    Ok(numbers)
}
