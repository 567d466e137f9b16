//! Test data: a rep with very many customers and follow-ups.

use std::ops::Range;

use anyhow::Result;
use domain::access::actor::Actor;
use domain::decide::command::{Command, FileCustomer, LogFollowUp, Save};
use domain::records::customer::CustomerProfile;
use domain::records::organisation::{Company, Department, Person, Role, Team};
use domain::sync::{Envelope, MOST_ENVELOPES};
use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::{CommandId, CustomerId, DepartmentId, FollowUpId, PersonId, TeamId};
use domain::values::method::Method;
use sea_orm::{ConnectionTrait, Statement};
use server::auth::{self, Chosen};
use server::db::{Database, queries::people};
use server::{seed, sync};
use uuid::Uuid;

pub const REP: PersonId = PersonId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002));
/// The rep's account.
pub const ACCOUNT: &str = "bench";
pub const PASSWORD: &str = "bench horse battery";
/// The time of all commands: 2026-06-01 12:00 in Shanghai.
pub const NOW: Timestamp = Timestamp(1_780_286_400_000);

const ADMINISTRATOR: PersonId = PersonId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));
const ORIGIN: sync::Origin = sync::Origin::HOUSE;
/// Customers that [`found`] files; [`file_customers`] adds as many as a measurement needs.
pub const N_CUSTOMERS: usize = 100;

const PROVINCES: [&str; 7] = ["江苏", "浙江", "广东", "山东", "四川", "湖北", "福建"];
const TRADES: [&str; 5] = ["精密制造", "电子", "化工", "医疗器械", "食品"];

/// Founds a company with one rep who has a hundred customers.
pub async fn found(db: &Database) -> Result<()> {
    db.migrate(NOW).await?;
    let person = |id, account: &str, role, team| Person {
        id,
        name: account.to_owned(),
        account: account.to_owned(),
        role,
        team,
        department: None,
        email: None,
        active: true,
        postings: Default::default(),
        joined_on: None,
        left_on: None,
    };
    let company = Company { name: "测速".to_owned(), ..Company::default() };
    seed::found(db, company, person(ADMINISTRATOR, "admin", Role::Administrator, None), "administrator's own", NOW).await?;
    let (department, team) = (DepartmentId(Uuid::from_u128(3)), TeamId(Uuid::from_u128(4)));
    let commands = [
        Command::SaveDepartment(Save { was: None, now: Department { id: department, name: "销售部".into() } }),
        Command::SaveTeam(Save { was: None, now: Team { id: team, name: "一组".into(), department, region: None } }),
        Command::SavePerson(Save { was: None, now: person(REP, ACCOUNT, Role::Rep, Some(team)) }),
    ];
    push_as(db, ADMINISTRATOR, commands.into_iter().enumerate().collect()).await?;
    auth::give(db, REP, PASSWORD, Chosen::Oneself, NOW).await?;
    file_customers(db, 0..N_CUSTOMERS).await
}

/// Files the customers with these numbers for the rep.
pub async fn file_customers(db: &Database, range: Range<usize>) -> Result<()> {
    for part in range.collect::<Vec<_>>().chunks(MOST_ENVELOPES) {
        let customers = part.iter().map(|n| {
            let (province, trade) = (PROVINCES[n % PROVINCES.len()], TRADES[n / 3 % TRADES.len()]);
            let profile =
                CustomerProfile { name: format!("{province}{trade}{n}有限公司"), industry: trade.into(), ..CustomerProfile::default() };
            let asked = FileCustomer { id: customer(*n), number: None, filed_on: today(), owner: None, profile };
            (100_000_000 + n, Command::FileCustomer(asked))
        });
        push_as(db, REP, customers.collect()).await?;
    }
    Ok(())
}

/// Pushes the follow-ups with these numbers.
pub async fn push(db: &Database, range: Range<usize>) -> Result<()> {
    push_batches(db, &batches(range)).await
}

/// Follow-ups in batches, as a phone would send them.
pub fn batches(range: Range<usize>) -> Vec<Vec<Envelope>> {
    let envelopes: Vec<Envelope> = range.map(follow_up).collect();
    envelopes.chunks(MOST_ENVELOPES).map(<[Envelope]>::to_vec).collect()
}

/// Pushes the batches one after another.
pub async fn push_batches(db: &Database, batches: &[Vec<Envelope>]) -> Result<()> {
    let actor = people::actor(db, REP).await?.expect("the rep was founded");
    for batch in batches {
        sync::push_as(db, &actor, ORIGIN, batch, NOW, &()).await?;
    }
    Ok(())
}

/// The number of follow-ups in the database.
pub async fn count(db: &Database) -> Result<i64> {
    let question = "SELECT COUNT(*) FROM record WHERE kind = 'follow_up'";
    let statement = Statement::from_string(db.connection().get_database_backend(), question);
    let row = db.connection().query_one_raw(statement).await?.expect("a count is a row");
    Ok(row.try_get_by_index(0)?)
}

fn follow_up(n: usize) -> Envelope {
    let id = 0x0190_0000_0000_7000_8000_0001_0000_0000 + n as u128;
    let log = LogFollowUp {
        id: FollowUpId(Uuid::from_u128(id)),
        customer: customer(n % N_CUSTOMERS),
        on: today().plus(-i32::try_from(n % 500).unwrap_or(0)),
        method: Method::ALL[n % Method::ALL.len()],
        content: format!("第 {n} 次拜访：谈了交货期和价格，客户要求下周给出书面方案。"),
        next_step: "提交报价单".to_owned(),
        next_on: Some(today().plus(7)),
        expected_close: None,
        feedback: String::new(),
        activity: None,
        next_task: None,
        completes: Vec::new(),
    };
    seed::envelope(1_000 + n as u64, CommandId(Uuid::from_u128(id + (1 << 60))), NOW, &Command::LogFollowUp(log))
}

fn customer(n: usize) -> CustomerId {
    CustomerId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0001_0000 + n as u128))
}

fn today() -> Day {
    NOW.day(480)
}

async fn push_as(db: &Database, person: PersonId, commands: Vec<(usize, Command)>) -> Result<()> {
    let actor = people::actor(db, person).await?;
    let role = Role::Administrator;
    let actor = actor.unwrap_or(Actor { person, role, team: None, department: None, imports: false });
    let envelope =
        |(n, command): &(usize, Command)| seed::envelope(*n as u64, CommandId(Uuid::from_u128(*n as u128 + 1_000)), NOW, command);
    let envelopes: Vec<Envelope> = commands.iter().map(envelope).collect();
    sync::push_as(db, &actor, ORIGIN, &envelopes, NOW, &()).await?;
    Ok(())
}
