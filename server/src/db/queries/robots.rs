//! The robots of chat groups, with their secret addresses.

use app::api::robots::{Robot, RobotKind};
use domain::values::calendar::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use crate::db::{Database, sql};

/// A robot with the address and secret it sends with. Has no `Debug`: its address is a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct FullRobot {
    /// What administrators may see. `host` and `trouble` are filled in elsewhere.
    pub robot: Robot,
    pub url: String,
    /// The key it signs with.
    pub secret: Option<String>,
}

const COLUMNS: &str = "id, name, kind, url, secret, bucket, urgent_only, language, active";

/// Every robot, in the order they were made.
pub async fn all(connection: &impl ConnectionTrait) -> anyhow::Result<Vec<FullRobot>> {
    let question = format!("SELECT {COLUMNS} FROM robot ORDER BY made_at, id");
    sql::all(connection, question, vec![]).await?.iter().map(robot_of).collect()
}

/// The robot of this id.
pub async fn by_id(db: &Database, id: Uuid) -> anyhow::Result<Option<FullRobot>> {
    let question = format!("SELECT {COLUMNS} FROM robot WHERE id = $1");
    sql::one(db.connection(), question, vec![id.into()]).await?.as_ref().map(robot_of).transpose()
}

/// Inserts or updates a robot.
pub async fn save(db: &Database, it: &FullRobot, now: Timestamp) -> anyhow::Result<()> {
    let keep = "INSERT INTO robot (id, name, kind, url, secret, bucket, urgent_only, language, active, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, \
         url = excluded.url, secret = excluded.secret, bucket = excluded.bucket, urgent_only = excluded.urgent_only, \
         language = excluded.language, active = excluded.active";
    let robot = &it.robot;
    let values = vec![
        robot.id.into(),
        robot.name.clone().into(),
        kind_word(robot.kind).into(),
        it.url.clone().into(),
        it.secret.clone().into(),
        robot.of.to_string().into(),
        robot.urgent_only.into(),
        robot.language.clone().into(),
        robot.active.into(),
        now.0.into(),
    ];
    sql::run(db.connection(), keep, values).await?;
    Ok(())
}

pub async fn remove(db: &Database, id: Uuid) -> anyhow::Result<()> {
    sql::run(db.connection(), "DELETE FROM robot WHERE id = $1", vec![id.into()]).await?;
    Ok(())
}

fn robot_of(row: &QueryResult) -> anyhow::Result<FullRobot> {
    let (kind, of): (String, String) = (row.try_get_by_index(2)?, row.try_get_by_index(5)?);
    let secret: Option<String> = row.try_get_by_index(4)?;
    let kind =
        RobotKind::ALL.into_iter().find(|it| kind_word(*it) == kind).ok_or_else(|| anyhow::anyhow!("not a kind of robot: {kind}"))?;
    let robot = Robot {
        id: row.try_get_by_index(0)?,
        name: row.try_get_by_index(1)?,
        kind,
        host: String::new(),
        is_signed: secret.is_some(),
        of: of.parse().map_err(anyhow::Error::msg)?,
        urgent_only: row.try_get_by_index(6)?,
        language: row.try_get_by_index(7)?,
        active: row.try_get_by_index(8)?,
        trouble: None,
    };
    Ok(FullRobot { robot, url: row.try_get_by_index(3)?, secret })
}

fn kind_word(kind: RobotKind) -> &'static str {
    match kind {
        RobotKind::WeCom => "we_com",
        RobotKind::DingTalk => "ding_talk",
        RobotKind::Feishu => "feishu",
    }
}
