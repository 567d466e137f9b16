//! A row of `parcel`: a message to one receiver, with its attempts.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "parcel")]
pub struct Model {
    /// The same for every attempt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub channel: Channel,
    /// The id of a device, a person or a robot, depending on the channel.
    pub receiver_id: Uuid,
    /// Whose notices are in it; `None` for a chat group.
    pub person_id: Option<Uuid>,
    /// The message, as JSON.
    pub body: String,
    pub made_at: i64,
    /// When it is tried next.
    pub due_at: i64,
    pub attempts: i32,
    pub done_at: Option<i64>,
    /// `None` until it is done.
    pub outcome: Option<Ending>,
    pub last_error: Option<String>,
    /// When an attempt last failed.
    pub failed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

/// How a message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum Channel {
    /// To a device, by Web Push; the receiver is the device.
    #[sea_orm(string_value = "push")]
    Push,
    /// By e-mail; the receiver is the person.
    #[sea_orm(string_value = "mail")]
    Mail,
    /// To a chat group; the receiver is its robot.
    #[sea_orm(string_value = "robot")]
    Robot,
}

/// How a message ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum Ending {
    /// It arrived.
    #[sea_orm(string_value = "sent")]
    Sent,
    /// It will not arrive.
    #[sea_orm(string_value = "given_up")]
    GivenUp,
}
