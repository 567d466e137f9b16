//! Moves the records of a person whose place in the organisation has changed: everything they hold goes to the new team's devices and leaves the
//! old one's. Done for all records of a scope at once, however many there are; records are told apart only by scope.

use std::collections::BTreeSet;

use domain::access::bucket::Bucket;
use domain::access::scope::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, SelectExt};
use uuid::Uuid;

use super::faults::Faults;
use super::ledger::Ledger;
use super::scopes::Scopes;
use crate::db::sql;
use crate::db::tables::{departure, record, scope, scope_bucket};

/// Moves every record held by people who moved, or about which they are charged with something, into the scope it belongs to now.
pub async fn people(connection: &impl ConnectionTrait, ledger: &Ledger, version: i64) -> anyhow::Result<BTreeSet<Bucket>> {
    let mut touched = BTreeSet::new();
    for person in &ledger.moved {
        // Where a person is charged with an alert, those above them have the record too.
        let theirs = scope::Column::HolderId.eq(person.0).or(scope::Column::ChargedId.eq(person.0));
        for row in scope::Entity::find().filter(theirs).all(connection).await? {
            touched.extend(one(connection, ledger, (row.id, row.scope()?), version).await?);
        }
    }
    Ok(touched)
}

async fn one(
    connection: &impl ConnectionTrait,
    ledger: &Ledger,
    (old, scope): (Uuid, Scope),
    version: i64,
) -> anyhow::Result<BTreeSet<Bucket>> {
    let book = &ledger.gathered.book;
    let mut was = BTreeSet::new();
    for row in scope_bucket::Entity::find().filter(scope_bucket::Column::ScopeId.eq(old)).all(connection).await? {
        was.insert(row.bucket.parse::<Bucket>().map_err(anyhow::Error::msg)?);
    }
    // A row of `scope` does not list the people responsible for parts of the records: each has a bucket.
    let assigned = was.iter().filter_map(|it| if let Bucket::Assigned(person) = it { Some(*person) } else { None }).collect();
    let holder_team = scope.holder.and_then(|it| book.person(it)).and_then(|it| it.team);
    let mut scopes = Scopes::default();
    let new = scopes.note(Scope { holder_team, assigned, ..scope }, book);
    if new == old || !record::Entity::find().filter(record::Column::ScopeId.eq(old)).exists(connection).await? {
        return Ok(BTreeSet::new());
    }
    scopes.save(connection).await?;
    let now = scopes.buckets(new);
    for bucket in Faults::departures(was.difference(now)) {
        let leave = format!(
            "INSERT INTO departure (bucket, record_id, kind, version) SELECT '{bucket}', id, kind, {version} FROM record WHERE scope_id = $1 \
             {}",
            sql::replacing::<departure::Entity>()
        );
        sql::run(connection, leave, vec![old.into()]).await?;
    }
    for bucket in now.difference(&was) {
        let enter = "DELETE FROM departure WHERE bucket = $1 AND record_id IN (SELECT id FROM record WHERE scope_id = $2)";
        sql::run(connection, enter, vec![bucket.to_string().into(), old.into()]).await?;
    }
    let go = "UPDATE record SET scope_id = $1, version = $2 WHERE scope_id = $3";
    sql::run(connection, go, vec![new.into(), version.into(), old.into()]).await?;
    Ok(was.union(now).copied().collect())
}
