//! What every decision needs besides its own records: the company, the organisation and the products. Read again only when its version has
//! changed.

use std::sync::{Arc, Mutex, PoisonError};

use domain::access::scope::Scope;
use domain::book::Book;
use domain::book::record::Record;
use domain::values::ids::Kind;
use sea_orm::{ConnectionTrait, FromQueryResult};
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

/// What the catalogue in the database is recognized by.
#[derive(FromQueryResult)]
struct CatalogueVersion {
    epoch: i64,
    version: Option<i64>,
}

#[derive(FromQueryResult)]
struct CatalogueRow {
    kind: String,
    body: String,
}

impl Catalogue {
    /// The catalogue in the present state of the database.
    pub async fn read(&self, connection: &impl ConnectionTrait) -> anyhow::Result<Arc<Book>> {
        let question =
            "SELECT (SELECT epoch FROM clock WHERE id = 1) AS epoch, (SELECT MAX(version) FROM record WHERE scope_id = $1) AS version";
        let newest: Option<CatalogueVersion> = sql::one(connection, question, vec![Catalogue::scope().into()]).await?;
        let Some(CatalogueVersion { epoch, version }) = newest else { anyhow::bail!("the clock is missing") };
        self.read_at(connection, epoch, version.unwrap_or(0)).await
    }

    /// The catalogue of this epoch and version, which are the present ones.
    pub(super) async fn read_at(&self, connection: &impl ConnectionTrait, epoch: i64, version: i64) -> anyhow::Result<Arc<Book>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept.filter(|it| it.epoch == epoch && it.version == version) {
            return Ok(kept.book);
        }
        let mut book = Book::default();
        let rows: Vec<CatalogueRow> =
            sql::all(connection, "SELECT kind, body FROM record WHERE scope_id = $1", vec![Catalogue::scope().into()]).await?;
        for row in rows {
            if let Some(kind) = Kind::parse(&row.kind) {
                book.put(Record::parse(kind, &row.body)?);
            }
        }
        let book = Arc::new(book);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Read { epoch, version, book: Arc::clone(&book) });
        Ok(book)
    }

    /// The scope of its records.
    pub(super) fn scope() -> Uuid {
        let scope = Scope { catalog: true, ..Scope::default() };
        scopes::id_of(&scope, &scope.buckets(&Book::default()))
    }
}
