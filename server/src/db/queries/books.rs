//! The whole company, for the server's own work. Never for a person's request.

use domain::book::Book;
use domain::book::record::Record;
use domain::values::ids::{Key, Kind};
use futures::TryStreamExt;
use sea_orm::FromQueryResult;
use tokio::sync::mpsc;
use uuid::Uuid;

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

/// How far the records have come: the newest version, in its epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct BookClock {
    pub version: i64,
    pub epoch: i64,
}

pub async fn clock(db: &Database) -> anyhow::Result<BookClock> {
    // As text, like the other statements of a book: only two columns of the table.
    let clock = sql::one(db.connection(), "SELECT version, epoch FROM clock WHERE id = 1", Vec::new()).await?;
    clock.ok_or_else(|| anyhow::anyhow!("the clock is missing"))
}

#[derive(FromQueryResult)]
struct ChangedRow {
    id: Uuid,
    kind: String,
    body: String,
    removed: bool,
}

/// Brings a book that holds every record up to this version to the newest state.
pub async fn catch_up(db: &Database, mut book: Book, version: i64) -> anyhow::Result<Book> {
    // As text, because it follows the index by version over records of every kind.
    let question = "SELECT id, kind, body, removed FROM record WHERE version > $1";
    let rows: Vec<ChangedRow> = sql::all(db.connection(), question, vec![version.into()]).await?;
    tokio::task::spawn_blocking(move || {
        for row in rows {
            let Some(kind) = Kind::parse(&row.kind) else { continue };
            match row.removed {
                true => drop(book.remove(Key { kind, id: row.id })),
                false => book.put(Record::parse(kind, &row.body)?),
            }
        }
        Ok(book)
    })
    .await?
}
