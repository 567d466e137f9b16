//! The daily sweep (AL-15, R-02): whom it notifies of what, that it notifies once, and that only one of several servers on a database runs it.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::access::moment::Moment;
use domain::book::Book;
use domain::book::record::Record;
use domain::decide::command::{Command, DismissAlert, SeeAlert};
use domain::records::alert::{AlertKey, Occurrence};
use domain::rules::alert_rules::{AlertRule, Level};
use domain::values::calendar::Timestamp;
use domain::values::ids::{Kind, PersonId};
use rstest::rstest;
use server::alerts::{self, Notice};
use server::db::Database;
use server::db::queries::{books, notices};
use uuid::Uuid;

use super::phone::Phone;
use super::world::World;
use crate::support::Db;

const HOUR: i64 = 3_600_000;

fn of(notices: &[Notice], rule: AlertRule) -> BTreeSet<PersonId> {
    notices.iter().filter(|it| it.alert.key.rule == rule).map(|it| it.person).collect()
}

#[rstest]
#[tokio::test]
async fn owner_and_superiors_are_notified_once(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let new = alerts::sweep(&world.db, world.now).await.expect("a sweep");
    // Acme's order is 40 days past due: the reminder has escalated to the superior, the alarm went to the superior at once (AL-02, AL-06).
    assert_eq!(of(&new, AlertRule::ReceivableOverdue), BTreeSet::from([ids.lin, ids.boss]));
    assert_eq!(of(&new, AlertRule::CollectionOverdue), BTreeSet::from([ids.lin, ids.boss]));
    assert!(new.iter().any(|it| it.level == Level::Red && it.raised_on == it.alert.since));
    assert_eq!(alerts::pending(&world.db, 1_000).await.expect("notices can be read"), sorted(&new));

    assert_eq!(alerts::sweep(&world.db, Timestamp(world.now.0 + 1)).await.expect("a sweep"), Vec::new(), "nothing is told twice");
    // After 21 more days the order is 61 days overdue: only the manager is notified.
    let later = alerts::sweep(&world.db, Timestamp(world.now.0 + 21 * 24 * HOUR)).await.expect("a sweep");
    assert_eq!(of(&later, AlertRule::ReceivableOverdue), BTreeSet::from([ids.manager]));

    let delivered: Vec<Uuid> = new.iter().map(|it| it.id).collect();
    alerts::delivered(&world.db, &delivered, world.now).await.expect("notices can be marked");
    let left = alerts::pending(&world.db, 1_000).await.expect("notices can be read");
    assert_eq!(left.iter().map(|it| it.id).collect::<BTreeSet<_>>(), later.iter().map(|it| it.id).collect());
}

/// The records on a device, as a book.
fn book_of(phone: &Phone) -> Book {
    let mut book = Book::default();
    for ((kind, _), held) in &phone.held {
        let kind = Kind::parse(kind).expect("a known kind");
        book.put(Record::parse(kind, &held.body).expect("a body reads back"));
    }
    book
}

fn sorted(notices: &[Notice]) -> Vec<Notice> {
    let mut sorted = notices.to_vec();
    sorted.sort_by_key(|it| (it.made_at, it.id));
    sorted
}

#[rstest]
#[tokio::test]
async fn only_one_of_several_servers_sweeps(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let other = Database::open(world.url()).await.expect("another server opens the same database");
    let (here, there) = tokio::join!(alerts::sweep(&world.db, world.now), alerts::sweep(&other, world.now));
    let (here, there) = (here.expect("a sweep"), there.expect("a sweep"));
    assert_ne!(here.is_empty(), there.is_empty(), "{} here, {} there", here.len(), there.len());

    // When a sweeping server dies, its lease expires and another server can take it; no other server sweeps while that one holds it.
    assert!(notices::take_lease(&world.db, Uuid::now_v7(), world.now).await.expect("a lease"));
    let later = Timestamp(world.now.0 + 21 * 24 * HOUR);
    assert!(notices::take_lease(&other, Uuid::now_v7(), later).await.expect("a lease"), "the dead one's is over");
    assert_eq!(alerts::sweep(&world.db, later).await.expect("a sweep"), Vec::new(), "the living one's is not");
}

