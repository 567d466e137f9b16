//! Changing and resetting passwords.

use app::api::customers::Twin;
use app::api::{ApiError, attachments};
use domain::records::attachment::Digest;
use domain::sync::{Answer, PROTOCOL, SCHEMA};
use domain::values::field::Field;
use domain::values::ids::AttachmentId;
use domain::values::refusal::{Refusal, Refusals};
use reqwest::StatusCode;
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

fn refused(field: Field, refusal: Refusal) -> Result<(), ApiError> {
    Err(ApiError::Refused(Refusals::of(field, refusal)))
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn changing_the_own_password_ends_other_sessions(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (phone, desk) = (test.browser(), test.browser());
    phone.sign_in("lin", PASSWORD).await.unwrap();
    desk.sign_in("lin", PASSWORD).await.unwrap();

    assert_eq!(change(&phone, "not hers", "another good one").await, refused(Field::Old, Refusal::NotYours));
    assert_eq!(change(&phone, PASSWORD, "short").await, refused(Field::New, Refusal::Malformed));
    assert_eq!(change(&phone, PASSWORD, PASSWORD).await, refused(Field::New, Refusal::Unchanged));
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
async fn only_administrators_reset_a_password_and_it_must_be_changed(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (lin, boss, admin) = (test.browser(), test.browser(), test.browser());
    lin.sign_in("lin", PASSWORD).await.unwrap();
    boss.sign_in("boss", PASSWORD).await.unwrap();
    admin.sign_in("admin", PASSWORD).await.unwrap();

    assert_eq!(reset(&boss, "given by the boss").await, refused(Field::Role, Refusal::NotAllowed));
    assert_eq!(reset(&admin, "lin").await, refused(Field::New, Refusal::Malformed));
    assert_eq!(reset(&admin, "given by the admin").await, Ok(()));

    assert_eq!(lin.current().await, Err(ApiError::SignedOut));
    assert!(lin.sign_in("lin", "given by the admin").await.unwrap().must_change_password);
    assert_eq!(change(&lin, "given by the admin", "chosen by herself").await, Ok(()));
    assert!(!lin.current().await.unwrap().must_change_password);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_reset_password_allows_only_changing_it(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (lin, admin) = (test.browser(), test.browser());
    admin.sign_in("admin", PASSWORD).await.unwrap();
    assert_eq!(reset(&admin, "given by the admin").await, Ok(()));
    lin.sign_in("lin", "given by the admin").await.unwrap();

    let exchange = async || {
        let ours = json!({ "ours": { "protocol": PROTOCOL, "schema": SCHEMA, "device": lin.device, "epoch": 0, "cursors": [],
            "verdicts_from": 0, "envelopes": [], "max_rows": 100, "checks": [] } });
        lin.call::<Answer>("sync/exchange", ours).await.map(drop)
    };
    assert_eq!(exchange().await, Err(ApiError::PasswordDue));
    let twins = lin.call::<Vec<Twin>>("customers/twins", json!({ "name": "Acme", "phone": "" })).await;
    assert_eq!(twins, Err(ApiError::PasswordDue));
    let digest = Digest::parse(&"0a".repeat(32)).unwrap();
    let id = AttachmentId(uuid::Uuid::now_v7());
    for path in [attachments::pieces(&digest), attachments::bytes(id), "/api/v1/events".to_owned()] {
        assert_eq!(lin.get(&path).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    let piece = lin.put(&attachments::piece(&digest, 0, 4), vec![0xFF, 0xD8, 0xFF, 0xE0]).send().await.unwrap();
    assert_eq!(piece.status(), StatusCode::FORBIDDEN);
    assert_eq!(lin.send(&attachments::complete(id)).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert!(lin.current().await.unwrap().must_change_password, "the current session can be queried");

    assert_eq!(change(&lin, "given by the admin", "chosen by herself").await, Ok(()));
    assert_eq!(exchange().await, Ok(()));
    assert_eq!(lin.get("/api/v1/events").await.status(), StatusCode::OK);
}
