//! The server functions of the app. Each call gets the backend of its own request in the context.

use std::sync::Arc;

use app::api::ApiError;
use app::ports::Backend;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{Request, StatusCode};
use leptos::prelude::{expect_context, provide_context};

use super::answers;
use crate::Server;
use crate::desk::Desk;

/// Most bytes of an error, which is a few words.
const MOST_OF_AN_ERROR: usize = 64 * 1024;

pub(super) async fn call(State(server): State<Arc<Server>>, request: Request<Body>) -> Response {
    if !is_known(&request) {
        return answers::unknown_call().await;
    }
    let provide = move || {
        let backend: Arc<dyn Backend> = Arc::new(Desk::new(Arc::clone(&server), expect_context(), expect_context()));
        provide_context(backend);
    };
    with_true_status(leptos_axum::handle_server_fns_with_context(provide, request).await.into_response()).await
}

/// Corrects the status of errors that did not pass a desk, which is always 500: unreadable input, and calls that the role may not make. Clients
/// that know only HTTP should see whose fault it was.
async fn with_true_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(text) = to_bytes(body, MOST_OF_AN_ERROR).await else { return parts.status.into_response() };
    let status = match serde_json::from_slice(&text) {
        // The call is known, but its input is not in its form.
        Ok(ApiError::Outdated) => StatusCode::BAD_REQUEST,
        Ok(error) => answers::status(&error),
        Err(_) => parts.status,
    };
    let mut response = Response::from_parts(parts, Body::from(text));
    *response.status_mut() = status;
    response
}

fn is_known(request: &Request<Body>) -> bool {
    leptos::server_fn::axum::server_fn_paths().any(|(path, method)| path == request.uri().path() && method == *request.method())
}
