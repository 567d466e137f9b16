//! Moves the records of a person whose place in the organisation has changed: everything they hold goes to the new team's devices and leaves the
//! old one's. Done for all records of a scope at once, however many there are; records are told apart only by scope.

use std::collections::BTreeSet;

use domain::access::bucket::Bucket;
use domain::access::scope::Scope;
use domain::values::broken::{Broken, is_broken};
use domain::values::ids::{DepartmentId, PersonId, TeamId};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::ledger::Ledger;
use super::scopes::Scopes;
use super::write::DEPART_AGAIN;
use crate::db::sql;

/// Moves every record held by people who moved, or about which they are charged with something, into the scope it belongs to now.
pub async fn people(connection: &impl ConnectionTrait, ledger: &Ledger, version: i64) -> anyhow::Result<BTreeSet<Bucket>> {
    let mut touched = BTreeSet::new();
    for person in &ledger.moved {
        // Where a person is charged with an alert, those above them have the record too.
        let question = "SELECT id, holder_id, holder_team_id, credit_id, credit_team_id, department_id, charged_id \
                        FROM scope WHERE holder_id = $1 OR charged_id = $1";
        for row in sql::all(connection, question, vec![person.0.into()]).await? {
            let (id, scope) = scope_of(&row)?;
            touched.extend(one(connection, ledger, (id, scope), version).await?);
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
    let holder_team = scope.holder.and_then(|it| book.person(it)).and_then(|it| it.team);
    let mut scopes = Scopes::default();
    let new = scopes.note(Scope { holder_team, ..scope }, book);
    if new == old || sql::one(connection, "SELECT 1 FROM record WHERE scope_id = $1 LIMIT 1", vec![old.into()]).await?.is_none() {
        return Ok(BTreeSet::new());
    }
    scopes.save(connection).await?;
    let mut was = BTreeSet::new();
    for row in sql::all(connection, "SELECT bucket FROM scope_bucket WHERE scope_id = $1", vec![old.into()]).await? {
        was.insert(row.try_get_by_index::<String>(0)?.parse::<Bucket>().map_err(anyhow::Error::msg)?);
    }
    let now = scopes.buckets(new);
    for bucket in was.difference(now).filter(|_| !is_broken(Broken::NoDrop)) {
        let leave = format!(
            "INSERT INTO departure (bucket, record_id, kind, version) SELECT '{bucket}', id, kind, {version} FROM record WHERE scope_id = $1 \
             {DEPART_AGAIN}"
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

fn scope_of(row: &QueryResult) -> anyhow::Result<(Uuid, Scope)> {
    let id = |index: usize| row.try_get_by_index::<Option<Uuid>>(index);
    let scope = Scope {
        catalog: false,
        holder: id(1)?.map(PersonId),
        holder_team: id(2)?.map(TeamId),
        credit: id(3)?.map(PersonId),
        credit_team: id(4)?.map(TeamId),
        department: id(5)?.map(DepartmentId),
        charged: id(6)?.map(PersonId),
    };
    Ok((row.try_get_by_index(0)?, scope))
}
