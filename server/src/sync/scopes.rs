//! Scopes: whose records are, one row for all records alike. `scope` says who, `scope_bucket` in which buckets such records are. The id is
//! derived from the content, buckets included, so nothing has to be looked up before writing, and a scope never changes its meaning.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::bucket::Bucket;
use domain::access::scope::Scope;
use domain::book::Book;
use domain::book::record::Record;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use crate::db::sql;
use crate::db::tables::{scope, scope_bucket};

const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e73_636f_7065_0000_0001);

/// The id of a scope with these buckets.
pub fn id_of(scope: &Scope, buckets: &BTreeSet<Bucket>) -> Uuid {
    let mut name = Vec::with_capacity(256);
    for part in
        [scope.holder.map(|it| it.0), scope.holder_team.map(|it| it.0), scope.credit.map(|it| it.0), scope.credit_team.map(|it| it.0)]
    {
        name.extend_from_slice(part.unwrap_or_default().as_bytes());
    }
    if let Some(charged) = scope.charged {
        name.extend_from_slice(charged.0.as_bytes());
    }
    for (person, team) in &scope.credited {
        name.extend_from_slice(person.0.as_bytes());
        name.extend_from_slice(team.map(|it| it.0).unwrap_or_default().as_bytes());
    }
    for bucket in buckets {
        name.extend_from_slice(bucket.to_string().as_bytes());
        name.push(b'\n');
    }
    Uuid::new_v5(&NAMESPACE, &name)
}

#[derive(FromQueryResult)]
struct KnownScope {
    id: Uuid,
}

/// The scopes that a push refers to.
#[derive(Default)]
pub struct Scopes {
    known: BTreeMap<Scope, Uuid>,
    buckets: BTreeMap<Uuid, BTreeSet<Bucket>>,
}

impl Scopes {
    /// The scope of a record in this book.
    pub fn of(&mut self, record: &Record, book: &Book) -> Uuid {
        self.note(record.scope(book), book)
    }

    /// Registers a scope and returns its id. Within one push the book is final, so a scope has one set of buckets.
    pub fn note(&mut self, scope: Scope, book: &Book) -> Uuid {
        if let Some(id) = self.known.get(&scope) {
            return *id;
        }
        let buckets = scope.buckets(book);
        let id = id_of(&scope, &buckets);
        self.known.insert(scope, id);
        self.buckets.insert(id, buckets);
        id
    }

    /// The buckets of a registered scope.
    pub fn buckets(&self, id: Uuid) -> &BTreeSet<Bucket> {
        static NONE: BTreeSet<Bucket> = BTreeSet::new();
        self.buckets.get(&id).unwrap_or(&NONE)
    }

    /// Every bucket of the registered scopes.
    pub fn all_buckets(&self) -> BTreeSet<Bucket> {
        self.buckets.values().flatten().copied().collect()
    }

    /// Inserts the scopes that are new.
    pub async fn save(&self, connection: &impl ConnectionTrait) -> Result<(), DbErr> {
        let known = self.known.values().map(|it| Value::from(*it)).collect();
        let there: Vec<KnownScope> = sql::all_in(connection, "SELECT id FROM scope WHERE id IN (", ")", known).await?;
        let there: BTreeSet<Uuid> = there.into_iter().map(|it| it.id).collect();
        let new: Vec<(&Scope, &Uuid)> = self.known.iter().filter(|(_, id)| !there.contains(*id)).collect();
        sql::insert(connection, "", new.iter().map(|(scope, id)| scope::Model::of(**id, scope)).collect()).await?;
        let row = |scope_id: Uuid| move |it: &Bucket| scope_bucket::Model { bucket: it.to_string(), scope_id };
        sql::insert(connection, "", new.iter().flat_map(|(_, id)| self.buckets(**id).iter().map(row(**id))).collect()).await
    }
}
