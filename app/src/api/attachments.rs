//! The bytes of attachments: plain addresses rather than server functions, because bytes stream and a browser can show them. A file travels in
//! pieces that may come in any order and twice; it is known by its digest, and shown only through the record of an attachment.

use std::fmt;

use domain::records::attachment::Digest;
use domain::values::ids::AttachmentId;
use serde::{Deserialize, Serialize};

/// Where the pieces of a file are asked about, and put.
pub const PIECES: &str = "/api/v1/attachments/pieces/{sha256}";
/// Where one piece is put.
pub const PIECE: &str = "/api/v1/attachments/pieces/{sha256}/{offset}";
/// Where it is said that all pieces of an attachment have been put.
pub const COMPLETE: &str = "/api/v1/attachments/{id}/complete";
/// Where the bytes of an attachment are read.
pub const BYTES: &str = "/api/v1/attachments/{id}";

/// The address of the bytes of an attachment.
pub fn bytes(id: AttachmentId) -> String {
    filled(BYTES, "{id}", id)
}

/// The address that completes an attachment.
pub fn complete(id: AttachmentId) -> String {
    filled(COMPLETE, "{id}", id)
}

/// The address that tells which pieces of a file have arrived.
pub fn pieces(sha256: &Digest) -> String {
    filled(PIECES, "{sha256}", sha256.as_str())
}

/// The address of one piece of a file of this size.
pub fn piece(sha256: &Digest, offset: u32, size: u32) -> String {
    let path = filled(PIECE, "{sha256}", sha256.as_str());
    format!("{}?size={size}", filled(&path, "{offset}", offset))
}

fn filled(path: &str, place: &str, with: impl fmt::Display) -> String {
    path.replace(place, &with.to_string())
}

/// Which pieces of a file have arrived, of this person's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    /// Where they begin, in order.
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
