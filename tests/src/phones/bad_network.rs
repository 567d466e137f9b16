//! T7, T12: a bad network loses nothing, duplicates nothing, and never fails silently.

use app::sync::Outcome;
use rstest::rstest;

use super::hand_over::file_acme;
use crate::support::bad_network::bad_network;
use crate::support::company::IDS;
use crate::support::phone::Phone;
use crate::support::{Db, TestServer};

#[rstest]
#[tokio::test]
async fn every_record_arrives_once_over_a_bad_network(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let server = TestServer::start(db).await;
    file_acme(&server).await;
    let lin = Phone::through(&server, "lin", &bad_network(&server.url).await).await;
    let boss = Phone::of(&server, "boss").await;
    let mut visits = Vec::new();
    for n in 0..20 {
        visits.push(lin.logs_visit(IDS.acme, &format!("第 {n} 次")).await);
        // Ignores a failed round: the next one continues.
        let _ = lin.tries().await;
    }
    lin.syncs().await;
    boss.syncs().await;
    assert_eq!((lin.n_pending(), lin.troubles()), (0, Vec::new()));
    let arrived = boss.look(|book| book.follow_ups().map(|it| it.id).collect::<Vec<_>>());
    visits.sort();
    assert_eq!(arrived, visits, "all of them, each once");
}

#[rstest]
#[tokio::test]
async fn the_outbox_drains_after_a_single_failure(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let server = TestServer::start(db).await;
    file_acme(&server).await;
    let lin = Phone::of(&server, "lin").await;
    lin.goes_offline();
    lin.logs_visit(IDS.acme, "地下室").await;
    assert!(lin.tries().await.is_err());
    lin.comes_online().await;
    assert_eq!((lin.tries().await, lin.n_pending()), (Ok(Outcome::Settled), 0));
}
