//! The server does not trust what a device sends: its versions, clock, ids and digests are only claims.

use domain::book::record::Record;
use domain::decide::command::{AmendCustomer, Command, FileCustomer, LogFollowUp, Save, TakeOrder};
use domain::records::customer::CustomerProfile;
use domain::records::order::{Line, OrderTerms};
use domain::sync::{Envelope, Verdict};
use domain::values::calendar::{Day, Timestamp};
use domain::values::field::Field;
use domain::values::ids::{CommandId, CustomerId, FollowUpId, Kind, OrderId};
use domain::values::method::Method;
use domain::values::money::{Money, Quantity};
use domain::values::refusal::Refusal;
use rstest::rstest;
use uuid::Uuid;

use super::bench::some_command;
use super::phone::Phone;
use super::world::{World, envelope, file};
use crate::support::Db;

const DAY: i64 = 24 * 60 * 60 * 1_000;

fn amend(phone: &Phone, world: &World, industry: &str) -> Command {
    let was = phone.customer(world.ids.acme).profile;
    let now = CustomerProfile { industry: industry.to_owned(), ..was.clone() };
    Command::AmendCustomer(AmendCustomer { customer: world.ids.acme, was, now })
}

fn log(world: &World) -> Command {
    Command::LogFollowUp(LogFollowUp::of(FollowUpId(Uuid::now_v7()), world.ids.acme, world.ids.today, Method::Phone, "called"))
}

fn order(world: &World, deal_on: Day) -> TakeOrder {
    let line = Line::of(world.ids.product, Quantity::whole(1), Money::whole(1_000));
    let terms = OrderTerms { deal_on, lines: vec![line], ..OrderTerms::default() };
    TakeOrder { id: OrderId(Uuid::now_v7()), number: None, customer: world.ids.acme, owner: None, terms }
}

