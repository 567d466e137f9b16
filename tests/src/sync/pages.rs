//! T4: pages of any size, with a clean-up between any two, give the same result as a single page.

use domain::decide::command::{Command, HandOverCustomer};
use rstest::rstest;

use super::world::World;
use crate::support::Db;

#[rstest]
#[tokio::test]
async fn any_page_size_gives_the_same_result(#[values(Db::Sqlite, Db::Postgres)] db: Db, #[values(1, 2, 3, 7)] most: u32) {
    let world = World::small(db).await;
    let mut customers = Vec::new();
    for index in 0..12 {
        customers.push(world.files(world.ids.lin, &format!("客户{index}")).await);
    }
    let mut slow = world.phone(world.ids.boss);
    // The fill has started when customers leave and return, and the server deletes its records of departures.
    for _ in 0..4 {
        let answer = slow.sends(&world, slow.request(most)).await.expect("a page is answered");
        slow.takes(answer);
    }
    for (index, customer) in customers.iter().enumerate().filter(|(index, _)| index % 3 == 0) {
        let to = world.ids.zhao;
        world
            .push(world.ids.manager, vec![Command::HandOverCustomer(HandOverCustomer { customer: *customer, to, reason: String::new() })])
            .await;
        let answer = slow.sends(&world, slow.request(most)).await.expect("a page is answered");
        slow.takes(answer);
        if index % 2 == 0 {
            let to = world.ids.wang;
            world
                .push(
                    world.ids.manager,
                    vec![Command::HandOverCustomer(HandOverCustomer { customer: *customer, to, reason: String::new() })],
                )
                .await;
            let clock = world.count("SELECT version FROM clock").await;
            server::sync::gc(&world.db, clock - 1).await.expect("departures can be forgotten");
        }
    }
    slow.syncs_in_pages(&world, most).await;
    let mut whole = world.phone(world.ids.boss);
    whole.syncs(&world).await;
    assert_eq!(slow.held, whole.held);
}

#[rstest]
#[tokio::test]
async fn a_version_is_never_split(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let many =
        (0..30).map(|it| super::world::file(domain::values::ids::CustomerId(uuid::Uuid::now_v7()), &format!("客户{it}"), &world)).collect();
    world.push(world.ids.lin, many).await;
    let lin = world.phone(world.ids.lin);
    let mut request = lin.request(4);
    let epoch = lin.sends(&world, request.clone()).await.expect("it is answered").epoch;
    request.epoch = epoch;
    for _ in 0..100 {
        let answer = lin.sends(&world, request.clone()).await.expect("a page is answered");
        let last = answer.rows.last().map(|it| it.version);
        let of_last = answer.rows.iter().filter(|it| Some(it.version) == last && it.kind == "customer").count();
        assert!(of_last == 0 || of_last == 1 || of_last == 30, "{of_last} of a version of thirty");
        request.cursors = answer.buckets.iter().map(|it| domain::sync::Cursor { bucket: it.bucket, pos: it.pos, base: it.base }).collect();
        request.verdicts_from = answer.verdicts_to;
        if !answer.more {
            return;
        }
    }
    panic!("there was always more");
}
