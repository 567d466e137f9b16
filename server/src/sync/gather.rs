//! Reads and locks at once what a batch of commands needs. On PostgreSQL the locks are always taken in this order: the catalogue (shared;
//! exclusive to change it), the running numbers (exclusive, to assign one), customers by id, other records by id, and last the clock. A
//! customer's lock covers its family: nothing is added to a family without it.
//! The tests of the rules read the same from a book (`domain/src/decide/tests/gathered.rs`).

use std::collections::{BTreeMap, BTreeSet};

use domain::book::Book;
use domain::book::record::Record;
use domain::book::stamps::Stamps;
use domain::decide::command::Command;
use domain::values::ids::{CustomerId, Key, Kind};
use domain::values::text;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{Catalogue, numbers};
use crate::db::sql;

/// The stored state of a record.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its scope; `None` once it was removed.
    pub scope: Option<Uuid>,
    pub removed: bool,
}

/// The records that a batch needs.
pub struct Gathered {
    /// The catalogue and the records read.
    pub book: Book,
    /// The stored state of the records, removed ones included.
    pub stored: BTreeMap<Key, Stored>,
}

const CATALOGUE_LOCK: i64 = 0x6461_6269_616f_0001;
const NUMBERS_LOCK: i64 = 0x6461_6269_616f_0002;

/// Reads and locks what these commands need.
pub async fn gather(connection: &impl ConnectionTrait, catalogue: &Catalogue, commands: &[&Command]) -> anyhow::Result<Gathered> {
    let needs = Needs::of(commands);
    if connection.get_database_backend() == DbBackend::Postgres {
        let shared = if needs.changes_catalogue { "" } else { "_shared" };
        advisory(connection, &format!("pg_advisory_xact_lock{shared}"), CATALOGUE_LOCK).await?;
        if !needs.prefixes.is_empty() {
            advisory(connection, "pg_advisory_xact_lock", NUMBERS_LOCK).await?;
        }
    }
    let mut gathered = Gathered { book: (*catalogue.read(connection).await?).clone(), stored: BTreeMap::new() };

    let others = families_of(connection, &needs.others).await?;
    let mut customers = needs.customers.clone();
    customers.extend(others.values().flatten());
    let locked_customers = format!(") AND kind = 'customer' ORDER BY id{}", sql::for_update(connection));
    let rows = sql::all_in(connection, &format!("{SELECT}id IN ("), &locked_customers, ids(&customers)).await?;
    gathered.take(rows)?;
    // Also locks the merge target. This breaks the id order; on deadlock the transaction is repeated. Rare.
    let kept: BTreeSet<Uuid> = gathered.signposts().difference(&customers).copied().collect();
    if !kept.is_empty() {
        let rows = sql::all_in(connection, &format!("{SELECT}id IN ("), &locked_customers, ids(&kept)).await?;
        gathered.take(rows)?;
        customers.extend(kept);
    }
    let locked = format!(") ORDER BY id{}", sql::for_update(connection));
    let rows = sql::all_in(connection, &format!("{SELECT}id IN ("), &locked, ids(others.keys())).await?;
    gathered.take(rows)?;
    // A record may have moved to another customer while we waited for its lock. Now that it is locked, it stays.
    let others = families_of(connection, &needs.others).await?;
    let came_to: BTreeSet<Uuid> = others.values().flatten().filter(|it| !customers.contains(*it)).copied().collect();
    if !came_to.is_empty() {
        let rows = sql::all_in(connection, &format!("{SELECT}id IN ("), &locked_customers, ids(&came_to)).await?;
        gathered.take(rows)?;
    }
    // Attachments are in the family of their record; if it has none, in a family of its own.
    let with_files: BTreeSet<Uuid> =
        others.iter().filter(|(id, _)| needs.attached_to.contains(*id)).map(|(id, family)| family.unwrap_or(*id)).collect();
    let rows = sql::all_in(connection, &format!("{SELECT}family_id IN ("), &locked, ids(&needs.families)).await?;
    gathered.take(rows)?;
    let locked = format!(") AND kind = 'attachment' ORDER BY id{}", sql::for_update(connection));
    let rows = sql::all_in(connection, &format!("{SELECT}family_id IN ("), &locked, ids(&with_files)).await?;
    gathered.take(rows)?;
    let locked = format!(") AND kind = 'order' ORDER BY id{}", sql::for_update(connection));
    let mut buyers = if needs.orders_of.is_empty() { BTreeSet::new() } else { &needs.orders_of | &gathered.signposts() };
    buyers.extend(others.iter().filter(|(id, _)| needs.orders_beside.contains(*id)).filter_map(|(_, family)| *family));
    let rows = sql::all_in(connection, &format!("{SELECT}family_id IN ("), &locked, ids(&buyers)).await?;
    gathered.take(rows)?;

    note_numbers(connection, &needs, &mut gathered.book).await?;
    Ok(gathered)
}

