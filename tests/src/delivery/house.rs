//! The small company with something to tell.

use domain::actor::Actor;
use domain::alert::{AlertKey, Occurrence, Raised};
use domain::calendar::Day;
use domain::command::{Command, FileCustomer, Save};
use domain::customer::CustomerProfile;
use domain::ids::{CommandId, CustomerId, PersonId};
use domain::organisation::{Person, Role};
use domain::rules::alert_rules::{AlertRule, Level};
use server::alerts::Notice;
use server::config::Config;
use server::db::queries::{notices, people};
use server::{notify, seed, sync};
use uuid::Uuid;

use crate::support::company::{self, IDS, PASSWORD};
use crate::support::{Browser, Db, TestServer};

/// Minutes of a day, and some of them.
const DAY: i32 = 24 * 60;
pub const NOON: i32 = 12 * 60;
pub const EVENING: i32 = 21 * 60 + 30;
pub const MORNING: i32 = 8 * 60 + 1;

/// A server that may reach the receivers of a test, at noon by the company's clock.
pub async fn house(db: Db, config: Config) -> TestServer {
    let test = TestServer::start_with(db, Config { reaches_local: true, ..config }).await;
    later_until(&test, NOON);
    test
}

/// Puts the clock forward to this minute of the day.
pub fn later_until(test: &TestServer, minute: i32) {
    let now = test.server.clock.now().minute_of_day(480);
    test.later(i64::from((minute - now).rem_euclid(DAY)) * 60);
}

/// Somebody's browser.
pub async fn of(test: &TestServer, account: &str) -> Browser {
    let browser = test.browser();
    browser.sign_in(account, PASSWORD).await.expect("the small company's people can sign in");
    browser
}

/// Files a customer of lin's.
pub async fn files(test: &TestServer, name: &str) -> CustomerId {
    let (id, now) = (CustomerId(Uuid::now_v7()), test.server.clock.now());
    let profile = CustomerProfile { name: name.to_owned(), industry: "机械".to_owned(), ..CustomerProfile::default() };
    let file = FileCustomer { id, number: None, filed_on: now.day(480), owner: None, profile };
    let team = Some(IDS.first_team);
    let lin = Actor { person: IDS.lin, role: Role::Rep, team, department: Some(IDS.department), imports: false };
    let envelope = seed::envelope(1, CommandId(Uuid::now_v7()), now, &Command::FileCustomer(file));
    sync::push_as(&test.server.db, &lin, seed::DEVICE, &[envelope], now, &()).await.expect("the push is taken");
    id
}

/// Somebody is told that a rule is broken for a customer of lin's.
pub async fn comes_up(test: &TestServer, person: PersonId, customer: CustomerId, rule: AlertRule, level: Level) {
    let now = test.server.clock.now();
    let key = AlertKey { rule, subject: customer.into(), occurrence: Occurrence::Part(Uuid::now_v7()) };
    let alert = Raised { key, level, person: IDS.lin, customer: Some(customer), since: Day(1), measured: 1, amount: None };
    notices::write(&test.server.db, vec![Notice::of(&alert, person, now)], now.day(480), now).await.expect("a notice is written");
}

/// Changes what the administrator filed about somebody.
pub async fn changes(test: &TestServer, person: PersonId, change: impl FnOnce(&mut Person)) {
    let was = people::by_id(&test.server.db, person).await.expect("the database answers").expect("the person is known");
    let mut now = was.clone();
    change(&mut now);
    company::push(&test.server.db, &[Command::SavePerson(Save { was: Some(was), now })], test.server.clock.now()).await;
}

/// What the server does every half minute.
pub async fn round(test: &TestServer) {
    notify::round(&test.server).await.expect("a round passes");
}
