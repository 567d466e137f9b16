//! The whole company, for the server's own work. Never for a person's request.

use domain::book::Book;
use domain::book::record::Record;
use domain::values::ids::Kind;
use futures::TryStreamExt;
use sea_orm::FromQueryResult;
use tokio::sync::mpsc;

use crate::db::{Database, sql};

/// How many rows may wait to be parsed.
const WAITING: usize = 1_000;

#[derive(FromQueryResult)]
struct BookRow {
    kind: String,
    body: String,
}

/// Every record, from one consistent state (one statement). Rows are parsed as they arrive, so that a large company is not in memory twice.
pub async fn whole(db: &Database) -> anyhow::Result<Book> {
    let (give, mut take) = mpsc::channel::<BookRow>(WAITING);
    // Parsing a large company takes seconds, so it runs off the threads that answer requests.
    let reading = tokio::task::spawn_blocking(move || {
        let mut book = Book::default();
        while let Some(row) = take.blocking_recv() {
            if let Some(kind) = Kind::parse(&row.kind) {
                // A list that grew while it was parsed has spare capacity; a clone has none. That saves a seventh of a large company.
                book.put(Record::parse(kind, &row.body)?.clone());
            }
        }
        anyhow::Ok(book)
    });
    // As text, because all records are read in one statement.
    let mut rows = sql::stream::<BookRow, _>(db.connection(), "SELECT kind, body FROM record WHERE removed = FALSE").await?;
    while let Some(row) = rows.try_next().await? {
        if give.send(row).await.is_err() {
            // The parser failed. Its error is returned below.
            break;
        }
    }
    drop(give);
    reading.await?
}