fn refusals(verdict: &Verdict, field: Field) -> Vec<Refusal> {
    match verdict {
        Verdict::Refused { refusals } => refusals.on(field).to_vec(),
        other => panic!("it must be refused, and is {other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn a_future_base_version_is_clamped(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let mut world = World::small(db).await;
    let (mut lin, mut boss) = (world.phone(world.ids.lin), world.phone(world.ids.boss));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    let taken = order(&world, world.ids.today);
    let id = taken.id;
    lin.does(&world, Command::TakeOrder(taken));
    let hers = lin.does(&world, amend(&lin, &world, "钢铁"));
    // While lin is offline, someone else changes the same field, and an hour passes.
    boss.does(&world, amend(&boss, &world, "化工"));
    boss.syncs(&world).await;
    world.now = Timestamp(world.now.0 + 3_600_000);
    lin.outbox.iter_mut().for_each(|it| it.base = i64::MAX);
    lin.syncs(&world).await;
    let Verdict::Merged { conflicts } = lin.verdict(hers) else { panic!("{:?}", lin.verdict(hers)) };
    assert_eq!(conflicts[0].theirs.as_str(), Some("化工"));
    let Record::Order(taken) = lin.record(id) else { panic!("an order") };
    assert_eq!(taken.arrived_at, Some(world.now), "it arrived late");
}

#[rstest]
#[tokio::test]
async fn a_wrong_clock_cannot_change_past_rules(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut admin = world.phone(world.ids.admin);
    admin.syncs(&world).await;
    let Record::Company(was) = admin.record(domain::values::ids::Key::COMPANY) else { panic!("the company") };
    let mut now = was.clone();
    now.review = now.review.since(Day::FIRST, domain::rules::ReviewPolicy { follow_ups: true, ..Default::default() });
    let asked = admin.does(&world, Command::SaveCompany(Save { was: Some(was), now }));
    admin.outbox[0].made_at = Timestamp(1);
    admin.syncs(&world).await;
    assert_eq!(refusals(admin.verdict(asked), Field::Review), [Refusal::TooEarly { first: world.ids.today }]);
}

#[rstest]
#[tokio::test]
async fn a_slow_clock_does_not_refuse_todays_records(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let logged = lin.does(&world, log(&world));
    lin.outbox[0].made_at = Timestamp(world.now.0 - 400 * DAY);
    lin.syncs(&world).await;
    assert_eq!(lin.verdict(logged), &Verdict::Applied);
}

#[rstest]
#[tokio::test]
async fn a_record_dated_by_a_wrong_clock_keeps_both_days_and_is_reported(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let said = Timestamp(world.now.0 - 400 * DAY);
    let taken = order(&world, said.day(480));
    let id = taken.id;
    let asked = lin.does(&world, Command::TakeOrder(taken));
    lin.outbox[0].made_at = said;
    lin.sent_at = Some(said);
    lin.syncs(&world).await;
    let Verdict::Merged { conflicts } = lin.verdict(asked) else { panic!("{:?}", lin.verdict(asked)) };
    assert_eq!((conflicts[0].field.known(), conflicts[0].record), (Some(Field::MadeAt), id.into()));
    assert_eq!((conflicts[0].yours.as_i64(), conflicts[0].theirs.as_i64()), (Some(said.0), Some(world.now.0)));
    let Record::Order(taken) = lin.record(id) else { panic!("an order") };
    assert_eq!((taken.made_at, taken.clock_said, taken.arrived_at), (world.now, Some(said), None));

    // A deviation of a few minutes is ignored, and a correct clock leaves no note.
    for minutes in [0, 9] {
        let taken = order(&world, world.ids.today);
        let id = taken.id;
        let asked = lin.does(&world, Command::TakeOrder(taken));
        lin.sent_at = Some(Timestamp(world.now.0 + minutes * 60_000));
        lin.syncs(&world).await;
        assert_eq!(lin.verdict(asked), &Verdict::Applied);
        let Record::Order(taken) = lin.record(id) else { panic!("an order") };
        assert_eq!(taken.clock_said, None);
    }
}

#[rstest]
#[tokio::test]
async fn a_future_day_of_a_fast_clock_is_refused(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let said = Timestamp(world.now.0 + 26 * 3_600_000);
    let asked = lin.does(&world, Command::TakeOrder(order(&world, said.day(480))));
    lin.outbox[0].made_at = said;
    lin.sent_at = Some(said);
    lin.syncs(&world).await;
    assert_eq!(refusals(lin.verdict(asked), Field::DealOn), [Refusal::InFuture { today: world.ids.today }]);
}

#[rstest]
#[tokio::test]
async fn derived_ids_from_a_device_are_refused(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let derived = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"the row of an import");
    let logged = lin.does(&world, log(&world));
    lin.outbox[0].command_id = CommandId(derived);
    let answer = lin.sends(&world, lin.request(100)).await.expect("it is answered");
    let told = answer.verdicts.iter().find(|it| it.command_id.0 == derived).expect("a verdict");
    assert_eq!(refusals(&told.verdict, Field::Command), [Refusal::IdReused]);
    assert_eq!(world.count("SELECT COUNT(*) FROM record WHERE kind = 'follow_up'").await, 0, "{logged}");
    lin.outbox.clear();

    // The id of the record that it would create is reserved too.
    let filed = lin.does(&world, file(CustomerId(derived), "先到先得", &world));
    lin.syncs(&world).await;
    assert_eq!(refusals(lin.verdict(filed), Field::Id), [Refusal::IdReused]);
}

#[rstest]
#[tokio::test]
async fn a_command_id_cannot_be_reused_for_another_command_or_person(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut boss) = (world.phone(world.ids.lin), world.phone(world.ids.boss));
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    let first = lin.does(&world, log(&world));
    let copy = lin.outbox[0].clone();
    lin.syncs(&world).await;
    let is_reused = |answer: &domain::sync::Answer| {
        let told = answer.verdicts.iter().find(|it| it.command_id == first).expect("a verdict");
        refusals(&told.verdict, Field::Command) == [Refusal::IdReused]
    };

    // Another command with the id and digest of an accepted one.
    let other = Envelope::text_of(&log(&world));
    lin.outbox.push(Envelope { command: other.clone(), ..copy.clone() });
    assert!(is_reused(&lin.sends(&world, lin.request(100)).await.expect("it is answered")));
    lin.outbox.clear();
    // The same command, sent by someone else.
    boss.outbox.push(copy.clone());
    assert!(is_reused(&boss.sends(&world, boss.request(100)).await.expect("it is answered")));
    boss.outbox.clear();
    assert_eq!(world.count("SELECT COUNT(*) FROM record WHERE kind = 'follow_up'").await, 1);

    // A command damaged in storage is refused as malformed, together with its text.
    lin.outbox.push(Envelope { command_id: CommandId(Uuid::now_v7()), command: other, ..copy });
    let damaged = lin.outbox[0].command_id;
    lin.syncs(&world).await;
    assert_eq!(refusals(lin.verdict(damaged), Field::Command), [Refusal::Malformed]);
}

#[rstest]
#[tokio::test]
async fn a_proposed_number_cannot_exhaust_the_range(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let numbered = |number: &str| {
        let profile = CustomerProfile { name: number.to_owned(), ..CustomerProfile::default() };
        let id = CustomerId(Uuid::now_v7());
        (id, Command::FileCustomer(FileCustomer { id, number: Some(number.to_owned()), filed_on: world.ids.today, owner: None, profile }))
    };
    let (id, command) = numbered("C999999999999");
    let asked = lin.does(&world, command);
    lin.syncs(&world).await;
    let Verdict::Merged { conflicts } = lin.verdict(asked) else { panic!("{:?}", lin.verdict(asked)) };
    assert_eq!((conflicts[0].field.known(), conflicts[0].yours.as_str()), (Some(Field::Number), Some("C999999999999")));
    assert_eq!(conflicts[0].theirs.as_str(), Some("C002"));
    assert_eq!(lin.customer(id).number, "C002");
    // Numbers may skip a few, and a custom format is allowed.
    for number in ["C040", "KH-999999999"] {
        let (id, command) = numbered(number);
        lin.does(&world, command);
        lin.syncs(&world).await;
        assert_eq!(lin.customer(id).number, number);
    }
}

