//! Chat group robots: each kind gets its own format, addresses stay on the server, and only administrators manage them.

use app::api::ApiError;
use app::api::robots::Robot;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::rules::alert_rules::{AlertRule, Level};
use domain::sample::small;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use ring::hmac;
use rstest::rstest;
use serde_json::{Value, json};
use server::config::Config;
use uuid::Uuid;

use super::house::{comes_up, comes_up_about_lin, files, house, of, round};
use crate::support::company::IDS;
use crate::support::receivers::Receiver;
use crate::support::{Browser, Db, TestServer};

fn robot(kind: &str, url: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "name": kind, "kind": kind, "url": url,
        "of": "company", "urgent_only": false, "language": "zh-CN", "active": true,
    })
}

async fn save(admin: &Browser, robot: &Value) -> Result<(), ApiError> {
    admin.call("robots/save", json!({ "robot": robot })).await
}

async fn list(admin: &Browser) -> Vec<Robot> {
    admin.call("robots/list", json!({})).await.unwrap()
}

fn mac(key: &str, text: &str) -> String {
    STANDARD.encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes()), text.as_bytes()))
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn each_kind_of_robot_gets_its_own_format(#[case] db: Db) {
    let test = house(db, Config { public_url: Some("https://sales.example.com".to_owned()), ..Config::default() }).await;
    let admin = of(&test, "admin").await;
    let (we_com, ding_talk, feishu) = (Receiver::start().await, Receiver::start().await, Receiver::start().await);
    we_com.answers(200, r#"{"errcode":0,"errmsg":"ok"}"#);
    ding_talk.answers(200, r#"{"errcode":0,"errmsg":"ok"}"#);
    feishu.answers(200, r#"{"code":0,"msg":"success"}"#);
    save(&admin, &robot("we_com", &format!("{}/cgi-bin/webhook/send?key=k", we_com.url))).await.unwrap();
    let mut signed = robot("ding_talk", &format!("{}/robot/send?access_token=t", ding_talk.url));
    signed["secret"] = json!("SECdingtalk");
    save(&admin, &signed).await.unwrap();
    let mut signed = robot("feishu", &format!("{}/open-apis/bot/v2/hook/h", feishu.url));
    signed["secret"] = json!("feishu-secret");
    save(&admin, &signed).await.unwrap();

    let customer = files(&test, "恒通 [点我](http://evil.cn) 13800138000").await;
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    comes_up(&test, IDS.boss, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    let name = "恒通 ［点我］（http://evil.cn） ＊＊＊";

    let heard = we_com.heard();
    assert_eq!((heard.len(), heard[0].path.as_str(), heard[0].query["key"].as_str()), (1, "/cgi-bin/webhook/send", "k"));
    let said = heard[0].json();
    assert_eq!(said["msgtype"], "markdown");
    let text = said["markdown"]["content"].as_str().unwrap();
    assert!(text.contains(name) && text.contains("(https://sales.example.com/alerts)"), "{text}");

    let heard = ding_talk.heard();
    let query = &heard[0].query;
    assert_eq!((heard[0].path.as_str(), query["access_token"].as_str()), ("/robot/send", "t"));
    let sign = mac("SECdingtalk", &format!("{}\nSECdingtalk", query["timestamp"]));
    assert_eq!(query["sign"], sign.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"));
    let said = heard[0].json();
    assert_eq!((&said["msgtype"], &said["markdown"]["title"]), (&json!("markdown"), &json!("2 条新预警，其中 2 条红色")));

    let heard = feishu.heard();
    let said = heard[0].json();
    assert_eq!((heard[0].path.as_str(), &said["msg_type"]), ("/open-apis/bot/v2/hook/h", &json!("interactive")));
    let at = said["timestamp"].as_str().unwrap();
    assert_eq!(at.parse::<i64>().unwrap(), test.server.clock.now().0 / 1_000);
    assert_eq!(said["sign"], mac(&format!("{at}\nfeishu-secret"), ""));
    assert!(said["card"]["elements"][0]["text"]["content"].as_str().unwrap().contains(name));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_group_gets_alerts_of_its_scope_and_level(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let admin = of(&test, "admin").await;
    let (first, second, red, off) = (Receiver::start().await, Receiver::start().await, Receiver::start().await, Receiver::start().await);
    for receiver in [&first, &second, &red, &off] {
        receiver.answers(200, r#"{"errcode":0}"#);
    }
    let with = |receiver: &Receiver, change: &dyn Fn(&mut Value)| {
        let mut draft = robot("we_com", &format!("{}/x", receiver.url));
        change(&mut draft);
        draft
    };
    save(&admin, &with(&first, &|it| it["of"] = json!(format!("team:{}", IDS.first_team)))).await.unwrap();
    save(&admin, &with(&second, &|it| it["of"] = json!(format!("team:{}", IDS.second_team)))).await.unwrap();
    save(&admin, &with(&red, &|it| it["urgent_only"] = json!(true))).await.unwrap();
    save(&admin, &with(&off, &|it| it["active"] = json!(false))).await.unwrap();

    // Lin belongs to the first team.
    let customer = files(&test, "恒通机械").await;
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Reminder).await;
    round(&test).await;
    let n = [&first, &second, &red, &off].map(|it| it.heard().len());
    assert_eq!(n, [1, 0, 0, 0]);
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    let n = [&first, &second, &red, &off].map(|it| it.heard().len());
    assert_eq!(n, [1, 0, 1, 0]);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_group_message_names_the_person_of_an_alert_without_customer(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let (admin, receiver) = (of(&test, "admin").await, Receiver::start().await);
    receiver.answers(200, r#"{"errcode":0}"#);
    save(&admin, &robot("we_com", &format!("{}/x", receiver.url))).await.unwrap();
    comes_up_about_lin(&test, IDS.lin, AlertRule::Completion, Level::Red).await;
    round(&test).await;
    let text = receiver.heard()[0].json()["markdown"]["content"].as_str().expect("a text").to_owned();
    let name = small().0.person(IDS.lin).expect("lin is there").name.clone();
    assert!(text.contains(&format!("：{name}")), "{text}");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn robot_addresses_are_not_returned_and_errors_are_shown(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let (admin, receiver) = (of(&test, "admin").await, Receiver::start().await);
    let mut draft = robot("ding_talk", &format!("{}/send?access_token=t0ken", receiver.url));
    draft["secret"] = json!("SECret");
    save(&admin, &draft).await.unwrap();
    let told = admin.post("robots/list", &json!({})).send().await.unwrap().text().await.unwrap();
    assert!(told.contains("127.0.0.1") && !told.contains("t0ken") && !told.contains("SECret"), "{told}");

    receiver.answers(200, r#"{"errcode":310000,"errmsg":"sign not match"}"#);
    let tried: Option<String> = admin.call("robots/try_out", json!({ "robot": draft["id"] })).await.unwrap();
    assert_eq!(tried.as_deref(), Some("310000 sign not match"));
    let customer = files(&test, "恒通机械").await;
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    assert_eq!(list(&admin).await[0].trouble.as_deref(), Some("310000 sign not match"));

    // An error is described in the robot's language.
    for (language, words) in [("zh-CN", "对方服务器回应 HTTP 502"), ("en", "Their server answered HTTP 502")] {
        receiver.answers(502, "");
        draft["language"] = json!(language);
        save(&admin, &draft).await.unwrap();
        let tried: Option<String> = admin.call("robots/try_out", json!({ "robot": draft["id"] })).await.unwrap();
        assert_eq!(tried.as_deref(), Some(words));
    }

    // A save without an address keeps the stored address.
    receiver.answers(200, r#"{"errcode":0}"#);
    receiver.heard();
    draft["url"] = Value::Null;
    draft["secret"] = Value::Null;
    draft["name"] = json!("新名字");
    save(&admin, &draft).await.unwrap();
    test.later(61);
    round(&test).await;
    let heard = receiver.heard();
    assert_eq!((heard.len(), heard[0].query["access_token"].as_str(), heard[0].query.contains_key("sign")), (1, "t0ken", true));
    let robots = list(&admin).await;
    assert_eq!((robots[0].name.as_str(), robots[0].is_signed, &robots[0].trouble), ("新名字", true, &None));

    admin.call::<()>("robots/remove", json!({ "robot": draft["id"] })).await.unwrap();
    assert_eq!(list(&admin).await, []);
}

#[tokio::test]
async fn only_administrators_save_robots_with_valid_addresses() {
    let test = TestServer::start(Db::Sqlite).await;
    let sound = robot("we_com", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k");
    for account in ["lin", "boss", "manager", "director"] {
        let browser = of(&test, account).await;
        let refused =
            |it: Result<(), ApiError>| assert_eq!(it, Err(ApiError::Refused(Refusals::of(Field::Role, Refusal::NotAllowed))), "{account}");
        refused(browser.call::<Vec<Robot>>("robots/list", json!({})).await.map(drop));
        refused(save(&browser, &sound).await);
        refused(browser.call::<()>("robots/remove", json!({ "robot": sound["id"] })).await);
        refused(browser.call::<Option<String>>("robots/try_out", json!({ "robot": sound["id"] })).await.map(drop));
    }
    let admin = of(&test, "admin").await;
    let refused = |field: Field, refusal: Refusal| Err(ApiError::Refused(Refusals::of(field, refusal)));
    for url in ["http://qyapi.weixin.qq.com/x", "https://192.168.1.8/x", "https://localhost/x", "nonsense"] {
        assert_eq!(save(&admin, &robot("we_com", url)).await, refused(Field::Url, Refusal::Malformed), "{url}");
    }
    let with = |field: &str, value: Value| {
        let mut draft = sound.clone();
        draft[field] = value;
        draft
    };
    assert_eq!(save(&admin, &with("url", Value::Null)).await, refused(Field::Url, Refusal::Missing));
    assert_eq!(save(&admin, &with("name", json!(" "))).await, refused(Field::Name, Refusal::Missing));
    assert_eq!(save(&admin, &with("language", json!("xx"))).await, refused(Field::Language, Refusal::Malformed));
    assert_eq!(save(&admin, &with("of", json!(format!("team:{}", Uuid::now_v7())))).await, refused(Field::Of, Refusal::NotYours));
    assert_eq!(save(&admin, &with("secret", json!("x".repeat(201)))).await, refused(Field::Secret, Refusal::TooLong { longest: 200 }));
    let unknown: Result<Option<String>, ApiError> = admin.call("robots/try_out", json!({ "robot": Uuid::now_v7() })).await;
    assert_eq!(unknown, refused(Field::Id, Refusal::NotYours).map(|()| None));
    assert_eq!(save(&admin, &sound).await, Ok(()));
}
