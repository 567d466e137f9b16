//! Two people write at the same time.

use domain::book::record::Record;
use domain::decide::command::{AmendCustomer, Command, TakeOrder};
use domain::records::customer::CustomerProfile;
use domain::records::order::OrderTerms;
use domain::sync::Verdict;
use domain::values::field::Field;
use domain::values::ids::OrderId;
use rstest::rstest;
use uuid::Uuid;

use super::phone::Phone;
use super::world::World;
use crate::support::Db;

fn amend(phone: &Phone, world: &World, change: impl Fn(&mut CustomerProfile)) -> Command {
    let was = phone.customer(world.ids.acme).profile;
    let mut now = was.clone();
    change(&mut now);
    Command::AmendCustomer(AmendCustomer { customer: world.ids.acme, was, now })
}

#[rstest]
#[tokio::test]
async fn concurrent_amendments_of_different_fields_merge(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut boss) = (world.phone(world.ids.lin), world.phone(world.ids.boss));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    let hers = lin.does(&world, amend(&lin, &world, |it| it.industry = "钢铁".to_owned()));
    let his = boss.does(&world, amend(&boss, &world, |it| it.demand = "阀门".to_owned()));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    lin.syncs(&world).await;
    assert_eq!((lin.verdict(hers), boss.verdict(his)), (&Verdict::Applied, &Verdict::Applied));
    let profile = lin.customer(world.ids.acme).profile;
    assert_eq!((profile.industry.as_str(), profile.demand.as_str()), ("钢铁", "阀门"));
    assert_eq!(profile, boss.customer(world.ids.acme).profile);
}

#[rstest]
#[tokio::test]
async fn a_conflict_in_one_field_keeps_the_stored_value_and_returns_the_other(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut boss) = (world.phone(world.ids.lin), world.phone(world.ids.boss));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    lin.does(&world, amend(&lin, &world, |it| it.industry = "钢铁".to_owned()));
    let his = boss.does(&world, amend(&boss, &world, |it| it.industry = "化工".to_owned()));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    let Verdict::Merged { conflicts } = boss.verdict(his) else { panic!("it must be a conflict") };
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].field.known(), conflicts[0].by), (Some(Field::Industry), Some(world.ids.lin)));
    assert_eq!((conflicts[0].yours.as_str(), conflicts[0].theirs.as_str()), (Some("化工"), Some("钢铁")));
    assert_eq!(boss.customer(world.ids.acme).profile.industry, "钢铁");
    // The overridden value is in the history.
    assert_eq!(world.count("SELECT COUNT(*) FROM history WHERE changes LIKE '%化工%'").await, 1);
}

#[rstest]
#[tokio::test]
async fn of_two_phones_with_the_same_number_one_gets_another(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let zhaos = world.files(world.ids.zhao, "赵的客户").await;
    let (mut lin, mut zhao) = (world.phone(world.ids.lin), world.phone(world.ids.zhao));
    lin.syncs(&world).await;
    zhao.syncs(&world).await;
    let Record::Order(order) = lin.record(world.ids.order) else { panic!("it is an order") };
    let terms = OrderTerms { deal_on: world.ids.today, due_on: None, ..order.terms };
    let take = |customer| {
        let (id, number) = (OrderId(Uuid::now_v7()), Some("SO202605001".to_owned()));
        TakeOrder { id, number, customer, owner: None, terms: terms.clone() }
    };
    let (first, second) = (take(world.ids.acme), take(zhaos));
    lin.does(&world, Command::TakeOrder(first.clone()));
    let told = zhao.does(&world, Command::TakeOrder(second.clone()));
    let (hers, theirs) = (lin.request(100), zhao.request(100));
    let (one, other) = tokio::join!(lin.sends(&world, hers), zhao.sends(&world, theirs));
    one.expect("an exchange is answered");
    other.expect("an exchange is answered");
    lin.syncs(&world).await;
    zhao.syncs(&world).await;
    let number = |phone: &Phone, id: OrderId| match phone.record(id) {
        Record::Order(order) => order.number,
        other => panic!("not an order: {other:?}"),
    };
    let mut numbers = [number(&lin, first.id), number(&zhao, second.id)];
    let zhao_was_told = matches!(zhao.verdict(told), Verdict::Merged { .. });
    assert_eq!(zhao_was_told, numbers[1] != "SO202605001");
    numbers.sort();
    assert_eq!(numbers, ["SO202605001".to_owned(), "SO202605002".to_owned()]);
    world.check_figures().await;
}
