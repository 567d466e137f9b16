//! Signing in and out, and who is refused.

use app::api::ApiError;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;

use crate::support::company::{self, PASSWORD};
use crate::support::{Db, TestServer};

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_session_lasts_from_sign_in_to_sign_out(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let browser = test.browser();
    assert_eq!(browser.current().await, Err(ApiError::SignedOut));

    let signed_in = browser.sign_in(" LIN ", PASSWORD).await.expect("the password is right");
    assert_eq!((signed_in.person.name.as_str(), signed_in.company.name.as_str()), ("林晓", "小公司"));
    assert!(!signed_in.must_change_password);
    assert_eq!(browser.current().await, Ok(signed_in));

    browser.call::<()>("session/sign_out", json!({})).await.expect("everybody may leave");
    assert_eq!(browser.current().await, Err(ApiError::SignedOut));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_get_the_same_answer(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let no = Err(ApiError::Refused(Refusals::of(Field::Password, Refusal::NotYours)));
    assert_eq!(test.browser().sign_in("lin", "wrong password").await, no);
    assert_eq!(test.browser().sign_in("nobody", "wrong password").await, no);
    // 王芳 has no password at all.
    assert_eq!(test.browser().sign_in("wang", "").await, no);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn the_cookie_is_http_only_and_same_site(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let browser = test.browser();
    let arguments = json!({ "account": "lin", "password": PASSWORD, "device": browser.device });
    let answer = browser.post("session/sign_in", &arguments).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"), "{cookie}");
    assert_eq!(answer.headers()["cache-control"], "no-store");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_session_lasts_while_it_is_used(#[case] db: Db) {
    const DAY: i64 = 24 * 60 * 60;
    let test = TestServer::start(db).await;
    let (used, unused) = (test.browser(), test.browser());
    used.sign_in("lin", PASSWORD).await.unwrap();
    unused.sign_in("lin", PASSWORD).await.unwrap();
    for _ in 0..2 {
        test.later(20 * DAY);
        assert!(used.current().await.is_ok());
    }
    assert_eq!(unused.current().await, Err(ApiError::SignedOut));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_disabled_person_is_rejected_on_every_device(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (phone, desk) = (test.browser(), test.browser());
    phone.sign_in("lin", PASSWORD).await.unwrap();
    desk.sign_in("lin", PASSWORD).await.unwrap();

    company::set_active(&test.server, company::IDS.lin, false).await;
    assert_eq!(phone.current().await, Err(ApiError::Disabled));
    assert_eq!(desk.current().await, Err(ApiError::Disabled));
    assert_eq!(test.browser().sign_in("lin", PASSWORD).await, Err(ApiError::Disabled));

    company::set_active(&test.server, company::IDS.lin, true).await;
    assert_eq!(phone.current().await, Err(ApiError::SignedOut), "what was ended stays ended");
    assert!(test.browser().sign_in("lin", PASSWORD).await.is_ok());
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_device_refuses_another_person(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let browser = test.browser();
    browser.sign_in("lin", PASSWORD).await.unwrap();
    let exchange = json!({ "ours": {
        "protocol": 1, "schema": 1, "device": browser.device, "epoch": 0, "max_rows": 10,
    }});
    browser.call::<serde_json::Value>("sync/exchange", exchange.clone()).await.expect("the person's own device");

    browser.sign_in("zhao", PASSWORD).await.unwrap();
    let answer = browser.call::<serde_json::Value>("sync/exchange", exchange).await;
    assert_eq!(answer, Err(ApiError::WrongPerson));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_cross_site_request_is_refused(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let browser = test.browser();
    browser.sign_in("lin", PASSWORD).await.unwrap();
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example.com")] {
        let answer = browser.post("session/sign_out", &json!({})).header(name, value).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}");
    }
    assert!(browser.current().await.is_ok());
    let own = browser.post("session/sign_out", &json!({})).header("origin", &test.url).send().await.unwrap();
    assert_eq!(own.status(), StatusCode::OK);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn an_unknown_path_is_outdated(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let answer = test.browser().call::<()>("customers/of_tomorrow", json!({})).await;
    assert_eq!(answer, Err(ApiError::Outdated));
    let too_much = "x".repeat(3 * 1024 * 1024);
    let answer = test.browser().post("session/sign_in", &json!({ "account": too_much })).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}
