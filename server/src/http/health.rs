//! What those who watch over servers ask.

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;

use crate::Server;

/// This process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers too: requests may come here.
pub(super) async fn ready(State(server): State<Arc<Server>>) -> impl IntoResponse {
    match server.db.connection().ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
