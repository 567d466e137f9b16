//! Handing over records and changing teams: a device loses the records that its person may no longer see and gets all that the person newly may.

use domain::decide::command::{Command, HandOverCustomer, LogFollowUp, RemoveCustomer, Save};
use domain::records::organisation::Person;
use domain::sync::Verdict;
use domain::values::field::Field;
use domain::values::ids::{FollowUpId, PersonId, TeamId};
use domain::values::method::Method;
use domain::values::refusal::Refusal;
use rstest::rstest;
use uuid::Uuid;

use super::world::World;
use crate::support::Db;

fn hand_over(world: &World, to: PersonId) -> Command {
    Command::HandOverCustomer(HandOverCustomer { customer: world.ids.acme, to, reason: String::new() })
}

fn log(world: &World) -> (FollowUpId, Command) {
    let id = FollowUpId(Uuid::now_v7());
    let (customer, on, method) = (world.ids.acme, world.ids.today, Method::Visit);
    let (content, next_step) = ("谈过".to_owned(), String::new());
    (
        id,
        Command::LogFollowUp(LogFollowUp {
            id,
            customer,
            on,
            method,
            content,
            next_step,
            next_on: None,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task: None,
            completes: Vec::new(),
        }),
    )
}

async fn move_to(world: &World, person: PersonId, team: TeamId) {
    let was = server::db::queries::people::by_id(&world.db, person).await.expect("people can be read").expect("the person is there");
    let now = Person { team: Some(team), ..was.clone() };
    world.push(world.ids.admin, vec![Command::SavePerson(Save { was: Some(was), now })]).await;
}

#[rstest]
#[tokio::test]
async fn a_hand_over_moves_all_records_of_the_customer(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut zhao, mut manager) = (world.phone(world.ids.lin), world.phone(world.ids.zhao), world.phone(world.ids.manager));
    let (follow_up, logged) = log(&world);
    lin.does(&world, logged);
    lin.syncs(&world).await;
    zhao.syncs(&world).await;
    assert!(lin.has(world.ids.acme) && lin.has(follow_up) && !zhao.has(world.ids.acme));

    manager.does(&world, hand_over(&world, world.ids.zhao));
    manager.syncs(&world).await;
    let (_, late) = log(&world);
    let refused = lin.does(&world, late);
    lin.syncs(&world).await;
    zhao.syncs(&world).await;
    let Verdict::Refused { refusals } = lin.verdict(refused) else { panic!("lin no longer holds it") };
    assert_eq!(refusals.on(Field::Customer), [Refusal::NotYours]);
    assert!(!lin.has(world.ids.acme) && !lin.has(follow_up));
    assert!(zhao.has(world.ids.acme) && zhao.has(follow_up) && zhao.has(world.ids.order));
    // The order keeps its sales credit (A36), so lin may still see it.
    assert!(lin.has(world.ids.order));

    manager.does(&world, hand_over(&world, world.ids.lin));
    manager.syncs(&world).await;
    lin.syncs(&world).await;
    zhao.syncs(&world).await;
    assert!(lin.has(world.ids.acme) && lin.has(follow_up));
    assert!(!zhao.has(world.ids.acme) && !zhao.has(follow_up) && !zhao.has(world.ids.order));
    world.check_figures().await;
}

#[rstest]
#[tokio::test]
async fn a_person_who_changes_teams_keeps_their_customers(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut boss, mut chen) = (world.phone(world.ids.lin), world.phone(world.ids.boss), world.phone(world.ids.chen));
    let (follow_up, logged) = log(&world);
    lin.does(&world, logged);
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    chen.syncs(&world).await;
    assert!(boss.has(world.ids.acme) && boss.has(follow_up) && !chen.has(world.ids.acme));

    move_to(&world, world.ids.lin, world.ids.second_team).await;
    boss.syncs(&world).await;
    chen.syncs(&world).await;
    lin.syncs(&world).await;
    assert!(!boss.has(world.ids.acme) && !boss.has(follow_up));
    // Sales stay with the team in which they were made (A36).
    assert!(boss.has(world.ids.order) && chen.has(world.ids.order));
    assert!(chen.has(world.ids.acme) && chen.has(follow_up) && lin.has(follow_up));

    move_to(&world, world.ids.lin, world.ids.first_team).await;
    boss.syncs(&world).await;
    chen.syncs(&world).await;
    assert!(boss.has(world.ids.acme) && boss.has(follow_up) && !chen.has(world.ids.acme) && !chen.has(world.ids.order));
}

#[rstest]
#[tokio::test]
async fn a_supervisor_who_changes_teams_sees_only_the_new_team(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut boss = world.phone(world.ids.boss);
    boss.syncs(&world).await;
    assert!(boss.has(world.ids.acme));
    move_to(&world, world.ids.boss, world.ids.second_team).await;
    boss.syncs(&world).await;
    assert!(!boss.has(world.ids.acme) && boss.has(world.ids.lin));
}

#[rstest]
#[tokio::test]
async fn a_phone_detects_removals_that_the_server_has_pruned(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut manager) = (world.phone(world.ids.lin), world.phone(world.ids.manager));
    lin.syncs(&world).await;
    manager.does(&world, hand_over(&world, world.ids.zhao));
    manager.syncs(&world).await;
    let clock = world.count("SELECT version FROM clock").await;
    server::sync::gc(&world.db, clock).await.expect("departures can be forgotten");
    assert_eq!(world.count("SELECT COUNT(*) FROM departure").await, 0);
    lin.syncs(&world).await;
    assert!(!lin.has(world.ids.acme) && lin.has(world.ids.order));
}

#[rstest]
#[tokio::test]
async fn a_removed_customer_disappears_from_every_device(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mistake = world.files(world.ids.lin, "写错了").await;
    let (mut lin, mut boss) = (world.phone(world.ids.lin), world.phone(world.ids.boss));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    assert!(boss.has(mistake));
    lin.does(&world, Command::RemoveCustomer(RemoveCustomer { customer: mistake }));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    assert!(!lin.has(mistake) && !boss.has(mistake));
}
