//! The messages between client and server. They are self-describing, every new field has a default, and unknown fields are accepted: the server
//! must still understand a client that is a year old.

pub mod history;
pub mod memberships;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::access::bucket::Bucket;
use crate::decide::command::Command;
use crate::decide::merge::Conflict;
use crate::values::calendar::Timestamp;
use crate::values::ids::{CommandId, DeviceId};
use crate::values::refusal::Refusals;
use crate::values::tagged::tagged;

/// The version of the exchange protocol. Raised only when an older server could not understand a newer client.
pub const PROTOCOL: u32 = 1;

/// The version of the command and record formats.
pub const SCHEMA: u32 = 1;

/// The maximum number of envelopes in one exchange.
pub const MOST_ENVELOPES: usize = 500;

/// The maximum total size of the envelopes in one exchange, in bytes.
pub const MOST_BYTES: usize = 512 * 1024;

/// A command on its way to the server, kept unchanged in the outbox until the server answers it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Envelope {
    /// The idempotency key.
    pub command_id: CommandId,
    /// The device's running count of commands. For diagnostics only, never for ordering.
    pub seq: u64,
    /// The schema the command was written in.
    pub schema: u32,
    /// A digest of the command's text. The same id with a different digest is an error.
    pub digest: Uuid,
    /// The version of the subject that the user saw.
    pub base: i64,
    /// An earlier, still unanswered command that this one depends on.
    #[serde(default)]
    pub after: Option<CommandId>,
    /// By the device's clock.
    pub made_at: Timestamp,
    /// Whether the device had no network.
    #[serde(default)]
    pub made_offline: bool,
    /// The revision of the rules that the device decided by.
    #[serde(default)]
    pub rules_revision: i64,
    /// The command as text, so that an app upgrade never changes the contents of an outbox.
    pub command: Box<RawValue>,
}

impl PartialEq for Envelope {
    fn eq(&self, other: &Envelope) -> bool {
        self.command_id == other.command_id && self.digest == other.digest
    }
}

impl Envelope {
    const DIGEST_NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e64_6967_6573_7400_0001);

    pub fn digest_of(command: &str) -> Uuid {
        Uuid::new_v5(&Envelope::DIGEST_NAMESPACE, command.as_bytes())
    }

    pub fn text_of(command: &Command) -> Box<RawValue> {
        let text = serde_json::to_string(command).and_then(RawValue::from_string);
        text.unwrap_or_else(|_| unreachable!("commands hold only strings, numbers and maps with string keys"))
    }

    /// The command, or `None` if this release does not know it.
    pub fn read(&self) -> Option<Command> {
        serde_json::from_str(self.command.get()).ok()
    }
}

/// How far a device has read one bucket. Only `pos` and `base` together show whether the device may have missed a removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    pub bucket: Bucket,
    /// The last complete version received.
    pub pos: i64,
    /// The server's version when the bucket was first filled.
    pub base: i64,
}

/// What a device believes a bucket contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub bucket: Bucket,
    /// The number of records.
    pub count: u64,
    /// See [`check_mark`].
    pub xor: u64,
}

/// What one record contributes to [`Check::xor`].
pub fn check_mark(id: Uuid, version: i64) -> u64 {
    let (high, low) = id.as_u64_pair();
    let mixed = (high ^ low.rotate_left(32) ^ (version as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}

/// A device's request: its commands and its sync state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// See [`PROTOCOL`].
    pub protocol: u32,
    /// See [`SCHEMA`].
    pub schema: u32,
    pub device: DeviceId,
    /// The database epoch this device knows. The server raises it when a backup is restored.
    pub epoch: i64,
    /// How far the device has read each bucket.
    #[serde(default)]
    pub cursors: Vec<Cursor>,
    /// The version up to which the device has all verdicts.
    #[serde(default)]
    pub verdicts_from: i64,
    /// Commands, oldest first. At most [`MOST_ENVELOPES`] and [`MOST_BYTES`].
    #[serde(default)]
    pub envelopes: Vec<Envelope>,
    /// The maximum number of rows to return.
    pub max_rows: u32,
    /// The time of sending by the clock that dated the commands. Absent from older clients.
    #[serde(default)]
    pub sent_at: Option<Timestamp>,
    /// The buckets whose contents the device wants checked.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// What the copies on the device were made for ([`crate::access::sight::Sight::name`]); empty for those of a release that did not say it. `None`
    /// from such a release, which cannot be told to fetch them again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<String>,
}

/// The state of one bucket after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BucketState {
    pub bucket: Bucket,
    /// How far this answer brings the device.
    pub pos: i64,
    /// See [`Cursor::base`].
    pub base: i64,
    /// Drop the bucket's contents and fill it again: a removal may have been missed, or a check failed.
    #[serde(default)]
    pub reset: bool,
}

/// The current state of a record, or its removal from a bucket.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// The version that wrote it.
    pub version: i64,
    pub bucket: Bucket,
    /// The record kind. Older clients keep records of kinds they do not know.
    pub kind: String,
    pub id: Uuid,
    /// `None` when the record left the bucket.
    #[serde(default)]
    pub body: Option<Box<RawValue>>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Row) -> bool {
        let body = |it: &Row| it.body.as_ref().map(|body| body.get().to_owned());
        (self.version, self.bucket, &self.kind, self.id) == (other.version, other.bucket, &other.kind, other.id)
            && body(self) == body(other)
    }
}

/// The outcome of a command. Every command gets exactly one, and it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Verdict {
    Applied,
    /// Applied, except for fields that somebody else changed in the meantime.
    Merged {
        /// The fields in conflict and their current values.
        conflicts: Vec<Conflict>,
    },
    Refused {
        refusals: Refusals,
    },
}
tagged!(Verdict, "is");

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictRow {
    /// The version of the transaction that decided it.
    pub version: i64,
    pub command_id: CommandId,
    pub verdict: Verdict,
}

/// The server's answer to an [`Exchange`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// See [`PROTOCOL`].
    pub protocol: u32,
    /// The current database epoch.
    pub epoch: i64,
    /// By the server's clock.
    pub now: Timestamp,
    /// Clients below this schema should update. Their commands are still accepted.
    #[serde(default)]
    pub min_schema: u32,
    /// The device must drop all confirmed records. If it knows another epoch, it must also push recently acknowledged commands again.
    #[serde(default)]
    pub reset: bool,
    /// Every bucket this user may hold. The device must drop all others.
    pub buckets: Vec<BucketState>,
    /// The changed records, ordered by version.
    #[serde(default)]
    pub rows: Vec<Row>,
    /// Ordered by version.
    #[serde(default)]
    pub verdicts: Vec<VerdictRow>,
    /// The version up to which the device now has all verdicts.
    #[serde(default)]
    pub verdicts_to: i64,
    /// More data is waiting: exchange again at once.
    #[serde(default)]
    pub more: bool,
    /// Wait at least this many seconds before the next exchange.
    #[serde(default)]
    pub retry_after: Option<u32>,
    /// The highest customer and order numbers in use anywhere, so that a device can propose the next ones. Empty when not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// What the copies in this answer were made for, see [`Exchange::copies`]. With `reset` in the same epoch: the person may see more or less than
    /// what the device holds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub copies: String,
}
