//! Photos and files: how one is prepared, and how its bytes are uploaded.

use async_trait::async_trait;
use domain::records::attachment::{Digest, Media};
use domain::values::ids::AttachmentId;

use crate::api::ApiError;
use crate::api::attachments::Arrived;

/// A photo or file that the user chose, ready to be stored. A photo is shrunk and contains no location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub name: String,
    pub media: Media,
    /// Width and height in pixels, for a picture.
    pub sides: Option<(u32, u32)>,
    pub bytes: Vec<u8>,
}

/// Why a chosen file is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Not one of the accepted media types, by content rather than by name.
    Kind,
    /// Too many bytes, even after shrinking.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
}

/// Uploads bytes to the server.
#[async_trait(?Send)]
pub trait FileWay {
    /// The pieces of a file that have arrived.
    async fn arrived(&self, sha256: &Digest) -> Result<Arrived, ApiError>;
    /// Sends one piece of a file. `size` is that of the whole file in bytes.
    async fn put_piece(&self, sha256: &Digest, offset: u32, size: u32, bytes: &[u8]) -> Result<(), ApiError>;
    /// Tells the server that all pieces of an attachment have been sent.
    async fn complete(&self, id: AttachmentId) -> Result<(), ApiError>;
}
