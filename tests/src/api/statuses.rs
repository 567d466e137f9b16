//! HTTP status codes: clients that know only HTTP can tell whose fault an error was.

use app::api::ApiError;
use domain::sync::{PROTOCOL, SCHEMA};
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use reqwest::{Response, StatusCode};
use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::company::{IDS, PASSWORD};
use crate::support::{Browser, Db, TestServer};

async fn said(answer: Response) -> (StatusCode, ApiError) {
    let status = answer.status();
    let text = answer.text().await.expect("an answer has a body");
    (status, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn what_only_administrators_may_do_is_forbidden_to_others(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let lin = test.browser();
    lin.sign_in("lin", PASSWORD).await.expect("lin can sign in");
    let calls: [(&str, Value); 8] = [
        ("people/reset_password", json!({ "person": IDS.zhao, "new": "chosen by lin 77" })),
        ("people/devices", json!({ "person": IDS.zhao })),
        ("people/sign_out", json!({ "person": IDS.zhao, "device": null })),
        ("people/sign_ins", json!({ "person": IDS.zhao, "before": null })),
        ("delivery/ways", json!({})),
        ("robots/list", json!({})),
        ("robots/remove", json!({ "robot": Uuid::nil() })),
        ("robots/try_out", json!({ "robot": Uuid::nil() })),
    ];
    for (endpoint, arguments) in calls {
        let answer = lin.post(endpoint, &arguments).send().await.unwrap();
        let refused = ApiError::Refused(Refusals::of(Field::Role, Refusal::NotAllowed));
        assert_eq!(said(answer).await, (StatusCode::FORBIDDEN, refused), "{endpoint}");
    }
    let nobody = test.browser().post("robots/list", &json!({})).send().await.unwrap();
    assert_eq!(said(nobody).await, (StatusCode::UNAUTHORIZED, ApiError::SignedOut));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn unreadable_requests_are_outdated_and_not_offline(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let lin = test.browser();
    lin.sign_in("lin", PASSWORD).await.expect("lin can sign in");
    let ours = |bucket: &str| {
        json!({ "ours": { "protocol": PROTOCOL, "schema": SCHEMA, "device": lin.device, "epoch": 0, "max_rows": 10,
            "cursors": [{ "bucket": bucket, "pos": 0, "base": 0 }] } })
    };
    let sent = |text: String| lin.send("/api/v1/sync/exchange").header("content-type", "application/json").body(text);
    for text in [
        "{".to_owned(),
        "not json".to_owned(),
        String::new(),
        "{}".to_owned(),
        json!({ "ours": 7 }).to_string(),
        ours("planet:7").to_string(),
        ours("team:7").to_string(),
    ] {
        let answer = sent(text.clone()).send().await.unwrap();
        assert_eq!(said(answer).await, (StatusCode::BAD_REQUEST, ApiError::Outdated), "{text}");
    }
    assert_eq!(sent(ours("company").to_string()).send().await.unwrap().status(), StatusCode::OK);
    let unknown = lin.post("sync/of_tomorrow", &json!({})).send().await.unwrap();
    assert_eq!(said(unknown).await, (StatusCode::NOT_FOUND, ApiError::Outdated));
    let future = json!({ "ours": { "protocol": PROTOCOL + 1, "schema": SCHEMA, "device": lin.device, "epoch": 0, "max_rows": 10 } });
    assert_eq!(exchange(&lin, &future).await, Err(ApiError::Outdated));
}

async fn exchange(browser: &Browser, ours: &Value) -> Result<Value, ApiError> {
    browser.call("sync/exchange", ours.clone()).await
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn control_characters_break_no_request(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (lin, admin) = (test.browser(), test.browser());
    assert!(matches!(lin.sign_in("li\0n", "wrong\0password").await, Err(ApiError::Refused(_))));
    lin.sign_in("li\0n", PASSWORD).await.expect("an account is compared without them");
    let twins = lin.call::<Value>("customers/twins", json!({ "name": "Ac\0me", "phone": "138\x000013" })).await;
    assert!(twins.is_ok(), "{twins:?}");

    let malformed = |field: Field| Err(ApiError::Refused(Refusals::of(field, Refusal::Malformed)));
    for endpoint in ["https://push.example.com/\0", "https://push.example.com/a\u{7f}b"] {
        let subscription = json!({ "endpoint": endpoint, "p256dh": "AAAA", "auth": "AAAA" });
        let asked = json!({ "subscription": subscription, "language": "zh" });
        assert_eq!(lin.call::<()>("delivery/subscribe", asked).await, malformed(Field::Endpoint));
    }
    admin.sign_in("admin", PASSWORD).await.expect("the administrator can sign in");
    let robot = |url: &str, secret: &str| {
        json!({ "robot": { "id": Uuid::now_v7(), "name": "群", "kind": "we_com", "url": url, "secret": secret, "of": "company",
            "urgent_only": false, "language": "zh", "active": true } })
    };
    let good = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1";
    assert_eq!(admin.call::<()>("robots/save", robot(&format!("{good}\0"), "")).await, malformed(Field::Url));
    assert_eq!(admin.call::<()>("robots/save", robot(good, "SEC\0ret")).await, malformed(Field::Secret));
    assert_eq!(admin.call::<()>("robots/save", robot(good, "SECret")).await, Ok(()));
}
