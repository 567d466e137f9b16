//! The routes, and the middleware of every request.

use std::sync::Arc;
use std::time::Duration;

use app::api::attachments as paths;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{any, get, post, put};
use domain::records::attachment::CHUNK;
use http::StatusCode;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::timeout::TimeoutLayer;

use super::bodies::{self, BodyReading};
use super::{answers, attachments, events, files, guard, headers, health, server_fns, trace};
use crate::Server;

/// Most bytes of one call: an exchange has at most 512 KB of commands.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Most bytes of one piece of a file.
const MOST_OF_A_PIECE: usize = CHUNK as usize;
/// Files processed at once: each may be whole in memory for a moment.
const MOST_FILES_AT_ONCE: usize = 32;
/// Pieces processed at once: each is small.
const MOST_PIECES_AT_ONCE: usize = 256;
/// Time limit of a call.
const PATIENCE: Duration = Duration::from_secs(60);
/// Calls processed at once; more wait their turn within their time.
const MOST_AT_ONCE: usize = 512;
/// Sign-ins processed or waiting at once: hashing is slow, and the caller is not known yet.
const MOST_SIGN_INS_AT_ONCE: usize = 64;
/// Smaller responses are not compressed, in bytes.
const WORTH_COMPRESSING: u16 = 1_024;

pub fn router(server: Arc<Server>) -> Router {
    let call = || post(server_fns::call).get(server_fns::call);
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(SizeAbove::new(WORTH_COMPRESSING));
    let sign_in = with_slots(Router::new().route("/api/v1/session/sign_in", call()), MOST_BYTES, MOST_SIGN_INS_AT_ONCE);
    let calls = with_slots(Router::new().route("/api/v1/{*rest}", call()).layer(compression), MOST_BYTES, MOST_AT_ONCE);
    let pieces = Router::new().route(paths::PIECES, get(attachments::arrived)).route(paths::PIECE, put(attachments::take_piece));
    let whole = Router::new().route(paths::COMPLETE, post(attachments::complete)).route(paths::BYTES, get(attachments::show));
    let pieces = read_first(with_slots(pieces, MOST_OF_A_PIECE, MOST_PIECES_AT_ONCE), &server, MOST_OF_A_PIECE)
        // Rejects unauthorized senders before a byte of their body is read.
        .layer(from_fn_with_state(Arc::clone(&server), attachments::admit_sender));
    let whole = read_first(with_slots(whole, MOST_OF_A_PIECE, MOST_FILES_AT_ONCE), &server, MOST_OF_A_PIECE);
    let calls = read_first(sign_in.merge(calls), &server, MOST_BYTES);
    let work = within(pieces.merge(whole).merge(calls), PATIENCE)
        .route("/api/v1/events", get(events::listen))
        .layer(map_response(answers::in_the_form_of_the_app))
        .layer(from_fn_with_state(Arc::clone(&server), health::while_database_answers));
    let all = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(work)
        .route("/api/{*rest}", any(answers::unknown_call))
        .fallback(files::serve)
        .layer(from_fn_with_state(Arc::clone(&server), guard::refuse_foreign_writes))
        .layer(CatchPanicLayer::custom(answers::panicked))
        .layer(from_fn_with_state(Arc::clone(&server), headers::protect))
        .layer(from_fn(trace::tell));
    all.with_state(server)
}

/// At most `most_at_once` calls of `most_bytes` each. A slot is held while a call is processed, not while it is sent.
fn with_slots<S: Clone + Send + Sync + 'static>(router: Router<S>, most_bytes: usize, most_at_once: usize) -> Router<S> {
    router.layer(DefaultBodyLimit::max(most_bytes)).layer(GlobalConcurrencyLimitLayer::new(most_at_once))
}

/// Reads the body of a call before it takes a slot.
fn read_first<S: Clone + Send + Sync + 'static>(router: Router<S>, server: &Arc<Server>, most_bytes: usize) -> Router<S> {
    router.layer(from_fn_with_state(BodyReading::new(Arc::clone(server), most_bytes), bodies::read_first))
}

/// Time limit of each call. Sending it and waiting for a slot count towards it.
fn within<S: Clone + Send + Sync + 'static>(router: Router<S>, patience: Duration) -> Router<S> {
    router.layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, patience))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use axum::body::Body;
    use http::Request;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn waiting_for_a_slot_counts_against_the_time_limit() {
        let patience = Duration::from_secs(1);
        let endless = Router::new().route("/", get(std::future::pending::<()>));
        let router = within(with_slots(endless, 1_000, 1), patience);
        let call = || router.clone().oneshot(Request::get("/").body(Body::empty()).unwrap());
        let began = Instant::now();
        let (one, other) = tokio::join!(call(), call());
        assert_eq!([one.unwrap().status(), other.unwrap().status()], [StatusCode::GATEWAY_TIMEOUT; 2]);
        assert!(began.elapsed() < patience * 2, "the second call's time began with the first one's end");
    }
}
