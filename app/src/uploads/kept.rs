//! A file kept on this device until the server has it.

use domain::attachment::{Digest, Media};
use domain::calendar::Timestamp;
use domain::command::Attach;
use domain::ids::{AttachmentId, Key, PaymentId};
use domain::opportunity::Stage;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The drawers of the database of files.
pub mod drawers {
    /// What is known of each file.
    pub const FILES: &str = "files";
    /// Its bytes.
    pub const BYTES: &str = "bytes";

    /// All of them.
    pub const ALL: [&str; 2] = [FILES, BYTES];
}

/// A file kept on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The attachment it is the file of.
    pub id: AttachmentId,
    /// What it is called.
    pub name: String,
    /// What its bytes are.
    pub media: Media,
    /// How many bytes.
    pub size: u32,
    /// Their digest.
    pub sha256: Digest,
    /// Of a picture, width and height.
    pub sides: Option<(u32, u32)>,
    /// When it was taken.
    pub kept_at: Timestamp,
}

impl KeptFile {
    /// The file of these bytes.
    pub fn of(id: AttachmentId, name: String, media: Media, sides: Option<(u32, u32)>, bytes: &[u8], kept_at: Timestamp) -> KeptFile {
        let digits: String = Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect();
        let sha256 = Digest::parse(&digits).unwrap_or_else(|_| unreachable!("a sha-256 has 64 digits"));
        KeptFile { id, name, media, size: u32::try_from(bytes.len()).unwrap_or(u32::MAX), sha256, sides, kept_at }
    }

    /// The command that attaches it.
    pub fn attaches(&self, of: Key, payment: Option<PaymentId>, stage: Option<Stage>) -> Attach {
        Attach {
            id: self.id,
            of,
            payment,
            stage,
            name: self.name.clone(),
            media: self.media,
            size: self.size,
            sha256: self.sha256.as_str().to_owned(),
            width: self.sides.map(|it| it.0),
            height: self.sides.map(|it| it.1),
            note: String::new(),
        }
    }
}
