//! Sign-in, sign-out and the caller's own password.

use domain::records::organisation::{Company, Person};
use domain::values::ids::DeviceId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// The signed-in person, with what a device needs before its first exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    pub person: Person,
    /// The company, for the time zone and the currency.
    pub company: Company,
    /// Somebody else set the password: it must be changed first.
    #[serde(default)]
    pub must_change_password: bool,
}

/// Opens a session for this browser (a cookie) and links the device to the person.
#[server(prefix = "/api/v1", endpoint = "session/sign_in", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn sign_in(account: String, password: String, device: DeviceId) -> Result<SignedIn, ApiError> {
    super::caller::backend()?.sign_in(&account, &password, device).await
}

/// Ends the session of this browser.
#[server(prefix = "/api/v1", endpoint = "session/sign_out", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn sign_out() -> Result<(), ApiError> {
    super::caller::backend()?.sign_out().await
}

/// The person signed in in this browser.
#[server(prefix = "/api/v1", endpoint = "session/current", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn current() -> Result<SignedIn, ApiError> {
    super::caller::backend()?.current().await
}

/// Changes the caller's own password; ends all other sessions of the person.
#[server(prefix = "/api/v1", endpoint = "session/change_password", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn change_password(old: String, new: String) -> Result<(), ApiError> {
    // Not through `Caller`, which rejects a person whose password change is due.
    super::caller::backend()?.change_password(&old, &new).await
}
