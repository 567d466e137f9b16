//! Quiet hours, collecting, and several servers at it.

use domain::rules::alert_rules::{AlertRule, Level};
use rstest::rstest;
use serde_json::json;
use server::config::Config;
use server::notify;

use super::house::{EVENING, LAST_LOUD, MORNING, NOON, comes_up, files, house, later_until, of, round};
use crate::support::company::IDS;
use crate::support::receivers::Receiver;
use crate::support::{Db, TestServer};

/// A group that hears everything of the company.
async fn group(test: &TestServer, receiver: &Receiver) {
    receiver.answers(200, r#"{"errcode":0,"errmsg":"ok"}"#);
    let robot = json!({
        "id": uuid::Uuid::now_v7(), "name": "销售群", "kind": "we_com", "url": format!("{}/send?key=k", receiver.url),
        "of": "company", "urgent_only": false, "language": "zh-CN", "active": true,
    });
    of(test, "admin").await.call::<()>("robots/save", json!({ "robot": robot })).await.unwrap();
}

fn texts(receiver: &Receiver) -> Vec<String> {
    receiver.heard().iter().map(|it| it.json()["markdown"]["content"].as_str().expect("a text").to_owned()).collect()
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn what_comes_up_in_the_quiet_hours_is_told_together_in_the_morning(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let receiver = Receiver::start().await;
    group(&test, &receiver).await;
    let customer = files(&test, "恒通机械").await;
    later_until(&test, EVENING);
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Reminder).await;
    round(&test).await;
    assert_eq!(texts(&receiver), Vec::<String>::new(), "held back, urgent or not");
    later_until(&test, MORNING);
    round(&test).await;
    let texts = texts(&receiver);
    assert_eq!(texts.len(), 1, "not lost, and told at once");
    assert!(texts[0].contains("2 条新预警，其中 1 条红色") && texts[0].contains("交付延迟 1 · 任务逾期 1"), "{texts:?}");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn reminders_are_collected_for_an_hour_and_alarms_are_not(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let receiver = Receiver::start().await;
    group(&test, &receiver).await;
    let customer = files(&test, "恒通机械").await;
    let reminder = || comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Reminder);
    reminder().await;
    round(&test).await;
    assert_eq!(texts(&receiver).len(), 1);
    test.later(59 * 60);
    reminder().await;
    reminder().await;
    round(&test).await;
    assert_eq!(texts(&receiver).len(), 0, "within the hour");
    test.later(60);
    round(&test).await;
    let told = texts(&receiver);
    assert!(told.len() == 1 && told[0].contains("2 条新预警"), "{told:?}");
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    assert_eq!(texts(&receiver).len(), 1, "an alarm does not wait");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn what_did_not_arrive_before_the_quiet_hours_is_not_tried_again_in_them(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let receiver = Receiver::start().await;
    group(&test, &receiver).await;
    let customer = files(&test, "恒通机械").await;
    later_until(&test, LAST_LOUD);
    receiver.answers(503, "");
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    assert_eq!(texts(&receiver).len(), 1, "the first attempt");
    receiver.answers(200, r#"{"errcode":0,"errmsg":"ok"}"#);
    later_until(&test, EVENING);
    round(&test).await;
    assert_eq!(texts(&receiver), Vec::<String>::new(), "a second attempt rings like a first one");
    later_until(&test, MORNING);
    round(&test).await;
    assert_eq!(texts(&receiver).len(), 1, "not lost");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn several_servers_tell_it_once(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let receiver = Receiver::start().await;
    group(&test, &receiver).await;
    let customer = files(&test, "恒通机械").await;
    for _ in 0..20 {
        comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    }
    // On one database, with everything of their own but that.
    let rounds = (0..8).map(|_| notify::round(&test.server));
    futures::future::try_join_all(rounds).await.unwrap();
    let told = texts(&receiver);
    assert!(told.len() == 1 && told[0].contains("20 条新预警"), "{told:?}");
    test.later(3_600);
    later_until(&test, NOON);
    round(&test).await;
    assert_eq!(texts(&receiver).len(), 0);
}
