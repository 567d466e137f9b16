//! Logs one line per request, with an id that is also in the response. Leaves out addresses, account names, cookies and bodies.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderName, HeaderValue};
use tracing::Instrument;
use uuid::Uuid;

use crate::config::Config;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static REQUEST_ID: String;
}

/// The id of this request, in the log and in what a person can report.
pub fn request_id() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_default()
}

pub(super) async fn tell(request: Request, next: Next) -> Response {
    let id = Uuid::now_v7().simple().to_string();
    let span = tracing::info_span!("request", id, method = %request.method(), path = %request.uri().path());
    let began = Instant::now();
    let mut response = REQUEST_ID.scope(id.clone(), next.run(request)).instrument(span.clone()).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    let status = response.status().as_u16();
    let took_ms = began.elapsed().as_millis();
    span.in_scope(|| match status {
        500.. => tracing::error!(status, took_ms, "answered"),
        _ => tracing::info!(status, took_ms, "answered"),
    });
    response
}

/// The client's address: that of the connection, or what the proxy in front reports.
pub fn client_address(parts: &Parts, config: &Config) -> Option<IpAddr> {
    let forwarded = || parts.headers.get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    let connected = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
    if config.behind_proxy { forwarded().or_else(connected) } else { connected() }
}

/// Whether the client's side of the connection is encrypted.
pub fn is_over_tls(parts: &Parts, config: &Config) -> bool {
    let forwarded = parts.headers.get("x-forwarded-proto").is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"https"));
    config.is_public_over_tls() || (config.behind_proxy && forwarded)
}
