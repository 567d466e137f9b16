//! The only way to a transaction: retried when the database asks for it.

use std::time::Duration;

use sea_orm::{AccessMode, DatabaseTransaction, DbErr, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait};

use super::constraint;
use super::{Database, DatabaseKind};

/// How often a transaction that lost to another one is repeated.
const MOST_ATTEMPTS: u32 = 20;

/// Runs `work` in one transaction that may write. It is repeated as a whole when it lost against another transaction: serialization failure,
/// deadlock, or something unique that the other one wrote first. `work` therefore has no effect but through its transaction.
pub async fn write<T, E, F>(db: &Database, mut work: F) -> Result<T, E>
where
    E: From<DbErr> + AsDbErr,
    F: AsyncFnMut(&DatabaseTransaction) -> Result<T, E>,
{
    let _writer = db.writer().await;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let error = match once(db, &mut work).await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        if MOST_ATTEMPTS <= attempt || !error.as_db_err().is_some_and(constraint::is_lost_race) {
            return Err(error);
        }
        tokio::time::sleep(Duration::from_millis(u64::from(attempt) * 2)).await;
    }
}

async fn once<T, E, F>(db: &Database, work: &mut F) -> Result<T, E>
where
    E: From<DbErr>,
    F: AsyncFnMut(&DatabaseTransaction) -> Result<T, E>,
{
    // Read committed is enough on PostgreSQL because every push locks what it reads (see `sync::gather`) and the clock last.
    let options =
        TransactionOptions { isolation_level: None, access_mode: None, sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate) };
    let transaction = db.connection().begin_with_options(options).await?;
    match work(&transaction).await {
        Ok(done) => {
            transaction.commit().await?;
            Ok(done)
        }
        Err(error) => {
            // The error that matters is the first one; a transaction that cannot even be rolled back ends with its connection.
            let _ = transaction.rollback().await;
            Err(error)
        }
    }
}

/// A transaction that only reads, all of it from one moment.
pub async fn snapshot(db: &Database) -> Result<DatabaseTransaction, DbErr> {
    let options = match db.kind() {
        DatabaseKind::Postgres => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            sqlite_transaction_mode: None,
        },
        DatabaseKind::Sqlite => {
            TransactionOptions { isolation_level: None, access_mode: None, sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred) }
        }
    };
    db.connection().begin_with_options(options).await
}

/// An error that may come from the database.
pub trait AsDbErr {
    /// The database's error, if it is one.
    fn as_db_err(&self) -> Option<&DbErr>;
}

impl AsDbErr for DbErr {
    fn as_db_err(&self) -> Option<&DbErr> {
        Some(self)
    }
}

impl AsDbErr for anyhow::Error {
    fn as_db_err(&self) -> Option<&DbErr> {
        self.chain().find_map(|it| it.downcast_ref())
    }
}
