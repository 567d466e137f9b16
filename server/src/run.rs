//! A running server: the state that its requests share, and its start and stop.

use std::future::Future;
use std::iter;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::attachments::{self, Quota};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::pulse::Pulse;
use crate::db::readiness::Readiness;
use crate::db::{Database, DatabaseKind};
use crate::http::Lines;
use crate::live::Live;
use crate::notify::{self, Channels, Trials};
use crate::pwa::Pages;
use crate::simulation::Simulator;
use crate::site::Site;

/// Time for requests to finish after the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// When the store of attachments is swept first: soon, for a server that is started every morning, but after the load of the start.
const FIRST_SWEEP: Duration = Duration::from_secs(5 * 60);

/// The state that every request may use.
#[derive(Debug)]
pub struct Server {
    /// The operator's settings.
    pub config: Config,
    /// The only clock.
    pub clock: Clock,
    /// The database, migrated.
    pub db: Database,
    /// Whether the database answers.
    pub pulse: Pulse,
    /// Whether the database takes writes.
    pub readiness: Readiness,
    /// The files of the app.
    pub site: Site,
    /// The pages rendered from the files.
    pub pages: Pages,
    /// Announces changes to listeners.
    pub live: Live,
    /// Outbound channels of notices.
    pub channels: Channels,
    /// How much each person has uploaded recently.
    pub quota: Quota,
    /// Recent trial messages of each person.
    pub trials: Trials,
    /// Tries out rules.
    pub simulator: Simulator,
    /// Open event streams of each person.
    pub lines: Lines,
    closing: watch::Sender<bool>,
}

impl Server {
    pub fn new(config: Config, clock: Clock, db: Database, site: Site) -> Arc<Server> {
        let live = match db.kind() {
            DatabaseKind::Sqlite => Live::alone(),
            DatabaseKind::Postgres => Live::shared(db.connection().get_postgres_connection_pool().clone()),
        };
        let pages = Pages::of(&site);
        let channels = Channels::of(&config);
        let (pulse, readiness, quota, trials, simulator, lines) = Default::default();
        Arc::new(Server {
            config,
            clock,
            db,
            pulse,
            readiness,
            site,
            pages,
            live,
            channels,
            quota,
            trials,
            simulator,
            lines,
            closing: watch::Sender::new(false),
        })
    }

    /// Becomes true when the server is told to stop. Endless tasks end then.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }
}

/// Serves until told to stop, then finishes what was begun.
pub async fn run(server: Arc<Server>, listener: TcpListener, stop: impl Future<Output = ()>) {
    tokio::spawn(crate::alerts::run(Arc::clone(&server)));
    tokio::spawn(crate::sync::keep_moving(Arc::clone(&server)));
    let router = crate::http::router(Arc::clone(&server));
    tokio::spawn(notify::run(Arc::clone(&server)));
    let watching = tokio::spawn(server.pulse.clone().keep(server.db.clone()));
    let sweeping = tokio::spawn(sweep_daily(Arc::clone(&server)));
    let (begin, mut begun) = watch::channel(false);
    let stopping = async {
        stop.await;
        server.closing.send_replace(true);
        begin.send_replace(true);
    };
    let patience = async {
        // Fails only after the server itself has ended.
        let _ = begun.wait_for(|it| *it).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = crate::http::serve(&server, router, listener, stopping) => {}
        () = patience => tracing::warn!("some requests did not finish in time"),
    }
    sweeping.abort();
    watching.abort();
}

/// How long to wait before each sweep of the store of attachments.
fn sweep_waits() -> impl Iterator<Item = Duration> {
    iter::once(FIRST_SWEEP).chain(iter::repeat(DAY))
}

/// Deletes unneeded bytes from the store of attachments, once a day.
async fn sweep_daily(server: Arc<Server>) {
    for wait in sweep_waits() {
        tokio::time::sleep(wait).await;
        match attachments::sweep(&server.db, &server.config.attachments, server.clock.now()).await {
            Ok(swept) => tracing::info!(n_pieces = swept.n_pieces, n_files = swept.n_files, "cleaned up the attachment store"),
            Err(error) => tracing::error!(error = format!("{error:#}"), "could not clean up the attachment store"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_swept_minutes_after_the_start_and_then_daily() {
        let waits: Vec<u64> = sweep_waits().take(3).map(|it| it.as_secs() / 60).collect();
        assert_eq!(waits, [5, 24 * 60, 24 * 60], "minutes");
    }
}
