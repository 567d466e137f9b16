//! The server of a simulated company: the real core over a real database, emptied before every run.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::access::actor::Actor;
use domain::book::Book;
use domain::book::record::Record;
use domain::figures::rollup;
use domain::records::organisation::Role;
use domain::sync::{Answer, Envelope, Exchange, Verdict};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, Key, Kind, PersonId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use server::db;
use server::db::tables::{clock, receipt, record};
use server::sync::{self, Origin};
use uuid::Uuid;

/// A migrated database that is reused by one run after another.
pub struct Database {
    db: db::Database,
    tables: Vec<String>,
}

/// Epochs: each run gets its own, so that the server's caches do not mix runs.
static LIVES: AtomicI64 = AtomicI64::new(1);

impl Database {
    /// Opens and migrates a database that nothing else uses.
    pub async fn open(url: &str) -> anyhow::Result<Database> {
        let db = db::Database::open(url).await?;
        db.migrate(Timestamp(1)).await?;
        let list = match db.kind() {
            db::DatabaseKind::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            db::DatabaseKind::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        };
        let mut tables = Vec::new();
        for row in db.connection().query_all_raw(Statement::from_string(db.connection().get_database_backend(), list)).await? {
            let name: String = row.try_get_by_index(0)?;
            if name != "seaql_migrations" {
                tables.push(name);
            }
        }
        Ok(Database { db, tables })
    }
}

/// The server's receipt of a command.
pub struct Receipt {
    pub version: i64,
    pub verdict: Verdict,
}

/// The simulated server.
pub struct Hub {
    db: db::Database,
    tables: Vec<String>,
    desk: Origin,
}

impl Hub {
    pub async fn new(database: &Database, seed: u64) -> Result<Hub, String> {
        let hub =
            Hub { db: database.db.clone(), tables: database.tables.clone(), desk: Origin::named(Uuid::from_u128(u128::from(seed) + 1)) };
        for table in hub.tables.clone() {
            let is_clock = table == "clock";
            let emptied = if is_clock { "UPDATE clock SET version = 0, raised_at = 0".to_owned() } else { hub.delete_from(&table) };
            hub.run(&emptied).await?;
            hub.run(&format!("DROP TABLE IF EXISTS backup_of_{table}")).await?;
        }
        let life = LIVES.fetch_add(1_000, Ordering::Relaxed);
        hub.run(&format!("UPDATE clock SET epoch = {life}")).await?;
        Ok(hub)
    }

    pub async fn push_as(&self, person: PersonId, envelopes: Vec<Envelope>, now: Timestamp) -> Result<(), String> {
        // Before the first person exists, the founder acts with the administrator's role.
        let role = Role::Administrator;
        let founder = Actor { person, role, team: None, department: None, imports: false };
        sync::push_as(&self.db, &founder, self.desk, &envelopes, now, &()).await.map(drop).map_err(|it| format!("push: {it}"))
    }

    pub async fn exchange(&self, person: PersonId, exchange: Exchange, now: Timestamp) -> Result<Answer, String> {
        let actor = db::queries::people::actor(&self.db, person).await.map_err(|it| it.to_string())?;
        let actor = actor.ok_or_else(|| "a person vanished".to_owned())?;
        sync::exchange(&self.db, &(), &actor, exchange, now).await.map_err(|it| format!("exchange: {it}"))
    }

    /// Deletes records of departures, except those of the last `keep` versions.
    pub async fn clean_up(&self, keep: i64) -> Result<(), String> {
        let version = self.clock().await?.version;
        sync::gc(&self.db, version - keep).await.map_err(|it| it.to_string())
    }

    pub async fn back_up(&self) -> Result<(), String> {
        for table in &self.tables {
            self.run(&format!("DROP TABLE IF EXISTS backup_of_{table}")).await?;
            self.run(&format!("CREATE TABLE backup_of_{table} AS SELECT * FROM {table}")).await?;
        }
        Ok(())
    }

