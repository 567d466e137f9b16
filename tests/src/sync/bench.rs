//! Random commands, and how long the server takes for a company's daily work. Times are printed, never asserted; `DABIAO_BENCH` sets the number
//! of commands.

use std::time::Instant;

use domain::decide::command::{Command, LogFollowUp, RecordExpense, RecordPayment};
use domain::records::expense::ExpenseProfile;
use domain::sync::Envelope;
use domain::values::ids::{CustomerId, DeviceId, ExpenseId, FollowUpId, PaymentId};
use domain::values::method::Method;
use domain::values::money::Money;
use rstest::rstest;
use server::sync::{Origin, push_as};
use uuid::Uuid;

use super::world::{World, envelope, file};
use crate::support::Db;

/// A random command that lin may make.
pub fn some_command(world: &World, roll: &mut impl FnMut(u64) -> u64) -> Command {
    let on = world.ids.today.plus(-(roll(60) as i32));
    match roll(5) {
        0 => file(CustomerId(Uuid::now_v7()), "又一家", world),
        1 => Command::RecordPayment(RecordPayment {
            id: PaymentId(Uuid::now_v7()),
            order: world.ids.order,
            on,
            amount: Money(100 + roll(1_000) as i64),
            method: Default::default(),
            note: String::new(),
        }),
        2 => {
            let (amount, wins_new) = (Money(100 + roll(1_000) as i64), roll(2) == 0);
            let profile = ExpenseProfile { on, amount, wins_new, ..ExpenseProfile::default() };
            let customer = (roll(2) == 0).then_some(world.ids.acme);
            Command::RecordExpense(RecordExpense { id: ExpenseId(Uuid::now_v7()), owner: None, customer, profile })
        }
        _ => follow_up(world, world.ids.acme, on),
    }
}

fn follow_up(_: &World, customer: CustomerId, on: domain::values::calendar::Day) -> Command {
    Command::LogFollowUp(LogFollowUp {
        id: FollowUpId(Uuid::now_v7()),
        customer,
        on,
        method: Method::Visit,
        content: "谈了新一批阀门的交期和价格，客户希望下周收到正式方案，并请技术一起去现场看一次。".to_owned(),
        next_step: "下周三带方案".to_owned(),
        next_on: Some(on.plus(7)),
        expected_close: None,
        feedback: String::new(),
        activity: None,
        next_task: None,
        completes: Vec::new(),
    })
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_push_of_many_follow_ups(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let many: usize = std::env::var("DABIAO_BENCH").ok().and_then(|it| it.parse().ok()).unwrap_or(500);
    let world = World::small(db).await;
    let mut customers = vec![world.ids.acme];
    for index in 0..100 {
        customers.push(world.files(world.ids.lin, &format!("客户{index}")).await);
    }
    let envelopes: Vec<Envelope> = (0..many)
        .map(|it| follow_up(&world, customers[it % customers.len()], world.ids.today.plus(-((it % 90) as i32))))
        .zip(1..)
        .map(|(it, seq)| envelope(&it, seq, 0, world.now))
        .collect();
    let actor = server::db::queries::people::actor(&world.db, world.ids.lin).await.expect("people can be read").expect("lin works here");
    let device = DeviceId(Uuid::now_v7());
    let began = Instant::now();
    for batch in envelopes.chunks(500) {
        push_as(&world.db, &actor, Origin::of(device), batch, world.now, &()).await.expect("a batch is taken");
    }
    println!("{db:?}: push of {many} in batches of 500: {:.3} s", began.elapsed().as_secs_f64());
    assert_eq!(world.count("SELECT COUNT(*) FROM record WHERE kind = 'follow_up'").await, many as i64);

    let mut lin = world.phone(world.ids.lin);
    let began = Instant::now();
    lin.syncs(&world).await;
    println!("{db:?}: first pull of {} records in {} pages: {:.3} s", lin.held.len(), lin.pages, began.elapsed().as_secs_f64());
    let mut times = Vec::new();
    for _ in 0..200 {
        let began = Instant::now();
        lin.sends(&world, lin.request(1_000)).await.expect("it is answered");
        times.push(began.elapsed());
    }
    times.sort();
    println!("{db:?}: nothing new: p50 {:.3} ms", times[times.len() / 2].as_secs_f64() * 1e3);
    // Someone else has written records that this person may not see.
    world.files(world.ids.zhao, "别人的").await;
    let mut times = Vec::new();
    for _ in 0..200 {
        let began = Instant::now();
        lin.sends(&world, lin.request(1_000)).await.expect("it is answered");
        times.push(began.elapsed());
    }
    times.sort();
    println!("{db:?}: nothing visible: p50 {:.3} ms", times[times.len() / 2].as_secs_f64() * 1e3);
}
