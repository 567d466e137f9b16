//! Writes what a batch decided, under one version: records, departures from buckets, typed tables, history and sums.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use domain::access::bucket::Bucket;
use domain::book::record::Record;
use domain::values::calendar::Timestamp;
use domain::values::ids::{Key, Kind};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::faults::Faults;
use super::ledger::{Ledger, settled};
use super::rescope;
use super::scopes::Scopes;
use crate::db::tables::{departure, history, record, scope_bucket};
use crate::db::{sql, tables};
use crate::rollup;

#[derive(FromQueryResult)]
struct Raised {
    version: i64,
}

/// Raises the clock and returns the new version. It is the last lock a push takes: its holder commits next, so versions become visible in order.
pub async fn raise_clock(connection: &impl ConnectionTrait, now: Timestamp) -> anyhow::Result<i64> {
    // As text, because sea-orm returns no row of an UPDATE on SQLite.
    let raise = "UPDATE clock SET version = version + 1, raised_at = CASE WHEN raised_at < $1 THEN $1 ELSE raised_at END \
                 WHERE id = 1 RETURNING version";
    let raised: Option<Raised> = sql::one(connection, raise, vec![now.0.into()]).await?;
    Ok(raised.context("the clock is missing")?.version)
}

/// Writes the ledger under this version, and returns the buckets with changes.
pub async fn write(connection: &impl ConnectionTrait, ledger: &Ledger, version: i64, now: Timestamp) -> anyhow::Result<BTreeSet<Bucket>> {
    let book = &ledger.gathered.book;
    let mut scopes = Scopes::default();
    let mut touched = rescope::people(connection, ledger, version).await?;

    let mut changes = Vec::new();
    for key in ledger.before.keys() {
        let stored = ledger.gathered.stored.get(key);
        let (record, stamps, removed) = match (book.get(*key), ledger.removed.get(key)) {
            (Some(record), _) => (record, book.stamps(*key), false),
            (None, Some((record, stamps))) => (record.clone(), stamps.clone(), true),
            (None, None) => continue,
        };
        let scope = (!removed).then(|| scopes.of(&record, book));
        changes.push(Change { key: *key, record, stamps: settled(stamps, version), removed, scope, stored: stored.map(|it| it.scope) });
    }
    let moves = family_moves(ledger, &mut scopes);
    scopes.save(connection).await?;

    let (new, old): (Vec<_>, Vec<_>) = changes.iter().partition(|it| it.stored.is_none());
    sql::insert(connection, "", new.iter().map(|it| it.row(version)).collect::<Result<_, _>>()?).await?;
    sql::replace(connection, old.iter().map(|it| it.row(version)).collect::<Result<_, _>>()?).await?;
    let mut by_scope: BTreeMap<Uuid, Vec<Value>> = BTreeMap::new();
    for (key, _, scope) in &moves {
        by_scope.entry(*scope).or_default().push(key.id.into());
    }
    for (scope, ids) in by_scope {
        let move_them = "UPDATE record SET version = $1, scope_id = $2 WHERE id IN (";
        sql::run_in(connection, move_them, ")", vec![version.into(), scope.into()], ids).await?;
    }

    let moved =
        changes.iter().filter_map(|it| Some((it.key, it.stored??, it.scope))).chain(moves.iter().map(|it| (it.0, it.1, Some(it.2))));
    touched.extend(depart(connection, moved.collect(), &scopes, version).await?);
    touched.extend(scopes.all_buckets());

    let rows: Vec<(&Record, bool)> = changes.iter().map(|it| (&it.record, it.removed)).collect();
    tables::save(connection, &rows, book).await?;
    save_history(connection, ledger, version, now).await?;

    let mut deltas = BTreeMap::new();
    for change in &changes {
        let before = ledger.before.get(&change.key).and_then(Option::as_ref);
        let after = (!change.removed).then_some(&change.record);
        for (key, value) in domain::figures::rollup::deltas(before, after) {
            *deltas.entry(key).or_insert(0) += value;
        }
    }
    rollup::add(connection, deltas).await?;
    Ok(touched)
}

/// A record to be written.
struct Change {
    key: Key,
    record: Record,
    stamps: domain::book::stamps::Stamps,
    removed: bool,
    scope: Option<Uuid>,
    /// `None` for a new record; else the scope it had, if any.
    stored: Option<Option<Uuid>>,
}

