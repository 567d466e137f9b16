//! Administration of other people's access. People themselves are records and travel by sync.

use domain::values::ids::PersonId;
use leptos::prelude::*;

use super::ApiError;

/// Sets a person's password, to be changed at the next sign-in; ends all sessions of the person. Administrators only.
#[server(prefix = "/api/v1", endpoint = "people/reset_password", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn reset_password(person: PersonId, new: String) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.accounts().reset_password(person, &new).await
}
