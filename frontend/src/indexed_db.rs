//! A person's store: one IndexedDB database. Its object stores are the drawers; keys and values are strings.
//!
//! The browser may close a connection at any time (iOS does so in the background). Another tab may want to upgrade or delete the database. So
//! all work goes through [`IndexedDb::with_db`], which connects when needed and retries once on a broken connection.

mod failure;
mod open;
mod request;
mod work;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use app::ports::{Contents, Durability, Expected, LocalStore, Span, StoreError, Write};
use async_trait::async_trait;
use domain::values::ids::PersonId;
use web_sys::IdbDatabase;

use failure::Failure;

/// The database of one person.
pub struct IndexedDb {
    name: String,
    drawers: &'static [&'static str],
    connection: Rc<Connection>,
}

/// State that browser events change.
#[derive(Default)]
struct Connection {
    db: RefCell<Option<IdbDatabase>>,
    /// The database was deleted. Reopening it through this handle would recreate it empty.
    is_gone: Cell<bool>,
}

impl Connection {
    fn close(&self) {
        if let Some(db) = self.db.take() {
            db.close();
        }
    }
}

impl IndexedDb {
    /// Opens a person's database and creates it if needed.
    pub async fn open(person: PersonId) -> Result<IndexedDb, StoreError> {
        IndexedDb::open_named(name_of(person), &app::sync::drawers::ALL).await
    }

    /// Opens the database of a person's photos and files.
    pub async fn open_files(person: PersonId) -> Result<IndexedDb, StoreError> {
        IndexedDb::open_named(name_of_files(person), &app::uploads::drawers::ALL).await
    }

    async fn open_named(name: String, drawers: &'static [&'static str]) -> Result<IndexedDb, StoreError> {
        let store = IndexedDb { name, drawers, connection: Rc::default() };
        store.with_db(async |_| Ok(())).await?;
        Ok(store)
    }

    /// Deletes a person's databases, in every tab.
    pub async fn destroy(person: PersonId) -> Result<(), StoreError> {
        // Tries both, even if the first fails.
        let files = open::delete(&name_of_files(person)).await;
        open::delete(&name_of(person)).await.and(files).map_err(Failure::into_error)
    }

    /// Runs work that is one transaction, and retries it once on a new connection if the connection was broken. The work must be atomic and
    /// idempotent.
    async fn with_db<T>(&self, work: impl AsyncFn(&IdbDatabase) -> Result<T, Failure>) -> Result<T, StoreError> {
        match self.attempt(&work).await {
            Err(Failure::Broken(_)) => {
                self.connection.close();
                self.attempt(&work).await.map_err(Failure::into_error)
            }
            done => done.map_err(Failure::into_error),
        }
    }

    async fn attempt<T>(&self, work: &impl AsyncFn(&IdbDatabase) -> Result<T, Failure>) -> Result<T, Failure> {
        let connected = self.connection.db.borrow().clone();
        let db = match connected {
            Some(db) => db,
            None => {
                if self.connection.is_gone.get() {
                    return Err(Failure::Store(StoreError::Unavailable("deleted".to_owned())));
                }
                let db = open::open(&self.name, self.drawers).await?;
                open::let_go_when_asked(&db, Rc::clone(&self.connection));
                // Two callers may have connected at the same time; the first connection is kept.
                self.connection.db.borrow_mut().get_or_insert(db).clone()
            }
        };
        work(&db).await
    }
}

#[async_trait(?Send)]
impl LocalStore for IndexedDb {
    async fn read_all(&self, drawer: &'static str) -> Result<Contents, StoreError> {
        Ok(self.read_together(&[Span::all(drawer)]).await?.pop().unwrap_or_default())
    }

    async fn read_one(&self, drawer: &'static str, key: &str) -> Result<Option<String>, StoreError> {
        self.with_db(async |db| work::read_one(db, drawer, key).await).await
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        self.with_db(async |db| work::write(db, None, &writes, Durability::Strict).await).await.map(drop)
    }

    async fn read_together(&self, spans: &[Span]) -> Result<Vec<Contents>, StoreError> {
        self.with_db(async |db| work::read(db, spans).await).await
    }

    async fn write_if(&self, expected: &Expected, writes: Vec<Write>, durability: Durability) -> Result<bool, StoreError> {
        self.with_db(async |db| work::write(db, Some(expected), &writes, durability).await).await
    }
}

fn name_of(person: PersonId) -> String {
    format!("dabiao-{person}")
}

fn name_of_files(person: PersonId) -> String {
    format!("dabiao-files-{person}")
}
