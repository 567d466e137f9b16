//! Server-sent events: who is notified of a change, and how soon.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::access::bucket::Bucket;
use reqwest::{Response, StatusCode};
use rstest::rstest;
use server::config::Config;
use tokio::time::timeout;

use crate::support::company::{self, IDS, PASSWORD};
use crate::support::{Browser, Db, TestServer};

const SOON: Duration = Duration::from_secs(2);
const A_WHILE: Duration = Duration::from_millis(700);

async fn line(test: &TestServer, account: &str) -> Response {
    let browser = test.browser();
    browser.sign_in(account, PASSWORD).await.unwrap();
    listen(&browser).await
}

async fn listen(browser: &Browser) -> Response {
    let mut line = browser.get("/api/v1/events").await;
    assert_eq!(line.status(), StatusCode::OK);
    assert_eq!(line.headers()["content-type"], "text/event-stream");
    assert_eq!(hear(&mut line, SOON).await.as_deref(), Some("ready"));
    line
}

/// The next event name within `patience`; "end" if the stream has ended.
async fn hear(line: &mut Response, patience: Duration) -> Option<String> {
    let chunk = timeout(patience, line.chunk()).await.ok()?.expect("the line holds");
    let Some(chunk) = chunk else { return Some("end".to_owned()) };
    let text = String::from_utf8(chunk.to_vec()).expect("events are text");
    text.lines().find_map(|it| it.strip_prefix("event: ")).map(str::to_owned)
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn only_affected_people_get_the_event(#[case] db: Db) {
    let test = TestServer::start(db).await;
    assert_eq!(test.browser().get("/api/v1/events").await.status(), StatusCode::UNAUTHORIZED);
    let (mut lin, mut zhao, mut boss) = (line(&test, "lin").await, line(&test, "zhao").await, line(&test, "boss").await);

    test.server.live.announce(&BTreeSet::from([Bucket::Person(IDS.lin), Bucket::Team(IDS.first_team)]));
    assert_eq!(hear(&mut lin, SOON).await.as_deref(), Some("changed"));
    assert_eq!(hear(&mut boss, SOON).await.as_deref(), Some("changed"));
    assert_eq!(hear(&mut zhao, A_WHILE).await, None);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn the_event_stream_of_a_disabled_person_is_closed(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let mut lin = line(&test, "lin").await;
    company::set_active(&test.server, IDS.lin, false).await;
    test.server.live.announce(&BTreeSet::from([Bucket::Catalog]));
    assert_eq!(hear(&mut lin, SOON).await.as_deref(), Some("end"));
}

#[tokio::test]
async fn servers_on_one_database_notify_each_other() {
    let fresh = Db::Postgres.fresh().await;
    let one = TestServer::start_on(&fresh.url, Config::default()).await;
    company::found(&one.server.db, one.server.clock.now()).await;
    let other = TestServer::start_on(&fresh.url, Config::default()).await;
    // Waits until both servers listen to the database.
    tokio::time::sleep(A_WHILE).await;

    let mut lin = line(&other, "lin").await;
    one.server.live.announce(&BTreeSet::from([Bucket::Person(IDS.lin)]));
    assert_eq!(hear(&mut lin, SOON).await.as_deref(), Some("changed"));
}
