//! Sends the records that a device does not have yet, in the order of versions. A version is never split over two pages. The person's access is
//! read in the same snapshot as the records.

use std::collections::BTreeMap;

use app::api::ApiError;
use domain::access::bucket::Bucket;
use domain::access::sight::Sight;
use domain::book::record::Record;
use domain::sync::{Answer, BucketState, Cursor, Exchange, PROTOCOL, Row, SCHEMA};
use domain::values::calendar::Timestamp;
use domain::values::ids::{Kind, PersonId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::faults::Faults;
use super::now::{Now, furthest};
use super::{broken, checks, numbers, receipts, time, upkeep};
use crate::db::tables::bucket_floor;
use crate::db::{Database, sql, tx};

/// Most rows of a page, whatever the device asks for.
const MOST_ROWS: u32 = 20_000;

/// Answers without taking or reading anything: that the device knows another epoch of the database, or that there is nothing new at all. One
/// query.
pub async fn at_once(db: &Database, person: PersonId, ours: &Exchange, now: Timestamp) -> Result<Option<Answer>, ApiError> {
    let mut current = Now::read(db.catalogue(), db.connection(), person, now).await?;
    time::check(current.raised_at, now)?;
    if current.is_another_life(ours) {
        if current.has_gone_back(ours) {
            let (seen, version) = (furthest(ours), current.version);
            tracing::error!(seen, version, %person, "a device has newer versions than this database: a backup was restored");
            current.epoch = upkeep::begin_life_after_restore(db, now).await.map_err(broken)?;
        }
        return Ok(Some(Answer { reset: true, ..empty(&current, now) }));
    }
    if current.sees_otherwise(ours) {
        return Ok(Some(Answer { reset: true, ..empty(&current, now) }));
    }
    let nothing_to_do = ours.envelopes.is_empty() && ours.checks.is_empty() && current.version <= ours.verdicts_from;
    let cursor = |bucket: &Bucket| ours.cursors.iter().find(|it| it.bucket == *bucket).filter(|it| current.version <= it.pos);
    let cursors: Option<Vec<&Cursor>> = current.actor.buckets().iter().map(cursor).collect();
    Ok(match cursors {
        Some(cursors) if nothing_to_do => {
            let buckets = cursors.into_iter().map(|it| BucketState { bucket: it.bucket, pos: it.pos, base: it.base, reset: false });
            Some(Answer { buckets: buckets.collect(), verdicts_to: ours.verdicts_from, ..empty(&current, now) })
        }
        _ => None,
    })
}

fn empty(current: &Now, now: Timestamp) -> Answer {
    Answer {
        protocol: PROTOCOL,
        epoch: current.epoch,
        now,
        min_schema: SCHEMA.min(1),
        reset: false,
        buckets: Vec::new(),
        rows: Vec::new(),
        verdicts: Vec::new(),
        verdicts_to: 0,
        more: false,
        retry_after: None,
        numbers: Vec::new(),
        copies: current.sight.name(),
    }
}

/// Answers an exchange whose commands were taken.
pub async fn pull(db: &Database, person: PersonId, ours: &Exchange, now: Timestamp) -> Result<Answer, ApiError> {
    let snapshot = tx::snapshot(db).await.map_err(broken)?;
    let current = Now::read(db.catalogue(), &snapshot, person, now).await?;
    if current.is_another_life(ours) || current.sees_otherwise(ours) {
        return Ok(Answer { reset: true, ..empty(&current, now) });
    }
    let answer = page(&snapshot, &current, ours, now).await.map_err(broken)?;
    snapshot.rollback().await.map_err(broken)?;
    Ok(answer)
}

async fn page(connection: &impl ConnectionTrait, current: &Now, ours: &Exchange, now: Timestamp) -> anyhow::Result<Answer> {
    let states = states(connection, current, ours).await?;
    let most = ours.max_rows.clamp(1, MOST_ROWS) as usize;

    let mut items = Vec::new();
    let mut cut_short = Vec::new();
    for state in &states {
        for source in [Source::Present, Source::Left] {
            let found = source.read(connection, state, (0, i64::MAX), most + 1).await?;
            if most < found.len() {
                cut_short.push((source, *state));
            }
            items.extend(found);
        }
    }
    items.sort_by_key(|it| (it.version, it.bucket, it.id));

    // The page ends with the version of its last row. All rows of that version belong to it, even those that a limit cut off.
    let mut cut = current.version;
    let mut more = false;
    if most < items.len() {
        let last = items[most - 1].version;
        more = !cut_short.is_empty() || items.iter().any(|it| last < it.version);
        if more {
            cut = last;
            items.retain(|it| it.version <= cut);
            for (source, state) in cut_short {
                let (present, bucket) = (matches!(source, Source::Present), state.bucket);
                items.retain(|it| it.version < cut || it.bucket != bucket || it.body.is_some() != present);
                items.extend(source.read(connection, &state, (cut - 1, cut), usize::MAX >> 1).await?);
            }
            items.sort_by_key(|it| (it.version, it.bucket, it.id));
        }
    }
    let reached = Faults::reached(cut, current.version);

    let mut buckets: Vec<BucketState> = states.iter().map(|it| BucketState { pos: it.pos.max(reached), ..*it }).collect();
    if !more {
        for bucket in &mut buckets {
            // The device's count can be compared only if this answer brings nothing new.
            let has_news = bucket.reset || items.iter().any(|it| it.bucket == bucket.bucket);
            let check = ours.checks.iter().find(|it| it.bucket == bucket.bucket && !has_news);
            let Some(check) = check else { continue };
            if !checks::holds(connection, check).await? {
                tracing::warn!(bucket = %bucket.bucket, person = %current.actor.person, "the digest of a device differs; it is resynchronized");
                *bucket = BucketState { pos: 0, base: current.version, reset: true, ..*bucket };
                more = true;
            }
        }
    }

    items.iter_mut().try_for_each(|it| mask(it, current.sight))?;
    let verdicts = receipts::between(connection, ours.device, (ours.verdicts_from, cut), &ours.envelopes).await?;
    let verdicts_to = ours.verdicts_from.max(reached);
    let numbers = if more { Vec::new() } else { numbers::highest(connection, &numbers::of_late(now)).await? };
    Ok(Answer { buckets, rows: items, verdicts, verdicts_to, more, numbers, ..empty(current, now) })
}

/// Where each of the person's buckets starts.
async fn states(connection: &impl ConnectionTrait, current: &Now, ours: &Exchange) -> anyhow::Result<Vec<BucketState>> {
    let buckets = current.actor.buckets();
    let names = buckets.iter().map(|it| it.to_string().into()).collect();
    let floors: Vec<bucket_floor::Model> =
        sql::all_in(connection, "SELECT bucket, floor FROM bucket_floor WHERE bucket IN (", ")", names).await?;
    let floors: BTreeMap<String, i64> = floors.into_iter().map(|it| (it.bucket, it.floor)).collect();
    let furthest = ours.cursors.iter().map(|it| it.pos).max().unwrap_or(0);
    let state = |bucket: Bucket| {
        let cursor = ours.cursors.iter().find(|it| it.bucket == bucket);
        let Some(cursor) = cursor else {
            // A newly granted bucket: the device has nothing of it, so earlier removals do not concern it.
            let fresh = BucketState { bucket, pos: 0, base: current.version, reset: false };
            return Faults::granted(fresh, furthest);
        };
        let floor = floors.get(&bucket.to_string()).copied().unwrap_or(0);
        if Faults::is_below_floor(Faults::seen(cursor) < floor) {
            return BucketState { bucket, pos: 0, base: current.version, reset: true };
        }
        BucketState { bucket, pos: cursor.pos, base: cursor.base, reset: false }
    };
    Ok(buckets.into_iter().map(state).collect())
}

/// The kinds of changes in a bucket.
#[derive(Clone, Copy)]
enum Source {
    /// Records in it, as they are now.
    Present,
    /// Records that left it. Those that left before the device began to receive the bucket were never sent to it.
    Left,
}

impl Source {
    /// What is new to the device in these versions (after the first, up to the second), by version.
    async fn read(
        self,
        connection: &impl ConnectionTrait,
        state: &BucketState,
        (after, to): (i64, i64),
        most: usize,
    ) -> anyhow::Result<Vec<Row>> {
        let after = match self {
            Source::Present => state.pos.max(after),
            Source::Left => state.pos.max(state.base).max(after),
        };
        let question = match (self, state.bucket) {
            // Nearly every record is the company's, so the index by version is the fastest. Every other bucket has only a few scopes.
            (Source::Present, Bucket::Company) => {
                "SELECT r.version, r.kind, r.id, r.body FROM record r WHERE r.version > $2 AND r.version <= $3 AND EXISTS \
                 (SELECT 1 FROM scope_bucket b WHERE b.bucket = $1 AND b.scope_id = r.scope_id) ORDER BY r.version, r.id LIMIT $4"
            }
            // The inner question finds the last version of the page in the index alone. Without it every page would sort the bodies of all
            // records that are still to come.
            (Source::Present, _) => {
                "SELECT r.version, r.kind, r.id, r.body FROM scope_bucket b CROSS JOIN record r \
                 WHERE b.bucket = $1 AND r.scope_id = b.scope_id AND r.version > $2 AND r.version <= COALESCE(\
                 (SELECT r.version FROM scope_bucket b CROSS JOIN record r \
                 WHERE b.bucket = $1 AND r.scope_id = b.scope_id AND r.version > $2 AND r.version <= $3 ORDER BY r.version LIMIT 1 OFFSET $4), $3) \
                 ORDER BY r.version, r.id LIMIT $4"
            }
            (Source::Left, _) => {
                "SELECT version, kind, record_id AS id, NULL AS body FROM departure \
                 WHERE bucket = $1 AND version > $2 AND version <= $3 ORDER BY version, record_id LIMIT $4"
            }
        };
        let values = vec![state.bucket.to_string().into(), after.into(), to.into(), (most as i64).into()];
        let found: Vec<Found> = sql::all(connection, question, values).await?;
        Ok(found.into_iter().map(|it| it.row(state.bucket)).collect::<Result<_, _>>()?)
    }
}

#[derive(FromQueryResult)]
struct Found {
    version: i64,
    kind: String,
    id: Uuid,
    body: Option<String>,
}

impl Found {
    fn row(self, bucket: Bucket) -> Result<Row, serde_json::Error> {
        let body = self.body.map(RawValue::from_string).transpose()?;
        Ok(Row { version: self.version, bucket, kind: self.kind, id: self.id, body })
    }
}

/// Leaves in a body only what this reader may see.
fn mask(row: &mut Row, sight: Sight) -> anyhow::Result<()> {
    let kind = Kind::parse(&row.kind).filter(|it| sight.changes(*it));
    if let (Some(body), Some(kind)) = (&row.body, kind) {
        row.body = Some(RawValue::from_string(sight.copy_of(Record::parse(kind, body.get())?).body())?);
    }
    Ok(())
}
