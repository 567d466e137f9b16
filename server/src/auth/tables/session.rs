//! A row of `session`: one browser in which somebody is signed in.

use sea_orm::entity::prelude::*;

/// See the module.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// A digest of the token in the cookie; the token itself is kept nowhere here.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_digest: String,
    /// Who.
    pub person_id: Uuid,
    /// In which browser profile.
    pub device_id: Uuid,
    /// When it began.
    pub opened_at: i64,
    /// When it was last used, to within the hour.
    pub seen_at: i64,
    /// When it ends by itself.
    pub expires_at: i64,
    /// When it was ended because the person was disabled. It stays, so that every device of theirs learns why.
    pub revoked_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
