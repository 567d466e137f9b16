//! Notifications outside the app: push per device, and e-mail. Only the server stores a person's choices.

use domain::rules::notices::QuietHours;
use domain::values::calendar::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// The caller's notification settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The server's public key for push in the browsers' format: base64url of an uncompressed point.
    pub push_key: String,
    /// Whether push is enabled on this device.
    pub push_here: bool,
    /// The e-mail address an administrator entered for the caller.
    #[serde(default)]
    pub address: Option<String>,
    /// Whether this server sends e-mail at all.
    pub mail_is_sent: bool,
    /// Whether the caller enabled e-mail.
    pub mail: bool,
    /// The caller's own quiet hours; `None` uses the company's.
    #[serde(default)]
    pub quiet: Option<QuietHours>,
}

/// A browser's push subscription (`PushSubscription.toJSON()`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The address at the browser vendor's push service.
    pub endpoint: String,
    /// The browser's public key, base64url.
    pub p256dh: String,
    /// The shared secret, base64url.
    pub auth: String,
}

/// A notification channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Push to devices.
    Push,
    /// E-mail.
    Mail,
    /// Messages to chat groups.
    Robot,
}

/// Why a message did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryTrouble {
    /// The mail server rejected this server's credentials; the reply code.
    SignIn(u16),
    /// The message was rejected; the reply code (e-mail) or HTTP status (push).
    Answered(u16),
    /// No reply in time.
    Late,
    /// No connection; the error.
    Unreached(String),
    /// Any other error, as reported.
    Said(String),
}

/// A failed attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub at: Timestamp,
    pub why: DeliveryTrouble,
}

/// The state of a notification channel, for administrators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayState {
    pub way: Way,
    /// Whether this server uses the channel at all.
    pub is_used: bool,
    /// Undelivered messages that are being retried.
    pub n_waiting: u32,
    /// The last failed attempt of a message that is still undelivered.
    pub last_failure: Option<Failure>,
    /// When a message last arrived.
    pub last_sent: Option<Timestamp>,
}

/// The caller's notification settings.
#[server(prefix = "/api/v1", endpoint = "delivery/current", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn current() -> Result<Delivery, ApiError> {
    super::caller::Caller::from_request().await?.notices().delivery().await
}

/// Enables push on this device, in this language (a language tag; blank keeps the earlier one).
#[server(prefix = "/api/v1", endpoint = "delivery/subscribe", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn subscribe(subscription: Subscription, language: String) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.notices().subscribe(subscription, &language).await
}

/// Disables push on this device.
#[server(prefix = "/api/v1", endpoint = "delivery/unsubscribe", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn unsubscribe() -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.notices().unsubscribe().await
}

/// Turns e-mail notifications on or off, in this language.
#[server(prefix = "/api/v1", endpoint = "delivery/mail", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn mail(on: bool, language: String) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.notices().mail(on, &language).await
}

/// Sets the caller's own quiet hours; `None` uses the company's.
#[server(prefix = "/api/v1", endpoint = "delivery/quiet", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn quiet(own: Option<QuietHours>) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.notices().quiet(own).await
}

/// Sends a test message through every channel the caller enabled, at once; returns the number of messages queued.
#[server(prefix = "/api/v1", endpoint = "delivery/try_out", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn try_out() -> Result<u32, ApiError> {
    super::caller::Caller::from_request().await?.notices().try_delivery().await
}

/// The state of every notification channel. Administrators only.
#[server(prefix = "/api/v1", endpoint = "delivery/ways", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn ways() -> Result<Vec<WayState>, ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.channels().ways().await
}
