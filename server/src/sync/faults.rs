//! The deliberately broken variants of the server's half of the protocol. The simulation activates them one at a time and must detect each.
//! Without the feature `broken`, every function returns what it is given.

use std::collections::BTreeMap;

use domain::sync::{BucketState, Cursor, Envelope, Verdict};
use domain::values::broken::{Broken, is_broken};
use domain::values::ids::{CommandId, DeviceId, PersonId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, SelectExt};

use super::receipts::{KnownCommand, digest_of};
use crate::db::tables::receipt;

/// The places where the protocol can be broken.
pub(super) struct Faults;

impl Faults {
    /// The receipts found for these commands, if they are not looked up by the commands' ids: none, or those of the device's sequence numbers.
    pub async fn known(
        connection: &impl ConnectionTrait,
        (device, person): (DeviceId, PersonId),
        envelopes: &[Envelope],
    ) -> Result<Option<BTreeMap<CommandId, KnownCommand>>, DbErr> {
        if is_broken(Broken::NoReceipt) {
            return Ok(Some(BTreeMap::new()));
        }
        if !is_broken(Broken::KeyDeviceSeq) {
            return Ok(None);
        }
        let mut known = BTreeMap::new();
        for envelope in envelopes {
            let seq = i64::try_from(envelope.seq).unwrap_or(i64::MAX);
            let of_seq = receipt::Entity::find().filter(receipt::Column::DeviceId.eq(device.0)).filter(receipt::Column::Seq.eq(seq));
            if of_seq.exists(connection).await? {
                known.insert(envelope.command_id, KnownCommand { digest: digest_of(envelope), person });
            }
        }
        Ok(Some(known))
    }

    /// The end of the statement that stores receipts. Without receipts to find, a repeated command stores its own again.
    pub fn tail_of_receipts() -> &'static str {
        let again = "ON CONFLICT (command_id) DO UPDATE SET version = excluded.version, verdict = excluded.verdict";
        if is_broken(Broken::NoReceipt) { again } else { "" }
    }

    /// The verdict that is stored: a refusal is forgotten.
    pub fn verdict(verdict: Verdict) -> Verdict {
        match verdict {
            Verdict::Refused { .. } if is_broken(Broken::NoRefusalReceipt) => Verdict::Applied,
            other => other,
        }
    }

    /// The departures that are stored: none.
    pub fn departures<T>(departures: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
        departures.into_iter().filter(|_| !is_broken(Broken::NoDrop))
    }

    /// Whether another epoch is noticed: never.
    pub fn is_another_epoch(is_another: bool) -> bool {
        is_another && !is_broken(Broken::NoEpoch)
    }

    /// The version that a page reaches: the newest one, whatever is in the page.
    pub fn reached(cut: i64, newest: i64) -> i64 {
        if is_broken(Broken::CursorHead) { newest } else { cut }
    }

    /// Where a newly granted bucket starts: where the device's other buckets are.
    pub fn granted(start: BucketState, furthest: i64) -> BucketState {
        if is_broken(Broken::NoBackfill) { BucketState { pos: furthest, base: furthest, ..start } } else { start }
    }

    /// The version up to which a device knows the departures from a bucket: only what it has pulled.
    pub fn seen(cursor: &Cursor) -> i64 {
        if is_broken(Broken::NoBase) { cursor.pos } else { cursor.pos.max(cursor.base) }
    }

    /// Whether a bucket whose departures were purged is reset: never.
    pub fn is_below_floor(is_below: bool) -> bool {
        is_below && !is_broken(Broken::NoFloor)
    }
}
