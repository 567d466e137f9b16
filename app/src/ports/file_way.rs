//! The way of photos and files: how one is taken, and how its bytes reach the server.

use async_trait::async_trait;
use domain::records::attachment::{Digest, Media};
use domain::values::ids::AttachmentId;

use crate::api::ApiError;
use crate::api::attachments::Arrived;

/// A photo or file that a person chose, ready to be kept: a photo is no larger than needed and tells nothing of where it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// What it is called.
    pub name: String,
    /// What its bytes are.
    pub media: Media,
    /// Of a picture, width and height in pixels.
    pub sides: Option<(u32, u32)>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a chosen file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is none of the kinds that are taken, whatever it is called.
    Kind,
    /// More bytes than are taken, however it is made smaller.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
}

/// How bytes reach the server.
#[async_trait(?Send)]
pub trait FileWay {
    /// Which pieces of a file have arrived.
    async fn arrived(&self, sha256: &Digest) -> Result<Arrived, ApiError>;
    /// Sends one piece of a file of this size.
    async fn put_piece(&self, sha256: &Digest, offset: u32, size: u32, bytes: &[u8]) -> Result<(), ApiError>;
    /// Says that all pieces of an attachment have been sent.
    async fn complete(&self, id: AttachmentId) -> Result<(), ApiError>;
}
