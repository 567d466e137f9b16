//! Figures that a device cannot compute, because it does not hold the records behind them.

use domain::figures::kpis::{RankedMember, RankingQuestion};
use leptos::prelude::*;

use super::ApiError;

/// The places of the caller's team in a KPI: names and values, nothing else of a colleague's records.
#[server(RankingCall, prefix = "/api/v1", endpoint = "kpis/ranking", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn ranking(question: RankingQuestion) -> Result<Vec<RankedMember>, ApiError> {
    super::caller::Caller::from_request().await?.records().ranking(question).await
}
