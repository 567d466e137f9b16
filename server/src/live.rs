//! Announces changed buckets to all listeners on this server, and through PostgreSQL to every other server on the same database. It carries no
//! records: each listener asks for its own.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::access::bucket::Bucket;
use sea_orm::sqlx::postgres::{PgListener, PgPool};
use tokio::sync::{broadcast, mpsc};
use uuid::Uuid;

use crate::sync::Announcer;

/// How many announcements a slow listener may lag behind before it only learns that something changed.
const BACKLOG: usize = 1_024;
/// The PostgreSQL channel between servers.
const CHANNEL: &str = "dabiao_live";
/// PostgreSQL refuses payloads of 8,000 bytes; a bucket takes about fifty.
const BUCKETS_PER_NOTE: usize = 120;
/// Pause before a lost connection is opened again.
const PATIENCE: Duration = Duration::from_secs(1);

/// Buckets touched by one transaction.
pub type Touched = Arc<BTreeSet<Bucket>>;

/// Announces changes to listeners.
#[derive(Clone, Debug)]
pub struct Live {
    here: broadcast::Sender<Touched>,
    elsewhere: Option<mpsc::UnboundedSender<Touched>>,
}

impl Live {
    /// For a single server on its database.
    pub fn alone() -> Live {
        Live { here: broadcast::channel(BACKLOG).0, elsewhere: None }
    }

    /// For several servers on one PostgreSQL.
    pub fn shared(pool: PgPool) -> Live {
        let here = broadcast::channel(BACKLOG).0;
        let (elsewhere, outgoing) = mpsc::unbounded_channel();
        let me = Uuid::now_v7().simple().to_string();
        tokio::spawn(tell(pool.clone(), me.clone(), outgoing));
        tokio::spawn(hear(pool, me, here.clone()));
        Live { here, elsewhere: Some(elsewhere) }
    }

    /// Announces changed buckets. Call it after the commit.
    pub fn announce(&self, buckets: &BTreeSet<Bucket>) {
        if buckets.is_empty() {
            return;
        }
        let touched: Touched = Arc::new(buckets.clone());
        if let Some(elsewhere) = &self.elsewhere {
            // Cannot fail: the receiver lives as long as the process.
            let _told = elsewhere.send(Arc::clone(&touched));
        }
        // Having no listener is not a failure.
        let _n_listeners = self.here.send(touched);
    }

    /// Subscribes to changes.
    pub fn subscribe(&self) -> broadcast::Receiver<Touched> {
        self.here.subscribe()
    }
}

impl Announcer for Live {
    fn announce(&self, buckets: &BTreeSet<Bucket>) {
        Live::announce(self, buckets);
    }
}

async fn tell(pool: PgPool, me: String, mut outgoing: mpsc::UnboundedReceiver<Touched>) {
    while let Some(touched) = outgoing.recv().await {
        let words: Vec<String> = touched.iter().map(ToString::to_string).collect();
        for words in words.chunks(BUCKETS_PER_NOTE) {
            let note = format!("{me} {}", words.join(" "));
            let told = sea_orm::sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(note).execute(&pool).await;
            if let Err(error) = told {
                // Devices also ask every half minute, so they learn of it later.
                tracing::warn!(%error, "could not notify other servers of a change");
            }
        }
    }
}

async fn hear(pool: PgPool, me: String, here: broadcast::Sender<Touched>) {
    loop {
        if let Err(error) = hear_until_cut_off(&pool, &me, &here).await {
            tracing::warn!(%error, "cannot receive changes from other servers for a moment");
        }
        if pool.is_closed() {
            return;
        }
        tokio::time::sleep(PATIENCE).await;
    }
}

async fn hear_until_cut_off(pool: &PgPool, me: &str, here: &broadcast::Sender<Touched>) -> Result<(), sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        let note = listener.recv().await?;
        let Some((from, words)) = note.payload().split_once(' ') else { continue };
        if from != me {
            let touched: BTreeSet<Bucket> = words.split(' ').filter_map(|it| it.parse().ok()).collect();
            let _n_listeners = here.send(Arc::new(touched));
        }
    }
}
