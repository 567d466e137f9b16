//! Throttling of password guesses.

use std::net::{IpAddr, Ipv4Addr};

use app::api::ApiError;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use rstest::rstest;
use serde_json::json;

use crate::support::company::{IDS, PASSWORD};
use crate::support::{Browser, Db, TestServer};

/// A browser at another loopback address.
fn elsewhere(test: &TestServer, last: u8) -> Browser {
    Browser::from(&test.url, IpAddr::V4(Ipv4Addr::new(127, 0, 0, last)))
}

/// Guesses until told to wait; returns how many guesses were checked.
async fn guesses(browser: &Browser, account: &str) -> usize {
    for n in 0..200 {
        match browser.sign_in(account, "wrong password").await {
            Err(ApiError::Busy { .. }) => return n,
            answer => assert_eq!(answer, Err(ApiError::Refused(Refusals::of(Field::Password, Refusal::NotYours)))),
        }
    }
    panic!("nobody was told to wait");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn each_wrong_password_increases_the_delay(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let browser = test.browser();
    for _ in 0..5 {
        assert!(matches!(browser.sign_in("lin", "wrong password").await, Err(ApiError::Refused(_))));
    }
    assert_eq!(browser.sign_in("lin", PASSWORD).await, Err(ApiError::Busy { retry_after: 1 }), "even the right one waits");
    assert!(test.browser().sign_in("zhao", PASSWORD).await.is_ok(), "another account does not");

    test.later(2);
    assert!(matches!(browser.sign_in("lin", "wrong password").await, Err(ApiError::Refused(_))));
    assert_eq!(browser.sign_in("lin", PASSWORD).await, Err(ApiError::Busy { retry_after: 2 }));
    test.later(3);
    assert!(browser.sign_in("lin", PASSWORD).await.is_ok());
    assert!(matches!(browser.sign_in("lin", "wrong password").await, Err(ApiError::Refused(_))), "the count restarts after a success");
    assert!(browser.sign_in("lin", PASSWORD).await.is_ok());
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn concurrent_guesses_are_delayed_too(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let guesses = (0..12).map(|_| async { test.browser().sign_in("lin", "wrong password").await });
    let answers = futures::future::join_all(guesses).await;
    let n_looked_at = answers.iter().filter(|it| matches!(it, Err(ApiError::Refused(_)))).count();
    assert!(n_looked_at <= 6, "{n_looked_at} of 12 were looked at");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn one_wrong_password_does_not_delay_others_at_the_same_address(#[case] db: Db) {
    // One address; requests may be counted in another order than their timestamps.
    let test = TestServer::start(db).await;
    test.later(1);
    assert!(matches!(test.browser().sign_in("lin", "wrong password").await, Err(ApiError::Refused(_))));
    test.later(-1);
    assert!(test.browser().sign_in("zhao", PASSWORD).await.is_ok());
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn wrong_passwords_of_others_do_not_lock_the_owner_out(#[case] db: Db) {
    let test = TestServer::start(db).await;
    // The device that holds lin's records.
    let own = test.browser();
    own.sign_in("lin", PASSWORD).await.unwrap();
    let exchange = json!({ "ours": { "protocol": 1, "schema": 1, "device": own.device, "epoch": 0, "max_rows": 10 } });
    own.call::<serde_json::Value>("sync/exchange", exchange).await.unwrap();

    let stranger = test.browser();
    assert_eq!(guesses(&stranger, "lin").await, 5);
    assert!(own.sign_in("lin", PASSWORD).await.is_ok(), "at the very address of the stranger");
    assert_eq!(guesses(&stranger, "lin").await, 5, "the count restarts after a success");
    assert!(elsewhere(&test, 2).sign_in("lin", PASSWORD).await.is_ok(), "a new device at another address");
    assert_eq!(guesses(&own, "lin").await, 5, "guesses from the own device are limited too");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_known_device_is_exempt_from_delays_of_its_address(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let own = test.browser();
    own.sign_in("lin", PASSWORD).await.unwrap();
    let exchange = json!({ "ours": { "protocol": 1, "schema": 1, "device": own.device, "epoch": 0, "max_rows": 10 } });
    own.call::<serde_json::Value>("sync/exchange", exchange).await.unwrap();
    let mut n_looked_at = 0;
    for n in 0..20 {
        n_looked_at += guesses(&test.browser(), &format!("nobody-{n}")).await;
        if n_looked_at == 40 {
            break;
        }
    }
    assert_eq!(n_looked_at, 40, "the address waits as a whole");
    assert!(matches!(test.browser().sign_in("zhao", PASSWORD).await, Err(ApiError::Busy { .. })), "a new browser there waits too");
    assert!(own.sign_in("lin", PASSWORD).await.is_ok());
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_signed_in_person_changes_the_password_despite_wrong_guesses(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let own = test.browser();
    own.sign_in("lin", PASSWORD).await.unwrap();
    guesses(&test.browser(), "lin").await;
    let change = async |old: &str| own.call::<()>("session/change_password", json!({ "old": old, "new": "chosen by herself 7" })).await;
    for _ in 0..5 {
        assert!(matches!(change("not the old one").await, Err(ApiError::Refused(_))));
    }
    assert!(matches!(change(PASSWORD).await, Err(ApiError::Busy { .. })), "guesses on a found phone are limited");
    test.later(2);
    assert_eq!(change(PASSWORD).await, Ok(()));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_password_given_by_the_administrator_can_be_used_at_once(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (admin, lin) = (test.browser(), test.browser());
    admin.sign_in("admin", PASSWORD).await.unwrap();
    guesses(&lin, "lin").await;
    let reset = json!({ "person": IDS.lin, "new": "given by the admin" });
    admin.call::<()>("people/reset_password", reset).await.unwrap();
    assert!(lin.sign_in("lin", "given by the admin").await.is_ok());
}
