//! 变更记录: who reads which changes, page by page.

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::book::record::Record;
use domain::decide::command::{AmendCustomer, AmendOrder, Command, RemoveCustomer, Save};
use domain::records::customer::CustomerProfile;
use domain::records::organisation::Person;
use domain::sync::history::{Change, HistoryAnswer, HistoryEntry, HistoryQuestion};
use domain::values::calendar::Timestamp;
use domain::values::field::Field;
use domain::values::ids::{CustomerId, DeviceId, Key, Kind, PersonId};
use domain::values::refusal::{Refusal, Refusals};
use rstest::rstest;
use server::db::queries::{history, people};
use server::db::sql;
use server::sync::{Origin, push_as};
use uuid::Uuid;

use super::world::{World, envelope};
use crate::support::Db;

impl World {
    async fn actor(&self, person: PersonId) -> Actor {
        people::actor(&self.db, person).await.expect("people can be read").expect("they work here")
    }

    async fn reads(&self, person: PersonId, question: &HistoryQuestion) -> HistoryAnswer {
        history::page(&self.db, &self.actor(person).await, question, self.now).await.expect("the history can be read")
    }

    async fn reads_of(&self, person: PersonId, record: impl Into<Key>) -> Result<Vec<HistoryEntry>, ApiError> {
        let question = HistoryQuestion { record: Some(record.into()), limit: 50, ..HistoryQuestion::default() };
        let answer = history::page(&self.db, &self.actor(person).await, &question, self.now).await;
        answer.map(|it| it.entries).map_err(|error| error.downcast().expect("an answer for the caller"))
    }

    /// The customer's industry goes from one value to the next.
    async fn renames_industry(&self, customer: CustomerId, from: &str, to: &str) {
        let mut lin = self.phone(self.ids.lin);
        lin.syncs(self).await;
        let profile = |industry: &str| CustomerProfile { industry: industry.to_owned(), ..lin.customer(customer).profile };
        let amendment = AmendCustomer { customer, was: profile(from), now: profile(to) };
        self.push(self.ids.lin, vec![Command::AmendCustomer(amendment)]).await;
    }
}

fn all() -> HistoryQuestion {
    HistoryQuestion { limit: 50, ..HistoryQuestion::default() }
}

#[rstest]
#[tokio::test]
async fn each_role_reads_the_history_of_its_scope(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let refused = ApiError::Refused(Refusals::of(Field::Id, Refusal::Unknown));
    let nowhere = CustomerId(Uuid::now_v7());
    for (person, sees) in [
        (ids.lin, true),
        (ids.wang, false),
        (ids.zhao, false),
        (ids.boss, true),
        (ids.chen, false),
        (ids.manager, true),
        (ids.director, true),
        (ids.admin, true),
    ] {
        for record in [Key::from(ids.acme), Key::from(ids.order)] {
            let of_record = world.reads_of(person, record).await;
            assert_eq!(of_record.is_ok(), sees, "{person} {record:?}");
            assert!(of_record.is_ok() || of_record == Err(refused.clone()), "{person}");
        }
        assert_eq!(world.reads_of(person, nowhere).await, Err(refused.clone()), "not there and not yours are the same");
        let told = world.reads(person, &all()).await.entries;
        assert_eq!(told.iter().any(|it| it.place.record == ids.acme.into()), sees, "{person}");
        let of_people = told.iter().any(|it| it.place.record.kind == Kind::Person);
        assert_eq!(of_people, [ids.manager, ids.director, ids.admin].contains(&person), "{person}");
    }
}

#[rstest]
#[tokio::test]
async fn values_are_shown_masked_and_hidden_by_role(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    //
    let world = World::small(db).await;
    let ids = world.ids;
    let mut lin = world.phone(ids.lin);
    lin.syncs(&world).await;
    let was = lin.customer(ids.acme).profile;
    let now = CustomerProfile { phone: "13900139007".to_owned(), ..was.clone() };
    let Record::Order(order) = lin.record(ids.order) else { panic!("not an order") };
    let terms = order.terms;
    let mut more = terms.clone();
    more.lines[0].quantity.0 += 1_000;
    let amend = Command::AmendOrder(AmendOrder { order: ids.order, was: terms, now: more });
    world.push(ids.lin, vec![Command::AmendCustomer(AmendCustomer { customer: ids.acme, was, now }), amend]).await;

    for (person, phone) in
        [(ids.lin, Some("13900139007")), (ids.boss, Some("13900139007")), (ids.director, Some("***07")), (ids.admin, None)]
    {
        let entries = world.reads_of(person, ids.acme).await.expect("it is theirs to read");
        let [amended, made] = &entries[..] else { panic!("{entries:?}") };
        assert_eq!((amended.change, made.change, amended.by), (Change::Amended, Change::Made, Some(ids.lin)));
        let [field] = &amended.fields[..] else { panic!("{amended:?}") };
        assert_eq!((&field.field, field.hidden), (&Field::Phone.into(), phone.is_none()));
        assert_eq!(field.to.as_str(), phone, "{person}");
        assert_eq!(amended.customer.is_some(), phone.is_some());

        let entries = world.reads_of(person, ids.order).await.expect("it is theirs to read");
        let lines = entries[0].fields.iter().find(|it| it.field == Field::Lines).expect("the lines changed");
        assert_eq!((lines.hidden, lines.to.is_null()), (person == ids.admin, person == ids.admin));
        assert!(!entries[0].name.is_empty(), "an order has a number, which is no secret");
    }
    let admin = world.reads_of(ids.admin, ids.acme).await.expect("an administrator reads everything");
    let text = serde_json::to_string(&admin).expect("JSON");
    assert!(["13900139007", "13800138000"].iter().all(|it| !text.contains(it)), "{text}");
    // Nor can they guess a value by searching for it.
    let guess = HistoryQuestion { text: "13900139007".to_owned(), ..all() };
    assert!(world.reads(ids.admin, &guess).await.entries.is_empty() && world.reads(ids.director, &guess).await.entries.is_empty());
    assert_eq!(world.reads(ids.boss, &guess).await.entries.len(), 1);
}

