//! The database fails and returns: clients get an error at once, keep their work, and recover by themselves.

use std::pin::pin;
use std::time::{Duration, Instant};

use app::api::ApiError;
use app::sync::{Outcome, RoundError};
use reqwest::StatusCode;
use serde_json::json;
use server::config::Config;
use server::db::tx::Attempts;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use crate::phones::hand_over::file_acme;
use crate::support::company::{self, IDS};
use crate::support::database::number;
use crate::support::gate::Gate;
use crate::support::phone::Phone;
use crate::support::{Db, TestServer};

/// Limit until clients learn that the database has stopped.
const AT_ONCE: Duration = Duration::from_secs(2);
/// The same for a database that stops responding.
const SOON: Duration = Duration::from_secs(8);
/// Limit until the server notices that the database is back.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server whose PostgreSQL connection the test can stop.
async fn behind_a_gate() -> (TestServer, Gate) {
    let fresh = Db::Postgres.fresh().await;
    let (scheme, rest) = fresh.url.split_once("://").expect("an address has a scheme");
    let (user, rest) = rest.rsplit_once('@').map_or((String::new(), rest), |(user, rest)| (format!("{user}@"), rest));
    let (host, database) = rest.split_once('/').expect("an address names a database");
    let gate = Gate::to(host).await;
    let test = TestServer::start_on(&format!("{scheme}://{user}{}/{database}", gate.address()), Config::default()).await;
    company::found(&test.server.db, test.server.clock.now()).await;
    (test, gate)
}

/// Checks that everything is refused within this time, with errors that make a phone retry.
async fn is_refused_for_now(test: &TestServer, phone: &Phone, within: Duration) {
    let began = Instant::now();
    let round = timeout(within, phone.tries()).await.expect("a phone hears in time that the database is gone");
    assert_eq!(round, Err(RoundError::Api(ApiError::Offline)));
    let browser = test.browser();
    let answer = timeout(within, browser.post("session/current", &json!({})).header("cookie", "dabiao_session=00").send()).await;
    let answer = answer.expect("an answer in time").expect("the server answers");
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.headers().contains_key("retry-after"));
    let ready = timeout(within, browser.get("/readyz")).await.expect("an answer in time");
    assert_eq!(ready.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(browser.get("/healthz").await.status(), StatusCode::OK, "the process is well");
    assert!(began.elapsed() < within * 2, "{:?}", began.elapsed());
}

/// Checks that everything recovers.
async fn goes_on(test: &TestServer, phone: &Phone) {
    let began = Instant::now();
    while phone.tries().await != Ok(Outcome::Settled) {
        assert!(began.elapsed() < PATIENCE, "it did not go on by itself");
        sleep(Duration::from_millis(100)).await;
    }
    assert_eq!((phone.n_pending(), phone.troubles()), (0, Vec::new()));
    assert_eq!(test.browser().get("/readyz").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_stopped_postgres_refuses_at_once_and_loses_nothing() {
    let (test, mut gate) = behind_a_gate().await;
    file_acme(&test).await;
    let phone = Phone::of(&test, "lin").await;
    phone.syncs().await;
    for _ in 0..2 {
        gate.shuts().await;
        let visit = phone.logs_visit(IDS.acme, "停机时的拜访").await;
        is_refused_for_now(&test, &phone, AT_ONCE).await;
        assert_eq!(phone.n_pending(), 1, "the command stays on the phone");
        gate.opens().await;
        goes_on(&test, &phone).await;
        let boss = Phone::of(&test, "boss").await;
        boss.syncs().await;
        assert!(boss.look(|book| book.has(visit.into())), "and arrives");
    }
}

#[tokio::test]
async fn an_unresponsive_postgres_counts_as_stopped() {
    let (test, gate) = behind_a_gate().await;
    file_acme(&test).await;
    let phone = Phone::of(&test, "lin").await;
    phone.syncs().await;
    gate.falls_silent(true);
    phone.logs_visit(IDS.acme, "没有回音").await;
    is_refused_for_now(&test, &phone, SOON).await;
    gate.falls_silent(false);
    goes_on(&test, &phone).await;
}

#[tokio::test]
async fn a_disconnecting_caller_leaves_no_open_transaction() {
    let test = TestServer::start(Db::Postgres).await;
    let db = &test.server.db;
    for n in 0..400 {
        let mut attempts = Attempts::new(db).await;
        let mut begin = pin!(attempts.begin());
        // The client disconnects, at a different moment in each run.
        for _ in 0..n {
            if futures::poll!(begin.as_mut()).is_ready() {
                break;
            }
            yield_now().await;
        }
    }
    let question = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    let mut n_open: i64 = -1;
    for _ in 0..50 {
        n_open = number(db, question).await;
        if n_open == 0 {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(n_open, 0, "connections went back to the pool inside a transaction");
}
