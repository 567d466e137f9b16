//! A row of `notices`: one alert that one person is told of.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The recipient.
    pub person_id: Uuid,
    pub alert_id: Uuid,
    pub level: String,
    /// The alert as it was at that time, as JSON.
    pub body: String,
    pub made_at: i64,
    /// When it was packed for its person.
    pub delivered_at: Option<i64>,
    /// When it was packed for chat groups.
    pub grouped_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
