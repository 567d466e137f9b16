//! The only way to open a transaction. It is repeated when the database asks for it.

use std::time::Duration;

use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbErr, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::MutexGuard;

use super::constraint;
use super::{Database, DatabaseKind};

/// Most attempts of a transaction that loses to others.
const MOST_ATTEMPTS: u32 = 20;

/// A transaction that may write, repeated as a whole when it lost to another one: serialization failure, deadlock, or a unique value that the
/// other one wrote first. Used in a loop, because the future of a closure that borrows cannot be named as `Send`:
///
/// ```ignore
/// let mut attempts = Attempts::new(db).await;
/// loop {
///     let transaction = attempts.begin().await?;
///     let result = work(&transaction).await; // no effect but through the transaction
///     if let Some(done) = attempts.end(transaction, result).await {
///         return done;
///     }
/// }
/// ```
pub struct Attempts<'a> {
    db: &'a Database,
    count: u32,
    _writer: Option<MutexGuard<'a, ()>>,
}

impl<'a> Attempts<'a> {
    /// Waits for the write lock.
    pub async fn new(db: &'a Database) -> Attempts<'a> {
        Attempts { db, count: 0, _writer: db.writer().await }
    }

    /// Begins a transaction.
    pub async fn begin(&mut self) -> Result<DatabaseTransaction, DbErr> {
        self.count += 1;
        // Read committed is enough on PostgreSQL because every push locks what it reads (see `sync::gather`) and the clock last.
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        begin(self.db.connection(), options).await
    }

    /// Commits or rolls back. `None` if the work must be repeated.
    pub async fn end<T, E>(&mut self, transaction: DatabaseTransaction, result: Result<T, E>) -> Option<Result<T, E>>
    where
        E: From<DbErr> + AsDbErr,
    {
        let error = match result {
            Ok(done) => match transaction.commit().await {
                Ok(()) => return Some(Ok(done)),
                Err(error) => E::from(error),
            },
            Err(error) => {
                // The first error is the one that matters; the pool closes a connection that cannot even roll back.
                let _ = transaction.rollback().await;
                error
            }
        };
        if MOST_ATTEMPTS <= self.count || !error.as_db_err().is_some_and(constraint::is_lost_race) {
            return Some(Err(error));
        }
        tokio::time::sleep(Duration::from_millis(u64::from(self.count) * 2)).await;
        None
    }
}

/// A read-only transaction that sees one consistent state.
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
    begin(db.connection(), options).await
}

/// Begins in a separate task, which continues when the caller is dropped (the client disconnects or its time is over). A `BEGIN` dropped
/// half-way would leave a PostgreSQL connection in a transaction that the driver does not know of.
async fn begin(connection: &DatabaseConnection, options: TransactionOptions) -> Result<DatabaseTransaction, DbErr> {
    let connection = connection.clone();
    let begun = tokio::spawn(async move { connection.begin_with_options(options).await });
    begun.await.unwrap_or_else(|error| Err(DbErr::Custom(format!("beginning a transaction: {error}"))))
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
