//! The book of the whole company between two simulations.

use std::time::{Duration, Instant};

use anyhow::Result;
use domain::book::Book;

use crate::db::Database;
use crate::db::queries::books::{self, BookClock};

/// Every record as of a version.
#[derive(Debug)]
pub struct KeptBook {
    book: Book,
    as_of: BookClock,
    used_at: Instant,
}

impl KeptBook {
    /// The newest state: what changed since the kept one, or everything if there is none or the database has gone another way.
    pub async fn fresh(kept: Option<KeptBook>, db: &Database) -> Result<KeptBook> {
        // Read first: what is written meanwhile is read again the next time.
        let as_of = books::clock(db).await?;
        let still_holds = |it: &KeptBook| it.as_of.epoch == as_of.epoch && it.as_of.version <= as_of.version;
        let book = match kept.filter(still_holds) {
            Some(kept) if kept.as_of == as_of => kept.book,
            Some(kept) => books::catch_up(db, kept.book, kept.as_of.version).await?,
            None => books::whole(db).await?,
        };
        Ok(KeptBook { book, as_of, used_at: Instant::now() })
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    pub fn unused_for(&self) -> Duration {
        self.used_at.elapsed()
    }
}
