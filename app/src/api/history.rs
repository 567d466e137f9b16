//! 变更记录. It lies on the server only: devices hold records, not their past.

use domain::sync::history::{HistoryAnswer, HistoryQuestion};
use leptos::prelude::*;

use super::ApiError;

/// A page of the changes that the caller may read, newest first.
#[server(HistoryCall, prefix = "/api/v1", endpoint = "records/history", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn history(question: HistoryQuestion) -> Result<HistoryAnswer, ApiError> {
    super::caller::Caller::from_request().await?.records().history(question).await
}
