//! What administrators do to other people's access; people themselves are records and travel by sync.

use domain::values::ids::PersonId;
use leptos::prelude::*;

use super::ApiError;

/// Gives a person a new password, to be changed at the next sign-in; every session of theirs ends. Administrators only.
#[server(prefix = "/api/v1", endpoint = "people/reset_password", input = leptos::server_fn::codec::Json)]
pub async fn reset_password(person: PersonId, new: String) -> Result<(), ApiError> {
    super::caller::Caller::from_request().await?.administrator()?.reset_password(person, &new).await
}
