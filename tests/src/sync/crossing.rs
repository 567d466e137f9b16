//! Two people change one expense at the same time: the second change is decided in the scope that the first one left.

use std::sync::Arc;
use std::time::Duration;

use domain::access::actor::Actor;
use domain::book::record::Record;
use domain::decide::command::{AmendExpense, Attach, AttributeExpense, Command, RecordExpense};
use domain::records::attachment::{Attachment, Media};
use domain::records::expense::{Attribution, Expense, ExpenseProfile};
use domain::values::ids::{AttachmentId, CustomerId, ExpenseId, PersonId};
use domain::values::money::Money;
use rstest::rstest;
use sea_orm::{DatabaseTransaction, EntityTrait, QuerySelect, TransactionTrait};
use server::db::queries::books;
use server::db::tables::record;
use uuid::Uuid;

use super::phone::Phone;
use super::world::World;
use crate::support::Db;

/// Locks a customer, as any push about it does, until released: other pushes about it wait. Does nothing on SQLite, which has a single writer.
struct Held(Option<DatabaseTransaction>);

impl Held {
    async fn of(customer: CustomerId, world: &World, db: Db) -> Held {
        if db == Db::Sqlite {
            return Held(None);
        }
        let transaction = world.db.connection().begin().await.expect("a transaction begins");
        let hold = record::Entity::find_by_id((customer.0, "customer".to_owned())).lock_exclusive();
        let row = hold.one(&transaction).await.expect("the customer can be held");
        assert!(row.is_some(), "there is such a customer");
        Held(Some(transaction))
    }

    /// Waits until this many transactions wait for a lock.
    async fn until_waiting(&self, n: i64, world: &World) {
        let waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while self.0.is_some() && world.count(waiting).await < n {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn lets_go(self) {
        if let Some(transaction) = self.0 {
            transaction.commit().await.expect("a transaction that only read ends");
        }
    }
}

/// The second person's command, while the first person attributes the expense to another customer.
#[derive(Clone, Copy)]
enum Second {
    /// lin corrects the amount.
    Amends,
    /// boss attributes the expense to this rep.
    Gives(fn(&World) -> PersonId),
}

impl Second {
    fn command(self, expense: &Expense, world: &World) -> (PersonId, Command) {
        match self {
            Second::Amends => {
                let was = expense.profile.clone();
                let now = ExpenseProfile { amount: was.amount + Money::whole(1), ..was.clone() };
                (world.ids.lin, Command::AmendExpense(AmendExpense { expense: expense.id, was, now }))
            }
            Second::Gives(to) => {
                let was = expense.attribution();
                (
                    world.ids.boss,
                    Command::AttributeExpense(AttributeExpense { expense: expense.id, was, now: Attribution { owner: to(world), ..was } }),
                )
            }
        }
    }
}

async fn expense_and_receipt(world: &World, id: ExpenseId) -> (Expense, Attachment, domain::book::Book) {
    let book = books::whole(&world.db).await.expect("the company can be read");
    let expense = book.expense(id).expect("the expense").clone();
    let receipt = book.attachments().next().expect("its receipt").clone();
    (expense, receipt, book)
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_record_moved_while_waiting_for_its_lock_is_decided_in_its_new_scope(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // lin's expense moves between Acme, which is lin's, and a customer of zhao in the other team.
    let world = Arc::new(World::small(db).await);
    let ids = world.ids;
    let other = world.files(ids.zhao, "客户").await;
    let (id, receipt) = (ExpenseId(Uuid::now_v7()), AttachmentId(Uuid::now_v7()));
    let profile = ExpenseProfile { on: ids.today, amount: Money::whole(100), ..ExpenseProfile::default() };
    let spent = RecordExpense { id, owner: None, customer: Some(ids.acme), profile };
    let proof = Attach {
        id: receipt,
        of: id.into(),
        payment: None,
        stage: None,
        name: "票据.jpg".to_owned(),
        media: Media::Jpeg,
        size: 120_000,
        sha256: "0a".repeat(32),
        width: None,
        height: None,
        note: String::new(),
    };
    world.push(ids.lin, vec![Command::RecordExpense(spent), Command::Attach(proof)]).await;
    let mut phones: Vec<Phone> = [ids.lin, ids.wang, ids.zhao, ids.boss, ids.chen].map(|it| world.phone(it)).into();

    let (gives_wang, gives_lin) = (Second::Gives(|it| it.ids.wang), Second::Gives(|it| it.ids.lin));
    let seconds = [Second::Amends, Second::Amends, gives_wang, gives_lin, gives_wang, gives_wang, gives_lin, Second::Amends];
    for (round, second) in seconds.into_iter().enumerate() {
        let (before, ..) = expense_and_receipt(&world, id).await;
        let (from, to) = if round % 2 == 0 { (ids.acme, other) } else { (other, ids.acme) };
        assert_eq!(before.customer, Some(from));
        let (was, now) = (before.attribution(), Attribution { customer: Some(to), ..before.attribution() });
        let pushes = |(by, command): (PersonId, Command)| {
            let world = Arc::clone(&world);
            tokio::spawn(async move { world.push(by, vec![command]).await })
        };
        // Both commands have read the expense's scope and wait for that customer.
        let held = Held::of(from, &world, db).await;
        let moves = pushes((ids.manager, Command::AttributeExpense(AttributeExpense { expense: id, was, now })));
        held.until_waiting(1, &world).await;
        let (by, command) = second.command(&before, &world);
        let crosses = pushes((by, command));
        held.until_waiting(2, &world).await;
        held.lets_go().await;
        moves.await.expect("nothing is refused");
        crosses.await.expect("nothing is refused");

        // Both took effect, in either order.
        let (after, receipt, book) = expense_and_receipt(&world, id).await;
        assert_eq!(after.customer, Some(to), "round {round}");
        match second {
            Second::Amends => assert_eq!(after.profile.amount, before.profile.amount + Money::whole(1), "round {round}"),
            Second::Gives(owner) => assert_eq!(after.owner, owner(&world), "round {round}"),
        }
        assert_eq!((receipt.customer, receipt.owner, receipt.team), (to, Some(after.owner), after.team), "round {round}");
        // Exactly the people who may see it hold it.
        for phone in &mut phones {
            phone.syncs(&world).await;
            let actor = Actor::of(book.person(phone.person).expect("a person"), &book);
            for record in [Record::Expense(after.clone()), Record::Attachment(receipt.clone())] {
                let sees = record.scope(&book).is_open_to(&actor, &book);
                assert_eq!(phone.has(record.key()), sees, "{} in round {round}: {:?}", actor.person, record.key());
            }
        }
        world.check_figures().await;
    }
}
