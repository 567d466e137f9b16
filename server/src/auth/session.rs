//! Sessions: a random token in the browser's cookie, its digest in the database. A session lasts thirty days from its last use.

use anyhow::{Context, Result};
use app::api::devices::Software;
use domain::values::calendar::Timestamp;
use domain::values::ids::{DeviceId, PersonId};
use domain::values::json::word_of;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

use crate::db::Database;
use crate::db::tables::session::{ActiveModel, Column, Entity, Model};

/// Lifetime of an unused session.
pub(super) const LIFE_SECONDS: i64 = 30 * 24 * 60 * 60;
const LIFE: i64 = LIFE_SECONDS * 1_000;
/// The last use is stored at most this often, in milliseconds: a write per request would be too many.
const NOTED_EVERY: i64 = 60 * 60 * 1_000;

/// An open session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    digest: String,
    pub person: PersonId,
    /// The browser profile.
    pub device: DeviceId,
    /// The session was ended because the person was disabled.
    pub is_revoked: bool,
    /// This use extended the session: the browser must get the cookie again.
    pub is_renewed: bool,
}

/// Opens a session. The returned token is for the cookie and is stored nowhere else.
pub(super) async fn open(db: &Database, person: PersonId, device: DeviceId, software: Software, now: Timestamp) -> Result<String> {
    let mut token = [0; 32];
    getrandom::fill(&mut token).context("the system's random number generator failed")?;
    let token = hex::encode(token);
    let row = Model {
        token_digest: digest(&token),
        person_id: person.0,
        device_id: device.0,
        opened_at: now.0,
        seen_at: now.0,
        expires_at: now.0 + LIFE,
        revoked_at: None,
        browser: software.browser.map(word_of),
        system: software.system.map(word_of),
    };
    let row: ActiveModel = row.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(db.connection()).await?;
    // Expired sessions are deleted whenever somebody signs in.
    Entity::delete_many().filter(Column::ExpiresAt.lt(now.0)).exec(db.connection()).await?;
    Ok(token)
}

/// The session of a token, unless expired. Extends it if its last use was stored an hour ago or more.
pub(super) async fn find(db: &Database, token: &str, now: Timestamp) -> Result<Option<Session>> {
    let found = Entity::find_by_id(digest(token)).one(db.connection()).await?;
    let Some(row) = found.filter(|it| now.0 < it.expires_at) else { return Ok(None) };
    let is_renewed = row.revoked_at.is_none() && row.seen_at + NOTED_EVERY <= now.0;
    if is_renewed {
        Entity::update_many()
            .col_expr(Column::SeenAt, Expr::value(now.0))
            .col_expr(Column::ExpiresAt, Expr::value(now.0 + LIFE))
            .filter(Column::TokenDigest.eq(&row.token_digest))
            .exec(db.connection())
            .await?;
    }
    let person = PersonId(row.person_id);
    let device = DeviceId(row.device_id);
    Ok(Some(Session { digest: row.token_digest, person, device, is_revoked: row.revoked_at.is_some(), is_renewed }))
}

/// Ends the session of a token.
pub async fn close(db: &Database, token: &str) -> Result<()> {
    Entity::delete_by_id(digest(token)).exec(db.connection()).await?;
    Ok(())
}

/// The open sessions of a person.
pub(super) async fn open_of(db: &Database, person: PersonId, now: Timestamp) -> Result<Vec<Model>> {
    let open = Column::PersonId.eq(person.0).and(Column::RevokedAt.is_null()).and(Column::ExpiresAt.gt(now.0));
    Ok(Entity::find().filter(open).all(db.connection()).await?)
}

/// Ends the sessions of a person on one device, or on all, but not the session that asks.
pub(super) async fn close_on(db: &Database, asking: &Session, person: PersonId, device: Option<DeviceId>) -> Result<()> {
    let mut theirs = Column::PersonId.eq(person.0).and(Column::TokenDigest.ne(&asking.digest));
    if let Some(device) = device {
        theirs = theirs.and(Column::DeviceId.eq(device.0));
    }
    Entity::delete_many().filter(theirs).exec(db.connection()).await?;
    Ok(())
}

/// Ends every session of a person.
pub async fn close_all(db: &Database, person: PersonId) -> Result<()> {
    Entity::delete_many().filter(Column::PersonId.eq(person.0)).exec(db.connection()).await?;
    Ok(())
}

/// Ends every other session of this person.
pub async fn close_others(db: &Database, session: &Session) -> Result<()> {
    let others = Column::PersonId.eq(session.person.0).and(Column::TokenDigest.ne(&session.digest));
    Entity::delete_many().filter(others).exec(db.connection()).await?;
    Ok(())
}

/// Revokes every session of a disabled person. The rows stay, so that their devices learn of it.
pub(super) async fn revoke_all(db: &Database, person: PersonId, now: Timestamp) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(now.0))
        .filter(Column::PersonId.eq(person.0).and(Column::RevokedAt.is_null()))
        .exec(db.connection())
        .await?;
    Ok(())
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
