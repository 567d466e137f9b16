//! The daily sweep (AL-15). Once a day, at the time the administrator chose, the server evaluates the alerts of the whole company
//! (`domain::views::alert`) and stores a notice for each person to tell. Delivery is done elsewhere: see [`pending`] and [`delivered`].

mod daily;

use anyhow::Result;
use domain::access::actor::Actor;
use domain::access::moment::Moment;
use domain::book::Book;
use domain::rules::alert_rules::Level;
use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::{AlertId, PersonId};
use domain::views::alert::{self, Raised};
use uuid::Uuid;

use crate::db::Database;
use crate::db::queries::{books, notices};

pub use daily::{is_due, run, sweep_if_due};

/// One alert to tell one person. The id is derived from alert, person and level, so the same notice is stored only once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: Uuid,
    /// The recipient.
    pub person: PersonId,
    pub alert: Raised,
    /// The urgency when the notice was made.
    pub level: Level,
    /// The first day of the alert.
    pub raised_on: Day,
    pub made_at: Timestamp,
}

impl Notice {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e6e_6f74_6963_6500_0001);

    /// The notice that tells `person` of `alert`.
    pub fn of(alert: &Raised, person: PersonId, made_at: Timestamp) -> Notice {
        let id = Notice::id_of(alert.id(), person, alert.level);
        Notice { id, person, alert: alert.clone(), level: alert.level, raised_on: alert.since, made_at }
    }

    fn id_of(alert: AlertId, person: PersonId, level: Level) -> Uuid {
        let name = format!("{alert}/{person}/{}", level.as_str());
        Uuid::new_v5(&Notice::NAMESPACE, name.as_bytes())
    }
}

/// Every notice due by now. The same book and time always give the same notices.
pub fn due(book: &Book, now: Timestamp) -> Vec<Notice> {
    let today = now.day(book.company().utc_offset_minutes);
    let moment = Moment::of(Actor::company(), now, today);
    let open = alert::open(book, &moment);
    open.iter().flat_map(|it| alert::told(it, book, today).into_iter().map(|person| Notice::of(it, person, now))).collect()
}

/// Sweeps now, whatever the time of day, and stores the notices that are new or became more urgent since the last sweep. Returns the stored
/// notices; none when another server is sweeping.
pub async fn sweep(db: &Database, now: Timestamp) -> Result<Vec<Notice>> {
    let runner = Uuid::now_v7();
    if !notices::take_lease(db, runner, now).await? {
        return Ok(Vec::new());
    }
    let book = books::whole(db).await?;
    // The rules take seconds over a large company, so they run off the threads that answer requests.
    let (due, day) = tokio::task::spawn_blocking(move || (due(&book, now), is_due(book.company(), now))).await?;
    let new = notices::write(db, due, day, now).await?;
    tracing::info!(notices = new.len(), %day, "swept");
    Ok(new)
}

/// The oldest undelivered notices.
pub async fn pending(db: &Database, most: u32) -> Result<Vec<Notice>> {
    notices::pending(db, most).await
}

/// Marks these notices as delivered.
pub async fn delivered(db: &Database, ids: &[Uuid], now: Timestamp) -> Result<()> {
    notices::delivered(db, ids, now).await
}
