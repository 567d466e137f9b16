//! `dabiao doctor`: checks everything a server needs, and says what to do where something is wrong.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use domain::values::calendar::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use server::attachments;
use server::auth;
use server::clock::{self, Clock};
use server::db::queries::parcels::{self, Channel};
use server::db::queries::people;
use server::db::readiness::Readiness;
use server::db::tx::{self, AsDbErr};
use server::db::{Database, DatabaseKind, constraint};
use server::rollup;
use server::site::Site;

use super::place::Place;

/// How far the clocks of server and database may differ, in milliseconds.
const MOST_DIFFERENCE: i64 = 5_000;

/// What to do about a file that SQLite cannot read.
const DAMAGED: &str = "the file is damaged: stop the server, set the file aside, put the last backup back, then run `dabiao epoch`";

#[derive(Args)]
pub struct Doctor {
    #[command(flatten)]
    place: Place,
    /// Folder with the files of the app; by default those inside this program.
    #[arg(long, env = "DABIAO_SITE")]
    site: Option<PathBuf>,
}

impl Doctor {
    pub async fn run(self) -> Result<ExitCode> {
        let clock = Clock::system();
        let mut report = Report::default();
        report.note(
            "version",
            Ok(format!("dabiao {}, schema {}, protocol {}", env!("CARGO_PKG_VERSION"), domain::sync::SCHEMA, domain::sync::PROTOCOL)),
            "",
        );
        report.note("clock", clock_is_sane(&clock), "set the machine's clock (NTP)");
        let storage = self.place.check_writable().map(|()| self.place.data_dir.display().to_string());
        report.note("storage", storage, "give this user the right to write there, or choose another folder with --data-dir");
        report.note("site", self.site(), "build it with `cargo xtask dist`, or say where it is with --site");
        match self.place.reach().await {
            Err(error) => report.note("database", Err(error), "start it, or correct DATABASE_URL"),
            Ok(db) => {
                report.note("database", Ok(self.place.described()), "");
                report.note("schema", is_migrated(&db).await, "run `dabiao migrate`");
                let newest = newest_is_older(&db, clock.now()).await;
                report.note("newest record", newest.map(|()| "older than the clock".to_owned()), "set the machine's clock (NTP)");
                report.note("integrity", is_whole(&db).await, DAMAGED);
                report.note("writing", takes_writes(&db).await, "free space on the disk, or stop what else holds the database");
                report.note("sums", sums_are_right(&db).await, "run `dabiao recount`");
                report.note("database clock", clocks_agree(&db, &clock).await, "set the clocks of both machines (NTP)");
                report.note("administrator", has_administrator(&db).await, "run `dabiao init`");
                let kept = self.attachments(&db).await;
                report.note("attachments", kept, "put the files back from the last backup, or correct --attachments");
                report.note("e-mail", mail_goes_out(&db).await, "correct DABIAO_SMTP_URL; what waits is sent then");
                report.note(
                    "passwords",
                    no_sample(&db).await,
                    "a real company must not run on a database with sample accounts: begin with an empty one",
                );
            }
        }
        Ok(report.verdict())
    }

    async fn attachments(&self, db: &Database) -> Result<String> {
        let found = attachments::health(db, &self.place.attachments()?).await?;
        if 0 < found.n_lost {
            bail!("{} files that records show are not in {}", found.n_lost, self.place.attachments_described());
        }
        let megabytes = found.n_bytes / 1_000_000;
        let (files, waiting, orphans) = (found.n_files, found.n_waiting, found.n_orphans);
        Ok(format!("{files} files, {megabytes} MB; {waiting} still on phones; {orphans} without a record"))
    }

    fn site(&self) -> Result<String> {
        let site = match &self.site {
            Some(folder) => Site::from_folder(folder)?,
            None => Site::embedded().context("there is none inside this program")??,
        };
        for name in ["app.js", "app_bg.wasm", "main.css"] {
            site.path(name).with_context(|| format!("{name} is missing"))?;
        }
        Ok(format!("{} files", site.listed().count()))
    }
}