#[rstest]
#[tokio::test]
async fn the_sweep_runs_daily_and_at_once_if_missed(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    // It is ten in the morning and no sweep has ever run, so the one at eight was missed.
    assert!(!alerts::sweep_if_due(&world.db, world.now).await.expect("a sweep").is_empty());
    let day = |hours: i64| Timestamp(world.now.0 + hours * HOUR);
    assert_eq!(notices::swept_day(&world.db).await.expect("a day"), world.ids.today);
    for (at, swept) in [(day(1), 0), (day(21), 0), (day(22), 1), (day(23), 1), (day(46), 2)] {
        alerts::sweep_if_due(&world.db, at).await.expect("a sweep");
        assert_eq!(notices::swept_day(&world.db).await.expect("a day"), world.ids.today.plus(swept), "{at:?}");
    }
}

#[rstest]
#[tokio::test]
async fn a_phone_raises_what_the_server_raises(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // Invariant 9: phone and server raise the same alerts, as far as the device has complete data.
    let world = World::small(db).await;
    let ids = world.ids;
    let at_server = alerts::due(&books::whole(&world.db).await.expect("the company can be read"), world.now);
    for by in [ids.lin, ids.boss, ids.manager, ids.director] {
        let mut phone = world.phone(by);
        phone.syncs(&world).await;
        let book = &book_of(&phone);
        let actor = domain::access::actor::Actor::of(book.person(by).expect("themselves"), book);
        let moment = Moment::of(actor, world.now, ids.today);
        let here: BTreeSet<AlertKey> = domain::views::alert::open(book, &moment)
            .into_iter()
            .filter(|it| domain::views::alert::told(it, book, ids.today).contains(&by))
            .map(|it| it.key)
            .collect();
        let there: BTreeSet<AlertKey> = at_server.iter().filter(|it| it.person == by).map(|it| it.alert.key).collect();
        assert_eq!(here, there, "{by}");
    }
}

#[rstest]
#[tokio::test]
async fn handling_of_an_alert_reaches_the_superior(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let book = books::whole(&world.db).await.expect("the company can be read");
    let due = book.order(ids.order).expect("the order").due_on;
    let alert = AlertKey { rule: AlertRule::ReceivableOverdue, subject: ids.order.into(), occurrence: Occurrence::Day(due) };
    let reason = "客户已付款".to_owned();
    world
        .push(
            ids.lin,
            vec![Command::SeeAlert(SeeAlert { alert }), Command::DismissAlert(DismissAlert { alert, level: Level::Reminder, reason })],
        )
        .await;
    let mut boss = world.phone(ids.boss);
    boss.syncs(&world).await;
    let life = book_of(&boss).alert(alert.id()).cloned().expect("the life of the alert");
    assert!(life.is_seen_by(ids.lin) && life.is_dismissed(Level::Reminder));
    let mut chen = world.phone(ids.chen);
    chen.syncs(&world).await;
    assert!(book_of(&chen).alert(alert.id()).is_none(), "another team's");
    let told = alerts::sweep(&world.db, world.now).await.expect("a sweep");
    assert!(told.iter().all(|it| it.alert.key != alert), "nobody is told of what was dismissed");
}

#[rstest]
fn a_whole_book_is_not_read_on_a_request_thread(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // The runtime has one thread for blocking work, and it is busy.
    let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let world = World::small(db).await;
        let (release, is_held) = std::sync::mpsc::channel::<()>();
        // Ends when the sender is dropped.
        let busy = tokio::task::spawn_blocking(move || is_held.recv());
        let reading = books::whole(&world.db);
        tokio::pin!(reading);
        let too_soon = tokio::time::timeout(Duration::from_millis(500), &mut reading).await;
        assert!(too_soon.is_err(), "it was read by a thread that answers requests");
        drop(release);
        assert!(busy.await.expect("it was held").is_err());
        assert!(reading.await.expect("the company is read").customer(world.ids.acme).is_some());
    });
}
