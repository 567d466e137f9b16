//! Security headers of every response.

use std::sync::{Arc, LazyLock};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{self, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

use super::trace::is_over_tls;
use crate::{Server, pwa};

/// Scripts, styles and calls come from this origin only. WebAssembly needs its own keyword; charts set styles of their elements; photos taken on
/// the device are shown from memory.
static CONTENT_SECURITY_POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(pwa::STYLE));
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
         style-src-elem 'self' 'sha256-{style}'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).expect("a policy of plain ASCII")
});

const FIXED: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(self), geolocation=(self), microphone=(), payment=()"),
    ),
];

/// A browser that reached this server over TLS once uses only TLS for a year, whatever address is typed.
const ONLY_OVER_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the headers. A response without `Cache-Control` is not stored.
pub(super) async fn protect(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let is_over_tls = is_over_tls(&parts, &server.config);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let headers = response.headers_mut();
    // Keep a stricter policy.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| CONTENT_SECURITY_POLICY.clone());
    for (name, value) in FIXED {
        headers.insert(name, value);
    }
    if is_over_tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, ONLY_OVER_TLS);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_named_as_policies_expect() {
        let policy = CONTENT_SECURITY_POLICY.to_str().unwrap();
        let (_, named) = policy.split_once("'sha256-").unwrap();
        let (digest, _) = named.split_once('\'').unwrap();
        assert_eq!((digest.len(), digest.ends_with('=')), (44, true), "padded, as browsers compare it");
        assert_eq!(STANDARD.decode(digest).unwrap(), Sha256::digest(pwa::STYLE)[..]);
    }
}
