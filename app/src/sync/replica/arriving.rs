//! The pages of a first pull. They are put aside until the last one has arrived, and then opened at once like a log: building the book from all
//! records costs half as much as inserting page after page, and no screen may show a part of it anyway.

use domain::access::bucket::Bucket;
use domain::sync::Row;

use super::Replica;
use crate::sync::log::{Page, StoredRow};

/// The content of one answer, on disk but not yet in the book.
#[derive(Clone, Debug)]
pub(super) struct ArrivedPage {
    pub(super) gone: Vec<Bucket>,
    pub(super) rows: Vec<Row>,
}

impl Replica {
    /// Whether pages are put aside: nothing has been confirmed on this device so far.
    pub(super) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Puts the pages into the book. Call it when no page follows soon, because the pull is complete or has failed.
    pub fn settle(&mut self) {
        if self.arriving.is_empty() {
            return;
        }
        let arrived = std::mem::take(&mut self.arriving);
        self.rollback();
        self.fill(arrived.iter().map(page_of).collect());
        self.note_numbers();
        self.replay();
        self.edition += 1;
    }
}

fn page_of(arrived: &ArrivedPage) -> Page<'_> {
    Page { gone: arrived.gone.clone(), rows: arrived.rows.iter().map(StoredRow::from).collect() }
}
