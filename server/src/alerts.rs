//! The daily sweep (AL-15): once a day, at the time the administrator chose, the server looks at the whole company as `domain::views::alert` sees it and
//! writes down whom there is to tell what is new. Telling them is somebody else's work: see [`pending`] and [`delivered`].

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

/// One thing to tell one person. It is made once: its id follows from whom it tells what, and how urgent it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which one.
    pub id: Uuid,
    /// Whom to tell.
    pub person: PersonId,
    /// What.
    pub alert: Raised,
    /// How urgent it was.
    pub level: Level,
    /// The first day of it.
    pub raised_on: Day,
    /// When it was written down.
    pub made_at: Timestamp,
}

impl Notice {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e6e_6f74_6963_6500_0001);

    /// The notice that tells somebody of an alert.
    pub fn of(alert: &Raised, person: PersonId, made_at: Timestamp) -> Notice {
        let id = Notice::id_of(alert.id(), person, alert.level);
        Notice { id, person, alert: alert.clone(), level: alert.level, raised_on: alert.since, made_at }
    }

    fn id_of(alert: AlertId, person: PersonId, level: Level) -> Uuid {
        let name = format!("{alert}/{person}/{}", level.as_str());
        Uuid::new_v5(&Notice::NAMESPACE, name.as_bytes())
    }
}

/// Everybody who is to know of something by now, each with what: the same for the same book and time.
pub fn due(book: &Book, now: Timestamp) -> Vec<Notice> {
    let today = now.day(book.company().utc_offset_minutes);
    let moment = Moment::of(Actor::company(), now, today);
    let open = alert::open(book, &moment);
    open.iter().flat_map(|it| alert::told(it, book, today).into_iter().map(|person| Notice::of(it, person, now))).collect()
}

/// Looks now, whatever the time, and writes down what is new or has climbed since the last time. Answers what it wrote; nothing when another
/// server is at it.
pub async fn sweep(db: &Database, now: Timestamp) -> Result<Vec<Notice>> {
    let runner = Uuid::now_v7();
    if !notices::take_lease(db, runner, now).await? {
        return Ok(Vec::new());
    }
    let book = books::whole(db).await?;
    // Rules take seconds over a large company: no thread that answers requests waits for them.
    let (due, day) = tokio::task::spawn_blocking(move || (due(&book, now), is_due(book.company(), now))).await?;
    let new = notices::write(db, due, day, now).await?;
    tracing::info!(notices = new.len(), %day, "swept");
    Ok(new)
}

/// The oldest notices nobody has delivered yet.
pub async fn pending(db: &Database, most: u32) -> Result<Vec<Notice>> {
    notices::pending(db, most).await
}

/// These notices have reached their people.
pub async fn delivered(db: &Database, ids: &[Uuid], now: Timestamp) -> Result<()> {
    notices::delivered(db, ids, now).await
}
