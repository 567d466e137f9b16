//! Opens the log of confirmed records: what [`Replica::play`] does page by page, sorted once instead.

use std::collections::BTreeMap;

use domain::access::bucket::Bucket;
use domain::book::record::Record;
use domain::values::ids::Kind;

use super::{Held, Replica};
use crate::sync::log::{Page, StoredRow};

impl Replica {
    /// Fills an empty replica with all pages of a log.
    pub(super) fn fill(&mut self, pages: Vec<Page<'_>>) {
        self.log_size = (pages.len(), pages.iter().map(|it| it.rows.len()).sum());
        let mut lines = lines_of(pages);
        // Stable, so that the lines of one record in one bucket stay in the order of the log.
        lines.sort_by_key(|it| (it.id.as_u128(), it.bucket));
        let (mut held, mut records) = (Vec::with_capacity(lines.len()), Vec::with_capacity(lines.len()));
        for of_record in lines.chunk_by(|a, b| a.id == b.id) {
            let last_of_each = of_record.chunk_by(|a, b| a.bucket == b.bucket).filter_map(<[StoredRow<'_>]>::last);
            let live = last_of_each.filter(|it| it.body.is_some());
            let Some(latest) = live.clone().max_by_key(|it| it.version) else { continue };
            let kind = Kind::parse(&latest.kind);
            match latest.body.zip(kind).and_then(|(body, kind)| Record::parse(kind, body.get()).ok()) {
                Some(record) => records.push(record),
                None => drop(self.unknown.insert(latest.id)),
            }
            held.push((latest.id, Held { kind, version: latest.version, buckets: live.map(|it| it.bucket).collect() }));
        }
        self.held = held.into_iter().collect();
        self.book = records.into_iter().collect();
    }
}

/// The lines of all pages in order, without those of a bucket that a later page removes.
fn lines_of(pages: Vec<Page<'_>>) -> Vec<StoredRow<'_>> {
    let mut gone_at: BTreeMap<Bucket, usize> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        gone_at.extend(page.gone.iter().map(|bucket| (*bucket, at)));
    }
    let stays = |at: usize, line: &StoredRow<'_>| gone_at.get(&line.bucket).is_none_or(|gone| *gone <= at);
    pages.into_iter().enumerate().flat_map(|(at, page)| page.rows.into_iter().filter(move |line| stays(at, line))).collect()
}

#[cfg(test)]
mod tests {
    use domain::book::record::Record;
    use domain::records::organisation::Region;
    use domain::sync::Row;
    use domain::values::ids::{PersonId, RegionId};
    use proptest::prelude::*;
    use serde_json::value::RawValue;
    use uuid::Uuid;

    use super::*;
    use crate::sync::tests::office::ids;

    const BUCKETS: [Bucket; 3] = [Bucket::Company, Bucket::Catalog, Bucket::Person(PersonId(Uuid::from_u128(9)))];

    /// What one page does: removes a bucket, or changes records. Each change gives a record the buckets it is in from then on (as bits).
    #[derive(Clone, Debug)]
    struct Turn {
        gone: Option<usize>,
        changes: Vec<(u128, u8)>,
    }

    fn turns() -> impl Strategy<Value = Vec<Turn>> {
        let changes = proptest::collection::vec((0..6u128, 0..8u8), 0..6);
        let turn = (proptest::option::weighted(0.2, 0..3usize), changes).prop_map(|(gone, changes)| Turn { gone, changes });
        proptest::collection::vec(turn, 0..8)
    }

    /// The pages that a server would send: a new version of a record comes in every bucket it is in, and leaves the ones it is no longer in.
    fn rows_of(turns: &[Turn]) -> Vec<(Vec<Bucket>, Vec<Row>)> {
        let mut is_in: BTreeMap<u128, u8> = BTreeMap::new();
        let mut version = 0;
        let page = |turn: &Turn| {
            if let Some(gone) = turn.gone {
                is_in.values_mut().for_each(|it| *it &= !(1 << gone));
            }
            let mut rows = Vec::new();
            for (id, now) in &turn.changes {
                version += 1;
                let before = is_in.insert(*id, *now).unwrap_or(0);
                for (bit, bucket) in BUCKETS.into_iter().enumerate() {
                    let (was, is) = (before >> bit & 1 == 1, now >> bit & 1 == 1);
                    let id = Uuid::from_u128(*id);
                    // One record in five is of a kind that this release does not know.
                    let kind = if id.as_u128() == 0 { "of the future" } else { "region" };
                    let region = Record::Region(Region { id: RegionId(id), name: format!("{version}") });
                    let body = is.then(|| RawValue::from_string(region.body()).expect("JSON"));
                    rows.extend((was || is).then(|| Row { version, bucket, kind: kind.to_owned(), id, body }));
                }
            }
            (turn.gone.map(|it| BUCKETS[it]).into_iter().collect(), rows)
        };
        turns.iter().map(page).collect()
    }

    fn shown(replica: &Replica) -> String {
        let mut held = replica.held.clone();
        held.values_mut().for_each(|it| it.buckets.sort());
        format!("{held:?} {:?} {:?} {:?}", replica.book, replica.unknown, replica.log_size)
    }

    proptest! {
        #[test]
        fn a_log_opened_at_once_holds_what_its_pages_hold_one_by_one(turns in turns()) {
            let pages = rows_of(&turns);
            let read = || pages.iter().map(|(gone, rows)| Page { gone: gone.clone(), rows: rows.iter().map(StoredRow::from).collect() });
            let empty = || Replica::new(ids::me(), ids::device());
            let (mut at_once, mut one_by_one) = (empty(), empty());
            at_once.fill(read().collect());
            one_by_one.play(read());
            prop_assert_eq!(shown(&at_once), shown(&one_by_one));
        }
    }
}
