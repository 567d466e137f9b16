//! The small company, created by sync commands. Its people can sign in, except 王芳, who has no password.

use std::sync::LazyLock;

use domain::access::actor::Actor;
use domain::book::record::Record;
use domain::decide::command::{Command, Save};
use domain::records::organisation::{Person, Role};
use domain::sample::{SmallIds, small};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, PersonId};
use server::Server;
use server::auth::{self, Chosen};
use server::db::Database;
use server::db::queries::people;
use server::{seed, sync};
use uuid::Uuid;

/// Everyone's password.
pub const PASSWORD: &str = "correct horse battery";

/// The ids of the company's records.
pub static IDS: LazyLock<SmallIds> = LazyLock::new(|| small().1);

/// Creates the company, its organisation and its people.
pub async fn found(db: &Database, now: Timestamp) {
    let (book, ids) = small();
    let saves: Vec<Command> = book.records().filter_map(save).collect();
    push(db, &saves, now).await;
    for person in [ids.lin, ids.zhao, ids.boss, ids.chen, ids.manager, ids.director, ids.admin] {
        auth::give(db, person, PASSWORD, Chosen::Oneself, now).await.expect("everybody may have a password");
    }
}

/// Disables or enables a person, as the administrator does.
pub async fn set_active(server: &Server, person: PersonId, active: bool) {
    let was = people::by_id(&server.db, person).await.expect("the database answers").expect("the person is known");
    let now = Person { active, ..was.clone() };
    push(&server.db, &[Command::SavePerson(Save { was: Some(was), now })], server.clock.now()).await;
}

/// Runs commands as the administrator.
pub async fn push(db: &Database, commands: &[Command], now: Timestamp) {
    let actor = Actor { person: IDS.admin, role: Role::Administrator, team: None, department: None, imports: false };
    let envelope = |(command, seq)| seed::envelope(seq, CommandId(Uuid::now_v7()), now, command);
    let envelopes: Vec<_> = commands.iter().zip(1..).map(envelope).collect();
    sync::push_as(db, &actor, sync::Origin::HOUSE, &envelopes, now, &()).await.expect("the push is taken");
}

fn save(record: Record) -> Option<Command> {
    Some(match record {
        Record::Company(now) => Command::SaveCompany(Save { was: None, now }),
        Record::Region(now) => Command::SaveRegion(Save { was: None, now }),
        Record::Department(now) => Command::SaveDepartment(Save { was: None, now }),
        Record::Team(now) => Command::SaveTeam(Save { was: None, now }),
        Record::Person(now) => Command::SavePerson(Save { was: None, now }),
        Record::Product(now) => Command::SaveProduct(Save { was: None, now }),
        Record::Customer(_)
        | Record::FollowUp(_)
        | Record::Task(_)
        | Record::Opportunity(_)
        | Record::Order(_)
        | Record::Target(_)
        | Record::Attachment(_)
        | Record::Alert(_)
        | Record::Expense(_)
        | Record::Quota(_)
        | Record::Kpi(_)
        | Record::KpiEntry(_)
        | Record::Benchmark(_)
        | Record::PlanningNote(_) => return None,
    })
}
