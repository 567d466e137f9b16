//! Health checks for monitoring.

use std::sync::Arc;

use app::api::ApiError;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::answers;
use crate::Server;

/// Liveness: this process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// Readiness: the database takes a write and reads it back.
pub(super) async fn ready(State(server): State<Arc<Server>>) -> impl IntoResponse {
    if !server.pulse.is_down() && server.readiness.holds(&server.db).await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database is unusable\n")
    }
}

/// Answers `ApiError::Offline` at once when the database does not answer, instead of waiting for it.
pub(super) async fn while_database_answers(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    tokio::select! {
        biased;
        () = server.pulse.until_down() => answers::refusal(&ApiError::Offline),
        response = next.run(request) => response,
    }
}
