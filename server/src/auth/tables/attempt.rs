//! A row of `sign_in_attempt`: how often it was tried in vain for one account or from one address.

use sea_orm::entity::prelude::*;

/// See the module.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempt")]
pub struct Model {
    /// A digest of the account or address.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    /// Attempts since the last success.
    pub failures: i32,
    /// When it was last tried.
    pub last_at: i64,
    /// Not before.
    pub blocked_until: i64,
}

impl ActiveModelBehavior for ActiveModel {}
