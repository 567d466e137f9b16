//! Which address is answered by what, and what every request passes on its way.

use std::sync::Arc;
use std::time::Duration;

use app::api::attachments as paths;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post, put};
use domain::attachment::CHUNK;
use http::StatusCode;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::{answers, attachments, events, files, guard, headers, health, server_fns, trace};
use crate::Server;

/// Most bytes of one call: an exchange holds at most 512 KB of commands.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Most bytes of one piece of a file.
const MOST_OF_A_PIECE: usize = CHUNK as usize;
/// Files worked on at once: each may lie whole in memory for a moment.
const MOST_FILES_AT_ONCE: usize = 32;
/// Pieces taken at once: each is small, and takes as long as a phone in a basement needs to send it.
const MOST_PIECES_AT_ONCE: usize = 256;
/// What a call may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// Calls worked on at once; more wait their turn within their time.
const MOST_AT_ONCE: usize = 512;
/// Answers below this travel as they are.
const WORTH_COMPRESSING: u16 = 1_024;

/// The router of this server.
pub fn router(server: Arc<Server>) -> Router {
    let calls = Router::new()
        .route("/api/v1/{*rest}", post(server_fns::call).get(server_fns::call))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(SizeAbove::new(WORTH_COMPRESSING)))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(RequestBodyLimitLayer::new(MOST_BYTES))
        .layer(GlobalConcurrencyLimitLayer::new(MOST_AT_ONCE))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE));
    let pieces = Router::new()
        .route(paths::PIECES, get(attachments::arrived))
        .route(paths::PIECE, put(attachments::take_piece))
        // Whoever may not send is answered before a byte of theirs is read: a slot is not theirs to hold.
        .layer(from_fn_with_state(Arc::clone(&server), attachments::admit_sender))
        .layer(DefaultBodyLimit::max(MOST_OF_A_PIECE))
        .layer(RequestBodyLimitLayer::new(MOST_OF_A_PIECE))
        .layer(GlobalConcurrencyLimitLayer::new(MOST_PIECES_AT_ONCE))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE));
    let whole = Router::new()
        .route(paths::COMPLETE, post(attachments::complete))
        .route(paths::BYTES, get(attachments::show))
        .layer(DefaultBodyLimit::max(MOST_OF_A_PIECE))
        .layer(RequestBodyLimitLayer::new(MOST_OF_A_PIECE))
        .layer(GlobalConcurrencyLimitLayer::new(MOST_FILES_AT_ONCE))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE));
    let all = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/api/v1/events", get(events::listen))
        .merge(pieces)
        .merge(whole)
        .merge(calls)
        .route("/api/{*rest}", any(answers::unknown_call))
        .fallback(files::serve)
        .layer(from_fn_with_state(Arc::clone(&server), guard::refuse_foreign_writes))
        .layer(CatchPanicLayer::custom(answers::panicked))
        .layer(from_fn(headers::protect))
        .layer(from_fn(trace::tell));
    all.with_state(server)
}
