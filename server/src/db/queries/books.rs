//! The whole company, for the server's own work: nobody's request ever gets here.

use domain::book::Book;
use domain::ids::Kind;
use domain::record::Record;

use crate::db::{Database, sql};

/// Every record there is, all of one moment: one statement sees one state.
pub async fn whole(db: &Database) -> anyhow::Result<Book> {
    let mut book = Book::default();
    for row in sql::all(db.connection(), "SELECT kind, body FROM record WHERE removed = FALSE", Vec::new()).await? {
        let kind: String = row.try_get_by_index(0)?;
        let body: String = row.try_get_by_index(1)?;
        if let Some(kind) = Kind::parse(&kind) {
            book.put(Record::parse(kind, &body)?);
        }
    }
    Ok(book)
}
