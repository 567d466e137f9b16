//! A row of `credential`: what proves that somebody is a person. Without one they cannot sign in.

use sea_orm::entity::prelude::*;

/// See the module.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// The password's hash, with its own salt and cost.
    pub hash: String,
    /// Somebody else chose it: it must be changed first.
    pub must_change: bool,
    /// It belongs to the sample company and is printed in its documents.
    pub well_known: bool,
    /// When it was set.
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
