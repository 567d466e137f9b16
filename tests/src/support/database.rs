//! A fresh database for every test, SQLite or PostgreSQL.

use std::path::PathBuf;

use sea_orm::{ConnectionTrait, Statement};
use server::db::Database;
use uuid::Uuid;

/// Names a PostgreSQL server that may create databases: a throw-away one, see `cargo xtask test`.
const VARIABLE: &str = "DABIAO_TEST_POSTGRES";

/// The kind of database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Db {
    /// In one file.
    Sqlite,
    /// On a server.
    Postgres,
}

/// The address of a fresh database; dropping it deletes its files.
#[derive(Debug)]
pub struct Fresh {
    /// The address for `Database::open`.
    pub url: String,
    folder: Option<PathBuf>,
}

impl Db {
    /// Creates an empty database.
    pub async fn fresh(self) -> Fresh {
        match self {
            Db::Sqlite => {
                let folder = std::env::temp_dir().join(format!("dabiao-test-{}", Uuid::now_v7().simple()));
                std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
                Fresh { url: format!("sqlite://{}", folder.join("dabiao.sqlite").display()), folder: Some(folder) }
            }
            Db::Postgres => {
                let server = std::env::var(VARIABLE)
                    .unwrap_or_else(|_| panic!("{VARIABLE} names no PostgreSQL server: run the tests with `cargo xtask test`"));
                let name = format!("dabiao_{}", Uuid::now_v7().simple());
                let connection = sea_orm::Database::connect(&server).await.expect("the PostgreSQL server of the tests answers");
                connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("databases may be made there");
                connection.close().await.expect("a connection can be closed");
                let (before, _) = server.rsplit_once('/').expect("the address of a server names a database");
                Fresh { url: format!("{before}/{name}"), folder: None }
            }
        }
    }
}

/// The single number that a query returns.
pub async fn number(db: &Database, question: &str) -> i64 {
    let statement = Statement::from_string(db.connection().get_database_backend(), question);
    let row = db.connection().query_one_raw(statement).await.expect("the question can be asked").expect("a number has a row");
    row.try_get_by_index(0).expect("it is a number")
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // Leftover files do not fail a test.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}
