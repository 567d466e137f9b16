//! Sends one file: asks which pieces have arrived, sends the rest, and completes the file once its record is confirmed. The upload may be
//! interrupted anywhere and resumed; a piece that has arrived is not sent again.

use domain::records::attachment::{offsets, piece};

use super::KeptFile;
use crate::api::ApiError;
use crate::ports::FileWay;

/// The result of sending a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The server has the whole file and shows it.
    Whole,
    /// The server has all bytes; they wait for the record.
    Waiting,
    /// The upload was cancelled; nothing more was sent.
    CalledOff,
}

/// Progress and cancellation callbacks.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Called with the number of bytes that have arrived.
    pub tell: &'a dyn Fn(u32),
    /// Whether the file is still wanted; asked before every request to the server.
    pub is_wanted: &'a dyn Fn() -> bool,
}

/// Sends the missing pieces for as long as the file is wanted.
pub async fn send(file: &KeptFile, bytes: &[u8], record_is_confirmed: bool, way: &dyn FileWay, watch: Watch<'_>) -> Result<Sent, ApiError> {
    let Watch { tell, is_wanted } = watch;
    if !is_wanted() {
        return Ok(Sent::CalledOff);
    }
    let arrived = way.arrived(&file.sha256).await?.offsets;
    let mut n_there: u32 = offsets(file.size).filter(|it| arrived.contains(it)).filter_map(|it| piece(file.size, it)).sum();
    tell(n_there);
    for offset in offsets(file.size).filter(|it| !arrived.contains(it)) {
        if !is_wanted() {
            return Ok(Sent::CalledOff);
        }
        let length = piece(file.size, offset).unwrap_or(0);
        let part = bytes.get(offset as usize..(offset + length) as usize).unwrap_or_default();
        way.put_piece(&file.sha256, offset, file.size, part).await?;
        n_there += length;
        tell(n_there);
    }
    if !is_wanted() {
        return Ok(Sent::CalledOff);
    }
    if !record_is_confirmed {
        return Ok(Sent::Waiting);
    }
    way.complete(file.id).await.map(|()| Sent::Whole)
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use async_trait::async_trait;
    use domain::records::attachment::{CHUNK, Digest, Media};
    use domain::values::calendar::Timestamp;
    use domain::values::ids::AttachmentId;
    use futures::executor::block_on;

    use super::*;
    use crate::api::attachments::Arrived;

    /// A server that takes everything and counts calls.
    #[derive(Default)]
    struct Office {
        taken: RefCell<Vec<u32>>,
        n_completed: Cell<u32>,
    }

    #[async_trait(?Send)]
    impl FileWay for Office {
        async fn arrived(&self, _sha256: &Digest) -> Result<Arrived, ApiError> {
            Ok(Arrived { offsets: self.taken.borrow().clone() })
        }

        async fn put_piece(&self, _sha256: &Digest, offset: u32, _size: u32, _bytes: &[u8]) -> Result<(), ApiError> {
            self.taken.borrow_mut().push(offset);
            Ok(())
        }

        async fn complete(&self, _id: AttachmentId) -> Result<(), ApiError> {
            self.n_completed.set(self.n_completed.get() + 1);
            Ok(())
        }
    }

    #[test]
    fn a_cancelled_upload_stops_after_the_current_piece() {
        let bytes = vec![7; CHUNK as usize * 2 + 100];
        let file = KeptFile::of(AttachmentId::default(), "a.jpg".to_owned(), Media::Jpeg, None, &bytes, Timestamp(0));
        for (wanted_for, sent, n_taken, n_completed) in [
            (0, Sent::CalledOff, 0, 0),
            (1, Sent::CalledOff, 0, 0),
            (2, Sent::CalledOff, 1, 0),
            (3, Sent::CalledOff, 2, 0),
            (4, Sent::CalledOff, 3, 0),
            (5, Sent::Whole, 3, 1),
        ] {
            let (office, left) = (Office::default(), Cell::new(wanted_for));
            let is_wanted = || 0 < left.replace(left.get().max(1) - 1);
            let answer = block_on(send(&file, &bytes, true, &office, Watch { tell: &|_| {}, is_wanted: &is_wanted }));
            assert_eq!(answer, Ok(sent), "wanted {wanted_for} times");
            assert_eq!((office.taken.borrow().len(), office.n_completed.get()), (n_taken, n_completed), "wanted {wanted_for} times");
        }
    }
}
