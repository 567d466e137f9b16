//! The devices on which a person is signed in, and the history of sign-ins.

use app::api::ApiError;
use app::api::devices::{BrowserName, SignInEntry, SignInOutcome, SignInsAnswer, SignedInDevice, Software, SystemName};
use domain::values::field::Field;
use domain::values::ids::{DeviceId, PersonId};
use domain::values::refusal::{Refusal, Refusals};
use rstest::rstest;
use serde_json::json;
use uuid::Uuid;

use crate::support::company::{self, IDS, PASSWORD};
use crate::support::{Browser, Db, TestServer};

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
const WINDOWS: &str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
const ON_WINDOWS: Software = Software { browser: Some(BrowserName::Edge), system: Some(SystemName::Windows) };

async fn signs_in_on_windows(browser: &Browser, account: &str) {
    let arguments = json!({ "account": account, "password": PASSWORD, "device": browser.device });
    let answer = browser.post("session/sign_in", &arguments).header("user-agent", WINDOWS).send().await.unwrap();
    answer.error_for_status().unwrap().json::<serde_json::Value>().await.unwrap();
}

async fn mine(browser: &Browser) -> Result<Vec<SignedInDevice>, ApiError> {
    browser.call("devices/mine", json!({})).await
}

async fn devices_of(admin: &Browser, person: PersonId) -> Result<Vec<SignedInDevice>, ApiError> {
    admin.call("people/devices", json!({ "person": person })).await
}

async fn sign_ins_of(admin: &Browser, person: PersonId, before: Option<i64>) -> Result<SignInsAnswer, ApiError> {
    admin.call("people/sign_ins", json!({ "person": person, "before": before })).await
}

async fn as_admin(test: &TestServer) -> Browser {
    let admin = test.browser();
    admin.sign_in("admin", PASSWORD).await.expect("the administrator can sign in");
    admin
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_person_signs_another_device_out(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (phone, desk, colleague) = (test.browser(), test.browser(), test.browser());
    phone.sign_in("lin", PASSWORD).await.unwrap();
    colleague.sign_in("zhao", PASSWORD).await.unwrap();
    test.later(2 * HOUR);
    signs_in_on_windows(&desk, "lin").await;

    let seen = mine(&phone).await.unwrap();
    let told: Vec<_> = seen.iter().map(|it| (it.device, it.is_this, it.software)).collect();
    assert_eq!(told, [(phone.device, true, Software::default()), (desk.device, false, ON_WINDOWS)]);
    assert_eq!(seen[0].last_at.0 - seen[0].first_at.0, 2 * HOUR * 1_000, "the list itself is a use");
    assert_eq!(seen[1].first_at, seen[1].last_at);

    let leave = json!({ "device": desk.device });
    assert_eq!(colleague.call::<()>("devices/sign_out", leave.clone()).await, Ok(()), "somebody else's looks like one that left");
    assert!(desk.current().await.is_ok(), "only one's own are signed out");
    assert_eq!(phone.call::<()>("devices/sign_out", leave).await, Ok(()));
    assert_eq!(desk.current().await, Err(ApiError::SignedOut));
    assert_eq!(mine(&phone).await.unwrap().len(), 1);

    assert_eq!(phone.call::<()>("devices/sign_out", json!({ "device": phone.device })).await, Ok(()));
    assert!(phone.current().await.is_ok(), "the session that asks goes on");
    test.later(31 * DAY);
    phone.sign_in("lin", PASSWORD).await.unwrap();
    assert_eq!(mine(&phone).await.unwrap().len(), 1, "expired sessions are not listed");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_browser_that_lost_its_cookie_is_one_device(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (old, mut new) = (test.browser(), test.browser());
    new.device = old.device;
    old.sign_in("lin", PASSWORD).await.unwrap();
    test.later(60);
    signs_in_on_windows(&new, "lin").await;
    let seen = mine(&new).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].software, seen[0].last_at.0 - seen[0].first_at.0), (ON_WINDOWS, 60_000));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn the_administrator_signs_a_person_out_on_one_device_or_all(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (admin, phone, desk, tablet) = (as_admin(&test).await, test.browser(), test.browser(), test.browser());
    for browser in [&phone, &desk, &tablet] {
        browser.sign_in("lin", PASSWORD).await.unwrap();
    }
    let seen = devices_of(&admin, IDS.lin).await.unwrap();
    assert_eq!((seen.len(), seen.iter().any(|it| it.is_this)), (3, false));

    let leave = |device: Option<DeviceId>| json!({ "person": IDS.lin, "device": device });
    admin.call::<()>("people/sign_out", leave(Some(phone.device))).await.unwrap();
    assert_eq!((phone.current().await.is_ok(), desk.current().await.is_ok()), (false, true));
    admin.call::<()>("people/sign_out", leave(None)).await.unwrap();
    assert_eq!((desk.current().await, tablet.current().await), (Err(ApiError::SignedOut), Err(ApiError::SignedOut)));
    assert_eq!(devices_of(&admin, IDS.lin).await, Ok(Vec::new()));
    assert!(admin.current().await.is_ok());

    let nobody = PersonId(Uuid::now_v7());
    let refused = Err(ApiError::Refused(Refusals::of(Field::Person, Refusal::NotYours)));
    assert_eq!(devices_of(&admin, nobody).await.map(drop), refused);
    assert_eq!(sign_ins_of(&admin, nobody, None).await.map(drop), refused);
    assert_eq!(admin.call::<()>("people/sign_out", json!({ "person": nobody, "device": null })).await, refused);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn the_history_tells_sign_ins_and_wrong_passwords(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (admin, lin) = (as_admin(&test).await, test.browser());
    assert!(lin.sign_in("lin", "wrong password").await.is_err());
    signs_in_on_windows(&lin, "lin").await;
    company::set_active(&test.server, IDS.lin, false).await;
    assert_eq!(lin.sign_in("lin", PASSWORD).await, Err(ApiError::Disabled));
    assert!(lin.sign_in("zhao", "wrong password").await.is_err());
    assert!(lin.sign_in("nobody", "wrong password").await.is_err());

    let seen = sign_ins_of(&admin, IDS.lin, None).await.unwrap();
    let told: Vec<_> = seen.entries.iter().map(|it| (it.outcome, it.software)).collect();
    let unknown = Software::default();
    let expected = [(SignInOutcome::Disabled, unknown), (SignInOutcome::SignedIn, ON_WINDOWS), (SignInOutcome::WrongPassword, unknown)];
    assert_eq!(told, expected);
    assert!(seen.entries.iter().all(|it| it.address.as_deref() == Some("127.0.0.*")), "{seen:?}");
    assert_eq!((seen.next, seen.kept_days), (None, 90));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn the_history_is_paged_and_forgets_after_90_days(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let (admin, lin) = (as_admin(&test).await, test.browser());
    for _ in 0..35 {
        lin.sign_in("lin", PASSWORD).await.unwrap();
        test.later(60);
    }
    let first = sign_ins_of(&admin, IDS.lin, None).await.unwrap();
    let second = sign_ins_of(&admin, IDS.lin, first.next).await.unwrap();
    assert_eq!((first.entries.len(), second.entries.len(), second.next), (30, 5, None));
    let all: Vec<&SignInEntry> = first.entries.iter().chain(&second.entries).collect();
    assert!(all.is_sorted_by(|one, next| next.at < one.at), "newest first, none twice");

    test.later(91 * DAY);
    let admin = as_admin(&test).await;
    assert_eq!(sign_ins_of(&admin, IDS.lin, None).await.unwrap().entries, []);
}
