//! The devices on which a person is signed in, and the history of sign-ins. Only the server knows them.

use domain::values::calendar::Timestamp;
use domain::values::ids::DeviceId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// A browser, or an app that shows pages as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BrowserName {
    Chrome,
    Edge,
    Firefox,
    Safari,
    Wechat,
    Wecom,
    Dingtalk,
    Huawei,
    Xiaomi,
    Samsung,
    Qq,
    Uc,
}

/// An operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemName {
    Android,
    Harmony,
    Iphone,
    Ipad,
    Windows,
    Mac,
    Linux,
}

/// What runs on a device, as far as its requests tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    #[serde(default)]
    pub browser: Option<BrowserName>,
    #[serde(default)]
    pub system: Option<SystemName>,
}

/// A device on which a person is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInDevice {
    pub device: DeviceId,
    pub software: Software,
    /// When its oldest open session began.
    pub first_at: Timestamp,
    /// When it was last used, to within the hour.
    pub last_at: Timestamp,
    /// The device that asks.
    pub is_this: bool,
}

/// What came of an attempt to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInOutcome {
    SignedIn,
    WrongPassword,
    /// The password was right, but the person is disabled.
    Disabled,
}

/// An attempt to sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInEntry {
    pub at: Timestamp,
    pub outcome: SignInOutcome,
    pub software: Software,
    /// The network of the client's address: `203.0.113.*`.
    #[serde(default)]
    pub address: Option<String>,
}

/// A page of the history of sign-ins, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInsAnswer {
    pub entries: Vec<SignInEntry>,
    /// Where the next page begins; `None` at the end.
    #[serde(default)]
    pub next: Option<i64>,
    /// Days for which an entry is kept.
    pub kept_days: i64,
}

/// The devices on which the caller is signed in: this one first, then the last used.
#[server(prefix = "/api/v1", endpoint = "devices/mine", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn mine() -> Result<Vec<SignedInDevice>, ApiError> {
    super::caller::Caller::from_request().await?.devices().my_devices().await
}

/// Signs the caller out on another device.
#[server(prefix = "/api/v1", endpoint = "devices/sign_out", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn sign_out(device: DeviceId) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.devices().sign_out_device(device).await
}
