//! What every decision needs besides its own records: the company, the organisation and the products. Read again only when its version has
//! changed.

use std::sync::{Arc, Mutex, PoisonError};

use domain::access::scope::Scope;
use domain::book::Book;
use domain::book::record::Record;
use domain::values::ids::Kind;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::scopes;
use crate::db::sql;

/// The catalogue as last read, shared by all clones of a [`crate::db::Database`].
#[derive(Clone, Debug, Default)]
pub struct Catalogue(Arc<Mutex<Option<Read>>>);

#[derive(Clone, Debug)]
struct Read {
    epoch: i64,
    version: i64,
    book: Arc<Book>,
}

impl Catalogue {
    /// The catalogue in the present state of the database.
    pub async fn read(&self, connection: &impl ConnectionTrait) -> anyhow::Result<Arc<Book>> {
        let question = "SELECT (SELECT epoch FROM clock WHERE id = 1), (SELECT MAX(version) FROM record WHERE scope_id = $1)";
        let scope = catalogue_scope();
        let Some(row) = sql::one(connection, question, vec![scope.into()]).await? else { anyhow::bail!("the clock is missing") };
        let epoch: i64 = row.try_get_by_index(0)?;
        let version = row.try_get_by_index::<Option<i64>>(1)?.unwrap_or(0);

        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept.filter(|it| it.epoch == epoch && it.version == version) {
            return Ok(kept.book);
        }
        let mut book = Book::default();
        for row in sql::all(connection, "SELECT kind, body FROM record WHERE scope_id = $1", vec![scope.into()]).await? {
            let kind: String = row.try_get_by_index(0)?;
            let body: String = row.try_get_by_index(1)?;
            if let Some(kind) = Kind::parse(&kind) {
                book.put(Record::parse(kind, &body)?);
            }
        }
        let book = Arc::new(book);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Read { epoch, version, book: Arc::clone(&book) });
        Ok(book)
    }
}

fn catalogue_scope() -> Uuid {
    let scope = Scope { catalog: true, ..Scope::default() };
    scopes::id_of(&scope, &scope.buckets(&Book::default()))
}
