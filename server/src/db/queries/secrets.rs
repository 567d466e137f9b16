//! Secrets of the server, stored in the database so that several servers share them.

use domain::values::calendar::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

use crate::db::Database;
use crate::db::tables::secret::{ActiveModel, Column, Entity, Model};

/// The secret of this name. Stores `made` if there is none yet: the first server to ask decides.
pub async fn keep(db: &Database, name: &str, made: String, now: Timestamp) -> anyhow::Result<String> {
    let row: ActiveModel = Model { name: name.to_owned(), value: made, made_at: now.0 }.into_active_model().reset_all();
    let first_wins = OnConflict::column(Column::Name).do_nothing().to_owned();
    Entity::insert(row).on_conflict(first_wins).exec_without_returning(db.connection()).await?;
    find(db, name).await?.ok_or_else(|| anyhow::anyhow!("cannot store the secret {name}"))
}

/// The secret of this name, if it exists.
pub async fn find(db: &Database, name: &str) -> anyhow::Result<Option<String>> {
    Ok(Entity::find_by_id(name).one(db.connection()).await?.map(|it| it.value))
}
