//! The robots of chat groups (群机器人), managed by administrators. A robot's address is a credential for its group, so it stays on the server.

use domain::access::bucket::Bucket;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ApiError;

/// The chat service of a robot.
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
    pub const ALL: [RobotKind; 3] = [RobotKind::WeCom, RobotKind::DingTalk, RobotKind::Feishu];
}

/// A robot as administrators see it, without its credentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Robot {
    pub id: Uuid,
    pub name: String,
    pub kind: RobotKind,
    /// The host of its address.
    pub host: String,
    /// Whether its messages are signed.
    pub is_signed: bool,
    /// Whose notices it sends: the company's, a department's, a team's or one person's.
    pub of: Bucket,
    /// Sends urgent notices only.
    pub urgent_only: bool,
    /// The language of its messages, a language tag.
    pub language: String,
    /// Whether it sends at all.
    pub active: bool,
    /// Why the last message did not arrive; `None` if it did.
    #[serde(default)]
    pub trouble: Option<String>,
}

/// A robot as an administrator edits it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RobotDraft {
    /// A new id adds a robot.
    pub id: Uuid,
    pub name: String,
    pub kind: RobotKind,
    /// `None` keeps the current address.
    #[serde(default)]
    pub url: Option<String>,
    /// The signing secret; `None` keeps the current one, blank removes it.
    #[serde(default)]
    pub secret: Option<String>,
    /// Whose notices it sends.
    pub of: Bucket,
    /// Sends urgent notices only.
    pub urgent_only: bool,
    /// The language of its messages, a language tag.
    pub language: String,
    /// Whether it sends at all.
    pub active: bool,
}

/// Every robot. Administrators only.
#[server(prefix = "/api/v1", endpoint = "robots/list", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn list() -> Result<Vec<Robot>, ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.channels().robots().await
}

/// Adds or changes a robot. Administrators only.
#[server(prefix = "/api/v1", endpoint = "robots/save", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn save(robot: RobotDraft) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.channels().save_robot(robot).await
}

/// Deletes a robot with its address. Administrators only.
#[server(prefix = "/api/v1", endpoint = "robots/remove", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn remove(robot: Uuid) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.channels().remove_robot(robot).await
}

/// Sends a test message at once; returns the chat server's error, if any. Administrators only.
#[server(prefix = "/api/v1", endpoint = "robots/try_out", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn try_out(robot: Uuid) -> Result<Option<String>, ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.channels().try_robot(robot).await
}
