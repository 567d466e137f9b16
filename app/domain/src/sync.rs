//! What travels between a phone and the server. Self-describing, every new field with a default, nothing unknown refused: last year's phone
//! must stay understood.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::access::bucket::Bucket;
use crate::decide::command::Command;
use crate::decide::merge::Conflict;
use crate::values::calendar::Timestamp;
use crate::values::ids::{CommandId, DeviceId};
use crate::values::refusal::Refusals;

/// The version of the exchange protocol. Raised only when an older server could not understand a newer phone.
pub const PROTOCOL: u32 = 1;

/// The version of the shapes of commands and records.
pub const SCHEMA: u32 = 1;

/// Most envelopes in one exchange.
pub const MOST_ENVELOPES: usize = 500;

/// Most bytes of envelopes in one exchange.
pub const MOST_BYTES: usize = 512 * 1024;

/// A command on its way, kept in the outbox as it is until the server has answered it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Envelope {
    /// The idempotency key.
    pub command_id: CommandId,
    /// Counts the commands of this device; for diagnostics, never for order.
    pub seq: u64,
    /// The schema the command was written in.
    pub schema: u32,
    /// A digest of the command's text: the same id with another digest is a mistake.
    pub digest: Uuid,
    /// The version of the subject that the person was looking at.
    pub base: i64,
    /// An earlier command, still unanswered, that this one builds on.
    #[serde(default)]
    pub after: Option<CommandId>,
    /// When it was made, by the device's clock.
    pub made_at: Timestamp,
    /// Whether it was made without a network.
    #[serde(default)]
    pub made_offline: bool,
    /// The revision of the rules it was decided by on the device.
    #[serde(default)]
    pub rules_revision: i64,
    /// The command, as text: an app upgrade never touches what waits in an outbox.
    pub command: Box<RawValue>,
}

impl PartialEq for Envelope {
    fn eq(&self, other: &Envelope) -> bool {
        self.command_id == other.command_id && self.digest == other.digest
    }
}

impl Envelope {
    const DIGEST_NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e64_6967_6573_7400_0001);

    /// The digest of a command's text.
    pub fn digest_of(command: &str) -> Uuid {
        Uuid::new_v5(&Envelope::DIGEST_NAMESPACE, command.as_bytes())
    }

    /// The command's text.
    pub fn text_of(command: &Command) -> Box<RawValue> {
        let text = serde_json::to_string(command).and_then(RawValue::from_string);
        text.unwrap_or_else(|_| unreachable!("commands hold only strings, numbers and maps with string keys"))
    }

    /// The command, if this release knows it.
    pub fn read(&self) -> Option<Command> {
        serde_json::from_str(self.command.get()).ok()
    }
}

/// How far a device has come in one bucket. `base` is the clock when its first filling began: only the pair says whether a removal may have
/// been missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Which bucket.
    pub bucket: Bucket,
    /// The last complete version received.
    pub pos: i64,
    /// The clock when the bucket began to fill.
    pub base: i64,
}

/// What a device believes a bucket holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Which bucket.
    pub bucket: Bucket,
    /// How many records.
    pub count: u64,
    /// See [`check_mark`].
    pub xor: u64,
}

/// What one record contributes to the `xor` of a [`Check`].
pub fn check_mark(id: Uuid, version: i64) -> u64 {
    let (high, low) = id.as_u64_pair();
    let mixed = (high ^ low.rotate_left(32) ^ (version as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}

/// A device hands over what it has and says what it knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// See [`PROTOCOL`].
    pub protocol: u32,
    /// See [`SCHEMA`].
    pub schema: u32,
    /// Which device.
    pub device: DeviceId,
    /// The life of the server's database this device knows; raised when a backup is restored.
    pub epoch: i64,
    /// How far it has come.
    #[serde(default)]
    pub cursors: Vec<Cursor>,
    /// The last version whose verdicts it has.
    #[serde(default)]
    pub verdicts_from: i64,
    /// Commands, oldest first: at most [`MOST_ENVELOPES`] and [`MOST_BYTES`].
    #[serde(default)]
    pub envelopes: Vec<Envelope>,
    /// Most rows it wants back.
    pub max_rows: u32,
    /// The time by the clock that its commands were dated with; older phones do not say.
    #[serde(default)]
    pub sent_at: Option<Timestamp>,
    /// What it believes it holds, when it wants that checked.
    #[serde(default)]
    pub checks: Vec<Check>,
}

/// The state of one bucket after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BucketState {
    /// Which bucket.
    pub bucket: Bucket,
    /// How far the answer brings the device.
    pub pos: i64,
    /// See [`Cursor::base`].
    pub base: i64,
    /// Drop what you have of it and begin again: a removal may have been missed, or a check failed.
    #[serde(default)]
    pub reset: bool,
}

/// A record as it is now, or that it left the bucket.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// The version that brought it.
    pub version: i64,
    /// In which bucket.
    pub bucket: Bucket,
    /// The word of its kind; an old phone keeps what it does not know.
    pub kind: String,
    /// Which one.
    pub id: Uuid,
    /// The body; nothing when it left the bucket.
    #[serde(default)]
    pub body: Option<Box<RawValue>>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Row) -> bool {
        let body = |it: &Row| it.body.as_ref().map(|it| it.get().to_owned());
        (self.version, self.bucket, &self.kind, self.id) == (other.version, other.bucket, &other.kind, other.id)
            && body(self) == body(other)
    }
}

/// What became of a command: exactly one of these, for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Verdict {
    /// As asked.
    Applied,
    /// Applied, except where somebody else had written meanwhile.
    Merged {
        /// Where, and what stands.
        conflicts: Vec<Conflict>,
    },
    /// Not applied.
    Refused {
        /// Why.
        refusals: Refusals,
    },
}

/// A verdict with the version it was reached at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictRow {
    /// The version of the transaction that reached it.
    pub version: i64,
    /// Of which command.
    pub command_id: CommandId,
    /// What became of it.
    pub verdict: Verdict,
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// See [`PROTOCOL`].
    pub protocol: u32,
    /// The life of the server's database.
    pub epoch: i64,
    /// The server's clock.
    pub now: Timestamp,
    /// Phones below this schema should update; their pushes are still taken.
    #[serde(default)]
    pub min_schema: u32,
    /// The device knew another life of the database: forget everything confirmed, push again what was acknowledged of late.
    #[serde(default)]
    pub reset: bool,
    /// Every bucket this person may hold; whatever else the device has must go.
    pub buckets: Vec<BucketState>,
    /// What changed, by version.
    #[serde(default)]
    pub rows: Vec<Row>,
    /// Verdicts, by version.
    #[serde(default)]
    pub verdicts: Vec<VerdictRow>,
    /// The last version whose verdicts this completes.
    #[serde(default)]
    pub verdicts_to: i64,
    /// There is more: ask again at once.
    #[serde(default)]
    pub more: bool,
    /// Not before this many seconds.
    #[serde(default)]
    pub retry_after: Option<u32>,
    /// The highest running numbers in use anywhere, so that a device proposes the ones that come next; nothing when that is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
}
