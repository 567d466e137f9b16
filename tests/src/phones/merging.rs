//! Two records of one customer are merged while the owner of the merged one writes about it offline.

use std::collections::BTreeMap;

use app::sync::Trouble;
use domain::decide::command::{Command, FileCustomer, MergeCustomers, TakeOrder};
use domain::figures::fact::Measure;
use domain::records::customer::CustomerProfile;
use domain::records::order::OrderTerms;
use domain::sample::small;
use domain::values::field::Field;
use domain::values::ids::{CustomerId, OrderId};
use rstest::rstest;
use server::rollup;
use uuid::Uuid;

use super::hand_over::file_acme;
use crate::support::company::IDS;
use crate::support::phone::Phone;
use crate::support::{Db, TestServer};

/// The phone number that [`file_acme`] files; only lin's side may see it.
const ACME_S_PHONE: &str = "13800138000";
const TWIN_S_PHONE: &str = "13900139000";

/// Files a customer.
async fn files(phone: &Phone, name: &str) -> CustomerId {
    let id = CustomerId(Uuid::now_v7());
    let profile = CustomerProfile { name: name.to_owned(), phone: TWIN_S_PHONE.to_owned(), ..CustomerProfile::default() };
    let filed_on = server::clock::Clock::system().now().day(480);
    phone.does(Command::FileCustomer(FileCustomer { id, number: None, filed_on, owner: None, profile })).await;
    phone.syncs().await;
    id
}

/// Takes an order dated today.
async fn sells(phone: &Phone, customer: CustomerId) -> OrderId {
    let id = OrderId(Uuid::now_v7());
    let terms = small().0.order(IDS.order).expect("the small company has an order").terms.clone();
    let terms = OrderTerms { deal_on: server::clock::Clock::system().now().day(480), due_on: None, ..terms };
    phone.does(Command::TakeOrder(TakeOrder { id, number: None, customer, owner: None, terms })).await;
    phone.syncs().await;
    id
}

/// The stored sums of sales and contacts per person; checks that they equal a recount.
async fn figures(server: &TestServer) -> BTreeMap<(&'static str, domain::values::ids::PersonId), i64> {
    let connection = server.server.db.connection();
    let stored = rollup::stored(connection).await.expect("the sums can be read");
    assert_eq!(stored, rollup::recount(connection).await.expect("the records can be counted"));
    let mut figures = BTreeMap::new();
    for (key, value) in stored.iter().filter(|(key, _)| matches!(key.measure, Measure::SalesAmount | Measure::FollowUps)) {
        *figures.entry((key.measure.as_str(), key.person)).or_default() += value;
    }
    figures
}

#[rstest]
#[tokio::test]
async fn an_offline_visit_to_a_merged_customer_moves_to_the_kept_one(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let server = TestServer::start(db).await;
    file_acme(&server).await;
    // From two teams of one department.
    let (lin, zhao, manager) = (Phone::of(&server, "lin").await, Phone::of(&server, "zhao").await, Phone::of(&server, "manager").await);
    let hers = (lin.logs_visit(IDS.acme, "林的拜访").await, sells(&lin, IDS.acme).await);
    let twin = files(&zhao, "Acme 有限公司").await;
    let his = (zhao.logs_visit(twin, "赵的拜访").await, sells(&zhao, twin).await);
    let before = figures(&server).await;

    zhao.goes_offline();
    let late = zhao.logs_visit(twin, "电梯里谈妥了价格").await;
    let merge = Command::MergeCustomers(MergeCustomers { keep: IDS.acme, gone: twin, reason: "重复建档".to_owned() });
    manager.syncs().await;
    manager.does(merge).await;
    manager.syncs().await;
    assert_eq!(figures(&server).await, before, "nobody's figure moves");
    zhao.comes_online().await;
    lin.syncs().await;
    manager.syncs().await;

    let [Trouble::Merged { conflicts }] = &zhao.troubles()[..] else { panic!("he is told, and nothing was refused") };
    assert_eq!(conflicts.iter().map(|it| it.field.known()).collect::<Vec<_>>(), [Some(Field::Customer)]);
    assert_eq!(zhao.n_pending(), 0);
    for phone in [&lin, &manager] {
        phone.look(|book| {
            let of = |visit| book.follow_up(visit).map(|it| (it.customer, it.by));
            assert_eq!(of(hers.0), Some((IDS.acme, IDS.lin)));
            assert_eq!(of(his.0), Some((IDS.acme, IDS.zhao)), "the history moved along and stays credited to zhao");
            assert_eq!(of(late), Some((IDS.acme, IDS.zhao)), "what he wrote too late as well");
            let mut orders: Vec<_> = book.orders_of(IDS.acme).map(|it| (it.id, it.owner)).collect();
            orders.sort();
            assert_eq!(orders, [(hers.1, IDS.lin), (his.1, IDS.zhao)]);
            let kept = book.customer(IDS.acme).expect("the one that is kept");
            assert_eq!((kept.owner, kept.merged.iter().map(|it| it.customer).collect::<Vec<_>>()), (IDS.lin, vec![twin]));
        });
    }
    let mut expected = before;
    *expected.entry((Measure::FollowUps.as_str(), IDS.zhao)).or_default() += 1;
    assert_eq!(figures(&server).await, expected, "the late visit counts once, for him");
}

#[rstest]
#[tokio::test]
async fn the_owner_of_the_merged_customer_learns_no_contacts_of_the_kept_one(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    //
    let server = TestServer::start(db).await;
    file_acme(&server).await;
    let (zhao, manager) = (Phone::of(&server, "zhao").await, Phone::of(&server, "manager").await);
    let twin = files(&zhao, "Acme 有限公司").await;
    manager.syncs().await;
    zhao.goes_offline();
    // The changes conflict with the kept values; the conflict must not reveal them.
    let amendment = zhao.amends(twin, |profile| {
        profile.phone = "13700137000".to_owned();
        profile.contact = "赵总".to_owned();
        profile.email = "zhao@twin.example".to_owned();
    });
    amendment.await;
    manager.does(Command::MergeCustomers(MergeCustomers { keep: IDS.acme, gone: twin, reason: "重复建档".to_owned() })).await;
    manager.syncs().await;
    zhao.comes_online().await;

    assert_eq!(zhao.n_pending(), 0);
    assert_eq!(zhao.troubles().len(), 1, "zhao is told that the change was not taken unchanged");
    let everything = zhao.look(|book| format!("{:?}", book.records().collect::<Vec<_>>())) + &format!("{:?}", zhao.troubles());
    assert!(everything.contains("13700137000"), "the own text is kept");
    assert!(!everything.contains(ACME_S_PHONE), "{everything}");
    assert!(zhao.look(|book| book.customer(IDS.acme).is_none()), "zhao may not see it");
}
