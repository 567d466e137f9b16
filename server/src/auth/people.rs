//! The people behind the accounts, as sync keeps them.

use anyhow::{Context, Result};
use domain::actor::Actor;
use domain::book::Book;
use domain::ids::{Key, PersonId};
use domain::organisation::{Company, Person, Role};
use domain::record::Record;
use sea_orm::{ConnectionTrait, Statement, Value};

/// The person of this account, in its comparable form.
pub async fn by_account(db: &impl ConnectionTrait, key: &str) -> Result<Option<Person>> {
    let found = ids(db, "SELECT id FROM person WHERE account = $1", [key.into()]).await?;
    match found.first() {
        Some(id) => by_id(db, *id).await,
        None => Ok(None),
    }
}

/// This person.
pub async fn by_id(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<Person>> {
    Ok(match record(db, person.into()).await? {
        Some(Record::Person(person)) => Some(person),
        _ => None,
    })
}

/// This person with the scope they have now.
pub async fn acting(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<(Person, Actor)>> {
    let Some(person) = by_id(db, person).await? else { return Ok(None) };
    let mut place = Book::default();
    if let Some(team) = person.team {
        record(db, team.into()).await?.into_iter().for_each(|it| place.put(it));
    }
    let actor = Actor::of(&person, &place);
    Ok(Some((person, actor)))
}

/// The company.
pub async fn company(db: &impl ConnectionTrait) -> Result<Company> {
    Ok(match record(db, Key::COMPANY).await? {
        Some(Record::Company(company)) => company,
        _ => Company::default(),
    })
}

/// Whether there is anybody yet.
pub async fn is_nobody(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(ids(db, "SELECT id FROM person LIMIT 1", []).await?.is_empty())
}

/// Everybody who administers.
pub async fn administrators(db: &impl ConnectionTrait) -> Result<Vec<PersonId>> {
    let mut administrators = Vec::new();
    for id in ids(db, "SELECT id FROM person WHERE active ORDER BY id", []).await? {
        administrators.extend(by_id(db, id).await?.filter(|it| it.role == Role::Administrator).map(|it| it.id));
    }
    Ok(administrators)
}

async fn ids(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<PersonId>> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|it| Ok(PersonId(it.try_get("", "id")?))).collect()
}

async fn record(db: &impl ConnectionTrait, key: Key) -> Result<Option<Record>> {
    let sql = "SELECT body FROM record WHERE id = $1 AND kind = $2 AND NOT removed";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [key.id.into(), key.kind.as_str().into()]);
    let Some(row) = db.query_one_raw(statement).await? else { return Ok(None) };
    let body: String = row.try_get("", "body")?;
    Ok(Some(Record::parse(key.kind, &body).with_context(|| format!("reading {key:?}"))?))
}