    /// Replaces the current data with the backup and begins a new epoch.
    pub async fn restore(&self) -> Result<(), String> {
        let epoch = self.clock().await?.epoch;
        for table in &self.tables {
            self.run(&self.delete_from(table)).await?;
        }
        // Referencing tables must come after the tables they refer to: failed inserts are retried until all succeed.
        let mut waiting: Vec<&String> = self.tables.iter().collect();
        while !waiting.is_empty() {
            let mut refused = Vec::new();
            for table in &waiting {
                if self.run(&format!("INSERT INTO {table} SELECT * FROM backup_of_{table}")).await.is_err() {
                    refused.push(*table);
                }
            }
            if refused.len() == waiting.len() {
                return Err(format!("cannot restore {refused:?}"));
            }
            waiting = refused;
        }
        // The epoch survives the restore, as it does when an operator restores a backup.
        self.run(&format!("UPDATE clock SET epoch = {epoch}")).await?;
        sync::new_epoch(&self.db, Timestamp(epoch + 1)).await.map(drop).map_err(|it| it.to_string())
    }

    /// All records that are not removed.
    pub async fn book(&self) -> Result<Book, String> {
        let mut book = Book::default();
        for row in self.records().await? {
            let kind = Kind::parse(&row.kind).ok_or("an unknown kind")?;
            book.put(Record::parse(kind, &row.body).map_err(|it| it.to_string())?);
        }
        Ok(book)
    }

    pub async fn versions(&self) -> Result<BTreeMap<Key, i64>, String> {
        let mut versions = BTreeMap::new();
        for row in self.records().await? {
            let kind = Kind::parse(&row.kind).ok_or("an unknown kind")?;
            versions.insert(Key { kind, id: row.id }, row.version);
        }
        Ok(versions)
    }

    pub async fn receipts(&self) -> Result<BTreeMap<CommandId, Receipt>, String> {
        let mut receipts = BTreeMap::new();
        for row in receipt::Entity::find().all(self.db.connection()).await.map_err(|it| it.to_string())? {
            let verdict = serde_json::from_str(&row.verdict).map_err(|it| it.to_string())?;
            receipts.insert(CommandId(row.command_id), Receipt { version: row.version, verdict });
        }
        Ok(receipts)
    }

    /// Checks that the stored sums equal a recount from nothing.
    pub async fn rollup_equals_recount(&self) -> Result<(), String> {
        let person = PersonId::default();
        let director = Actor { person, role: Role::Director, team: None, department: None, imports: false };
        let kept = db::queries::facts::seen_by(&self.db, &director).await.map_err(|it| it.to_string())?;
        let kept: BTreeMap<_, _> = kept.into_iter().map(|it| (it.key, it.value)).filter(|(_, value)| *value != 0).collect();
        let recount = rollup::recount(self.book().await?.records());
        if kept == recount { Ok(()) } else { Err(format!("the rollup is not the recount: {} sums against {}", kept.len(), recount.len())) }
    }

    fn delete_from(&self, table: &str) -> String {
        match self.db.kind() {
            db::DatabaseKind::Sqlite => format!("DELETE FROM {table}"),
            db::DatabaseKind::Postgres => format!("TRUNCATE {table} CASCADE"),
        }
    }

    async fn run(&self, sql: &str) -> Result<(), String> {
        self.db.connection().execute_unprepared(sql).await.map(drop).map_err(|it| format!("{sql}: {it}"))
    }

    async fn records(&self) -> Result<Vec<record::Model>, String> {
        let standing = record::Entity::find().filter(record::Column::Removed.eq(false));
        standing.all(self.db.connection()).await.map_err(|it| it.to_string())
    }

    async fn clock(&self) -> Result<clock::Model, String> {
        let clock = clock::Entity::find_by_id(1).one(self.db.connection()).await.map_err(|it| it.to_string())?;
        clock.ok_or_else(|| "no clock".to_owned())
    }
}
