//! The server's clock. Read in one place and passed to everything that needs the time; tests use another one.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use domain::values::calendar::Timestamp;

use crate::db::Database;
use crate::sync::{NOT_BEFORE, Newest};

/// A source of the current time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock::of(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
        })
    }

    /// The machine's clock, shifted by the seconds in the file (negative: into the past), to pass days in minutes. Reads the file at each use. A
    /// file that cannot be read shifts nothing.
    pub fn moved_by(file: PathBuf) -> Clock {
        let system = Clock::system();
        Clock::of(move || {
            let seconds = std::fs::read_to_string(&file).ok().and_then(|it| it.trim().parse::<i64>().ok()).unwrap_or(0);
            Timestamp(system.now().0.saturating_add(seconds.saturating_mul(1000)))
        })
    }

    /// A clock backed by a function.
    pub fn of(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Clock {
        Clock(Arc::new(now))
    }

    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock({:?})", self.now())
    }
}

/// Fails if a server must not work on this database by this clock.
pub async fn check(db: &Database, now: Timestamp) -> Result<()> {
    check_age(now)?;
    let newest = Newest::read(db.connection()).await?;
    if newest.is_after(now) {
        bail!(
            "the clock shows {}, and the newest record was taken at {}: set the machine's clock (NTP); if it is right now and was wrong then, \
             run `dabiao clock --believe` and start again",
            written(now),
            written(newest.at)
        );
    }
    Ok(())
}

/// Fails if the clock shows a time before this program was made.
pub fn check_age(now: Timestamp) -> Result<()> {
    if now < NOT_BEFORE {
        bail!("the clock shows {}, which is before this program was made: set the machine's clock (NTP)", written(now));
    }
    Ok(())
}

/// A time in UTC, formatted for operators.
pub fn written(at: Timestamp) -> String {
    let minutes = at.minute_of_day(0);
    format!("{} {:02}:{:02} UTC", at.day(0), minutes / 60, minutes % 60)
}
