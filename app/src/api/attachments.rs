//! The addresses of attachment bytes: plain HTTP routes rather than server functions, because bytes are streamed and a browser can display them.
//! A file is sent in pieces, in any order, and a piece may be sent twice. A file is identified by its digest, and read only through its
//! attachment record.

use std::fmt;

use domain::records::attachment::Digest;
use domain::values::ids::AttachmentId;
use serde::{Deserialize, Serialize};

/// Lists the pieces of a file that have arrived.
pub const PIECES: &str = "/api/v1/attachments/pieces/{sha256}";
/// Receives one piece.
pub const PIECE: &str = "/api/v1/attachments/pieces/{sha256}/{offset}";
/// Called when all pieces of an attachment have been sent.
pub const COMPLETE: &str = "/api/v1/attachments/{id}/complete";
/// Returns the bytes of an attachment.
pub const BYTES: &str = "/api/v1/attachments/{id}";

/// The address of an attachment's bytes.
pub fn bytes(id: AttachmentId) -> String {
    filled(BYTES, "{id}", id)
}

/// The address that completes an attachment.
pub fn complete(id: AttachmentId) -> String {
    filled(COMPLETE, "{id}", id)
}

/// The address that lists the arrived pieces of a file.
pub fn pieces(sha256: &Digest) -> String {
    filled(PIECES, "{sha256}", sha256.as_str())
}

/// The address of one piece of a file. `size` is that of the whole file in bytes.
pub fn piece(sha256: &Digest, offset: u32, size: u32) -> String {
    let path = filled(PIECE, "{sha256}", sha256.as_str());
    format!("{}?size={size}", filled(&path, "{offset}", offset))
}

fn filled(path: &str, place: &str, with: impl fmt::Display) -> String {
    path.replace(place, &with.to_string())
}

/// The pieces of a file that this person has sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    /// The offsets of the pieces in bytes, ascending.
    pub offsets: Vec<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_the_server_listens_at() {
        let digest = Digest::parse(&"0a".repeat(32)).expect("a digest");
        assert_eq!(piece(&digest, 262_144, 300_000), format!("/api/v1/attachments/pieces/{}/262144?size=300000", "0a".repeat(32)));
        let id = AttachmentId(uuid::Uuid::nil());
        assert_eq!(complete(id), "/api/v1/attachments/00000000-0000-0000-0000-000000000000/complete");
    }
}
