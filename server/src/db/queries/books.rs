//! The whole company, for the server's own work: nobody's request ever gets here.

use domain::book::Book;
use domain::ids::Kind;
use domain::record::Record;

use crate::db::{Database, sql};

/// Every record there is, all of one moment: one statement sees one state.
pub async fn whole(db: &Database) -> anyhow::Result<Book> {
    let rows = sql::all(db.connection(), "SELECT kind, body FROM record WHERE removed = FALSE", Vec::new()).await?;
    // A large company is seconds of parsing: no thread that answers requests waits for them.
    tokio::task::spawn_blocking(move || {
        let mut book = Book::default();
        for row in rows {
            let kind: String = row.try_get_by_index(0)?;
            let body: String = row.try_get_by_index(1)?;
            if let Some(kind) = Kind::parse(&kind) {
                book.put(Record::parse(kind, &body)?);
            }
        }
        Ok(book)
    })
    .await?
}
