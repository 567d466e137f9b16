//! The robots of chat groups (群机器人), kept by administrators. Their addresses carry the right to speak in the group: they stay on the server.

use domain::access::bucket::Bucket;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ApiError;

/// Whose chat groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RobotKind {
    /// 企业微信.
    WeCom,
    /// 钉钉.
    DingTalk,
    /// 飞书.
    Feishu,
}

impl RobotKind {
    /// Every kind.
    pub const ALL: [RobotKind; 3] = [RobotKind::WeCom, RobotKind::DingTalk, RobotKind::Feishu];
}

/// A robot as administrators see it: nothing in it lets anybody speak in its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Robot {
    /// Which one.
    pub id: Uuid,
    /// What administrators call it.
    pub name: String,
    /// Whose chat groups.
    pub kind: RobotKind,
    /// The host of its address.
    pub host: String,
    /// Whether what it says is signed.
    pub is_signed: bool,
    /// Whose notices it tells: the company's, a department's, a team's or one person's.
    pub of: Bucket,
    /// It tells urgent ones only.
    pub urgent_only: bool,
    /// The language it speaks, a language tag.
    pub language: String,
    /// Whether it speaks at all.
    pub active: bool,
    /// Why the last message did not arrive, when it did not.
    #[serde(default)]
    pub trouble: Option<String>,
}

/// A robot as an administrator writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RobotDraft {
    /// Which one; a new id makes a new one.
    pub id: Uuid,
    /// What administrators call it.
    pub name: String,
    /// Whose chat groups.
    pub kind: RobotKind,
    /// Its address; nothing keeps the one it has.
    #[serde(default)]
    pub url: Option<String>,
    /// What it signs with; nothing keeps what it has, blank takes it away.
    #[serde(default)]
    pub secret: Option<String>,
    /// Whose notices it tells.
    pub of: Bucket,
    /// Urgent ones only.
    pub urgent_only: bool,
    /// The language it speaks, a language tag.
    pub language: String,
    /// Whether it speaks at all.
    pub active: bool,
}

/// Every robot. Administrators only.
#[server(prefix = "/api/v1", endpoint = "robots/list", input = leptos::server_fn::codec::Json)]
pub async fn list() -> Result<Vec<Robot>, ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.robots().await
}

/// Adds or changes one. Administrators only.
#[server(prefix = "/api/v1", endpoint = "robots/save", input = leptos::server_fn::codec::Json)]
pub async fn save(robot: RobotDraft) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.save_robot(robot).await
}

/// Takes one away, with its address. Administrators only.
#[server(prefix = "/api/v1", endpoint = "robots/remove", input = leptos::server_fn::codec::Json)]
pub async fn remove(robot: Uuid) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.remove_robot(robot).await
}

/// Lets one say something at once; answers what its chat server had against it, if it had. Administrators only.
#[server(prefix = "/api/v1", endpoint = "robots/try_out", input = leptos::server_fn::codec::Json)]
pub async fn try_out(robot: Uuid) -> Result<Option<String>, ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.try_robot(robot).await
}
