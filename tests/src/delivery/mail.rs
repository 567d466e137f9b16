//! E-mail, as the mail server receives it.

use app::api::delivery::{DeliveryTrouble, Way, WayState};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::rules::alert_rules::{AlertRule, Level};
use rstest::rstest;
use serde_json::json;
use server::config::{Config, MailConfig, Secret};
use server::db::queries::parcels::{self, Channel};

use super::house::{changes, comes_up, files, house, of, round};
use crate::support::company::IDS;
use crate::support::receivers::MailServer;
use crate::support::{Db, TestServer};

const APP: &str = "https://sales.example.com";

async fn writing(db: Db, server: &MailServer) -> TestServer {
    let mail = MailConfig { url: Secret::new(&*server.url), from: "达标 <dabiao@example.com>".to_owned() };
    house(db, Config { mail: Some(mail), public_url: Some(APP.to_owned()), ..Config::default() }).await
}

fn header<'a>(letter: &'a str, name: &str) -> &'a str {
    let line = letter.lines().find_map(|it| it.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")));
    line.unwrap_or_else(|| panic!("no {name} in {letter}"))
}

/// The decoded text of a letter, for any transfer encoding.
fn text(letter: &str) -> String {
    let (_, body) = letter.split_once("\n\n").expect("a body");
    let bytes = match header(letter, "Content-Transfer-Encoding") {
        "base64" => STANDARD.decode(body.replace('\n', "")).expect("base64"),
        "quoted-printable" => {
            let joined = body.replace("=\n", "");
            let mut bytes = Vec::new();
            let mut rest = joined.as_str();
            while let Some((plain, coded)) = rest.split_once('=') {
                bytes.extend_from_slice(plain.as_bytes());
                bytes.push(u8::from_str_radix(&coded[..2], 16).expect("hexadecimal"));
                rest = &coded[2..];
            }
            bytes.extend_from_slice(rest.as_bytes());
            bytes
        }
        _ => body.as_bytes().to_vec(),
    };
    String::from_utf8(bytes).expect("UTF-8").replace('\r', "")
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn an_e_mail_is_sent_only_after_opting_in(#[case] db: Db) {
    let server = MailServer::start().await;
    let test = writing(db, &server).await;
    let lin = of(&test, "lin").await;
    let customer = files(&test, "恒通机械").await;
    changes(&test, IDS.lin, |it| it.email = Some("lin@acme.example".to_owned())).await;
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    assert_eq!(server.letters().len(), 0, "e-mail is off by default");

    lin.call::<()>("delivery/mail", json!({ "on": true, "language": "en" })).await.unwrap();
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    let letters = server.letters();
    assert_eq!(letters.len(), 1, "two notices, one letter");
    let letter = &letters[0];
    assert_eq!(header(letter, "To"), "lin@acme.example");
    assert!(header(letter, "From").ends_with("<dabiao@example.com>"));
    assert_eq!(header(letter, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(letter, "Subject"), "[Dabiao] 2 new alerts, 2 red", "entirely in the person's language");
    assert!(header(letter, "Message-ID").ends_with("@example.com>"));
    let text = text(letter);
    assert!(text.contains("[Red] Delivery late: 恒通机械"), "{text}");
    assert!(text.contains(&format!("Open in Dabiao: {APP}/alerts")), "{text}");

    lin.call::<()>("delivery/mail", json!({ "on": false, "language": "en" })).await.unwrap();
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    assert_eq!(server.letters().len(), 0, "no more");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_greylisted_e_mail_is_retried_and_a_refused_one_is_not(#[case] db: Db) {
    let server = MailServer::start().await;
    let test = writing(db, &server).await;
    let lin = of(&test, "lin").await;
    let customer = files(&test, "恒通机械").await;
    changes(&test, IDS.lin, |it| it.email = Some("lin@acme.example".to_owned())).await;
    lin.call::<()>("delivery/mail", json!({ "on": true, "language": "zh-CN" })).await.unwrap();

    server.refuses(450);
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    server.refuses(0);
    round(&test).await;
    assert_eq!(server.letters().len(), 0, "not at once");
    test.later(61);
    round(&test).await;
    assert_eq!(server.letters().len(), 1);

    // The mail server rejects our sign-in, so the failure is not the receiver's.
    for code in [530, 534, 535, 538] {
        server.refuses(code);
        comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
        round(&test).await;
        let held_up = parcels::held_up(&test.server.db, Channel::Mail).await.expect("the database answers");
        assert_eq!(held_up, (1, Some(format!("the mail server answered {code}"))), "`dabiao doctor` says so");
        server.refuses(0);
        test.later(61);
        round(&test).await;
        assert_eq!(server.letters().len(), 1, "after {code}");
    }

    server.refuses(550);
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    server.refuses(0);
    test.later(24 * 3_600);
    round(&test).await;
    assert_eq!(server.letters().len(), 0, "the address is wrong: nobody knocks again");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn administrators_see_the_mail_servers_last_error_and_its_time(#[case] db: Db) {
    let server = MailServer::start().await;
    let test = writing(db, &server).await;
    let (lin, admin) = (of(&test, "lin").await, of(&test, "admin").await);
    let customer = files(&test, "恒通机械").await;
    changes(&test, IDS.lin, |it| it.email = Some("lin@acme.example".to_owned())).await;
    lin.call::<()>("delivery/mail", json!({ "on": true, "language": "zh-CN" })).await.unwrap();
    assert!(lin.call::<Vec<WayState>>("delivery/ways", json!({})).await.is_err(), "administrators only");
    let mail = async || {
        let ways = admin.call::<Vec<WayState>>("delivery/ways", json!({})).await.unwrap();
        ways.into_iter().find(|it| it.way == Way::Mail).expect("every way is there")
    };
    let untried = WayState { way: Way::Mail, is_used: true, n_waiting: 0, last_failure: None, last_sent: None };
    assert_eq!(mail().await, untried);

    server.refuses(535);
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    let before = test.server.clock.now();
    round(&test).await;
    let failing = mail().await;
    let failure = failing.last_failure.clone().expect("it failed");
    assert_eq!((failing.n_waiting, failing.last_sent, failure.why), (1, None, DeliveryTrouble::SignIn(535)));
    assert!(before <= failure.at && failure.at <= test.server.clock.now(), "{:?}", failure.at);

    // Delivered after all: nothing waits, and the failure is cleared.
    server.refuses(0);
    test.later(61);
    round(&test).await;
    let well = mail().await;
    assert_eq!((well.n_waiting, well.last_failure), (0, None));
    assert!(well.last_sent.is_some_and(|it| failure.at < it));

    // A permanent refusal is a current failure until the next delivery, and stays known with its time afterwards.
    test.later(3_600);
    server.refuses(550);
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    let refused = mail().await;
    assert_eq!((refused.n_waiting, refused.last_failure.map(|it| it.why)), (0, Some(DeliveryTrouble::Answered(550))));

    // A letter that its receiver no longer wants is not a failure of the mail server.
    server.refuses(450);
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    assert_eq!(mail().await.n_waiting, 1);
    lin.call::<()>("delivery/mail", json!({ "on": false, "language": "zh-CN" })).await.unwrap();
    test.later(61);
    round(&test).await;
    let dropped = mail().await;
    assert_eq!((dropped.n_waiting, dropped.last_failure.map(|it| it.why)), (0, Some(DeliveryTrouble::Answered(550))));
}
