//! A37: those whom a part of an order is credited to hold it, with their superiors at the time, and their figures are their parts.

use domain::decide::command::{Command, Save, SplitCredit};
use domain::figures::analytics::Filter;
use domain::figures::kpis::Evaluator;
use domain::records::order::{CreditShare, CreditSplit};
use domain::records::organisation::Person;
use domain::values::calendar::Period;
use domain::values::ids::PersonId;
use domain::values::kpi_name::KpiName;
use domain::values::money::{Money, Share};
use domain::values::ratio::Ratio;
use rstest::rstest;
use server::db::queries::{books, people};

use super::world::World;
use crate::support::Db;

async fn holders(world: &World) -> Vec<PersonId> {
    let ids = world.ids;
    let mut holders = Vec::new();
    for person in [ids.lin, ids.wang, ids.zhao, ids.boss, ids.chen, ids.manager, ids.director, ids.admin] {
        let mut phone = world.phone(person);
        phone.syncs(world).await;
        holders.extend(phone.has(ids.order).then_some(person));
    }
    holders
}

async fn split(world: &World, parts: &[(PersonId, i64)]) {
    let book = books::whole(&world.db).await.expect("the company can be read");
    let was = book.order(world.ids.order).and_then(|it| it.shared()).map(CreditSplit::shares).unwrap_or_default();
    let now = parts.iter().map(|it| CreditShare { person: it.0, share: Share(it.1) }).collect();
    let split = SplitCredit { order: world.ids.order, was, now, reason: "共同签下".to_owned() };
    world.push(world.ids.manager, vec![Command::SplitCredit(split)]).await;
    world.check_figures().await;
}

async fn moves(world: &World, person: PersonId, team: domain::values::ids::TeamId) {
    let was = people::by_id(&world.db, person).await.expect("people can be read").expect("somebody");
    let now = Person { team: Some(team), ..was.clone() };
    world.push(world.ids.admin, vec![Command::SavePerson(Save { was: Some(was), now })]).await;
}

#[rstest]
#[tokio::test]
async fn whoever_has_a_part_holds_the_order_as_long_as_they_have_it(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let alone = [ids.lin, ids.boss, ids.manager, ids.director];
    let shared = [ids.lin, ids.zhao, ids.boss, ids.chen, ids.manager, ids.director];
    assert_eq!(holders(&world).await, alone);
    split(&world, &[(ids.lin, 6_000), (ids.zhao, 4_000)]).await;
    assert_eq!(holders(&world).await, shared, "zhao and the supervisor of zhao's team");

    // On zhao's own phone, as on the server: 40 % of the 10,000 yuan, and nothing of it is lin's for zhao.
    let mut zhao = world.phone(ids.zhao);
    zhao.syncs(&world).await;
    let march = Period::parse("2026-03").expect("a month");
    let sales = |book: &domain::book::Book, person| {
        let filter = Filter { person: Some(person), ..Filter::default() };
        Evaluator::of(book, ids.today).measure(KpiName::SALES_AMOUNT, march, &filter).value.ok()
    };
    let whole = books::whole(&world.db).await.expect("the company can be read");
    assert_eq!(sales(&zhao.book(), ids.zhao), Some(Ratio::whole(Money::whole(4_000).0)));
    assert_eq!(sales(&whole, ids.zhao), Some(Ratio::whole(Money::whole(4_000).0)));
    assert_eq!(sales(&whole, ids.lin), Some(Ratio::whole(Money::whole(6_000).0)));

    // Moves of the owner and of zhao, which move whole scopes: the teams are those of the deal.
    let (first, second) = (ids.first_team, whole.person(ids.zhao).and_then(|it| it.team).expect("zhao's team"));
    moves(&world, ids.lin, second).await;
    assert_eq!(holders(&world).await, shared);
    moves(&world, ids.zhao, first).await;
    assert_eq!(holders(&world).await, shared, "chen's team keeps its part");
    moves(&world, ids.lin, first).await;

    split(&world, &[]).await;
    assert_eq!(holders(&world).await, alone);
    zhao.syncs(&world).await;
    assert!(!zhao.has(ids.order), "it leaves the phone");
}
