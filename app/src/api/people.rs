//! Administration of other people's access. People themselves are records and travel by sync.

use domain::values::ids::{DeviceId, PersonId};
use leptos::prelude::*;

use super::ApiError;
use super::devices::{SignInsAnswer, SignedInDevice};

/// Sets a person's password, to be changed at the next sign-in; ends all sessions of the person. Administrators only.
#[server(prefix = "/api/v1", endpoint = "people/reset_password", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn reset_password(person: PersonId, new: String) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.accounts().reset_password(person, &new).await
}

/// The devices on which a person is signed in, the last used first. Administrators only.
#[server(prefix = "/api/v1", endpoint = "people/devices", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn devices(person: PersonId) -> Result<Vec<SignedInDevice>, ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.accounts().devices_of(person).await
}

/// Signs a person out on one device, or on all of them; never ends the caller's own session. Administrators only.
#[server(prefix = "/api/v1", endpoint = "people/sign_out", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn sign_out(person: PersonId, device: Option<DeviceId>) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.accounts().sign_out_person(person, device).await
}

/// A page of a person's sign-ins, newest first; `before` is the `next` of the page before it. Administrators only.
#[server(prefix = "/api/v1", endpoint = "people/sign_ins", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn sign_ins(person: PersonId, before: Option<i64>) -> Result<SignInsAnswer, ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.accounts().sign_ins_of(person, before).await
}
