//! One file on its way: asks what has arrived, sends the rest piece by piece, and completes it once the record is confirmed. It may be cut off
//! anywhere and begun again; nothing is sent twice that arrived.

use domain::attachment::{offsets, piece};

use super::KeptFile;
use crate::api::ApiError;
use crate::ports::FileWay;

/// How far a file has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The server has it and shows it.
    Whole,
    /// The server has its bytes; they wait for the record.
    Waiting,
}

/// Sends what has not arrived. `tell` hears how many bytes are there.
pub async fn send(
    file: &KeptFile,
    bytes: &[u8],
    record_is_confirmed: bool,
    way: &dyn FileWay,
    tell: &dyn Fn(u32),
) -> Result<Sent, ApiError> {
    let arrived = way.arrived(&file.sha256).await?.offsets;
    let mut n_there: u32 = offsets(file.size).filter(|it| arrived.contains(it)).filter_map(|it| piece(file.size, it)).sum();
    tell(n_there);
    for offset in offsets(file.size).filter(|it| !arrived.contains(it)) {
        let length = piece(file.size, offset).unwrap_or(0);
        let part = bytes.get(offset as usize..(offset + length) as usize).unwrap_or_default();
        way.put_piece(&file.sha256, offset, file.size, part).await?;
        n_there += length;
        tell(n_there);
    }
    if !record_is_confirmed {
        return Ok(Sent::Waiting);
    }
    way.complete(file.id).await.map(|()| Sent::Whole)
}
