//! Credentials: the password of each person.

use anyhow::Result;
use domain::values::calendar::Timestamp;
use domain::values::ids::PersonId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

use super::password;
use crate::db::Database;
use crate::db::tables::credential::{ActiveModel, Column, Entity, Model};

/// Who chose a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The person.
    Oneself,
    /// An administrator. It must be changed at the next sign-in.
    Somebody,
    /// The sample company. It is publicly known.
    Sample,
}

/// Sets a person's password.
pub async fn give(db: &Database, person: PersonId, password: &str, chosen: Chosen, now: Timestamp) -> Result<()> {
    let kept = Model {
        person_id: person.0,
        hash: password::hash(password).await?,
        must_change: chosen == Chosen::Somebody,
        well_known: chosen == Chosen::Sample,
        changed_at: now.0,
    };
    let replace = OnConflict::column(Column::PersonId)
        .update_columns([Column::Hash, Column::MustChange, Column::WellKnown, Column::ChangedAt])
        .to_owned();
    let row: ActiveModel = kept.into_active_model().reset_all();
    Entity::insert(row).on_conflict(replace).exec_without_returning(db.connection()).await?;
    Ok(())
}

/// People whose password is publicly known.
pub async fn well_known(db: &Database) -> Result<Vec<PersonId>> {
    let rows = Entity::find().filter(Column::WellKnown.eq(true)).all(db.connection()).await?;
    Ok(rows.into_iter().map(|it| PersonId(it.person_id)).collect())
}

/// Whether any of these people can sign in.
pub async fn has_credential(db: &Database, people: &[PersonId]) -> Result<bool> {
    let people = people.iter().map(|it| it.0);
    Ok(Entity::find().filter(Column::PersonId.is_in(people)).count(db.connection()).await? != 0)
}

/// Whether the person must change their password first.
pub async fn must_change(db: &Database, person: PersonId) -> Result<bool> {
    Ok(of(db, person).await?.is_some_and(|it| it.must_change))
}

pub(super) async fn of(db: &Database, person: PersonId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(person.0).one(db.connection()).await?)
}
