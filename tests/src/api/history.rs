//! 变更记录 over HTTP.

use app::api::ApiError;
use domain::decide::command::{AmendCustomer, Command, FileCustomer};
use domain::records::customer::CustomerProfile;
use domain::sync::history::{Change, HistoryAnswer, HistoryQuestion};
use domain::values::field::Field;
use domain::values::ids::{CustomerId, Key};
use domain::values::refusal::{Refusal, Refusals};
use rstest::rstest;
use serde_json::json;
use uuid::Uuid;

use crate::support::company::{IDS, PASSWORD};
use crate::support::phone::Phone;
use crate::support::{Browser, Db, TestServer};

async fn asks(browser: &Browser, question: &HistoryQuestion) -> Result<HistoryAnswer, ApiError> {
    browser.call("records/history", json!({ "question": question })).await
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_superior_reads_what_a_rep_changed(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let lin = Phone::of(&test, "lin").await;
    let customer = CustomerId(Uuid::now_v7());
    let filed = CustomerProfile { name: "宏达机械".to_owned(), phone: "13800138000".to_owned(), ..CustomerProfile::default() };
    let filed_on = test.server.clock.now().day(480);
    lin.does(Command::FileCustomer(FileCustomer { id: customer, number: None, filed_on, owner: None, profile: filed.clone() })).await;
    let now = CustomerProfile { phone: "13900139007".to_owned(), ..filed.clone() };
    lin.does(Command::AmendCustomer(AmendCustomer { customer, was: filed, now })).await;
    lin.syncs().await;

    let of_customer = HistoryQuestion { record: Some(Key::from(customer)), limit: 10, ..HistoryQuestion::default() };
    let boss = test.browser();
    assert_eq!(asks(&boss, &of_customer).await, Err(ApiError::SignedOut));
    boss.sign_in("boss", PASSWORD).await.unwrap();
    let answer = asks(&boss, &of_customer).await.expect("his team's customer");
    let [amended, made] = &answer.entries[..] else { panic!("{answer:?}") };
    assert_eq!((amended.change, made.change, amended.by, made.by), (Change::Amended, Change::Made, Some(IDS.lin), Some(IDS.lin)));
    assert_eq!(amended.name, "宏达机械");
    let [phone] = &amended.fields[..] else { panic!("{amended:?}") };
    assert_eq!((phone.from.as_str(), phone.to.as_str()), (Some("13800138000"), Some("13900139007")));

    let zhao = test.browser();
    zhao.sign_in("zhao", PASSWORD).await.unwrap();
    let refused = Err(ApiError::Refused(Refusals::of(Field::Id, Refusal::Unknown)));
    assert_eq!(asks(&zhao, &of_customer).await, refused);
    let nowhere = HistoryQuestion { record: Some(Key::from(CustomerId(Uuid::now_v7()))), ..of_customer };
    assert_eq!(asks(&zhao, &nowhere).await, refused, "not yours and not there are the same");
}
