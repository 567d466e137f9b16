//! T9: who gets what, and what is kept from them.

use domain::command::Command;
use domain::ids::PersonId;
use domain::organisation::Person;
use domain::sync::Check;
use rstest::rstest;

use super::world::World;
use crate::support::Db;

#[rstest]
#[tokio::test]
async fn each_role_gets_its_scope(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let sees: [(PersonId, bool); 8] = [
        (ids.lin, true),
        (ids.wang, false),
        (ids.zhao, false),
        (ids.boss, true),
        (ids.chen, false),
        (ids.manager, true),
        (ids.director, true),
        (ids.admin, false),
    ];
    for (person, sees) in sees {
        let mut phone = world.phone(person);
        phone.syncs(&world).await;
        assert_eq!((phone.has(ids.acme), phone.has(ids.order)), (sees, sees), "{person}");
        assert!(phone.has(ids.product) && phone.has(ids.lin), "everybody has the catalogue");
    }
}

#[rstest]
#[tokio::test]
async fn the_directors_copy_is_masked(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut director) = (world.phone(world.ids.lin), world.phone(world.ids.director));
    lin.syncs(&world).await;
    let was = lin.customer(world.ids.acme).profile;
    let now = domain::customer::CustomerProfile { phone: "13800138000".to_owned(), ..was.clone() };
    lin.does(&world, Command::AmendCustomer { customer: world.ids.acme, was, now });
    lin.syncs(&world).await;
    director.syncs(&world).await;
    assert_eq!(lin.customer(world.ids.acme).profile.phone, "13800138000");
    assert_eq!(director.customer(world.ids.acme).profile.phone, "***00");
}

#[rstest]
#[tokio::test]
async fn who_has_left_is_refused(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut wang = world.phone(world.ids.wang);
    wang.syncs(&world).await;
    let was = server::db::queries::people::by_id(&world.db, world.ids.wang).await.expect("people can be read").expect("she is there");
    let now = Person { active: false, ..was.clone() };
    world.push(world.ids.admin, vec![Command::SavePerson(domain::command::Save { was: Some(was), now })]).await;
    assert_eq!(wang.sends(&world, wang.request(10)).await, Err(app::api::ApiError::Disabled));
}

#[rstest]
#[tokio::test]
async fn a_wrong_check_begins_the_bucket_again(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let whole = lin.held.clone();
    let bucket = domain::actor::Bucket::Person(world.ids.lin);
    let check = |phone: &super::phone::Phone| {
        let held = phone.held.iter().filter(|(_, it)| it.buckets.contains(&bucket));
        let xor = held.clone().fold(0, |xor, ((_, id), it)| xor ^ domain::sync::check_mark(*id, it.version));
        Check { bucket, count: held.count() as u64, xor }
    };
    let mut request = lin.request(100);
    request.checks = vec![check(&lin)];
    let answer = lin.sends(&world, request).await.expect("it is answered");
    assert!(answer.buckets.iter().all(|it| !it.reset));

    lin.held.remove(&("customer".to_owned(), world.ids.acme.0));
    let mut request = lin.request(100);
    request.checks = vec![check(&lin)];
    let answer = lin.sends(&world, request).await.expect("it is answered");
    assert!(answer.more && answer.buckets.iter().any(|it| it.bucket == bucket && it.reset));
    lin.takes(answer);
    lin.syncs(&world).await;
    assert_eq!(lin.held, whole);
}

#[rstest]
#[tokio::test]
async fn twins_are_told_masked_to_others(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    world.files(world.ids.lin, "宏达机械（上海）").await;
    for (person, visible) in [(world.ids.lin, true), (world.ids.zhao, false)] {
        let actor = server::db::queries::people::actor(&world.db, person).await.expect("people can be read").expect("they work here");
        let twins = server::db::queries::twins::twins(&world.db, &actor, "宏达机械(上海)", "").await.expect("twins can be found");
        assert_eq!(twins.len(), 1);
        assert_eq!(twins[0].customer.is_some(), visible);
        assert_eq!(twins[0].name, if visible { "宏达机械（上海）" } else { "宏*" });
    }
}
