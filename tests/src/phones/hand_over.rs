//! A customer is handed over while its old owner writes about it offline.

use app::sync::Trouble;
use domain::decide::command::{Command, FileCustomer, HandOverCustomer};
use domain::records::customer::CustomerProfile;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use rstest::rstest;

use crate::support::company::IDS;
use crate::support::phone::Phone;
use crate::support::{Db, TestServer};

/// Files the customer Acme as lin.
pub async fn file_acme(server: &TestServer) {
    let lin = Phone::of(server, "lin").await;
    let profile = CustomerProfile { name: "Acme".into(), phone: "13800138000".into(), ..CustomerProfile::default() };
    let filed_on = server.server.clock.now().day(480);
    let file = FileCustomer { id: IDS.acme, number: None, filed_on, owner: None, profile };
    lin.does(Command::FileCustomer(file)).await;
    lin.syncs().await;
}

#[rstest]
#[tokio::test]
async fn a_late_command_is_refused_with_its_text_and_the_customer_disappears(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let server = TestServer::start(db).await;
    file_acme(&server).await;
    let (lin, wang_s_boss) = (Phone::of(&server, "lin").await, Phone::of(&server, "boss").await);
    let before = lin.logs_visit(IDS.acme, "以前的拜访").await;
    lin.syncs().await;

    lin.goes_offline();
    let late = lin.logs_visit(IDS.acme, "电梯里谈妥了价格").await;
    wang_s_boss.syncs().await;
    wang_s_boss.does(Command::HandOverCustomer(HandOverCustomer { customer: IDS.acme, to: IDS.boss, reason: "林请假".into() })).await;
    wang_s_boss.syncs().await;
    lin.comes_online().await;

    let refusals = Refusals::of(Field::Customer, Refusal::NotYours);
    assert_eq!(lin.troubles(), vec![Trouble::Refused { refusals }]);
    let [Command::LogFollowUp(hers)] = &lin.troubled()[..] else { panic!("the text is kept") };
    assert_eq!(hers.content, "电梯里谈妥了价格");
    assert_eq!(lin.look(|book| (book.customers().len(), book.follow_ups().len())), (0, 0), "the old owner's phone holds nothing of it");

    wang_s_boss.syncs().await;
    let history = wang_s_boss.look(|book| {
        let acme = book.customer(IDS.acme).expect("the new owner holds it");
        (acme.owner, acme.hand_overs.len(), book.follow_up(before).is_some(), book.follow_up(late).is_some())
    });
    assert_eq!(history, (IDS.boss, 1, true, false), "the full history came along");
}

#[rstest]
#[tokio::test]
async fn a_director_sees_the_customer_but_not_the_phone_number(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let server = TestServer::start(db).await;
    file_acme(&server).await;
    let director = Phone::of(&server, "director").await;
    let phone = director.look(|book| book.customer(IDS.acme).map(|it| it.profile.phone.clone()));
    assert_eq!(phone.as_deref(), Some("***00"), "R-08");
    let stranger = Phone::of(&server, "zhao").await;
    assert_eq!(stranger.look(|book| book.customers().len()), 0, "R-01");
}
