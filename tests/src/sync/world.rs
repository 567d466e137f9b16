//! The small company in a database of either kind, created by commands.

use domain::access::actor::Actor;
use domain::decide::command::{Command, FileCustomer, Save, TakeOrder};
use domain::records::organisation::Role;
use domain::sample::{SmallIds, small};
use domain::sync::{Envelope, SCHEMA};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, CustomerId, DeviceId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::db::Database;
use server::db::tables::receipt;
use server::sync::{Origin, push_as};
use uuid::Uuid;

use super::phone::Phone;
use crate::support::Db;
use crate::support::database::{Fresh, number};

/// A company with its database.
pub struct World {
    /// The ids of its records.
    pub ids: SmallIds,
    pub db: Database,
    /// The current time.
    pub now: Timestamp,
    fresh: Fresh,
}

impl World {
    /// The small company: lin holds Acme and its late order.
    pub async fn small(db: Db) -> World {
        let fresh = db.fresh().await;
        let (book, ids) = small();
        let now = ids.moment(ids.admin, &book).now;
        let db = Database::open(&fresh.url).await.expect("a fresh database opens");
        db.migrate(Timestamp(1)).await.expect("a fresh database takes the schema");
        let world = World { ids, db, now, fresh };

        let mut commands = Vec::new();
        let mut save = |command| commands.push(command);
        book.people().filter(|it| it.id == ids.admin).for_each(|it| save(Command::SavePerson(Save { was: None, now: it.clone() })));
        save(Command::SaveCompany(Save { was: None, now: book.company().clone() }));
        book.regions().for_each(|it| save(Command::SaveRegion(Save { was: None, now: it.clone() })));
        book.departments().for_each(|it| save(Command::SaveDepartment(Save { was: None, now: it.clone() })));
        book.teams().for_each(|it| save(Command::SaveTeam(Save { was: None, now: it.clone() })));
        book.people().filter(|it| it.id != ids.admin).for_each(|it| save(Command::SavePerson(Save { was: None, now: it.clone() })));
        book.products().for_each(|it| save(Command::SaveProduct(Save { was: None, now: it.clone() })));
        world.push(ids.admin, commands).await;

        let customers = book.customers().map(|customer| {
            let (id, filed_on, profile) = (customer.id, customer.filed_on, customer.profile.clone());
            Command::FileCustomer(FileCustomer { id, number: Some(customer.number.clone()), filed_on, owner: None, profile })
        });
        let orders = book.orders().map(|order| {
            let (id, customer, terms) = (order.id, order.customer, order.terms.clone());
            Command::TakeOrder(TakeOrder { id, number: Some(order.number.clone()), customer, owner: None, terms })
        });
        world.push(ids.lin, customers.chain(orders).collect()).await;
        world
    }

    /// The address of the database.
    pub fn url(&self) -> &str {
        &self.fresh.url
    }

    /// Runs these commands as a person on a new device, and expects all of them to be applied.
    pub async fn push(&self, person: PersonId, commands: Vec<Command>) {
        let device = DeviceId(Uuid::now_v7());
        let envelopes: Vec<Envelope> = commands.iter().zip(1..).map(|(it, seq)| envelope(it, seq, 0, self.now)).collect();
        let actor = Actor { person, role: Role::Administrator, team: None, department: None, imports: false };
        push_as(&self.db, &actor, Origin::of(device), &envelopes, self.now, &()).await.expect("a push is answered");
        let receipts = receipt::Entity::find().filter(receipt::Column::DeviceId.eq(device.0));
        let refused = receipts.filter(receipt::Column::Verdict.not_like("%applied%")).all(self.db.connection());
        let refused = refused.await.expect("receipts can be read");
        assert!(refused.is_empty(), "{refused:?}");
    }

    /// A new, empty phone of this person.
    pub fn phone(&self, person: PersonId) -> Phone {
        Phone::new(person)
    }

    /// Files a customer with this name for this owner.
    pub async fn files(&self, owner: PersonId, name: &str) -> CustomerId {
        let id = CustomerId(Uuid::now_v7());
        self.push(owner, vec![file(id, name, self)]).await;
        id
    }

    /// The single number that a query returns.
    pub async fn count(&self, question: &str) -> i64 {
        number(&self.db, question).await
    }

    /// Checks that the stored sums equal a full recount.
    pub async fn check_figures(&self) {
        let stored = server::rollup::stored(self.db.connection()).await.expect("the sums can be read");
        let recount = server::rollup::recount(self.db.connection()).await.expect("the records can be counted");
        assert_eq!(stored, recount);
    }
}

/// The command that files a customer.
pub fn file(id: CustomerId, name: &str, world: &World) -> Command {
    let profile = domain::records::customer::CustomerProfile { name: name.to_owned(), ..Default::default() };
    Command::FileCustomer(FileCustomer { id, number: None, filed_on: world.ids.today, owner: None, profile })
}

/// A command with its envelope.
pub fn envelope(command: &Command, seq: u64, base: i64, made_at: Timestamp) -> Envelope {
    let text = Envelope::text_of(command);
    Envelope {
        command_id: CommandId(Uuid::now_v7()),
        seq,
        schema: SCHEMA,
        digest: Envelope::digest_of(text.get()),
        base,
        after: None,
        made_at,
        made_offline: true,
        rules_revision: 0,
        command: text,
    }
}
