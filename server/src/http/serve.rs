//! Accepts connections and serves them. Uses hyper directly, because a header must be complete within its time, and because the number of
//! connections must stay below that of the files this process may open.

use std::future::Future;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;
use tower::ServiceExt;

use super::connections::{Connection, Connections};
use crate::Server;
use crate::address::subscriber;

/// Time limit of a request header, and of the wait for the next one: longer than a phone pauses between two exchanges.
const HEADING: Duration = Duration::from_secs(40);
/// The same behind a proxy, which shields us from slow clients and keeps its own connections open.
const HEADING_OF_PROXY: Duration = Duration::from_secs(120);
/// Requests of one HTTP/2 connection at once.
const MOST_STREAMS: u32 = 64;
/// Open files reserved for the database, attachments and operators.
const RESERVE: u64 = 256;
/// More connections than this are of no use to one process.
const MOST_CONNECTIONS: u64 = 65_536;
/// How long to wait when the system cannot accept a connection.
const OUT_OF_FILES: Duration = Duration::from_millis(100);

/// Serves until told to stop, then finishes the requests that were begun.
pub async fn serve(server: &Server, router: Router, listener: TcpListener, stop: impl Future<Output = ()>) {
    let is_behind_proxy = server.config.behind_proxy;
    let connections = Connections::new(most_connections(), is_behind_proxy);
    let builder = Arc::new(builder(if is_behind_proxy { HEADING_OF_PROXY } else { HEADING }));
    let (closing, told) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let (stream, address) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    if !is_of_one_connection(&error) {
                        tracing::error!(%error, "cannot accept connections");
                        sleep(OUT_OF_FILES).await;
                    }
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let connection = connections.enter(subscriber(address.ip()));
        tokio::spawn(answer(Arc::clone(&builder), router.clone(), stream, address, connection, told.clone()));
    }
    drop((listener, told));
    closing.send_replace(());
    closing.closed().await;
}

fn builder(heading: Duration) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(heading);
    builder.http2().timer(TokioTimer::new()).max_concurrent_streams(MOST_STREAMS).keep_alive_interval(heading).keep_alive_timeout(heading);
    builder
}

async fn answer(
    builder: Arc<Builder<TokioExecutor>>,
    router: Router,
    stream: TcpStream,
    address: SocketAddr,
    connection: Connection,
    mut told: watch::Receiver<()>,
) {
    let has_asked = Arc::new(AtomicBool::new(false));
    let service = {
        let (connection, has_asked) = (connection.clone(), Arc::clone(&has_asked));
        tower::service_fn(move |request: Request<hyper::body::Incoming>| {
            has_asked.store(true, Ordering::Relaxed);
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(address));
            request.extensions_mut().insert(connection.clone());
            router.clone().oneshot(request)
        })
    };
    let mut serving = pin!(builder.serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(service)));
    // Until the HTTP version is known, hyper waits without a limit.
    let mut first_heading = pin!(sleep(HEADING));
    let (mut is_waiting, mut is_closing) = (true, false);
    loop {
        tokio::select! {
            _ended = serving.as_mut() => return,
            () = connection.until_it_must_go() => return,
            () = &mut first_heading, if is_waiting => {
                is_waiting = false;
                if !has_asked.load(Ordering::Relaxed) {
                    return;
                }
            }
            _ = told.changed(), if !is_closing => {
                is_closing = true;
                serving.as_mut().graceful_shutdown();
            }
        }
    }
}

/// Whether only this connection failed, not the listener.
fn is_of_one_connection(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}

/// The number of files this process may have open, less a reserve.
fn most_connections() -> usize {
    let files = most_files();
    let most = files.saturating_sub(RESERVE).max(files / 2).min(MOST_CONNECTIONS);
    usize::try_from(most).unwrap_or(usize::MAX)
}

/// How many files this process may have open. Raises a low default as far as the system allows.
#[cfg(unix)]
fn most_files() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.unwrap_or(u64::MAX).min(MOST_CONNECTIONS + RESERVE);
    match limit.current {
        Some(current) if current < wanted => {
            let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), ..limit });
            if raised.is_ok() { wanted } else { current }
        }
        current => current.unwrap_or(u64::MAX),
    }
}

#[cfg(not(unix))]
fn most_files() -> u64 {
    MOST_CONNECTIONS
}
