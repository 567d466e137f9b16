//! Receipts: the verdict on each command, kept for ever. They are written last, by the transaction that wrote the effect. Of two transactions
//! with the same command the later one fails on the unique id, is repeated as a whole, and then finds the receipt.

use std::collections::BTreeMap;

use domain::decide::command::Command;
use domain::sync::{Envelope, Verdict};
use domain::values::broken::{Broken, is_broken};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, DeviceId, PersonId};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};
use uuid::Uuid;

use super::origin::Origin;
use crate::db::sql;

/// What was answered before under a command's id.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    digest: Uuid,
    person: PersonId,
}

impl Known {
    fn read(row: &QueryResult) -> Result<(CommandId, Known), DbErr> {
        let known = Known { digest: row.try_get_by_index(1)?, person: PersonId(row.try_get_by_index(2)?) };
        Ok((CommandId(row.try_get_by_index(0)?), known))
    }

    /// Whether it was this very command, given by the same person; or given by the server, whoever it acted for.
    pub fn is(&self, digest: Uuid, person: PersonId, origin: Origin) -> bool {
        self.digest == digest && (origin.is_server() || self.person == person)
    }
}

/// Which of these commands were answered before.
pub async fn known(
    connection: &impl ConnectionTrait,
    (device, person): (DeviceId, PersonId),
    envelopes: &[Envelope],
) -> Result<BTreeMap<CommandId, Known>, DbErr> {
    if is_broken(Broken::NoReceipt) {
        return Ok(BTreeMap::new());
    }
    if is_broken(Broken::KeyDeviceSeq) {
        return known_by_seq(connection, (device, person), envelopes).await;
    }
    let ids = envelopes.iter().map(|it| it.command_id.0.into()).collect();
    let rows = sql::all_in(connection, "SELECT command_id, digest, person_id FROM receipt WHERE command_id IN (", ")", ids).await?;
    rows.iter().map(Known::read).collect()
}

/// A deliberately broken variant: identifies a command by the device's sequence number.
async fn known_by_seq(
    connection: &impl ConnectionTrait,
    (device, person): (DeviceId, PersonId),
    envelopes: &[Envelope],
) -> Result<BTreeMap<CommandId, Known>, DbErr> {
    let mut known = BTreeMap::new();
    for envelope in envelopes {
        let question = "SELECT 1 FROM receipt WHERE device_id = $1 AND seq = $2";
        let seq = i64::try_from(envelope.seq).unwrap_or(i64::MAX);
        if sql::one(connection, question, vec![device.0.into(), seq.into()]).await?.is_some() {
            known.insert(envelope.command_id, Known { digest: digest_of(envelope), person });
        }
    }
    Ok(known)
}

/// The digest of an envelope's content, whatever digest it claims.
pub fn digest_of(envelope: &Envelope) -> Uuid {
    Envelope::digest_of(envelope.command.get())
}

/// A verdict, with its command.
pub struct Reached<'a> {
    /// The command as received.
    pub envelope: &'a Envelope,
    /// The command, if this release knows it.
    pub command: Option<&'a Command>,
    pub verdict: Verdict,
}

/// Stores these verdicts.
pub async fn save(
    connection: &impl ConnectionTrait,
    (device, person): (DeviceId, PersonId),
    (version, now): (i64, Timestamp),
    reached: &[Reached<'_>],
) -> anyhow::Result<()> {
    let columns = [
        "command_id",
        "digest",
        "device_id",
        "seq",
        "person_id",
        "version",
        "verdict",
        "accepted_at",
        "made_at",
        "verb",
        "subject_kind",
        "subject_id",
    ];
    let mut rows = Vec::with_capacity(reached.len());
    for Reached { envelope, command, verdict } in reached {
        let subject = command.map(Command::subject);
        rows.push(vec![
            envelope.command_id.0.into(),
            digest_of(envelope).into(),
            device.0.into(),
            i64::try_from(envelope.seq).unwrap_or(i64::MAX).into(),
            person.0.into(),
            version.into(),
            serde_json::to_string(verdict)?.into(),
            now.0.into(),
            envelope.made_at.0.into(),
            command.map_or("unknown", Command::verb).into(),
            subject.map(|it| it.kind.as_str().to_owned()).into(),
            subject.map(|it| it.id).into(),
        ]);
    }
    let again = "ON CONFLICT (command_id) DO UPDATE SET version = excluded.version, verdict = excluded.verdict";
    let tail = if is_broken(Broken::NoReceipt) { again } else { "" };
    Ok(sql::insert(connection, "receipt", &columns, tail, rows).await?)
}

/// The verdicts of a device after a version and up to another, and those of `pushed` commands whichever device they were answered for: a device
/// may send what another one has already delivered.
pub async fn between(
    connection: &impl ConnectionTrait,
    device: DeviceId,
    (after, to): (i64, i64),
    pushed: &[Envelope],
) -> anyhow::Result<Vec<domain::sync::VerdictRow>> {
    let mut rows = Vec::new();
    if after < to {
        let question = "SELECT version, command_id, verdict, seq FROM receipt WHERE device_id = $1 AND version > $2 AND version <= $3";
        rows = sql::all(connection, question, vec![device.0.into(), after.into(), to.into()]).await?;
    }
    let ids: Vec<Value> = pushed.iter().map(|it| it.command_id.0.into()).collect();
    rows.extend(sql::all_in(connection, "SELECT version, command_id, verdict, seq FROM receipt WHERE command_id IN (", ")", ids).await?);

    let mut verdicts = BTreeMap::new();
    for row in rows {
        let version: i64 = row.try_get_by_index(0)?;
        let command_id = CommandId(row.try_get_by_index(1)?);
        let text: String = row.try_get_by_index(2)?;
        let seq: i64 = row.try_get_by_index(3)?;
        if version <= to {
            let row = domain::sync::VerdictRow { version, command_id, verdict: serde_json::from_str(&text)? };
            verdicts.insert((version, seq, command_id), row);
        }
    }
    Ok(verdicts.into_values().collect())
}
