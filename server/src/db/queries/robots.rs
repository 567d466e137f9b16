//! The robots of chat groups, with their secret addresses.

use app::api::robots::{Robot, RobotKind};
use domain::values::calendar::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder};
use uuid::Uuid;

use crate::db::Database;
use crate::db::tables::robot::{ActiveModel, Column, Entity, Model};

/// A robot with the address and secret it sends with. Has no `Debug`: its address is a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct FullRobot {
    /// What administrators may see. `host` and `trouble` are filled in elsewhere.
    pub robot: Robot,
    pub url: String,
    /// The key it signs with.
    pub secret: Option<String>,
}

/// Every robot, in the order they were made.
pub async fn all(connection: &impl ConnectionTrait) -> anyhow::Result<Vec<FullRobot>> {
    let rows = Entity::find().order_by_asc(Column::MadeAt).order_by_asc(Column::Id).all(connection).await?;
    rows.into_iter().map(robot_of).collect()
}

/// The robot of this id.
pub async fn by_id(db: &Database, id: Uuid) -> anyhow::Result<Option<FullRobot>> {
    Entity::find_by_id(id).one(db.connection()).await?.map(robot_of).transpose()
}

/// Inserts or updates a robot.
pub async fn save(db: &Database, full: &FullRobot, now: Timestamp) -> anyhow::Result<()> {
    let robot = &full.robot;
    let row = Model {
        id: robot.id,
        name: robot.name.clone(),
        kind: kind_word(robot.kind).to_owned(),
        url: full.url.clone(),
        secret: full.secret.clone(),
        bucket: robot.of.to_string(),
        urgent_only: robot.urgent_only,
        language: robot.language.clone(),
        active: robot.active,
        made_at: now.0,
    };
    let row: ActiveModel = row.into_active_model().reset_all();
    let replace = OnConflict::column(Column::Id)
        .update_columns([
            Column::Name,
            Column::Kind,
            Column::Url,
            Column::Secret,
            Column::Bucket,
            Column::UrgentOnly,
            Column::Language,
            Column::Active,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(db.connection()).await?;
    Ok(())
}

pub async fn remove(db: &Database, id: Uuid) -> anyhow::Result<()> {
    Entity::delete_by_id(id).exec(db.connection()).await?;
    Ok(())
}

fn robot_of(row: Model) -> anyhow::Result<FullRobot> {
    let kind = RobotKind::ALL.into_iter().find(|it| kind_word(*it) == row.kind);
    let robot = Robot {
        id: row.id,
        name: row.name,
        kind: kind.ok_or_else(|| anyhow::anyhow!("not a kind of robot: {}", row.kind))?,
        host: String::new(),
        is_signed: row.secret.is_some(),
        of: row.bucket.parse().map_err(anyhow::Error::msg)?,
        urgent_only: row.urgent_only,
        language: row.language,
        active: row.active,
        trouble: None,
    };
    Ok(FullRobot { robot, url: row.url, secret: row.secret })
}

fn kind_word(kind: RobotKind) -> &'static str {
    match kind {
        RobotKind::WeCom => "we_com",
        RobotKind::DingTalk => "ding_talk",
        RobotKind::Feishu => "feishu",
    }
}
