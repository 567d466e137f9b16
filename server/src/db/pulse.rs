//! Checks twice a second, on a connection of its own, whether PostgreSQL answers. A pool waits for a server that may only be starting; a person
//! should learn at once that it is down, and their device retries later.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{self, ConnectOptions, Connection};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::{Database, DatabaseKind};

/// Pause between two checks.
const REST: Duration = Duration::from_millis(500);
/// A server that does not answer within this time counts as down. Generous, so that a busy one does not.
const PATIENCE: Duration = Duration::from_secs(3);

/// The last known state of the database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Pulse(Arc<watch::Sender<bool>>);

impl Default for Pulse {
    fn default() -> Pulse {
        Pulse(Arc::new(watch::Sender::new(false)))
    }
}

impl Pulse {
    /// Whether the last check got no answer.
    pub fn is_down(&self) -> bool {
        *self.0.borrow()
    }

    /// Completes when the database does not answer; never while it does.
    pub async fn until_down(&self) {
        // Cannot fail: the sender lives as long as this value.
        let _ = self.0.subscribe().wait_for(|is_down| *is_down).await;
    }

    /// Repeats the check until the server stops. Returns at once on SQLite: its file is on this machine, and a statement reports what is wrong with it.
    pub async fn keep(self, db: Database) {
        if db.kind() == DatabaseKind::Sqlite {
            return;
        }
        let options = db.connection().get_postgres_connection_pool().connect_options();
        let mut connection = None;
        loop {
            let answered = timeout(PATIENCE, ask(&mut connection, &options)).await;
            let is_down = !answered.is_ok_and(|it| it.is_ok());
            if is_down {
                connection = None;
            }
            let has_changed = self.0.send_if_modified(|it| std::mem::replace(it, is_down) != is_down);
            match (has_changed, is_down) {
                (true, true) => tracing::error!("the database does not answer"),
                (true, false) => tracing::info!("the database answers again"),
                (false, _) => {}
            }
            sleep(REST).await;
        }
    }
}

/// Sends a small request. A server that answers with an error is up, unless it says that it is stopping or starting.
async fn ask(connection: &mut Option<PgConnection>, options: &PgConnectOptions) -> Result<(), sqlx::Error> {
    let answered = match connection.as_mut() {
        Some(connection) => connection.ping().await,
        None => options.connect().await.map(|it| *connection = Some(it)),
    };
    match answered {
        Err(sqlx::Error::Database(error)) if !error.code().is_some_and(|it| it.starts_with("57P")) => {
            *connection = None;
            Ok(())
        }
        answered => answered,
    }
}
