//! A running server: everything its requests share, from the first to the last of them.

use std::future::{Future, IntoFuture};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Database, DatabaseKind};
use crate::live::Live;
use crate::notify::{self, Channels};
use crate::pwa::Pages;
use crate::site::Site;

/// What requests get to finish once the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What every request may use.
#[derive(Debug)]
pub struct Server {
    /// What its keeper decided.
    pub config: Config,
    /// The only clock.
    pub clock: Clock,
    /// The database, migrated.
    pub db: Database,
    /// The files of the app.
    pub site: Site,
    /// The pages written from them.
    pub pages: Pages,
    /// Who hears of changes.
    pub live: Live,
    /// How notices leave the house.
    pub channels: Channels,
    closing: watch::Sender<bool>,
}

impl Server {
    /// Puts the parts together.
    pub fn new(config: Config, clock: Clock, db: Database, site: Site) -> Arc<Server> {
        let live = match db.kind() {
            DatabaseKind::Sqlite => Live::alone(),
            DatabaseKind::Postgres => Live::shared(db.connection().get_postgres_connection_pool().clone()),
        };
        let pages = Pages::of(&site);
        let channels = Channels::of(&config);
        Arc::new(Server { config, clock, db, site, pages, live, channels, closing: watch::Sender::new(false) })
    }

    /// Becomes true when the server is told to stop: whatever would go on for ever ends then.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }
}

/// Answers until told to stop; then finishes what was begun.
pub async fn run(server: Arc<Server>, listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
    tokio::spawn(crate::alerts::run(Arc::clone(&server)));
    let service = crate::http::router(Arc::clone(&server)).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(notify::run(Arc::clone(&server)));
    let (begin, mut begun) = watch::channel(false);
    let stopping = async move {
        stop.await;
        server.closing.send_replace(true);
        begin.send_replace(true);
    };
    let serving = axum::serve(listener, service).with_graceful_shutdown(stopping).into_future();
    let patience = async {
        // It ends with an error only after the server itself has ended.
        let _ = begun.wait_for(|it| *it).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        done = serving => done.context("the server stopped"),
        () = patience => {
            tracing::warn!("some requests did not finish in time");
            Ok(())
        }
    }
}
