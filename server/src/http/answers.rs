//! Answers of last resort, in the form the app understands.

use std::any::Any;

use app::api::ApiError;
use axum::Json;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

/// An address of the network surface that this release does not have.
pub(super) async fn unknown_call() -> Response {
    refusal(&ApiError::Outdated)
}

/// Something that cannot happen did; this request is lost, the server is not.
pub(super) fn panicked(panic: Box<dyn Any + Send>) -> Response<Body> {
    let words = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = words.unwrap_or("no words"), "a request panicked");
    refusal(&ApiError::Broken { report: super::request_id() })
}

/// An answer that says why there is none.
pub(super) fn refusal(error: &ApiError) -> Response {
    (status(error), Json(error)).into_response()
}

/// What went wrong, as those see it who know only HTTP.
pub fn status(error: &ApiError) -> StatusCode {
    match error {
        ApiError::Offline => StatusCode::SERVICE_UNAVAILABLE,
        ApiError::SignedOut => StatusCode::UNAUTHORIZED,
        ApiError::Disabled | ApiError::PasswordDue => StatusCode::FORBIDDEN,
        ApiError::WrongPerson => StatusCode::CONFLICT,
        ApiError::Outdated => StatusCode::NOT_FOUND,
        ApiError::Busy { .. } => StatusCode::TOO_MANY_REQUESTS,
        ApiError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ApiError::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What went wrong inside, told once: in the log with everything, to the person with the id that finds it there.
pub fn api_error(error: anyhow::Error) -> ApiError {
    match error.downcast::<ApiError>() {
        Ok(known) => known,
        Err(unknown) => {
            tracing::error!(error = format!("{unknown:#}"), "a request failed");
            ApiError::Broken { report: super::request_id() }
        }
    }
}
