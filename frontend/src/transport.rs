//! The way to the server: the server function, with a limit of patience.

use std::time::Duration;

use app::api::{self, ApiError};
use app::ports::Transport;
use async_trait::async_trait;
use domain::sync::{Answer, Exchange};

use crate::js::within;

/// How long an exchange may take. Dropping the call aborts the request; what the server did of it is known by its ids.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server this page came from.
pub struct Server;

#[async_trait(?Send)]
impl Transport for Server {
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError> {
        within(PATIENCE, api::sync::exchange(ours)).await.unwrap_or(Err(ApiError::Offline))
    }
}
