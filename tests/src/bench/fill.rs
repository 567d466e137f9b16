//! Fills a new device with everything its person may see.

use anyhow::Result;
use domain::access::actor::Actor;
use domain::sync::{Cursor, Exchange, PROTOCOL, SCHEMA};
use domain::values::ids::DeviceId;
use server::db::Database;
use server::sync;
use uuid::Uuid;

use super::load;

/// Exchanges until nothing is left. Returns the device's next request and the number of rows received.
pub async fn fill(db: &Database, actor: &Actor) -> Result<(Exchange, usize)> {
    let device = DeviceId(Uuid::from_u128(77));
    let mut ours = Exchange {
        protocol: PROTOCOL,
        schema: SCHEMA,
        device,
        epoch: 0,
        cursors: Vec::new(),
        verdicts_from: 0,
        envelopes: Vec::new(),
        max_rows: 10_000,
        sent_at: None,
        checks: Vec::new(),
        copies: Some(String::new()),
    };
    let mut n_rows = 0;
    loop {
        let answer = sync::exchange(db, &(), actor, ours.clone(), load::NOW).await?;
        ours.epoch = answer.epoch;
        ours.cursors = answer.buckets.iter().map(|it| Cursor { bucket: it.bucket, pos: it.pos, base: it.base }).collect();
        ours.verdicts_from = answer.verdicts_to;
        ours.copies = Some(answer.copies);
        n_rows += answer.rows.len();
        if !answer.more && !answer.reset {
            return Ok((ours, n_rows));
        }
    }
}
