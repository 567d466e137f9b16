//! A command counts once, however often it is sent, and its answer never changes.

use domain::decide::command::{Command, LogFollowUp, RecordPayment};
use domain::sync::{Envelope, Verdict};
use domain::values::field::Field;
use domain::values::ids::{FollowUpId, PaymentId};
use domain::values::method::Method;
use domain::values::money::Money;
use domain::values::refusal::Refusal;
use rstest::rstest;
use uuid::Uuid;

use super::world::World;
use crate::support::Db;

fn log(world: &World, content: &str) -> Command {
    Command::LogFollowUp(LogFollowUp::of(FollowUpId(Uuid::now_v7()), world.ids.acme, world.ids.today, Method::Phone, content))
}

#[rstest]
#[tokio::test]
async fn a_repeated_command_is_answered_as_before_and_counts_once(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let pay = RecordPayment {
        id: PaymentId(Uuid::now_v7()),
        order: world.ids.order,
        on: world.ids.today,
        amount: Money(100_000),
        method: Default::default(),
        note: String::new(),
    };
    let paid = lin.does(&world, Command::RecordPayment(pay));
    let logged = lin.does(&world, log(&world, "called"));
    let lost = lin.request(100);
    lin.sends(&world, lost.clone()).await.expect("the answer is made, and lost on the way");
    lin.syncs(&world).await;
    lin.sends(&world, lost).await.expect("a late copy is answered too");

    assert_eq!(lin.verdict(paid), &Verdict::Applied);
    assert_eq!(lin.verdict(logged), &Verdict::Applied);
    assert_eq!(world.count("SELECT COUNT(*) FROM record WHERE kind = 'follow_up'").await, 1);
    assert_eq!(world.count("SELECT collected FROM sales_order").await, 100_000);
    world.check_figures().await;
}

#[rstest]
#[tokio::test]
async fn a_refusal_is_stored(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut zhao = world.phone(world.ids.zhao);
    zhao.syncs(&world).await;
    let logged = zhao.does(&world, log(&world, "not my customer"));
    let lost = zhao.request(100);
    zhao.sends(&world, lost).await.expect("the answer is made, and lost on the way");
    zhao.syncs(&world).await;
    let Verdict::Refused { refusals } = zhao.verdict(logged) else { panic!("it must be refused") };
    assert_eq!(refusals.on(Field::Customer), [Refusal::NotYours]);
}

#[rstest]
#[tokio::test]
async fn an_id_stands_for_one_command_only(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let first = lin.does(&world, log(&world, "one"));
    lin.syncs(&world).await;
    lin.does(&world, log(&world, "two"));
    lin.outbox[0].command_id = first;
    let answer = lin.sends(&world, lin.request(100)).await.expect("it is answered");
    let Some(Verdict::Refused { refusals }) = answer.verdicts.iter().find(|it| it.command_id == first).map(|it| &it.verdict) else {
        panic!("the second use must be refused")
    };
    assert_eq!(refusals.on(Field::Command), [Refusal::IdReused]);
}

#[rstest]
#[tokio::test]
async fn a_command_of_another_release_is_refused_alone(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let strange = lin.does(&world, log(&world, "one"));
    let text = r#"{"do":"fly_to_the_moon"}"#;
    lin.outbox[0].command = serde_json::value::RawValue::from_string(text.to_owned()).expect("it is JSON");
    lin.outbox[0].digest = Envelope::digest_of(text);
    let fine = lin.does(&world, log(&world, "two"));
    lin.syncs(&world).await;
    let Verdict::Refused { refusals } = lin.verdict(strange) else { panic!("it must be refused") };
    assert_eq!(refusals.on(Field::Command), [Refusal::Unknown]);
    assert_eq!(lin.verdict(fine), &Verdict::Applied);
}

#[rstest]
#[tokio::test]
async fn a_command_delivered_by_another_device_is_answered(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let logged = lin.does(&world, log(&world, "one"));
    let mut second = world.phone(world.ids.lin);
    second.syncs(&world).await;
    second.outbox = lin.outbox.clone();
    lin.syncs(&world).await;
    second.syncs(&world).await;
    assert_eq!(second.verdict(logged), &Verdict::Applied);
    assert_eq!(world.count("SELECT COUNT(*) FROM record WHERE kind = 'follow_up'").await, 1);
}