impl Change {
    fn row(&self, version: i64) -> Result<record::Model, serde_json::Error> {
        Ok(record::Model {
            id: self.key.id,
            kind: self.key.kind.as_str().to_owned(),
            version,
            scope_id: self.scope,
            family_id: self.record.family().map(|it| it.0),
            removed: self.removed,
            body: self.record.body(),
            stamps: serde_json::to_string(&self.stamps)?,
        })
    }
}

/// Unchanged records that move with a customer that changed hands: old and new scope.
fn family_moves(ledger: &Ledger, scopes: &mut Scopes) -> Vec<(Key, Uuid, Uuid)> {
    let book = &ledger.gathered.book;
    let mut moves = Vec::new();
    for (key, stored) in &ledger.gathered.stored {
        if ledger.before.contains_key(key) || stored.removed {
            continue;
        }
        let (Some(old), Some(record)) = (stored.scope, book.get(*key)) else { continue };
        let moved = record.family().is_some_and(|it| ledger.before.contains_key(&Key { kind: Kind::Customer, id: it.0 }));
        if !moved {
            continue;
        }
        let new = scopes.of(&record, book);
        if new != old {
            moves.push((*key, old, new));
        }
    }
    moves
}

/// Stores which buckets these records left, and deletes departures from buckets that they are in again.
async fn depart(
    connection: &impl ConnectionTrait,
    moved: Vec<(Key, Uuid, Option<Uuid>)>,
    scopes: &Scopes,
    version: i64,
) -> anyhow::Result<BTreeSet<Bucket>> {
    let moved: Vec<_> = moved.into_iter().filter(|(_, old, new)| Some(*old) != *new).collect();
    if moved.is_empty() {
        return Ok(BTreeSet::new());
    }
    let olds: BTreeSet<Uuid> = moved.iter().map(|it| it.1).collect();
    let mut buckets: BTreeMap<Uuid, BTreeSet<Bucket>> = BTreeMap::new();
    let question = "SELECT scope_id, bucket FROM scope_bucket WHERE scope_id IN (";
    let rows: Vec<scope_bucket::Model> = sql::all_in(connection, question, ")", olds.into_iter().map(Value::from).collect()).await?;
    for row in rows {
        buckets.entry(row.scope_id).or_default().insert(row.bucket.parse().map_err(anyhow::Error::msg)?);
    }
    let mut left = BTreeSet::new();
    let mut rows = Vec::new();
    for (key, old, new) in &moved {
        let now = new.map(|it| scopes.buckets(it));
        for bucket in buckets.get(old).into_iter().flatten().filter(|it| now.is_none_or(|now| !now.contains(it))) {
            left.insert(*bucket);
            rows.push(departure::Model { bucket: bucket.to_string(), record_id: key.id, kind: key.kind.as_str().to_owned(), version });
        }
    }
    // A record may leave a bucket more than once; only the last time counts.
    sql::replace(connection, Faults::departures(rows).collect()).await?;
    let back = ") AND EXISTS (SELECT 1 FROM record JOIN scope_bucket ON scope_bucket.scope_id = record.scope_id \
                WHERE record.id = departure.record_id AND record.kind = departure.kind AND scope_bucket.bucket = departure.bucket)";
    sql::run_in(
        connection,
        "DELETE FROM departure WHERE record_id IN (",
        back,
        Vec::new(),
        moved.iter().map(|it| it.0.id.into()).collect(),
    )
    .await?;
    Ok(left)
}

async fn save_history(connection: &impl ConnectionTrait, ledger: &Ledger, version: i64, now: Timestamp) -> Result<(), DbErr> {
    let by = ledger.actor().person;
    let rows = ledger.history.iter().map(|line| history::Model {
        record_id: line.key.id,
        kind: line.key.kind.as_str().to_owned(),
        version,
        command_id: line.command.0,
        by_id: by.0,
        at: now.0,
        made_at: line.made_at.0,
        changes: serde_json::Value::Object(line.changes.clone()).to_string(),
    });
    let again = "ON CONFLICT (record_id, kind, version, command_id) DO NOTHING";
    sql::insert(connection, again, rows.collect()).await
}
