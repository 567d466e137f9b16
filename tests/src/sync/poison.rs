//! A command that the database cannot store is refused and reported; other commands are not blocked.

use domain::sync::Verdict;
use domain::values::field::Field;
use domain::values::refusal::Refusal;
use rstest::rstest;
use sea_orm::ConnectionTrait;

use super::world::{World, file};
use crate::support::Db;

#[rstest]
#[tokio::test]
async fn a_command_that_breaks_the_database_is_refused_alone(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let trap = match db {
        Db::Sqlite => "CREATE TRIGGER trap BEFORE INSERT ON customer WHEN NEW.name_key = 'poison' BEGIN SELECT RAISE(ABORT, 'trap'); END",
        Db::Postgres => "ALTER TABLE customer ADD CONSTRAINT trap CHECK (name_key <> 'poison')",
    };
    world.db.connection().execute_unprepared(trap).await.expect("a trap can be set");
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let id = || domain::values::ids::CustomerId(uuid::Uuid::now_v7());
    let (before, after) = (id(), id());
    lin.does(&world, file(before, "before", &world));
    let poison = lin.does(&world, file(id(), "poison", &world));
    lin.does(&world, file(after, "after", &world));
    lin.syncs(&world).await;
    assert!(lin.has(before) && lin.has(after));
    let Verdict::Refused { refusals } = lin.verdict(poison) else { panic!("it must be refused") };
    assert_eq!(refusals.on(Field::Command), [Refusal::Broken]);
}
