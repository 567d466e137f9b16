//! Quiet hours, collected notices, and several servers that deliver at the same time.

use app::api::ApiError;
use app::api::delivery::Delivery;
use domain::rules::alert_rules::{AlertRule, Level};
use domain::rules::notices::QuietHours;
use domain::values::field::Field;
use rstest::rstest;
use serde_json::json;
use server::config::{Config, MailConfig, Secret};
use server::notify;

use super::house::{EVENING, LAST_LOUD, MORNING, NOON, changes, comes_up, files, house, later_until, of, round};
use crate::support::company::IDS;
use crate::support::receivers::{MailServer, Receiver};
use crate::support::{Db, TestServer};

/// A chat group that receives all notices of the company.
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
async fn alerts_in_quiet_hours_are_sent_together_afterwards(#[case] db: Db) {
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
async fn reminders_are_collected_for_an_hour_and_red_alerts_are_not(#[case] db: Db) {
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
async fn no_retries_during_quiet_hours(#[case] db: Db) {
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
async fn several_servers_send_each_message_once(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let receiver = Receiver::start().await;
    group(&test, &receiver).await;
    let customer = files(&test, "恒通机械").await;
    for _ in 0..20 {
        comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    }
    // Eight concurrent rounds, as of eight servers that share only the database.
    let rounds = (0..8).map(|_| notify::round(&test.server));
    futures::future::try_join_all(rounds).await.unwrap();
    let told = texts(&receiver);
    assert!(told.len() == 1 && told[0].contains("20 条新预警"), "{told:?}");
    test.later(3_600);
    later_until(&test, NOON);
    round(&test).await;
    assert_eq!(texts(&receiver).len(), 0);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn chat_groups_keep_the_companys_quiet_hours_and_people_their_own(#[case] db: Db) {
    const LUNCH: i32 = 13 * 60;
    const AFTER_LUNCH: i32 = 14 * 60;
    let letters = MailServer::start().await;
    let mail = MailConfig { url: Secret::new(&*letters.url), from: "达标 <dabiao@example.com>".to_owned() };
    let test = house(db, Config { mail: Some(mail), ..Config::default() }).await;
    let receiver = Receiver::start().await;
    group(&test, &receiver).await;
    let lin = of(&test, "lin").await;
    let customer = files(&test, "恒通机械").await;
    changes(&test, IDS.lin, |it| it.email = Some("lin@acme.example".to_owned())).await;
    lin.call::<()>("delivery/mail", json!({ "on": true, "language": "zh-CN" })).await.unwrap();
    let wrong = lin.call::<()>("delivery/quiet", json!({ "own": { "from": -1, "until": 1_440 } })).await;
    let Err(ApiError::Refused(refusals)) = wrong else { panic!("no minutes of a day: {wrong:?}") };
    assert_eq!(refusals.0.keys().collect::<Vec<_>>(), [Field::QuietFrom, Field::QuietUntil]);
    lin.call::<()>("delivery/quiet", json!({ "own": { "from": 12 * 60 + 30, "until": 13 * 60 + 30 } })).await.unwrap();
    let kept = lin.call::<Delivery>("delivery/current", json!({})).await.unwrap();
    assert_eq!((kept.mail, kept.quiet), (true, Some(QuietHours { from: 750, until: 810 })), "one choice leaves the other");

    // In the evening the company's quiet hours apply, but not to lin.
    later_until(&test, EVENING);
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    assert_eq!((letters.letters().len(), texts(&receiver).len()), (1, 0));
    round(&test).await;
    assert_eq!((letters.letters().len(), texts(&receiver).len()), (0, 0), "told once");
    later_until(&test, MORNING);
    round(&test).await;
    assert_eq!((letters.letters().len(), texts(&receiver).len()), (0, 1), "the group gets it in the morning, lin does not get it again");

    // At lunch it is the other way round.
    later_until(&test, LUNCH);
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    assert_eq!((letters.letters().len(), texts(&receiver).len()), (0, 1));
    later_until(&test, AFTER_LUNCH);
    round(&test).await;
    assert_eq!((letters.letters().len(), texts(&receiver).len()), (1, 0), "held back, and told together");

    // A failed delivery before a person's quiet hours is not retried during them.
    test.later(22 * 3_600);
    later_until(&test, 12 * 60 + 29);
    letters.refuses(450);
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    letters.refuses(0);
    later_until(&test, LUNCH);
    round(&test).await;
    assert_eq!(letters.letters().len(), 0, "a second attempt rings like a first one");
    later_until(&test, AFTER_LUNCH);
    round(&test).await;
    assert_eq!(letters.letters().len(), 1);

    // Without own quiet hours, the company's apply again.
    lin.call::<()>("delivery/quiet", json!({ "own": null })).await.unwrap();
    later_until(&test, EVENING);
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    assert_eq!(letters.letters().len(), 0);
}
