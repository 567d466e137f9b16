//! A row of `credential`: a person's password. A person without one cannot sign in.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// The password's hash, with its own salt and cost.
    pub hash: String,
    /// Somebody else chose the password: the person must change it first.
    pub must_change: bool,
    /// The password belongs to the sample company and is printed in its documents.
    pub well_known: bool,
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
