//! Calls the server's exchange function with a time limit.

use std::time::Duration;

use app::api::{self, ApiError};
use app::ports::Transport;
use async_trait::async_trait;
use domain::sync::{Answer, Exchange};

use crate::js::within;

/// Time limit of an exchange. Dropping the call aborts the request; commands that the server already processed are recognized by their ids.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server this page came from.
pub struct Server;

#[async_trait(?Send)]
impl Transport for Server {
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError> {
        within(PATIENCE, api::sync::exchange(ours)).await.unwrap_or(Err(ApiError::Offline))
    }
}
