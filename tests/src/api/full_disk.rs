//! The disk fills up and is freed: no data is lost, no answer is false, and the server recovers without a restart.

use app::api::ApiError;
use app::sync::RoundError;
use reqwest::StatusCode;
use sea_orm::sqlx::{AssertSqlSafe, query, query_scalar};
use server::db::Database;

use crate::phones::hand_over::file_acme;
use crate::support::company::IDS;
use crate::support::phone::Phone;
use crate::support::{Db, TestServer};

/// Size of the connection pool.
const N_CONNECTIONS: usize = 8;
/// Practically no limit, in pages.
const FREE: i64 = 1 << 30;

/// Limits the database file to this many pages, on every connection; `None` limits it to its current size.
async fn let_grow(db: &Database, pages: Option<i64>) {
    let pool = db.connection().get_sqlite_connection_pool();
    let mut held = Vec::new();
    for _ in 0..N_CONNECTIONS {
        held.push(pool.acquire().await.expect("there is a connection"));
    }
    for connection in &mut held {
        let now: i64 = query_scalar("PRAGMA page_count").fetch_one(&mut **connection).await.expect("the file has pages");
        let limit = AssertSqlSafe(format!("PRAGMA max_page_count = {}", pages.unwrap_or(now)));
        query(limit).execute(&mut **connection).await.expect("a limit can be set");
    }
}

#[tokio::test]
async fn writes_resume_after_a_full_disk_is_freed() {
    let test = TestServer::start(Db::Sqlite).await;
    file_acme(&test).await;
    let (lin, zhao) = (Phone::of(&test, "lin").await, Phone::of(&test, "zhao").await);
    lin.syncs().await;
    let ready = async || test.browser().get("/readyz").await.status();
    assert_eq!(ready().await, StatusCode::OK);

    let long = "谈了很久。".repeat(390);
    let mut visits = Vec::new();
    let mut n_refused = 0;
    for _ in 0..40 {
        let_grow(&test.server.db, None).await;
        visits.push(lin.logs_visit(IDS.acme, &long).await);
        match lin.tries().await {
            Ok(_) => {}
            Err(error) => {
                assert_eq!(error, RoundError::Api(ApiError::Offline), "what was sent is not to blame");
                n_refused += 1;
            }
        }
        // Other people keep reading meanwhile.
        let _ = zhao.tries().await;
    }
    assert!(10 < n_refused, "the disk was never full: {n_refused}");
    assert!(lin.troubles().is_empty() && 10 < lin.n_pending(), "the commands wait on the phone");

    let_grow(&test.server.db, Some(FREE)).await;
    for n in 0..20 {
        lin.syncs().await;
        visits.push(lin.logs_visit(IDS.acme, &format!("第 {n} 次")).await);
    }
    lin.syncs().await;
    assert_eq!((lin.n_pending(), lin.troubles()), (0, Vec::new()));
    let boss = Phone::of(&test, "boss").await;
    boss.syncs().await;
    let n_there = boss.look(|book| visits.iter().filter(|it| book.has((**it).into())).count());
    assert_eq!(n_there, visits.len(), "all of it arrived, and is seen by others");
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    assert_eq!(ready().await, StatusCode::OK);
}

#[tokio::test]
async fn a_server_that_cannot_write_is_not_ready() {
    let test = TestServer::start(Db::Sqlite).await;
    let pool = test.server.db.connection().get_sqlite_connection_pool().clone();
    let mut other = pool.acquire().await.expect("there is a connection").detach();
    query("BEGIN IMMEDIATE").execute(&mut other).await.expect("the right to write is free");
    let answer = test.browser().get("/readyz").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    query("ROLLBACK").execute(&mut other).await.expect("a transaction ends");
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    assert_eq!(test.browser().get("/readyz").await.status(), StatusCode::OK);
}
