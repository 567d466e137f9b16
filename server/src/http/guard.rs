//! Rejects cross-site writes: a page of another site must not write in a signed-in person's name. Browsers say where a request comes from.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{self, HeaderMap};
use http::{Method, StatusCode};

use crate::Server;

pub(super) async fn refuse_foreign_writes(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if only_reads || is_own_write(request.headers(), server.config.public_url.as_deref()) {
        return next.run(request).await;
    }
    tracing::warn!(origin = ?request.headers().get(header::ORIGIN), "refused a cross-origin write");
    (StatusCode::FORBIDDEN, "this comes from another site\n").into_response()
}

/// Whether a write comes from our own page, or from a client that is not a browser. Every current browser sends at least one of the two headers.
pub fn is_own_write(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name| headers.get(name).map(|it: &http::HeaderValue| it.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else { return true };
    if let Some(public_url) = public_url {
        return origin == public_url.trim_end_matches('/');
    }
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text("host")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &[(&'static str, &str)], public_url: Option<&str>, own: bool) {
        let headers: HeaderMap = said.iter().map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap())).collect();
        assert_eq!(is_own_write(&headers, public_url), own, "{said:?}");
    }

    #[test]
    fn browsers_say_where_they_come_from() {
        check(&[("sec-fetch-site", "same-origin"), ("origin", "http://x")], None, true);
        check(&[("sec-fetch-site", "cross-site"), ("origin", "http://a"), ("host", "a")], None, false);
        check(&[("sec-fetch-site", "same-site")], None, false);
        check(&[("origin", "http://a:3000"), ("host", "a:3000")], None, true);
        check(&[("origin", "http://b"), ("host", "a")], None, false);
        check(&[("origin", "null"), ("host", "a")], None, false);
        check(&[("origin", "https://a.cn"), ("host", "10.0.0.1:3000")], Some("https://a.cn/"), true);
        check(&[("origin", "https://b.cn"), ("host", "b.cn")], Some("https://a.cn"), false);
        check(&[("host", "a")], None, true);
    }
}
