//! Clients that send half a request and then stall delay nobody but themselves.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use domain::sync::{PROTOCOL, SCHEMA};
use reqwest::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::support::company::PASSWORD;
use crate::support::{Browser, Db, TestServer};

/// Number of stalled connections.
const N_STRANGERS: usize = 1_000;
/// Number of calls that the phone makes meanwhile.
const N_CALLS: usize = 200;
/// Limit for the phone's 99th percentile, on a machine that answers it almost at once when it is alone.
const P99: Duration = Duration::from_millis(500);

/// The 99th percentile of the phone's response times.
async fn p99(phone: &Browser) -> Duration {
    let mut took = Vec::new();
    for _ in 0..N_CALLS {
        let began = Instant::now();
        exchange(phone).await;
        took.push(began.elapsed());
    }
    took.sort();
    took[N_CALLS * 99 / 100 - 1]
}

async fn exchange(phone: &Browser) {
    let ours = json!({ "ours": { "protocol": PROTOCOL, "schema": SCHEMA, "device": phone.device, "epoch": 0, "cursors": [],
        "verdicts_from": 0, "envelopes": [], "max_rows": 100, "checks": [] } });
    let answer = timeout(Duration::from_secs(20), phone.post("sync/exchange", &ours).send()).await.expect("an answer in time");
    assert_eq!(answer.expect("the server answers").status(), StatusCode::OK);
}

/// Sends this text and then stalls.
async fn sends_only(test: &TestServer, text: &str) -> TcpStream {
    let mut line = TcpStream::connect(test.url.trim_start_matches("http://")).await.expect("a connection is taken");
    // Ignores a failure: the server may close the connection at once in favour of a newer one.
    let _ = line.write_all(text.as_bytes()).await;
    line
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_incomplete_requests_do_not_block_others() {
    let test = TestServer::start(Db::Sqlite).await;
    let phone = test.browser();
    phone.sign_in("lin", PASSWORD).await.expect("lin can sign in");
    exchange(&phone).await;
    let alone = p99(&phone).await;

    let heading = "POST /api/v1/sync/exchange HTTP/1.1\r\nhost: dabiao\r\ncontent-type: application/json\r\n";
    let mut lines = Vec::new();
    for n in 0..N_STRANGERS {
        let half = match n % 4 {
            0 => format!("{heading}content-length: 4000\r\n\r\n{{"),
            1 => format!("{heading}content-length: 400000\r\n\r\n{{"),
            2 => format!("{heading}transfer-encoding: chunked\r\n\r\n1\r\n{{\r\n"),
            _ => heading.to_owned(),
        };
        lines.push(sends_only(&test, &half).await);
    }
    let beside = p99(&phone).await;
    assert!(beside <= P99.max(alone * 3), "a phone waited {beside:?} beside {N_STRANGERS} strangers, {alone:?} alone");

    // Also checks a new connection, and someone at another address who is not signed in yet.
    let health = timeout(Duration::from_secs(5), test.browser().get("/healthz")).await.expect("an answer in time");
    assert_eq!(health.status(), StatusCode::OK);
    let elsewhere = Browser::from(&test.url, Ipv4Addr::new(127, 0, 0, 2).into());
    elsewhere.sign_in("zhao", PASSWORD).await.expect("another address is not counted with them");
    drop(lines);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_unauthenticated_body_is_not_read() {
    let test = TestServer::start(Db::Sqlite).await;
    let stranger = test.browser();
    let large = json!({ "ours": "x".repeat(100_000) });
    assert_eq!(stranger.post("sync/exchange", &large).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    stranger.sign_in("lin", PASSWORD).await.expect("lin can sign in");
    let status = stranger.post("sync/exchange", &large).send().await.unwrap().status();
    assert_eq!(status, StatusCode::BAD_REQUEST, "of somebody signed in it is read, and not understood");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_arrive_times_out() {
    let test = TestServer::start(Db::Sqlite).await;
    let half = "POST /api/v1/session/sign_in HTTP/1.1\r\nhost: dabiao\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{";
    let mut line = sends_only(&test, half).await;
    let mut answer = [0; 64];
    let count = timeout(Duration::from_secs(20), line.read(&mut answer)).await.expect("an answer in time").expect("an answer");
    assert!(answer[..count].starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&answer[..count]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_event_streams_per_person_is_limited() {
    let test = TestServer::start(Db::Sqlite).await;
    let (lin, zhao) = (test.browser(), test.browser());
    lin.sign_in("lin", PASSWORD).await.expect("lin can sign in");
    zhao.sign_in("zhao", PASSWORD).await.expect("zhao can sign in");
    let mut lines = Vec::new();
    for _ in 0..32 {
        let line = lin.get("/api/v1/events").await;
        assert_eq!(line.status(), StatusCode::OK);
        lines.push(line);
    }
    assert_eq!(lin.get("/api/v1/events").await.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(zhao.get("/api/v1/events").await.status(), StatusCode::OK, "each for themselves");
    drop(lines);
    for _ in 0..100 {
        if lin.get("/api/v1/events").await.status() == StatusCode::OK {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("the places of closed streams were not given back");
}
