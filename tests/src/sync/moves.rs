//! Planned moves of people, carried out by the server on their day (A36).

use domain::book::record::Record;
use domain::decide::command::{Command, LogFollowUp, PlanMove};
use domain::records::organisation::{Person, Posting, Role};
use domain::sync::history::HistoryQuestion;
use domain::values::calendar::Timestamp;
use domain::values::ids::{FollowUpId, TeamId};
use domain::values::method::Method;
use rstest::rstest;
use server::db::queries::people;
use server::sync::carry_out;

use super::phone::Phone;
use super::world::World;
use crate::support::Db;

fn contact(world: &World) -> (FollowUpId, Command) {
    let id = FollowUpId(uuid::Uuid::now_v7());
    let logged = LogFollowUp {
        id,
        customer: world.ids.acme,
        on: world.ids.today,
        method: Method::Phone,
        content: "电话".to_owned(),
        next_step: String::new(),
        next_on: None,
        expected_close: None,
        feedback: String::new(),
        activity: None,
        next_task: None,
        completes: Vec::new(),
    };
    (id, Command::LogFollowUp(logged))
}

fn person_on(phone: &Phone, world: &World) -> Person {
    match phone.record(world.ids.lin) {
        Record::Person(person) => person,
        other => panic!("not a person: {other:?}"),
    }
}

fn team_of(phone: &Phone, follow_up: FollowUpId) -> Option<TeamId> {
    match phone.record(follow_up) {
        Record::FollowUp(follow_up) => follow_up.team,
        other => panic!("not a follow-up: {other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn a_planned_move_is_carried_out_on_its_day(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let mut world = World::small(db).await;
    let ids = world.ids;
    let from = ids.today.plus(1);
    let to = Some(Posting { role: Role::Rep, team: Some(ids.second_team), department: None });
    world.push(ids.admin, vec![Command::PlanMove(PlanMove { person: ids.lin, from, to, note: String::new() })]).await;
    let (mut lin, mut boss, mut chen) = (world.phone(ids.lin), world.phone(ids.boss), world.phone(ids.chen));
    for phone in [&mut lin, &mut boss, &mut chen] {
        phone.syncs(&world).await;
    }
    assert!(boss.has(ids.acme) && !chen.has(ids.acme));
    // Written offline on the evening before, and sent after the move.
    let (late, command) = contact(&world);
    lin.does(&world, command);
    let offline = person_on(&lin, &world);

    // The day begins at midnight in Shanghai.
    let midnight = Timestamp((i64::from(from.0) * 24 - 8) * 3_600_000);
    assert_eq!(carry_out(&world.db, &(), Timestamp(midnight.0 - 1)).await, Ok(0));
    world.now = midnight;
    assert_eq!(carry_out(&world.db, &(), midnight).await, Ok(1));
    assert_eq!(carry_out(&world.db, &(), midnight).await, Ok(0), "once");
    for phone in [&mut lin, &mut boss, &mut chen] {
        phone.syncs(&world).await;
    }
    assert_eq!(Some(person_on(&lin, &world)), offline.settled(from), "a phone without a network has moved her alike");
    assert!(!boss.has(ids.acme) && chen.has(ids.acme), "what she holds goes along");
    assert!(boss.has(ids.order), "what she sold stays credited to the team");
    assert_eq!(team_of(&chen, late), Some(ids.first_team), "credited to the team of its day");

    let question = HistoryQuestion { record: Some(ids.lin.into()), limit: 10, ..HistoryQuestion::default() };
    let admin = people::actor(&world.db, ids.admin).await.expect("people can be read").expect("the administrator");
    let told = server::db::queries::history::page(&world.db, &admin, &question, world.now).await.expect("the history can be read").entries;
    let moved = told.iter().find(|it| it.by == Some(ids.admin) && it.made_at == midnight);
    assert!(moved.is_some(), "in the name of the planner: {told:?}");
    world.check_figures().await;
}

#[rstest]
#[tokio::test]
async fn a_push_after_midnight_is_decided_after_the_moves(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let mut world = World::small(db).await;
    let ids = world.ids;
    let from = ids.today.plus(1);
    let to = Some(Posting { role: Role::Rep, team: Some(ids.second_team), department: None });
    world.push(ids.admin, vec![Command::PlanMove(PlanMove { person: ids.lin, from, to, note: String::new() })]).await;
    let mut lin = world.phone(ids.lin);
    lin.syncs(&world).await;
    world.now = Timestamp((i64::from(from.0) * 24 - 8) * 3_600_000);
    let (id, command) = contact(&world);
    lin.does(&world, command);
    lin.syncs(&world).await;
    assert_eq!(person_on(&lin, &world).team, Some(ids.second_team));
    assert_eq!(team_of(&lin, id), Some(ids.second_team));
}
