//! A receipt has the same scope as its expense, on phones and on the server, also after the expense is attributed to someone else.

use app::api::ApiError;
use app::uploads::Sent;
use domain::decide::command::{AttributeExpense, Command, HandOverCustomer, RecordExpense};
use domain::records::expense::{Attribution, ExpenseProfile};
use domain::values::ids::{AttachmentId, CustomerId, ExpenseId, PersonId};
use domain::values::money::Money;
use reqwest::StatusCode;
use rstest::rstest;
use uuid::Uuid;

use super::world::{Way, World, photo, taken};
use crate::support::Db;
use crate::support::company::IDS;
use crate::support::phone::Phone;

/// lin records an expense, with or without a customer, and uploads the receipt.
async fn spends(world: &World, customer: Option<CustomerId>) -> (ExpenseId, AttachmentId) {
    let (expense, bytes) = (ExpenseId(Uuid::now_v7()), photo(7, 2_000));
    let on = server::clock::Clock::system().now().day(480);
    let profile = ExpenseProfile { on, amount: Money::whole(800), ..ExpenseProfile::default() };
    world.lin.does(Command::RecordExpense(RecordExpense { id: expense, owner: None, customer, profile })).await;
    let file = taken(&bytes);
    world.lin.does(Command::Attach(file.attaches(expense.into(), None, None))).await;
    world.lin.syncs().await;
    assert_eq!(world.sends(&file, &bytes).await, Ok::<_, ApiError>(Sent::Whole));
    (expense, file.id)
}

/// Every account that can sign in, with a browser and a phone.
struct Everybody(Vec<(&'static str, Way, Phone)>);

impl Everybody {
    async fn of(world: &World) -> Everybody {
        let mut all = Vec::new();
        for account in ["lin", "boss", "manager", "director", "zhao", "chen", "admin"] {
            all.push((account, Way::of(&world.server, account).await, Phone::of(&world.server, account).await));
        }
        Everybody(all)
    }

    fn phone(&self, account: &str) -> &Phone {
        self.0.iter().find(|it| it.0 == account).map(|it| &it.2).expect("somebody of the company")
    }

    /// The accounts that can read the receipt. Checks that exactly their phones hold the receipt and its expense.
    async fn read(&self, expense: ExpenseId, receipt: AttachmentId) -> Vec<&'static str> {
        let mut readers = Vec::new();
        for (account, way, phone) in &self.0 {
            let reads = way.reads(receipt).await == StatusCode::OK;
            phone.syncs().await;
            let held = phone.look(|book| (book.expense(expense).is_some(), book.attachment(receipt).is_some()));
            assert_eq!(held, (reads, reads), "{account}");
            readers.extend(reads.then_some(*account));
        }
        readers
    }

    /// boss attributes the expense to this person and customer.
    async fn say(&self, expense: ExpenseId, owner: PersonId, customer: Option<CustomerId>) {
        let boss = self.phone("boss");
        let was = boss.look(|book| book.expense(expense).map(|it| it.attribution())).expect("boss sees the expense");
        boss.does(Command::AttributeExpense(AttributeExpense { expense, was, now: Attribution { owner, customer } })).await;
        boss.syncs().await;
    }
}

#[rstest]
#[tokio::test]
async fn a_receipt_is_readable_with_its_expense(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // CO-01, DQ-02.
    let world = World::begin(db).await;
    let everybody = Everybody::of(&world).await;
    for customer in [None, Some(IDS.acme)] {
        let (expense, receipt) = spends(&world, customer).await;
        assert_eq!(everybody.read(expense, receipt).await, ["lin", "boss", "manager", "director"], "{customer:?}");
    }
}

#[rstest]
#[tokio::test]
async fn a_receipt_moves_with_its_expense(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // CO-01, C-20: from no customer to Acme, to boss himself, with Acme to the other team, and back to no customer.
    let world = World::begin(db).await;
    let everybody = Everybody::of(&world).await;
    let (expense, receipt) = spends(&world, None).await;
    assert_eq!(everybody.read(expense, receipt).await, ["lin", "boss", "manager", "director"]);
    everybody.say(expense, IDS.lin, Some(IDS.acme)).await;
    assert_eq!(everybody.read(expense, receipt).await, ["lin", "boss", "manager", "director"]);
    everybody.say(expense, IDS.boss, None).await;
    assert_eq!(everybody.read(expense, receipt).await, ["boss", "manager", "director"], "no longer lin's");
    everybody.say(expense, IDS.boss, Some(IDS.acme)).await;
    assert_eq!(everybody.read(expense, receipt).await, ["lin", "boss", "manager", "director"], "lin holds Acme");
    let director = everybody.phone("director");
    director.does(Command::HandOverCustomer(HandOverCustomer { customer: IDS.acme, to: IDS.zhao, reason: "换组".into() })).await;
    director.syncs().await;
    assert_eq!(everybody.read(expense, receipt).await, ["boss", "manager", "director", "zhao", "chen"]);
    everybody.say(expense, IDS.boss, None).await;
    assert_eq!(everybody.read(expense, receipt).await, ["boss", "manager", "director"]);
}
