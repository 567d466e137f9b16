//! Error responses, in the form the app understands.

use std::any::Any;

use app::api::ApiError;
use axum::Json;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use domain::values::field::Field;
use domain::values::refusal::Refusal;
use http::StatusCode;
use http::header::{self, HeaderValue};

use crate::db::constraint;
use crate::db::tx::AsDbErr;

/// Seconds until a retry when the database has stopped.
const COME_BACK_AFTER: u32 = 5;

/// An API path that this release does not have.
pub(super) async fn unknown_call() -> Response {
    refusal(&ApiError::Outdated)
}

/// A request panicked. It is lost, but the server goes on.
pub(super) fn panicked(panic: Box<dyn Any + Send>) -> Response<Body> {
    let words = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = words.unwrap_or("no words"), "a request panicked");
    refusal(&ApiError::Broken { report: super::request_id() })
}

/// The body is too large. A device that sent several things at once retries with fewer.
pub(super) fn too_large() -> Response {
    with_status(StatusCode::PAYLOAD_TOO_LARGE, &ApiError::Broken { report: super::request_id() })
}

/// The body did not arrive in time.
pub(super) fn too_late() -> Response {
    with_status(StatusCode::REQUEST_TIMEOUT, &ApiError::Offline)
}

/// Rewrites client errors that the framework made (an address or header not in this release's form) into the form of the app. A device that
/// cannot read an answer takes it for a missing network and retries without end.
pub(super) async fn in_the_form_of_the_app(response: Response) -> Response {
    let is_ours = response.headers().get(header::CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"application/json"));
    if is_ours || !response.status().is_client_error() { response } else { with_status(response.status(), &ApiError::Outdated) }
}

fn with_status(status: StatusCode, error: &ApiError) -> Response {
    (status, Json(error)).into_response()
}

/// The response for an error.
pub(super) fn refusal(error: &ApiError) -> Response {
    let mut response = with_status(status(error), error);
    if let Some(seconds) = retry_after(error) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Seconds until a retry, if waiting helps.
pub fn retry_after(error: &ApiError) -> Option<u32> {
    match error {
        ApiError::Offline => Some(COME_BACK_AFTER),
        ApiError::Busy { retry_after } => Some(*retry_after),
        _ => None,
    }
}

/// The HTTP status of an error, for clients that know only HTTP.
pub fn status(error: &ApiError) -> StatusCode {
    match error {
        ApiError::Offline => StatusCode::SERVICE_UNAVAILABLE,
        ApiError::SignedOut => StatusCode::UNAUTHORIZED,
        ApiError::Disabled | ApiError::PasswordDue => StatusCode::FORBIDDEN,
        ApiError::Refused(refusals) if refusals.on(Field::Role) == [Refusal::NotAllowed] => StatusCode::FORBIDDEN,
        ApiError::WrongPerson => StatusCode::CONFLICT,
        ApiError::Outdated => StatusCode::NOT_FOUND,
        ApiError::Busy { .. } => StatusCode::TOO_MANY_REQUESTS,
        ApiError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ApiError::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Logs an internal error in full. The person gets the id that finds it in the log.
pub fn api_error(error: anyhow::Error) -> ApiError {
    match error.downcast::<ApiError>() {
        Ok(known) => known,
        Err(outage) if outage.as_db_err().is_some_and(constraint::is_outage) => {
            tracing::warn!(error = format!("{outage:#}"), "the database does not work");
            ApiError::Offline
        }
        Err(unknown) => {
            tracing::error!(error = format!("{unknown:#}"), "a request failed");
            ApiError::Broken { report: super::request_id() }
        }
    }
}