#[rstest]
#[tokio::test]
async fn a_server_with_a_clock_set_back_decides_nothing(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let mut world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let (right, logged) = (world.now, lin.does(&world, log(&world)));
    world.now = Timestamp(right.0 - 3 * DAY);
    assert!(matches!(lin.sends(&world, lin.request(100)).await, Err(app::api::ApiError::Busy { .. })));
    assert!(server::clock::check(&world.db, world.now).await.is_err(), "nor would it start");
    let in_2016 = Timestamp(1_460_000_000_000);
    assert!(server::clock::check_age(in_2016).is_err());
    // The clock may go back by a few minutes: time stands still until it has caught up.
    world.now = Timestamp(right.0 - 5 * 60_000);
    assert!(server::clock::check(&world.db, world.now).await.is_ok());
    lin.syncs(&world).await;
    assert_eq!(lin.verdict(logged), &Verdict::Applied);
    // After the clock was wrong, an operator confirms that it is right now.
    world.now = Timestamp(right.0 - 3 * DAY);
    server::sync::believe(&world.db, world.now).await.expect("the clock is believed");
    assert!(server::clock::check(&world.db, world.now).await.is_ok());
    lin.does(&world, amend(&lin, &world, "钢铁"));
    lin.syncs(&world).await;
}

/// Random values in every field of the envelope and the exchange must not break the invariants.
#[rstest]
#[tokio::test]
async fn random_claims_of_a_device_keep_the_invariants(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut boss) = (world.phone(world.ids.lin), world.phone(world.ids.boss));
    let mut rng = fastrand::Rng::with_seed(2_026);
    lin.syncs(&world).await;
    for _ in 0..60 {
        let number = |rng: &mut fastrand::Rng| match rng.u8(0..6) {
            0 => i64::MIN,
            1 => i64::MAX,
            2 => 0,
            3 => -1,
            4 => rng.i64(0..200),
            _ => rng.i64(..),
        };
        for _ in 0..rng.usize(1..4) {
            let command = some_command(&world, &mut |n| rng.u64(0..n));
            let mut envelope: Envelope = envelope(&command, rng.u64(..), number(&mut rng), Timestamp(number(&mut rng)));
            envelope.schema = rng.u32(..);
            envelope.made_offline = rng.bool();
            envelope.rules_revision = number(&mut rng);
            envelope.after = rng.bool().then(|| CommandId(Uuid::from_u128(rng.u128(..))));
            if rng.u8(0..8) == 0 {
                envelope.digest = Uuid::from_u128(rng.u128(..));
            }
            if rng.u8(0..8) == 0 {
                envelope.command_id = CommandId(Uuid::new_v5(&Uuid::NAMESPACE_OID, &rng.u128(..).to_be_bytes()));
            }
            lin.outbox.push(envelope);
        }
        let mut ours = lin.request(rng.u32(..));
        ours.sent_at = rng.bool().then(|| Timestamp(number(&mut rng)));
        ours.verdicts_from = if rng.bool() { ours.verdicts_from } else { number(&mut rng) };
        if rng.u8(0..6) == 0 {
            ours.cursors.iter_mut().for_each(|it| (it.pos, it.base) = (number(&mut rng), number(&mut rng)));
        }
        let asked: Vec<CommandId> = ours.envelopes.iter().map(|it| it.command_id).collect();
        let answer = lin.sends(&world, ours).await.expect("it is answered");
        if !answer.reset && !answer.more {
            for id in asked {
                assert_eq!(answer.verdicts.iter().filter(|it| it.command_id == id).count(), 1, "one verdict");
            }
        }
        lin.outbox.clear();
    }
    lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    for phone in [&lin, &boss] {
        for (kind, id) in phone.held.keys() {
            let Some(kind) = Kind::parse(kind) else { continue };
            let made_at = match phone.record(domain::values::ids::Key { kind, id: *id }) {
                Record::FollowUp(follow_up) => follow_up.made_at,
                Record::Order(order) => order.made_at,
                Record::Expense(expense) => expense.made_at,
                _ => continue,
            };
            assert!(made_at <= world.now && Day::FIRST <= made_at.day(0), "{kind:?} made at {made_at:?}");
        }
    }
    assert_eq!(lin.customer(world.ids.acme), boss.customer(world.ids.acme));
    assert_eq!(world.count("SELECT COUNT(*) FROM customer WHERE 10000 < number_running").await, 0);
    world.check_figures().await;
}