/// Prints each finding and counts the failures.
#[derive(Default)]
struct Report {
    n_ailments: usize,
}

impl Report {
    fn note(&mut self, what: &str, found: Result<String>, remedy: &str) {
        match found {
            Ok(words) => println!("✓ {what}: {words}"),
            Err(error) => {
                self.n_ailments += 1;
                // Whatever was being checked, a damaged file comes first.
                let is_damaged = error.as_db_err().is_some_and(constraint::is_damaged);
                let remedy = if is_damaged { DAMAGED } else { remedy };
                println!("✗ {what}: {} → {remedy}", format!("{error:#}").replace('\n', " "));
            }
        }
    }

    fn verdict(&self) -> ExitCode {
        match self.n_ailments {
            0 => ExitCode::SUCCESS,
            n => {
                println!("{n} to repair");
                ExitCode::FAILURE
            }
        }
    }
}

fn clock_is_sane(clock: &Clock) -> Result<String> {
    let now = clock.now();
    clock::check_age(now)?;
    Ok(format!("{} UTC", now.day(0)))
}

async fn is_migrated(db: &Database) -> Result<String> {
    match migrations::pending(db.connection()).await? {
        0 => Ok("up to date".to_owned()),
        n => bail!("{n} migrations behind"),
    }
}

async fn is_whole(db: &Database) -> Result<String> {
    if db.kind() == DatabaseKind::Postgres {
        return Ok("looked after by PostgreSQL".to_owned());
    }
    let asked = Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA integrity_check");
    let said: String = db.connection().query_one_raw(asked).await?.context("no answer")?.try_get("", "integrity_check")?;
    if said == "ok" { Ok(said) } else { bail!("{said}") }
}

async fn newest_is_older(db: &Database, now: Timestamp) -> Result<()> {
    if migrations::pending(db.connection()).await? != 0 {
        bail!("the schema is not up to date");
    }
    clock::check(db, now).await
}

async fn takes_writes(db: &Database) -> Result<String> {
    if migrations::pending(db.connection()).await? != 0 {
        bail!("the schema is not up to date");
    }
    if Readiness::default().holds(db).await { Ok("written and read back".to_owned()) } else { bail!("the database accepts no writes") }
}

async fn sums_are_right(db: &Database) -> Result<String> {
    let snapshot = tx::snapshot(db).await?;
    let (stored, recount) = (rollup::stored(&snapshot).await?, rollup::recount(&snapshot).await?);
    match rollup::different(&stored, &recount).count() {
        0 => Ok(format!("{} equal a recount", recount.len())),
        n => bail!("{n} differ from a recount of the records"),
    }
}

async fn clocks_agree(db: &Database, clock: &Clock) -> Result<String> {
    let sql = match db.kind() {
        DatabaseKind::Sqlite => return Ok("the same machine's".to_owned()),
        DatabaseKind::Postgres => "SELECT (extract(epoch from clock_timestamp()) * 1000)::bigint AS now",
    };
    let asked = Statement::from_string(DatabaseBackend::Postgres, sql);
    let theirs: i64 = db.connection().query_one_raw(asked).await?.context("no answer")?.try_get("", "now")?;
    let difference = (theirs - clock.now().0).abs();
    if MOST_DIFFERENCE < difference { bail!("{difference} ms apart") } else { Ok(format!("{difference} ms apart")) }
}

async fn has_administrator(db: &Database) -> Result<String> {
    let administrators = people::administrators(db).await?;
    if auth::has_credential(db, &administrators).await? { Ok("there is one".to_owned()) } else { bail!("there is none who can sign in") }
}

async fn mail_goes_out(db: &Database) -> Result<String> {
    match parcels::held_up(db, Channel::Mail).await? {
        (0, _) => Ok("nothing is held up".to_owned()),
        (n, why) => bail!("{n} messages are held up: {}", why.unwrap_or_default()),
    }
}

async fn no_sample(db: &Database) -> Result<String> {
    if !auth::well_known(db).await?.is_empty() {
        bail!("sample accounts with well-known passwords can sign in")
    } else {
        Ok("none is well known".to_owned())
    }
}
