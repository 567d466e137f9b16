//! R-08 between a device and the server: when the company changes who sees what, devices fetch their copies again.

use domain::book::record::Record;
use domain::decide::command::{AmendCustomer, Command, Save};
use domain::records::customer::CustomerProfile;
use domain::records::organisation::{Company, Role};
use domain::rules::FieldPolicy;
use domain::sync::Verdict;
use domain::sync::history::HistoryQuestion;
use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::PersonId;
use domain::values::sensitive::Sensitive;
use rstest::rstest;
use server::db::queries::{history, people};

use super::phone::Phone;
use super::world::World;
use crate::support::Db;

impl World {
    /// Sets from a day whether a role sees a group of fields.
    async fn shows(&self, what: Sensitive, role: Role, is_shown: bool, from: Day) {
        let was = people::company(&self.db).await.expect("the company");
        let policy: FieldPolicy = was.field_policy.on(from).with(what, role, is_shown);
        let now = Company { field_policy: was.field_policy.since(from, policy), ..was.clone() };
        self.push(self.ids.admin, vec![Command::SaveCompany(Save { was: Some(was), now })]).await;
    }
}

fn phone_number(phone: &Phone, world: &World) -> String {
    match phone.record(world.ids.acme) {
        Record::Customer(customer) => customer.profile.phone,
        other => panic!("not a customer: {other:?}"),
    }
}

/// Changes the industry in the copy that the phone holds.
fn renames(phone: &Phone, world: &World) -> Command {
    let Record::Customer(held) = phone.record(world.ids.acme) else { panic!("a customer") };
    let now = CustomerProfile { industry: "化工".to_owned(), ..held.profile.clone() };
    Command::AmendCustomer(AmendCustomer { customer: held.id, was: held.profile, now })
}

#[rstest]
#[tokio::test]
async fn devices_fetch_their_copies_again_on_the_day_of_a_policy(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let mut world = World::small(db).await;
    let ids = world.ids;
    let tomorrow = ids.today.plus(1);
    let (mut boss, mut lin, mut old) = (world.phone(ids.boss), world.phone(ids.lin), Phone { copies: None, ..world.phone(ids.boss) });
    for phone in [&mut boss, &mut lin, &mut old] {
        phone.syncs(&world).await;
    }
    let whole = phone_number(&boss, &world);
    world.shows(Sensitive::Contacts, Role::Supervisor, false, tomorrow).await;
    for phone in [&mut boss, &mut lin, &mut old] {
        phone.syncs(&world).await;
    }
    assert_eq!(phone_number(&boss, &world), whole, "not before its day");

    // Nothing is new but the day; what she wrote meanwhile arrives.
    world.now = Timestamp((i64::from(tomorrow.0) * 24 - 8) * 3_600_000);
    let written = boss.does(&world, renames(&boss, &world));
    let answer = boss.sends(&world, boss.request(1_000)).await.expect("an answer");
    assert!(answer.reset && answer.epoch == boss.epoch && answer.rows.is_empty());
    boss.takes(answer);
    assert!(!boss.has(ids.acme) && boss.outbox.len() == 1);
    boss.syncs(&world).await;
    assert_eq!(phone_number(&boss, &world), "***00");
    assert_eq!(boss.verdicts.get(&written), Some(&Verdict::Applied));
    let again = boss.sends(&world, boss.request(1_000)).await.expect("an answer");
    assert!(!again.reset, "once");
    let idle = lin.sends(&world, lin.request(1_000)).await.expect("an answer");
    assert!(!idle.reset, "a rep's copies are what they were");
    lin.syncs(&world).await;
    assert_eq!(phone_number(&lin, &world), whole);

    // A release that says nothing about its copies is not told to fetch them for ever, and gets new rows by the policy.
    let answer = old.sends(&world, old.request(1_000)).await.expect("an answer");
    assert!(!answer.reset);
    old.takes(answer);
    assert_eq!(phone_number(&old, &world), "***00", "the amended customer");

    world.shows(Sensitive::Contacts, Role::Supervisor, true, tomorrow).await;
    boss.syncs(&world).await;
    assert_eq!(phone_number(&boss, &world), whole, "shown again, and never lost");
}

#[rstest]
#[tokio::test]
async fn a_change_of_role_changes_the_copies_too(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let mut manager = world.phone(ids.manager);
    manager.syncs(&world).await;
    assert!(!phone_number(&manager, &world).starts_with('*'));
    let Record::Person(was) = manager.record(ids.manager) else { panic!("a person") };
    let now = domain::records::organisation::Person { role: Role::Director, department: None, ..was.clone() };
    world.push(ids.admin, vec![Command::SavePerson(Save { was: Some(was), now })]).await;
    manager.syncs(&world).await;
    assert_eq!(phone_number(&manager, &world), "***00");
}

#[rstest]
#[tokio::test]
async fn the_history_shows_what_the_policy_of_the_day_shows(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let mut lin = world.phone(ids.lin);
    lin.syncs(&world).await;
    let Record::Customer(acme) = lin.record(ids.acme) else { panic!("a customer") };
    let mut now = acme.profile.clone();
    now.phone = "13900139009".to_owned();
    world.push(ids.lin, vec![Command::AmendCustomer(AmendCustomer { customer: ids.acme, was: acme.profile, now })]).await;
    let question = HistoryQuestion { record: Some(ids.acme.into()), limit: 10, ..HistoryQuestion::default() };
    let told = async |person: PersonId| {
        let reader = people::actor(&world.db, person).await.expect("people can be read").expect("somebody");
        let page = history::page(&world.db, &reader, &question, world.now).await.expect("the history can be read");
        serde_json::to_string(&page.entries).expect("entries")
    };
    assert!(told(ids.boss).await.contains("13900139009") && !told(ids.director).await.contains("13900139009"));
    world.shows(Sensitive::Contacts, Role::Supervisor, false, ids.today).await;
    world.shows(Sensitive::Contacts, Role::Director, true, ids.today).await;
    assert!(!told(ids.boss).await.contains("13900139009") && told(ids.director).await.contains("13900139009"));
    assert!(told(ids.lin).await.contains("13900139009"));
}
