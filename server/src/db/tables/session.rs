//! A row of `session`: one browser in which a person is signed in.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// A digest of the token in the cookie. The token itself is not stored.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_digest: String,
    pub person_id: Uuid,
    /// The browser profile.
    pub device_id: Uuid,
    pub opened_at: i64,
    /// When it was last used, to within the hour.
    pub seen_at: i64,
    pub expires_at: i64,
    /// When the session was ended because the person was disabled. The row stays, so that each of their devices learns why.
    pub revoked_at: Option<i64>,
    /// The word of a `BrowserName`, told from the request that opened the session.
    pub browser: Option<String>,
    /// The word of a `SystemName`.
    pub system: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
