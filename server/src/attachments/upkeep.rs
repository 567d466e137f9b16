//! Upkeep of the store: deletes bytes that no record refers to, and finds missing files before somebody needs them.

use std::collections::BTreeSet;

use anyhow::Result;
use domain::values::calendar::Timestamp;

use super::Store;
use crate::db::Database;
use crate::db::queries::attachments;

const DAY: i64 = 24 * 60 * 60 * 1_000;
/// How long pieces of an unfinished file are kept, in milliseconds.
const PIECES_LIVE: i64 = 7 * DAY;
/// How long files without a record are kept, in milliseconds: a restored database backup of up to this age may refer to them.
const FILES_LIVE: i64 = 30 * DAY;

/// What a sweep deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Pieces of unfinished files.
    pub n_pieces: usize,
    /// Files without a record.
    pub n_files: usize,
}

/// The state of the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Files kept.
    pub n_files: usize,
    /// Bytes of all kept files.
    pub n_bytes: u64,
    /// Files that no record refers to.
    pub n_orphans: usize,
    /// Files that a record says are stored, but that are missing.
    pub n_lost: usize,
    /// Attachments whose bytes are still on somebody's phone.
    pub n_waiting: usize,
}

/// Deletes old pieces of unfinished files, and old files without a record.
pub async fn sweep(db: &Database, store: &Store, now: Timestamp) -> Result<Swept> {
    let mut swept = Swept::default();
    for item in store.all_arriving().await?.iter().filter(|it| it.put_at.0 + PIECES_LIVE < now.0) {
        swept.n_pieces += usize::from(store.delete_if_untouched(item).await?);
    }
    // List the files before reading the records: a file completed meanwhile is not in the list, or was written again since.
    let old: Vec<_> = store.all_kept().await?.into_iter().filter(|it| it.put_at.0 + FILES_LIVE < now.0).collect();
    if old.is_empty() {
        return Ok(swept);
    }
    let wanted: BTreeSet<_> = attachments::all(db).await?.into_iter().map(|it| it.sha256).collect();
    for item in old.iter().filter(|it| it.sha256().is_none_or(|digest| !wanted.contains(&digest))) {
        swept.n_files += usize::from(store.delete_if_untouched(item).await?);
    }
    Ok(swept)
}

/// Compares the store with the records.
pub async fn health(db: &Database, store: &Store) -> Result<Health> {
    let kept = store.all_kept().await?;
    let records = attachments::all(db).await?;
    let there: BTreeSet<_> = kept.iter().filter_map(super::store::Item::sha256).collect();
    let wanted: BTreeSet<_> = records.iter().map(|it| it.sha256.clone()).collect();
    let promised: BTreeSet<_> = records.iter().filter(|it| it.stored_at.is_some()).map(|it| it.sha256.clone()).collect();
    Ok(Health {
        n_files: kept.len(),
        n_bytes: kept.iter().map(|it| it.size).sum(),
        n_orphans: there.difference(&wanted).count(),
        n_lost: promised.difference(&there).count(),
        n_waiting: records.iter().filter(|it| it.is_waiting()).count(),
    })
}
