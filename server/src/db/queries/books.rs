//! The whole company, for the server's own work: nobody's request ever gets here.

use domain::book::Book;
use domain::book::record::Record;
use domain::values::ids::Kind;
use futures::TryStreamExt;
use sea_orm::QueryResult;
use tokio::sync::mpsc;

use crate::db::{Database, sql};

/// How many rows may wait for being read into records.
const WAITING: usize = 1_000;

/// Every record there is, all of one moment: one statement sees one state. Rows become records as they come: a large company is never held twice.
pub async fn whole(db: &Database) -> anyhow::Result<Book> {
    let (give, mut take) = mpsc::channel::<QueryResult>(WAITING);
    // A large company is seconds of parsing: no thread that answers requests waits for them.
    let reading = tokio::task::spawn_blocking(move || {
        let mut book = Book::default();
        while let Some(row) = take.blocking_recv() {
            let kind: String = row.try_get_by_index(0)?;
            let body: String = row.try_get_by_index(1)?;
            if let Some(kind) = Kind::parse(&kind) {
                // A list that grew while it was read keeps room for more, a copy does not: of a large company that is a seventh.
                book.put(Record::parse(kind, &body)?.clone());
            }
        }
        anyhow::Ok(book)
    });
    let mut rows = sql::stream(db.connection(), "SELECT kind, body FROM record WHERE removed = FALSE").await?;
    while let Some(row) = rows.try_next().await? {
        if give.send(row).await.is_err() {
            // It met something it cannot read, and says so below.
            break;
        }
    }
    drop(give);
    reading.await?
}
