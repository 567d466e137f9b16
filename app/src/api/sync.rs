//! The one call that carries records.

use domain::sync::{Answer, Exchange};
use leptos::prelude::*;

use super::ApiError;

/// Pushes commands, oldest first, and returns what changed. Safe to repeat: each command has an id.
#[server(ExchangeCall, prefix = "/api/v1", endpoint = "sync/exchange", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn exchange(ours: Exchange) -> Result<Answer, ApiError> {
    super::caller::Caller::from_request().await?.records().exchange(ours).await
}
