//! Test helpers: the small company with notices to deliver.

use std::time::Duration;

use domain::access::actor::Actor;
use domain::decide::command::{Command, FileCustomer, Save};
use domain::records::alert::{AlertKey, Occurrence};
use domain::records::customer::CustomerProfile;
use domain::records::organisation::{Company, Person, Role};
use domain::rules::Dated;
use domain::rules::alert_rules::{AlertRule, AlertRules, Level, Setting};
use domain::values::calendar::Day;
use domain::values::ids::{CommandId, CustomerId, Key, PersonId};
use domain::views::alert::Raised;
use server::alerts::{self, Notice};
use server::config::Config;
use server::db::queries::{notices, people};
use server::{notify, seed, sync};
use uuid::Uuid;

use crate::support::company::{self, IDS, PASSWORD};
use crate::support::{Browser, Db, TestServer};

/// Minutes of a day, and some times of day in minutes.
const DAY: i32 = 24 * 60;
pub const NOON: i32 = 12 * 60;
pub const LAST_LOUD: i32 = 20 * 60 + 59;
pub const EVENING: i32 = 21 * 60 + 30;
pub const MORNING: i32 = 8 * 60 + 1;

/// A server that may reach the test's receivers, at noon by the company's clock. Its own sweep raises nothing; only the test raises notices.
pub async fn house(db: Db, config: Config) -> TestServer {
    let test = TestServer::start_with(db, Config { reaches_local: true, ..config }).await;
    watches_nothing(&test).await;
    later_until(&test, NOON);
    test
}

async fn watches_nothing(test: &TestServer) {
    let (db, now) = (&test.server.db, test.server.clock.now());
    let off = |rules: AlertRules, rule| rules.with(rule, Setting { on: false, ..AlertRules::default_of(rule) });
    let rules = AlertRule::ALL.into_iter().fold(AlertRules::default(), off);
    let was = people::company(db).await.expect("the company is known");
    let now_it_is = Company { alerts: Dated::default().since(now.day(480), rules.clone()), ..was.clone() };
    company::push(db, &[Command::SaveCompany(Save { was: Some(was), now: now_it_is })], now).await;
    let company = people::company(db).await.expect("the company is known");
    assert_eq!(company.alerts.on(now.day(480)), rules);
    // The sweep at server start may still be running, with the old rules.
    while notices::swept_day(db).await.expect("the database answers") < alerts::is_due(&company, now) {
        alerts::sweep_if_due(db, now).await.expect("a sweep passes");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let swept = notices::pending(db, u32::MAX).await.expect("the database answers");
    let ids: Vec<Uuid> = swept.iter().map(|it| it.id).collect();
    notices::delivered(db, &ids, now).await.expect("the database answers");
}

/// Moves the clock forward to this minute of the day.
pub fn later_until(test: &TestServer, minute: i32) {
    let now = test.server.clock.now().minute_of_day(480);
    test.later(i64::from((minute - now).rem_euclid(DAY)) * 60);
}

/// A browser signed in to this account.
pub async fn of(test: &TestServer, account: &str) -> Browser {
    let browser = test.browser();
    browser.sign_in(account, PASSWORD).await.expect("the small company's people can sign in");
    browser
}

/// Files a customer of lin.
pub async fn files(test: &TestServer, name: &str) -> CustomerId {
    let (id, now) = (CustomerId(Uuid::now_v7()), test.server.clock.now());
    let profile = CustomerProfile { name: name.to_owned(), industry: "机械".to_owned(), ..CustomerProfile::default() };
    let file = FileCustomer { id, number: None, filed_on: now.day(480), owner: None, profile };
    let team = Some(IDS.first_team);
    let lin = Actor { person: IDS.lin, role: Role::Rep, team, department: Some(IDS.department), imports: false };
    let envelope = seed::envelope(1, CommandId(Uuid::now_v7()), now, &Command::FileCustomer(file));
    sync::push_as(&test.server.db, &lin, sync::Origin::HOUSE, &[envelope], now, &()).await.expect("the push is taken");
    id
}

/// Notifies a person that a rule is broken for one of lin's customers.
pub async fn comes_up(test: &TestServer, person: PersonId, customer: CustomerId, rule: AlertRule, level: Level) {
    tells(test, person, Some(customer), rule, level).await;
}

/// Notifies a person that lin herself breaks a rule.
pub async fn comes_up_about_lin(test: &TestServer, person: PersonId, rule: AlertRule, level: Level) {
    tells(test, person, None, rule, level).await;
}

async fn tells(test: &TestServer, person: PersonId, customer: Option<CustomerId>, rule: AlertRule, level: Level) {
    let now = test.server.clock.now();
    let subject = customer.map_or(IDS.lin.into(), Key::from);
    let key = AlertKey { rule, subject, occurrence: Occurrence::Part(Uuid::now_v7()) };
    let alert = Raised { key, level, person: IDS.lin, customer, since: Day(1), measured: 1, share: None, amount: None };
    notices::write(&test.server.db, vec![Notice::of(&alert, person, now)], now.day(480), now).await.expect("a notice is written");
}

/// Changes a person's record as the administrator does.
pub async fn changes(test: &TestServer, person: PersonId, change: impl FnOnce(&mut Person)) {
    let was = people::by_id(&test.server.db, person).await.expect("the database answers").expect("the person is known");
    let mut now = was.clone();
    change(&mut now);
    company::push(&test.server.db, &[Command::SavePerson(Save { was: Some(was), now })], test.server.clock.now()).await;
}

/// Runs the round that the server runs every half minute.
pub async fn round(test: &TestServer) {
    notify::round(&test.server).await.expect("a round passes");
}
