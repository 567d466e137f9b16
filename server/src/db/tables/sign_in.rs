//! A row of `sign_in`: one attempt to sign in to an account whose password was checked.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: Uuid,
    pub at: i64,
    /// The word of a `SignInOutcome`.
    pub outcome: String,
    /// The browser profile, as it named itself.
    pub device_id: Uuid,
    /// The word of a `BrowserName`.
    pub browser: Option<String>,
    /// The word of a `SystemName`.
    pub system: Option<String>,
    /// The network of the client's address, never the whole address.
    pub address: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