#[rstest]
#[tokio::test]
async fn pages_follow_each_other_while_new_changes_arrive(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let acme = world.ids.acme;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let mut industry = lin.customer(acme).profile.industry;
    for n in 0..7 {
        let next = format!("行业{n}");
        world.renames_industry(acme, &industry, &next).await;
        industry = next;
    }
    for (person, record) in [(world.ids.boss, None), (world.ids.director, None), (world.ids.boss, Some(acme.into()))] {
        let whole = world.reads(person, &HistoryQuestion { record, ..all() }).await;
        assert!(whole.next.is_none() && 8 <= whole.entries.len());
        assert!(whole.entries.windows(2).all(|it| (it[1].place.at, it[1].place.version) <= (it[0].place.at, it[0].place.version)));
        let (mut told, mut before) = (Vec::new(), None);
        loop {
            let page = world.reads(person, &HistoryQuestion { record, limit: 3, before, ..HistoryQuestion::default() }).await;
            assert!(page.entries.len() <= 3);
            told.extend(page.entries);
            before = page.next;
            if before.is_none() {
                break;
            }
            let next = format!("{industry}+");
            world.renames_industry(acme, &industry, &next).await;
            industry = next;
        }
        assert_eq!(told, whole.entries, "what is new lies before the first page");
    }
}

#[rstest]
#[tokio::test]
async fn a_question_narrows_by_kind_person_period_and_text(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let person = server::db::queries::people::by_id(&world.db, ids.wang).await.expect("people can be read").expect("wang is there");
    let now = Person { name: "王方".to_owned(), ..person.clone() };
    world.push(ids.admin, vec![Command::SavePerson(Save { was: Some(person), now })]).await;

    let n = async |question: HistoryQuestion| world.reads(ids.director, &question).await.entries.len();
    let everything = n(all()).await;
    let of_kind = async |kind| n(HistoryQuestion { kind: Some(kind), ..all() }).await;
    assert_eq!(of_kind(Kind::Target).await, 0);
    assert!(0 < of_kind(Kind::Order).await && of_kind(Kind::Order).await < everything);
    let by = async |by| n(HistoryQuestion { by: Some(by), ..all() }).await;
    assert_eq!((by(ids.lin).await + by(ids.admin).await, by(ids.zhao).await), (everything, 0));
    let between = async |from: i32, until: i32| {
        let (from, until) = (Some(ids.today.plus(from)), Some(ids.today.plus(until)));
        n(HistoryQuestion { from, until, ..all() }).await
    };
    assert_eq!((between(0, 0).await, between(-3, -1).await, between(1, 3).await), (everything, 0, 0));
    for (text, found) in [("王方", 2), ("王芳", 1), ("name", 1), ("天气", 0)] {
        assert_eq!(n(HistoryQuestion { text: text.to_owned(), kind: Some(Kind::Person), ..all() }).await, found, "{text}");
    }
}

#[rstest]
#[tokio::test]
async fn a_removed_record_and_a_late_change_are_told(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let gone = world.files(ids.lin, "已注销贸易").await;
    let device = DeviceId(Uuid::now_v7());
    let hour_ago = Timestamp(world.now.0 - 3_600_000);
    let envelopes = [envelope(&Command::RemoveCustomer(RemoveCustomer { customer: gone }), 1, i64::MAX, hour_ago)];
    let lin = world.actor(ids.lin).await;
    push_as(&world.db, &lin, Origin::of(device), &envelopes, world.now, &()).await.expect("a push is answered");

    for (person, sees) in [(ids.lin, true), (ids.boss, true), (ids.zhao, false), (ids.director, true), (ids.admin, true)] {
        assert_eq!(world.reads_of(person, gone).await.is_ok(), sees, "{person}");
        let told = world.reads(person, &HistoryQuestion { kind: Some(Kind::Customer), ..all() }).await.entries;
        let of_it: Vec<_> = told.iter().filter(|it| it.place.record == gone.into()).collect();
        let changes: Vec<_> = of_it.iter().map(|it| (it.change, it.is_late())).collect();
        let whole = vec![(Change::Removed, true), (Change::Made, false)];
        assert_eq!(changes, if sees { whole } else { Vec::new() }, "{person}");
    }
}

#[rstest]
#[tokio::test]
async fn an_older_database_learns_who_made_its_records(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let made =
        async || world.reads(ids.director, &all()).await.entries.into_iter().map(|it| (it.place, it.by, it.change)).collect::<Vec<_>>();
    let before = made().await;
    assert!(before.iter().all(|it| it.2 == Change::Made) && before.iter().any(|it| it.0.record == ids.order.into()));
    for statement in [
        "DELETE FROM history",
        "DROP INDEX history_at",
        "DROP INDEX history_by_id_at",
        "DROP INDEX history_kind_at",
        "DELETE FROM seaql_migrations WHERE version = 'm0012_history_order'",
    ] {
        sql::run(world.db.connection(), statement, Vec::new()).await.expect("the schema can be set back");
    }
    world.db.migrate(world.now).await.expect("the step is taken again");
    assert_eq!(made().await, before);
}
