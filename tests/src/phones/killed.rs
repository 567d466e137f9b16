//! T6: several server processes on one database keep no state of their own. They are killed while working; nothing is lost or duplicated.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::net::TcpListener;
use std::process::{Child, Command as Program, Stdio};
use std::time::Duration;

use domain::decide::command::{Command, FileCustomer, TakeOrder};
use domain::records::customer::CustomerProfile;
use domain::records::order::OrderTerms;
use domain::sample::small;
use domain::values::ids::{CustomerId, Key, Kind, OrderId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::clock::Clock;
use server::db::Database;
use server::db::tables::record;
use tokio::time::sleep;
use uuid::Uuid;

use crate::support::company::{self, IDS};
use crate::support::phone::Phone;
use crate::support::{Browser, Db};

/// Number of kills.
const N_KILLS: usize = 6;
/// How long a server works before it is killed.
const LIFE: Duration = Duration::from_millis(600);
/// How long a server may take to start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server in its own process.
struct Process {
    database: String,
    address: String,
    child: Child,
}

impl Process {
    async fn start(database: &str) -> Process {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("there is a free port");
        let address = free.to_string();
        let process = Process { database: database.to_owned(), child: spawn(database, &address), address };
        process.is_up().await;
        process
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Kills the server like a power cut (SIGKILL) and starts it again.
    async fn dies_and_returns(&mut self) {
        self.child.kill().expect("it was alive");
        self.child.wait().expect("it is dead");
        self.child = spawn(&self.database, &self.address);
        self.is_up().await;
    }

    async fn is_up(&self) {
        let answers = async {
            while reqwest::get(format!("{}/healthz", self.url())).await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, answers).await.expect("the server starts");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Ignores errors: it may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(database: &str, address: &str) -> Child {
    let mut program = Program::new(env!("CARGO_BIN_EXE_one_server"));
    program.args([database, address]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    program.spawn().expect("the server is built with the tests")
}

/// What one phone wrote.
#[derive(Default)]
struct Written {
    records: BTreeSet<Key>,
    n_failed: usize,
}

/// Works through any server that answers, until `is_over`.
async fn works(phone: &mut Phone, customer: CustomerId, terms: &OrderTerms, servers: &[String], is_over: &Cell<bool>) -> Written {
    let mut written = Written::default();
    let mut turn = 0;
    while !is_over.get() {
        let visit = phone.logs_visit(customer, "拜访").await;
        let id = OrderId(Uuid::now_v7());
        phone.does(Command::TakeOrder(TakeOrder { id, number: None, customer, owner: None, terms: terms.clone() })).await;
        written.records.extend([Key::from(visit), Key::from(id)]);
        if phone.tries().await.is_err() {
            // Moves to the next server, as a load balancer would.
            written.n_failed += 1;
            turn += 1;
            phone.moves_to(&servers[turn % servers.len()]);
            sleep(Duration::from_millis(20)).await;
        }
    }
    written
}

#[tokio::test]
async fn servers_killed_under_load_lose_and_double_nothing() {
    let fresh = Db::Postgres.fresh().await;
    let db = Database::open(&fresh.url).await.expect("the database opens");
    let now = Clock::system().now();
    db.migrate(now).await.expect("the schema is brought up to date");
    company::found(&db, now).await;
    let mut processes = [Process::start(&fresh.url).await, Process::start(&fresh.url).await];
    let servers = [processes[0].url(), processes[1].url()];

    let (book, today) = (small().0, now.day(480));
    let terms = book.order(IDS.order).expect("the small company has an order").terms.clone();
    let terms = OrderTerms { deal_on: today, due_on: None, ..terms };
    let mut phones = Vec::new();
    for (n, account) in ["lin", "zhao", "lin", "boss"].into_iter().enumerate() {
        let phone = Phone::signed_in(Browser::new(&servers[n % 2]), account).await;
        let (id, profile) = (CustomerId(Uuid::now_v7()), CustomerProfile { name: format!("客户 {n}"), ..CustomerProfile::default() });
        phone.does(Command::FileCustomer(FileCustomer { id, number: None, filed_on: today, owner: None, profile })).await;
        phone.syncs().await;
        phones.push((phone, id));
    }

    let is_over = Cell::new(false);
    let killer = async {
        for n in 0..N_KILLS {
            sleep(LIFE).await;
            processes[n % 2].dies_and_returns().await;
        }
        is_over.set(true);
    };
    let work = phones.iter_mut().map(|(phone, customer)| works(phone, *customer, &terms, &servers, &is_over));
    let (written, ()) = tokio::join!(futures::future::join_all(work), killer);
    for (phone, _) in &phones {
        phone.syncs().await;
        assert_eq!((phone.n_pending(), phone.troubles()), (0, Vec::new()), "everything was taken as it was written");
    }

    assert!(0 < written.iter().map(|it| it.n_failed).sum::<usize>(), "they died under load");
    let written: BTreeSet<Key> = written.into_iter().flat_map(|it| it.records).collect();
    let mut kept = BTreeSet::new();
    for kind in [Kind::FollowUp, Kind::Order] {
        let of_kind = record::Entity::find().filter(record::Column::Kind.eq(kind.as_str())).filter(record::Column::Removed.eq(false));
        let rows = of_kind.all(db.connection()).await.expect("records can be read");
        kept.extend(rows.iter().map(|it| Key { kind, id: it.id }));
    }
    assert_eq!(kept, written, "none lost, none doubled");
    let sums = server::rollup::stored(db.connection()).await.expect("the sums can be read");
    assert_eq!(sums, server::rollup::recount(db.connection()).await.expect("the records can be counted"));
    let sold: i64 = book.order(IDS.order).expect("the order").amount().0;
    let n_orders = written.iter().filter(|it| it.kind == Kind::Order).count() as i64;
    let sums_sold: i64 =
        sums.iter().filter(|(key, _)| key.measure == domain::figures::fact::Measure::SalesAmount).map(|(_, value)| value).sum();
    assert_eq!(sums_sold, sold * n_orders, "each order counts once");

    // A full pull returns everything: no version was left out.
    let manager = Phone::signed_in(Browser::new(&servers[0]), "manager").await;
    let seen = manager.look(|book| (book.follow_ups().len(), book.orders().len()));
    assert_eq!(seen, (written.len() / 2, written.len() / 2));
}
