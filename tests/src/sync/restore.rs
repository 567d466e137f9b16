//! T13, the server's half: after a backup is restored and a new life of the database begun, what phones were told of late comes back.

use std::path::Path;

use domain::calendar::Timestamp;
use server::db::Database;

use super::world::{World, file};
use crate::support::Db;

#[tokio::test]
async fn acknowledged_work_reappears() {
    let mut world = World::small(Db::Sqlite).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let original = world.url().trim_start_matches("sqlite://").to_owned();
    let backup = format!("{original}.backup");
    let vacuum = format!("VACUUM INTO '{backup}'");
    sea_orm::ConnectionTrait::execute_unprepared(world.db.connection(), &vacuum).await.expect("a backup can be made");

    let id = domain::ids::CustomerId(uuid::Uuid::now_v7());
    lin.does(&world, file(id, "后来的", &world));
    lin.syncs(&world).await;
    assert!(lin.has(id) && lin.outbox.is_empty());

    assert!(Path::new(&backup).exists());
    world.db = Database::open(&format!("sqlite://{backup}")).await.expect("the backup opens");
    let epoch = server::sync::new_epoch(&world.db, Timestamp(1)).await.expect("a new life begins");
    lin.syncs(&world).await;
    assert_eq!(lin.epoch, epoch);
    assert!(lin.has(id) && lin.has(world.ids.acme));
    let mut boss = world.phone(world.ids.boss);
    boss.syncs(&world).await;
    assert!(boss.has(id));
}
