//! A row of `push_subscription`: a device that push messages can be sent to.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "push_subscription")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: Uuid,
    pub person_id: Uuid,
    /// The address at the browser vendor's push service.
    pub endpoint: String,
    /// The browser's public key, base64url.
    pub receiver_key: String,
    /// The shared secret, base64url.
    pub receiver_secret: String,
    pub made_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
