//! T13, the server's half: after a backup is restored and a new epoch begins, phones send recently confirmed work again.

use std::path::Path;

use domain::sync::Exchange;
use domain::values::calendar::Timestamp;
use domain::values::ids::CustomerId;
use server::db::Database;

use super::world::{World, file};
use crate::support::Db;

/// Makes a backup of a database that stays in use; returns its address.
async fn backed_up(world: &World) -> String {
    let backup = format!("{}.backup", world.url().trim_start_matches("sqlite://"));
    let vacuum = format!("VACUUM INTO '{backup}'");
    sea_orm::ConnectionTrait::execute_unprepared(world.db.connection(), &vacuum).await.expect("a backup can be made");
    assert!(Path::new(&backup).exists());
    format!("sqlite://{backup}")
}

#[tokio::test]
async fn confirmed_commands_are_restored_after_a_backup() {
    let mut world = World::small(Db::Sqlite).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let backup = backed_up(&world).await;

    let id = CustomerId(uuid::Uuid::now_v7());
    lin.does(&world, file(id, "后来的", &world));
    lin.syncs(&world).await;
    assert!(lin.has(id) && lin.outbox.is_empty());

    world.db = Database::open(&backup).await.expect("the backup opens");
    let epoch = server::sync::new_epoch(&world.db, Timestamp(1)).await.expect("a new life begins");
    lin.syncs(&world).await;
    assert_eq!(lin.epoch, epoch);
    assert!(lin.has(id) && lin.has(world.ids.acme));
    let mut boss = world.phone(world.ids.boss);
    boss.syncs(&world).await;
    assert!(boss.has(id));
}

#[tokio::test]
async fn a_restored_backup_is_detected_by_the_first_newer_phone() {
    let mut world = World::small(Db::Sqlite).await;
    let (mut lin, mut boss) = (world.phone(world.ids.lin), world.phone(world.ids.boss));
    lin.syncs(&world).await;
    let backup = backed_up(&world).await;
    let (early, late) = (CustomerId(uuid::Uuid::now_v7()), CustomerId(uuid::Uuid::now_v7()));
    lin.does(&world, file(early, "备份之后的", &world));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    let life = lin.epoch;

    world.db = Database::open(&backup).await.expect("the backup opens");
    lin.syncs(&world).await;
    assert!(life < lin.epoch, "another life began by itself");
    lin.does(&world, file(late, "更晚的", &world));
    lin.syncs(&world).await;
    // The database has reached the version of the boss's phone; only the epoch shows that it is a different history.
    boss.syncs(&world).await;
    assert_eq!(boss.epoch, lin.epoch);
    for id in [early, late] {
        assert!(lin.has(id) && boss.has(id));
    }
}

#[tokio::test]
async fn an_impossible_claim_starts_no_second_epoch() {
    let world = World::small(Db::Sqlite).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    server::sync::new_epoch(&world.db, world.now).await.expect("a new life begins");
    lin.syncs(&world).await;
    let life = lin.epoch;
    let ours = Exchange { verdicts_from: i64::MAX, ..lin.request(100) };
    let answer = lin.sends(&world, ours).await.expect("an answer");
    assert!(answer.reset);
    assert_eq!(answer.epoch, life, "the last one began just now");
}
