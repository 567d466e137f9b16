//! People, the catalogue and the company.

use std::sync::Arc;

use domain::access::actor::Actor;
use domain::book::Book;
use domain::book::record::Record;
use domain::records::organisation::{Company, Person, Role};
use domain::values::ids::{Kind, PersonId};
use sea_orm::Value;

use crate::db::tables::person::{ACTOR_COLUMNS, actor_of};
use crate::db::{Database, sql};

/// The person, with the scope they have now; `None` if there is no such person or they have left.
pub async fn actor(db: &Database, person: PersonId) -> anyhow::Result<Option<Actor>> {
    let question = format!("SELECT {ACTOR_COLUMNS} FROM person WHERE id = $1");
    let Some(row) = sql::one(db.connection(), question, vec![person.0.into()]).await? else { return Ok(None) };
    Ok(actor_of(&row, 0)?.filter(|(_, active)| *active).map(|(actor, _)| actor))
}

/// The person with this account, active or not.
pub async fn by_account(db: &Database, account: &str) -> anyhow::Result<Option<Person>> {
    let key = Person::account_key(account);
    // An account stored before full width was folded to half width is found as it is written.
    let as_written = account.to_lowercase().replace(|it: char| it.is_whitespace() || it.is_control(), "");
    match one(db, "account = $1", key.clone().into()).await? {
        None if as_written != key => one(db, "account = $1", as_written.into()).await,
        found => Ok(found),
    }
}

/// The person with this id, active or not.
pub async fn by_id(db: &Database, person: PersonId) -> anyhow::Result<Option<Person>> {
    one(db, "id = $1", person.0.into()).await
}

async fn one(db: &Database, condition: &str, value: Value) -> anyhow::Result<Option<Person>> {
    let question = format!("SELECT body FROM record WHERE kind = 'person' AND id = (SELECT id FROM person WHERE {condition})");
    let Some(row) = sql::one(db.connection(), question, vec![value]).await? else { return Ok(None) };
    match Record::parse(Kind::Person, &row.try_get_by_index::<String>(0)?)? {
        Record::Person(person) => Ok(Some(person)),
        _ => Ok(None),
    }
}

/// The company, the organisation and the products.
pub async fn catalogue(db: &Database) -> anyhow::Result<Arc<Book>> {
    db.catalogue().read(db.connection()).await
}

/// The company and its rules.
pub async fn company(db: &Database) -> anyhow::Result<Company> {
    Ok(catalogue(db).await?.company().clone())
}

/// Whether there are no people yet.
pub async fn is_nobody(db: &Database) -> anyhow::Result<bool> {
    Ok(sql::one(db.connection(), "SELECT id FROM person LIMIT 1", vec![]).await?.is_none())
}

/// All active administrators.
pub async fn administrators(db: &Database) -> anyhow::Result<Vec<PersonId>> {
    let book = catalogue(db).await?;
    Ok(book.people().filter(|it| it.active && it.role == Role::Administrator).map(|it| it.id).collect())
}
