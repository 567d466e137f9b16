//! People, the catalogue and the company.

use std::sync::Arc;

use domain::access::actor::Actor;
use domain::access::sight::Sight;
use domain::book::Book;
use domain::book::record::Record;
use domain::records::organisation::{Company, Person, Role};
use domain::values::calendar::Timestamp;
use domain::values::ids::{Kind, PersonId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, SelectExt};

use crate::db::Database;
use crate::db::tables::{person, record};

/// The person, with the scope they have now; `None` if there is no such person or they have left.
pub async fn actor(db: &Database, person: PersonId) -> anyhow::Result<Option<Actor>> {
    let row = person::Entity::find_by_id(person.0).one(db.connection()).await?;
    Ok(row.filter(|it| it.active).map(|it| it.actor()).transpose()?)
}

/// The person with this account, active or not.
pub async fn by_account(db: &Database, account: &str) -> anyhow::Result<Option<Person>> {
    let key = Person::account_key(account);
    // An account stored before full width was folded to half width is found as it is written.
    let as_written = account.to_lowercase().replace(|it: char| it.is_whitespace() || it.is_control(), "");
    match with_account(db, &key).await? {
        None if as_written != key => with_account(db, &as_written).await,
        found => Ok(found),
    }
}

async fn with_account(db: &Database, key: &str) -> anyhow::Result<Option<Person>> {
    let ids = person::Entity::find().select_only().column(person::Column::Id).filter(person::Column::Account.eq(key));
    one(db, record::Column::Id.in_subquery(ids.into_query())).await
}

/// The person with this id, active or not.
pub async fn by_id(db: &Database, person: PersonId) -> anyhow::Result<Option<Person>> {
    one(db, record::Column::Id.eq(person.0)).await
}

async fn one(db: &Database, is_theirs: Expr) -> anyhow::Result<Option<Person>> {
    let row = record::Entity::find().filter(record::Column::Kind.eq(Kind::Person.as_str())).filter(is_theirs).one(db.connection()).await?;
    match row.map(|it| Record::parse(Kind::Person, &it.body)).transpose()? {
        Some(Record::Person(person)) => Ok(Some(person)),
        _ => Ok(None),
    }
}

/// The company, the organisation and the products.
pub async fn catalogue(db: &Database) -> anyhow::Result<Arc<Book>> {
    db.catalogue().read(db.connection()).await
}

/// What the person sees of sensitive fields at this time.
pub async fn sight(db: &Database, reader: &Actor, now: Timestamp) -> anyhow::Result<Sight> {
    let catalogue = catalogue(db).await?;
    Ok(Sight::of(reader, &catalogue, now.day(catalogue.company().utc_offset_minutes)))
}

/// The company and its rules.
pub async fn company(db: &Database) -> anyhow::Result<Company> {
    Ok(catalogue(db).await?.company().clone())
}

/// Whether there are no people yet.
pub async fn is_nobody(db: &Database) -> anyhow::Result<bool> {
    Ok(!person::Entity::find().exists(db.connection()).await?)
}

/// All active administrators.
pub async fn administrators(db: &Database) -> anyhow::Result<Vec<PersonId>> {
    let book = catalogue(db).await?;
    Ok(book.people().filter(|it| it.active && it.role == Role::Administrator).map(|it| it.id).collect())
}
