//! `cargo xtask bench`: all measurements, each next to a floor from the same run where there is one.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use domain::sample::Size;
use server::db::{Database, queries::people};
use server::sync;
use tests::bench::{Report, browser, company, fill, floor, kpis, load};

const N_PUSHED: usize = 10_000;
/// Number of customers on the measured rep's device.
const N_CUSTOMERS: usize = 10_000;
const N_PULLED: usize = 50_000;
const RUNS: usize = 5;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(bench());
    // Ignores a failure: leftovers are in the system's temporary folder.
    let _ = std::fs::remove_dir_all(root());
    done
}

async fn bench() -> Result<()> {
    let report = Report::begin();
    if std::env::args().any(|it| it == "--company") {
        return company::measure(&folder("company")?, &report).await;
    }
    if std::env::args().any(|it| it == "--dashboard") {
        return dashboard(&report).await;
    }
    if std::env::args().any(|it| it == "--kpis") {
        kpis::measure(&report)?;
        return kpis::measure_in_browser(&folder("kpis")?, &report).await;
    }
    push("SQLite", &report, |run| async move { Ok(format!("sqlite://{}", folder(&format!("push-{run}"))?.join("d.sqlite").display())) })
        .await?;
    match std::env::var("DABIAO_TEST_POSTGRES") {
        Ok(server) => {
            let server = &server;
            push("PostgreSQL", &report, |run| async move { tests::place::fresh_postgres(server, &format!("bench_{run}")).await }).await?;
        }
        Err(_) => report.note("PostgreSQL: not asked for (`cargo xtask bench --postgres`)"),
    }
    let place = folder("book")?;
    let url = format!("sqlite://{}", place.join("dabiao.sqlite").display());
    let db = Database::open(&url).await?;
    load::found(&db).await?;
    load::file_customers(&db, load::N_CUSTOMERS..N_CUSTOMERS).await?;
    load::push(&db, 0..N_PULLED - N_CUSTOMERS).await?;
    empty_pull(&db, &report).await?;
    drop(db);
    kpis::measure(&report)?;
    report.first_load()?;
    browser::measure(&place, N_PULLED, &report)?;
    Ok(())
}

/// Companies whose orders have a tenth of a million lines, and a million: the answers of both should take equally long.
async fn dashboard(report: &Report) -> Result<()> {
    for reps in [121, 1_213] {
        let size = Size { reps, seed: 7 };
        let place = format!("sqlite://{}", folder(&format!("dashboard-{reps}"))?.join("d.sqlite").display());
        company::measure_dashboard("SQLite", &place, size, report).await?;
        if let Ok(server) = std::env::var("DABIAO_TEST_POSTGRES") {
            let place = tests::place::fresh_postgres(&server, &format!("dashboard_{reps}")).await?;
            company::measure_dashboard("PostgreSQL", &place, size, report).await?;
        }
    }
    Ok(())
}

/// Measures the push of offline work, in durable batches of 500.
async fn push<F: Future<Output = Result<String>>>(name: &str, report: &Report, url: impl Fn(usize) -> F) -> Result<()> {
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        let url = url(run).await?;
        let db = Database::open(&url).await?;
        load::found(&db).await?;
        let batches = load::batches(0..N_PUSHED);
        let began = Instant::now();
        load::push_batches(&db, &batches).await?;
        ours.push(began.elapsed());
        let n = load::count(&db).await?;
        anyhow::ensure!(n == N_PUSHED as i64, "{n} records instead of {N_PUSHED}");
        floors.push(floor::rows(&db, N_PUSHED).await?);
    }
    report.row(&format!("push {N_PUSHED} records made offline, {name}"), &ours, Some(&floors));
    Ok(())
}

/// Measures an exchange of a device that is up to date.
async fn empty_pull(db: &Database, report: &Report) -> Result<()> {
    let actor = people::actor(db, load::REP).await?.context("the rep is there")?;
    let (ours, _) = fill(db, &actor).await?;
    let (mut pulls, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..500 {
        let began = Instant::now();
        let answer = sync::exchange(db, &(), &actor, ours.clone(), load::NOW).await?;
        pulls.push(began.elapsed());
        anyhow::ensure!(answer.rows.is_empty(), "there was something new");
        floors.push(floor::question(db).await?);
    }
    report.row("pull with nothing new, server side", &pulls, Some(&floors));
    Ok(())
}

/// The folder of this run.
fn root() -> PathBuf {
    std::env::temp_dir().join(format!("dabiao-bench-{}", std::process::id()))
}

/// A new empty folder of this run.
fn folder(name: &str) -> Result<PathBuf> {
    let folder = root().join(name);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
