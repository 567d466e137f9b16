//! A running server: everything its requests share, from the first to the last of them.

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
use crate::site::Site;

/// What requests get to finish once the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// When the store of attachments is swept first: soon, for a server that is started every morning, and not in the rush of the start.
const FIRST_SWEEP: Duration = Duration::from_secs(5 * 60);

/// What every request may use.
#[derive(Debug)]
pub struct Server {
    /// What its keeper decided.
    pub config: Config,
    /// The only clock.
    pub clock: Clock,
    /// The database, migrated.
    pub db: Database,
    /// Whether it answers.
    pub pulse: Pulse,
    /// Whether it can be worked with.
    pub readiness: Readiness,
    /// The files of the app.
    pub site: Site,
    /// The pages written from them.
    pub pages: Pages,
    /// Who hears of changes.
    pub live: Live,
    /// How notices leave the house.
    pub channels: Channels,
    /// How much everybody has sent of late.
    pub quota: Quota,
    /// Who had trial messages sent.
    pub trials: Trials,
    /// Who has how many event streams open.
    pub lines: Lines,
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
        let (pulse, readiness, quota, trials, lines) = Default::default();
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
            lines,
            closing: watch::Sender::new(false),
        })
    }

    /// Becomes true when the server is told to stop: whatever would go on for ever ends then.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }
}

/// Answers until told to stop; then finishes what was begun.
pub async fn run(server: Arc<Server>, listener: TcpListener, stop: impl Future<Output = ()>) {
    tokio::spawn(crate::alerts::run(Arc::clone(&server)));
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
        // It ends with an error only after the server itself has ended.
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

/// Forgets bytes that nobody will ask for, once a day.
async fn sweep_daily(server: Arc<Server>) {
    for wait in sweep_waits() {
        tokio::time::sleep(wait).await;
        match attachments::sweep(&server.db, &server.config.attachments, server.clock.now()).await {
            Ok(swept) => tracing::info!(n_pieces = swept.n_pieces, n_files = swept.n_files, "the store of attachments was swept"),
            Err(error) => tracing::error!(error = format!("{error:#}"), "the store of attachments could not be swept"),
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