#[derive(FromQueryResult)]
struct Relative {
    id: Uuid,
    family_id: Option<Uuid>,
}

/// The family of each of these records that exists.
async fn families_of(connection: &impl ConnectionTrait, all: &BTreeSet<Uuid>) -> anyhow::Result<BTreeMap<Uuid, Option<Uuid>>> {
    let rows: Vec<Relative> = sql::all_in(connection, "SELECT id, family_id FROM record WHERE id IN (", ")", ids(all)).await?;
    Ok(rows.into_iter().map(|it| (it.id, it.family_id)).collect())
}

const SELECT: &str = "SELECT id, kind, scope_id, removed, body, stamps FROM record WHERE ";

#[derive(FromQueryResult)]
struct GatheredRow {
    id: Uuid,
    kind: String,
    scope_id: Option<Uuid>,
    removed: bool,
    body: String,
    stamps: String,
}

impl Gathered {
    /// The customers that gathered ones were merged into.
    fn signposts(&self) -> BTreeSet<Uuid> {
        self.book.signposts().filter_map(|it| it.merged_into).map(|it| it.customer.0).collect()
    }

    fn take(&mut self, rows: Vec<GatheredRow>) -> anyhow::Result<()> {
        for row in rows {
            let Some(kind) = Kind::parse(&row.kind) else { continue };
            let key = Key { kind, id: row.id };
            let stored = Stored { scope: row.scope_id, removed: row.removed };
            if !stored.removed {
                self.book.put(Record::parse(kind, &row.body)?);
                let stamps: Stamps = serde_json::from_str(&row.stamps)?;
                if !stamps.is_empty() {
                    self.book.set_stamps(key, stamps);
                }
            }
            self.stored.insert(key, stored);
        }
        Ok(())
    }
}

/// The needs of all commands together.
#[derive(Default)]
struct Needs {
    customers: BTreeSet<Uuid>,
    others: BTreeSet<Uuid>,
    families: BTreeSet<Uuid>,
    attached_to: BTreeSet<Uuid>,
    orders_of: BTreeSet<Uuid>,
    orders_beside: BTreeSet<Uuid>,
    numbers: BTreeSet<String>,
    prefixes: BTreeSet<String>,
    changes_catalogue: bool,
}

impl Needs {
    fn of(commands: &[&Command]) -> Needs {
        let mut all = Needs::default();
        for command in commands {
            let needs = command.needs();
            for key in needs.keys.into_iter().chain([command.subject()]) {
                match key.kind {
                    Kind::Customer => all.customers.insert(key.id),
                    // The cached catalogue has no stamps: what is about to change is read again with them.
                    _ => all.others.insert(key.id),
                };
            }
            for CustomerId(id) in needs.families {
                all.customers.insert(id);
                all.families.insert(id);
            }
            all.attached_to.extend(needs.attached_to.iter().map(|it| it.id));
            all.orders_of.extend(needs.orders_of.iter().map(|it| it.0));
            all.orders_beside.extend(needs.orders_beside.iter().map(|it| it.0));
            // In the form in which the rules compare and store them.
            all.numbers.extend(needs.numbers.iter().map(|it| text::plain(it)));
            all.prefixes.extend(needs.prefixes);
            all.changes_catalogue |= changes_catalogue(command);
        }
        all
    }
}

fn changes_catalogue(command: &Command) -> bool {
    // Quotas of a whole team are in the catalogue too.
    matches!(
        command.subject().kind,
        Kind::Company
            | Kind::Region
            | Kind::Department
            | Kind::Team
            | Kind::Person
            | Kind::Product
            | Kind::Quota
            | Kind::Kpi
            | Kind::Benchmark
            | Kind::PlanningNote
    )
}

async fn advisory(connection: &impl ConnectionTrait, function: &str, key: i64) -> Result<(), DbErr> {
    sql::run(connection, format!("SELECT {function}($1)"), vec![key.into()]).await.map(drop)
}

#[derive(FromQueryResult)]
struct Taken {
    number: String,
}

/// Notes in the book which of the wanted numbers are in use, and the highest of each prefix.
async fn note_numbers(connection: &impl ConnectionTrait, needs: &Needs, book: &mut Book) -> anyhow::Result<()> {
    let numbers: Vec<Value> = needs.numbers.iter().map(|it| it.clone().into()).collect();
    for table in ["customer", "sales_order"] {
        let question = format!("SELECT number FROM {table} WHERE number IN (");
        let taken: Vec<Taken> = sql::all_in(connection, &question, ")", numbers.clone()).await?;
        taken.iter().for_each(|it| book.note_number(&it.number));
    }
    numbers::highest(connection, &needs.prefixes).await?.iter().for_each(|it| book.note_number(it));
    Ok(())
}

fn ids<'a>(ids: impl IntoIterator<Item = &'a Uuid>) -> Vec<Value> {
    ids.into_iter().map(|it| (*it).into()).collect()
}
