//! How notices reach one outside the app: by push on each device, by e-mail. What a person chose is kept by the server alone.

use domain::rules::notices::QuietHours;
use domain::values::calendar::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// How notices reach the caller now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The server's public key for push, as browsers want it: base64url of an uncompressed point.
    pub push_key: String,
    /// Whether this device is rung.
    pub push_here: bool,
    /// The e-mail address the administrator filed for the caller.
    #[serde(default)]
    pub address: Option<String>,
    /// Whether this server sends e-mail at all.
    pub mail_is_sent: bool,
    /// Whether the caller asked for e-mail.
    pub mail: bool,
    /// The caller's own quiet hours; without any the company's hold.
    #[serde(default)]
    pub quiet: Option<QuietHours>,
}

/// What a browser gives out for being rung (`PushSubscription.toJSON()`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The address of the browser maker's push service.
    pub endpoint: String,
    /// The browser's public key, base64url.
    pub p256dh: String,
    /// The secret both share, base64url.
    pub auth: String,
}

/// A way out of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// To devices.
    Push,
    /// By e-mail.
    Mail,
    /// To chat groups.
    Robot,
}

/// Why a message did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The mail server does not take this server's sign-in; its code.
    SignIn(u16),
    /// It was not taken; the code or status of the answer.
    Answered(u16),
    /// No answer in time.
    Late,
    /// Nobody was there, for this reason.
    Unreached(String),
    /// In the words of whoever found it.
    Said(String),
}

/// An attempt that came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: Trouble,
}

/// How a way out of the house fares, as an administrator is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayState {
    /// Which way.
    pub way: Way,
    /// Whether this server uses it at all.
    pub is_used: bool,
    /// Messages that did not arrive yet and are tried again.
    pub n_waiting: u32,
    /// The last attempt that came to nothing, of a message that has not arrived since.
    pub last_failure: Option<Failure>,
    /// When a message last arrived.
    pub last_sent: Option<Timestamp>,
}

/// How notices reach the caller now.
#[server(prefix = "/api/v1", endpoint = "delivery/current", input = leptos::server_fn::codec::Json)]
pub async fn current() -> Result<Delivery, ApiError> {
    super::caller::Caller::from_request().await?.delivery().await
}

/// Rings this device from now on, in this language (a language tag; blank keeps the one chosen before).
#[server(prefix = "/api/v1", endpoint = "delivery/subscribe", input = leptos::server_fn::codec::Json)]
pub async fn subscribe(subscription: Subscription, language: String) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.subscribe(subscription, &language).await
}

/// Rings this device no more.
#[server(prefix = "/api/v1", endpoint = "delivery/unsubscribe", input = leptos::server_fn::codec::Json)]
pub async fn unsubscribe() -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.unsubscribe().await
}

/// Sends the caller e-mail, or no more, in this language.
#[server(prefix = "/api/v1", endpoint = "delivery/mail", input = leptos::server_fn::codec::Json)]
pub async fn mail(on: bool, language: String) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.mail(on, &language).await
}

/// Keeps the caller's own quiet hours; nothing: the company's hold again.
#[server(prefix = "/api/v1", endpoint = "delivery/quiet", input = leptos::server_fn::codec::Json)]
pub async fn quiet(own: Option<QuietHours>) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.quiet(own).await
}

/// Sends the caller a message on every way they chose, at once; answers on how many.
#[server(prefix = "/api/v1", endpoint = "delivery/try_out", input = leptos::server_fn::codec::Json)]
pub async fn try_out() -> Result<u32, ApiError> {
    super::caller::Caller::from_request().await?.try_delivery().await
}

/// How each way out of the house fares. Administrators only.
#[server(prefix = "/api/v1", endpoint = "delivery/ways", input = leptos::server_fn::codec::Json)]
pub async fn ways() -> Result<Vec<WayState>, ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.ways().await
}
