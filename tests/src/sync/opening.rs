//! Opening a database while others open it, too: a server that starts beside an import, several servers on one PostgreSQL.

use domain::values::calendar::Timestamp;
use futures::future::join_all;
use server::db::Database;

use crate::support::Db;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_new_database_opens_for_concurrent_servers() {
    for _ in 0..20 {
        let fresh = Db::Sqlite.fresh().await;
        let opened = join_all((0..6).map(|_| {
            tokio::spawn({
                let url = fresh.url.clone();
                async move { Database::open(&url).await }
            })
        }));
        for database in opened.await {
            database.expect("no task panics").expect("the database opens");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn servers_that_start_at_once_migrate_one_after_another() {
    let fresh = Db::Postgres.fresh().await;
    let started = join_all((0..3).map(|_| {
        tokio::spawn({
            let url = fresh.url.clone();
            async move { Database::open(&url).await?.migrate(Timestamp(1)).await }
        })
    }));
    for migrated in started.await {
        migrated.expect("no task panics").expect("the schema is migrated");
    }
}
