//! Receipts: the verdict on each command, never deleted. They are written last, by the transaction that wrote the effect. Of two transactions
//! with the same command the later one fails on the unique id, is repeated as a whole, and then finds the receipt.

use std::collections::BTreeMap;

use domain::decide::command::Command;
use domain::sync::{Envelope, Verdict};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, DeviceId, PersonId};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::faults::Faults;
use super::origin::Origin;
use crate::db::sql;
use crate::db::tables::receipt;

/// What was answered before under a command's id.
#[derive(Clone, Copy, Debug)]
pub struct KnownCommand {
    pub digest: Uuid,
    pub person: PersonId,
}

impl KnownCommand {
    /// Whether the text is the same, and the person, unless the server gave the command: it acts for several people.
    pub fn is(&self, digest: Uuid, person: PersonId, origin: Origin) -> bool {
        self.digest == digest && (origin.is_server() || self.person == person)
    }
}

#[derive(FromQueryResult)]
struct KnownRow {
    command_id: Uuid,
    digest: Uuid,
    person_id: Uuid,
}

/// Which of these commands were answered before.
pub async fn known(
    connection: &impl ConnectionTrait,
    whose: (DeviceId, PersonId),
    envelopes: &[Envelope],
) -> Result<BTreeMap<CommandId, KnownCommand>, DbErr> {
    if let Some(known) = Faults::known(connection, whose, envelopes).await? {
        return Ok(known);
    }
    let ids = envelopes.iter().map(|it| it.command_id.0.into()).collect();
    let question = "SELECT command_id, digest, person_id FROM receipt WHERE command_id IN (";
    let rows: Vec<KnownRow> = sql::all_in(connection, question, ")", ids).await?;
    Ok(rows.into_iter().map(|it| (CommandId(it.command_id), KnownCommand { digest: it.digest, person: PersonId(it.person_id) })).collect())
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
    let mut rows = Vec::with_capacity(reached.len());
    for Reached { envelope, command, verdict } in reached {
        let subject = command.map(Command::subject);
        rows.push(receipt::Model {
            command_id: envelope.command_id.0,
            digest: digest_of(envelope),
            device_id: device.0,
            seq: i64::try_from(envelope.seq).unwrap_or(i64::MAX),
            person_id: person.0,
            version,
            verdict: serde_json::to_string(verdict)?,
            accepted_at: now.0,
            made_at: envelope.made_at.0,
            verb: command.map_or("unknown", Command::verb).to_owned(),
            subject_kind: subject.map(|it| it.kind.as_str().to_owned()),
            subject_id: subject.map(|it| it.id),
        });
    }
    Ok(sql::insert(connection, Faults::tail_of_receipts(), rows).await?)
}

#[derive(FromQueryResult)]
struct ReceiptRow {
    version: i64,
    command_id: Uuid,
    verdict: String,
    seq: i64,
}

/// The verdicts of a device after a version and up to another, and those of `pushed` commands whichever device they were answered for: a device
/// may send what another one has already delivered.
pub async fn between(
    connection: &impl ConnectionTrait,
    device: DeviceId,
    (after, to): (i64, i64),
    pushed: &[Envelope],
) -> anyhow::Result<Vec<domain::sync::VerdictRow>> {
    let mut rows: Vec<ReceiptRow> = Vec::new();
    if after < to {
        let question = "SELECT version, command_id, verdict, seq FROM receipt WHERE device_id = $1 AND version > $2 AND version <= $3";
        rows = sql::all(connection, question, vec![device.0.into(), after.into(), to.into()]).await?;
    }
    let ids: Vec<Value> = pushed.iter().map(|it| it.command_id.0.into()).collect();
    rows.extend(
        sql::all_in::<ReceiptRow>(connection, "SELECT version, command_id, verdict, seq FROM receipt WHERE command_id IN (", ")", ids)
            .await?,
    );

    let mut verdicts = BTreeMap::new();
    for ReceiptRow { version, command_id, verdict, seq } in rows.into_iter().filter(|it| it.version <= to) {
        let command_id = CommandId(command_id);
        let row = domain::sync::VerdictRow { version, command_id, verdict: serde_json::from_str(&verdict)? };
        verdicts.insert((version, seq, command_id), row);
    }
    Ok(verdicts.into_values().collect())
}
