//! A row of `sign_in_attempt`: failed attempts for one account or from one address.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempt")]
pub struct Model {
    /// A digest of the account or address.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    /// Attempts since the last success.
    pub failures: i32,
    /// Time of the last attempt.
    pub last_at: i64,
    /// Attempts are refused before this time.
    pub blocked_until: i64,
}

impl ActiveModelBehavior for ActiveModel {}
