//! Calls the server's exchange function with a time limit.

use std::time::Duration;

use app::api::{self, ApiError};
use app::ports::Transport;
use async_trait::async_trait;
use domain::sync::{Answer, Exchange};
use futures::future::LocalBoxFuture;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::js::within;

/// Time limit of an exchange. Dropping the call aborts the request; commands that the server already processed are recognized by their ids.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server this page came from.
pub struct ServerTransport;

#[async_trait(?Send)]
impl Transport for ServerTransport {
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError> {
        match exchange(ours).await {
            Ok(answer) => answer.await,
            Err(_) => Err(ApiError::Offline),
        }
    }
}

/// In the file of the app, with the formats of all records.
#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
fn exchange(ours: Exchange) -> Result<LocalBoxFuture<'static, Result<Answer, ApiError>>, SplitLoaderError> {
    Ok(Box::pin(async move { within(PATIENCE, api::sync::exchange(ours)).await.unwrap_or(Err(ApiError::Offline)) }))
}
