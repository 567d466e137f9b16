//! 试算 over the whole company. Devices hold only what their person may see; an administrator's holds no customers.

use domain::views::simulation::{RuleDraft, Simulation};
use leptos::prelude::*;

use super::ApiError;

/// What a draft of rules would change if it were in force today. Changes nothing.
#[server(SimulateCall, prefix = "/api/v1", endpoint = "rules/simulate", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn simulate(draft: RuleDraft) -> Result<Simulation, ApiError> {
    super::caller::Caller::from_request().await?.records().simulate(draft).await
}
