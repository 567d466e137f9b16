//! Changing and resetting passwords.

use app::api::ApiError;
use domain::refusal::{Refusal, Refusals};
use rstest::rstest;
use serde_json::json;

use crate::support::company::{IDS, PASSWORD};
use crate::support::{Browser, Db, TestServer};

async fn change(browser: &Browser, old: &str, new: &str) -> Result<(), ApiError> {
    browser.call("session/change_password", json!({ "old": old, "new": new })).await
}

async fn reset(browser: &Browser, new: &str) -> Result<(), ApiError> {
    browser.call("people/reset_password", json!({ "person": IDS.lin, "new": new })).await
}

fn refused(field: &str, refusal: Refusal) -> Result<(), ApiError> {
    Err(ApiError::Refused(Refusals::of(field, refusal)))
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn one_changes_ones_own_and_the_other_sessions_end(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (phone, desk) = (test.browser(), test.browser());
    phone.sign_in("lin", PASSWORD).await.unwrap();
    desk.sign_in("lin", PASSWORD).await.unwrap();

    assert_eq!(change(&phone, "not hers", "another good one").await, refused("old", Refusal::NotYours));
    assert_eq!(change(&phone, PASSWORD, "short").await, refused("new", Refusal::Malformed));
    assert_eq!(change(&phone, PASSWORD, PASSWORD).await, refused("new", Refusal::Unchanged));
    assert_eq!(change(&phone, PASSWORD, "another good one").await, Ok(()));

    assert!(phone.current().await.is_ok());
    assert_eq!(desk.current().await, Err(ApiError::SignedOut));
    assert!(desk.sign_in("lin", PASSWORD).await.is_err());
    assert!(desk.sign_in("lin", "another good one").await.is_ok());
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn only_administrators_reset_and_the_person_must_change_it(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (lin, boss, admin) = (test.browser(), test.browser(), test.browser());
    lin.sign_in("lin", PASSWORD).await.unwrap();
    boss.sign_in("boss", PASSWORD).await.unwrap();
    admin.sign_in("admin", PASSWORD).await.unwrap();

    assert_eq!(reset(&boss, "given by the boss").await, refused("role", Refusal::NotAllowed));
    assert_eq!(reset(&admin, "lin").await, refused("new", Refusal::Malformed));
    assert_eq!(reset(&admin, "given by the admin").await, Ok(()));

    assert_eq!(lin.current().await, Err(ApiError::SignedOut));
    assert!(lin.sign_in("lin", "given by the admin").await.unwrap().must_change_password);
    assert_eq!(change(&lin, "given by the admin", "chosen by herself").await, Ok(()));
    assert!(!lin.current().await.unwrap().must_change_password);
}
