//! The files of the app, compressed as the browser accepts, and the shell for every address that is a page of the app.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{self, HeaderMap};
use http::{HeaderValue, Method, StatusCode};

use crate::Server;
use crate::pwa::Page;
use crate::site::File;

/// For a name with a hash in it: its bytes never change.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Revalidate before use.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");

pub(super) async fn serve(State(server): State<Arc<Server>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    match path {
        "sw.js" => return page(&server.pages.service_worker),
        "boot.js" => return page(&server.pages.boot),
        "manifest.webmanifest" => return page(&server.pages.manifest),
        _ => {}
    }
    match server.site.file(path) {
        Some(found) => file(path, found, request.headers()),
        None if is_page(path) => page(&server.pages.shell),
        None => (StatusCode::NOT_FOUND, "no such file\n").into_response(),
    }
}

/// A missing file must not be answered with a page: an old shell asking for an old script would take the page for the script.
fn is_page(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    !path.starts_with("pkg/") && !path.starts_with("icons/") && !last.contains('.')
}

fn page(page: &Page) -> Response {
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(page.media_type)), (header::CACHE_CONTROL, ASK_FIRST)];
    (headers, page.text.clone()).into_response()
}

fn file(path: &str, file: &File, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", file.digest);
    let keep = if path.starts_with("pkg/") { FOR_EVER } else { ASK_FIRST };
    let accepts = |encoding: &str| takes(asked, encoding);
    let (encoding, bytes) = match (&file.brotli, &file.gzip) {
        (Some(bytes), _) if accepts("br") => (Some("br"), bytes),
        (_, Some(bytes)) if accepts("gzip") => (Some("gzip"), bytes),
        _ => (None, &file.plain),
    };
    let is_known = asked.get(header::IF_NONE_MATCH).is_some_and(|it| it.as_bytes() == tag.as_bytes());
    let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { bytes.clone().into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    headers.insert(header::CACHE_CONTROL, keep);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.extend(HeaderValue::from_str(&tag).ok().map(|it| (header::ETAG, it)));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn takes(asked: &HeaderMap, encoding: &str) -> bool {
    let lines = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    lines.flat_map(|it| it.split(',')).any(|part| {
        let mut parts = part.split(';').map(str::trim);
        parts.next().is_some_and(|it| it.eq_ignore_ascii_case(encoding)) && !parts.any(|it| it == "q=0" || it == "q=0.0")
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        _ => "application/octet-stream",
    }
}
