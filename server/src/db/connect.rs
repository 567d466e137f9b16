//! Opening a database: PostgreSQL for a company, SQLite as the embedded default.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use domain::values::calendar::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, ConnectOptions as _, Connection, Postgres, Sqlite};
use sea_orm::{
    ColumnTrait, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    TransactionTrait,
};
use tokio::sync::{Mutex, MutexGuard};

use super::tables::clock;
use crate::sync::Catalogue;

/// How long a statement waits for another connection's write on SQLite.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// The advisory lock that migrating takes on PostgreSQL: a number nobody else uses.
const MIGRATION_LOCK: i64 = 0x6461_6269_616f;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// One file, one writer at a time.
    Sqlite,
    /// A separate server, possibly shared by several of ours.
    Postgres,
}

/// An open database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    connection: DatabaseConnection,
    kind: DatabaseKind,
    /// SQLite has one writer. Queueing here is fair and costs nothing; queueing in SQLite is polling.
    writer: Arc<Mutex<()>>,
    catalogue: Catalogue,
}

impl Database {
    /// Opens `postgres://…` or `sqlite://path` (created when missing; `sqlite::memory:` for a temporary one).
    pub async fn open(url: &str) -> anyhow::Result<Database> {
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false).acquire_timeout(Duration::from_secs(30));
        let kind = match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => DatabaseKind::Sqlite,
            Some("postgres" | "postgresql") => DatabaseKind::Postgres,
            _ => bail!("the database address must begin with postgres:// or sqlite://"),
        };
        match kind {
            DatabaseKind::Sqlite => {
                let in_memory = url.contains(":memory:") || url.contains("mode=memory");
                // An in-memory database exists only in its one connection.
                let most = if in_memory { 1 } else { 8 };
                options.max_connections(most).min_connections(1).idle_timeout(None).max_lifetime(None);
                options.map_sqlx_sqlite_pool_opts(closed_unless_settled::<Sqlite>);
                if !in_memory {
                    use_write_ahead_log(url).await.context("switching the database to its write-ahead log")?;
                }
                options.map_sqlx_sqlite_opts(|options| {
                    options
                        .create_if_missing(true)
                        .foreign_keys(true)
                        .busy_timeout(BUSY_TIMEOUT)
                        .pragma("synchronous", "FULL")
                        // In KiB, for each connection. The system caches the file anyway.
                        .pragma("cache_size", "-2048")
                        .pragma("temp_store", "MEMORY")
                        .statement_cache_capacity(256)
                });
            }
            DatabaseKind::Postgres => {
                options.max_connections(20).min_connections(1);
                options.map_sqlx_postgres_pool_opts(closed_unless_settled::<Postgres>);
            }
        }
        let connection = sea_orm::Database::connect(options).await.context("connecting to the database")?;
        Ok(Database { connection, kind, writer: Arc::default(), catalogue: Catalogue::default() })
    }

    /// Migrates the schema. A database that was never used gets `now` as its first epoch.
    pub async fn migrate(&self, now: Timestamp) -> anyhow::Result<()> {
        let _turn = self.turn_to_migrate().await.context("waiting to migrate the schema")?;
        migrations::up(&self.connection).await.context("migrating the schema")?;
        let begin = clock::Entity::update_many().col_expr(clock::Column::Epoch, Expr::value(now.0.max(1)));
        begin.filter(clock::Column::Epoch.eq(0)).exec(&self.connection).await.context("starting the epoch of the database")?;
        super::keys::refresh(self).await.context("rebuilding the duplicate keys of customers")?;
        crate::rollup::renew(self).await.context("recounting the rollups under the rules of this release")
    }

    /// Waits until no other server migrates this PostgreSQL database. The lock ends with the transaction that this returns. SQLite has no such
    /// lock: two commands that open the same new file at the same moment may both try to create its tables, and one fails.
    async fn turn_to_migrate(&self) -> Result<Option<DatabaseTransaction>, DbErr> {
        if self.kind == DatabaseKind::Sqlite {
            return Ok(None);
        }
        let turn = self.connection.begin().await?;
        turn.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
        Ok(Some(turn))
    }

    /// The connection, for single statements. Statements that belong together go through [`super::tx`].
    pub fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// The catalogue as it was last read.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub fn kind(&self) -> DatabaseKind {
        self.kind
    }

    /// The lock for writing: exclusive within this process on SQLite, not needed on PostgreSQL.
    pub(super) async fn writer(&self) -> Option<MutexGuard<'_, ()>> {
        match self.kind {
            DatabaseKind::Sqlite => Some(self.writer.lock().await),
            DatabaseKind::Postgres => None,
        }
    }
}

/// Switches the file at `url` to WAL, which it keeps, before the pool opens several connections to it. SQLite does not wait for others at this
/// step, whatever the busy timeout: of two connections that switch at once, one gets "database is locked".
async fn use_write_ahead_log(url: &str) -> Result<(), sqlx::Error> {
    let options = url.parse::<SqliteConnectOptions>()?.create_if_missing(true).busy_timeout(BUSY_TIMEOUT).disable_statement_logging();
    let give_up = Instant::now() + BUSY_TIMEOUT;
    loop {
        match switch_once(&options).await {
            Err(sqlx::Error::Database(error)) if is_busy(error.as_ref()) && Instant::now() < give_up => {
                tokio::time::sleep(Duration::from_millis(20)).await
            }
            settled => return settled,
        }
    }
}

async fn switch_once(options: &SqliteConnectOptions) -> Result<(), sqlx::Error> {
    let mut connection = SqliteConnection::connect_with(options).await?;
    sqlx::query("PRAGMA journal_mode = WAL").execute(&mut connection).await?;
    connection.close().await
}

/// True for SQLITE_BUSY (5) and its extended codes.
fn is_busy(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.code().and_then(|it| it.parse::<i32>().ok()).is_some_and(|it| it & 0xff == 5)
}

/// Returns a connection to the pool only when no transaction is left on it. Otherwise it is closed, and the next caller gets a new one. SQLite
/// rolls back by itself when the disk is full or fails or memory runs out. The driver's own rollback then fails, and it still counts a
/// transaction that no longer exists. The next one would become a savepoint inside nothing, which is never committed.
fn closed_unless_settled<D: sqlx::Database>(options: PoolOptions<D>) -> PoolOptions<D> {
    options.after_release(|connection, _| {
        Box::pin(async move {
            if !connection.is_in_transaction() {
                return Ok(true);
            }
            // A rollback may only be queued: the ping executes it.
            connection.ping().await?;
            let is_settled = !connection.is_in_transaction();
            if !is_settled {
                tracing::warn!("closed a connection whose transaction did not end properly");
            }
            Ok(is_settled)
        })
    })
}
