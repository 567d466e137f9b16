//! Measures the KPIs of a supervisor's device with 50,000 records: all that are shipped, each beside its earlier value and its target.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow};
use domain::book::Book;
use domain::figures::analytics::Filter;
use domain::figures::kpis::{Evaluator, KpiFacts};
use domain::records::organisation::Role;
use domain::sample::{Large, Sample, Size};
use domain::values::calendar::{Day, Month, Period, Timestamp};
use domain::values::kpi_name::KpiName;
use domain::values::shipped_kpi::ShippedKpi;

use server::db::Database;
use server::seed;

use super::{Report, browser, load};

/// Of 1,450 records each.
const SIZE: Size = Size { reps: 35, seed: 7 };
const RUNS: usize = 9;

/// Builds the book in memory and measures.
pub fn measure(report: &Report) -> Result<()> {
    let today = load::NOW.day(480);
    let book = book(today)?;
    let n = [book.customers().count(), book.follow_ups().count(), book.opportunities().count(), book.orders().count()];
    report.note(&format!("KPIs over {} customers, follow-ups, opportunities and orders", n.iter().sum::<usize>()));
    let team = book.teams().next().context("there is a team")?.id;
    let (all, of_team) = (Filter::default(), Filter { team: Some(team), ..Filter::default() });
    let month = Month(today.month().0 - 1);
    for (name, period) in [
        ("a month", Period::Month(month)),
        ("a quarter", Period::Quarter(month.first().quarter())),
        ("a year", Period::natural_year(month.first().year())),
    ] {
        let (mut gathering, mut first, mut again) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let began = Instant::now();
            let facts = KpiFacts::of(&book);
            gathering.push(began.elapsed());
            first.push(all_kpis(&facts, &book, today, period, &all)?);
            again.push(all_kpis(&facts, &book, today, period, &of_team)?);
        }
        report.row(&format!("  facts gathered, {name}"), &gathering, None);
        report.row(&format!("  {} KPIs of {name}, the first time", ShippedKpi::ALL.len()), &first, None);
        report.row("  the same for one team after that", &again, None);
    }
    Ok(())
}

/// The same records on a device of the director, offline.
pub async fn measure_in_browser(folder: &Path, report: &Report) -> Result<()> {
    let db = Database::open(&format!("sqlite://{}", folder.join("dabiao.sqlite").display())).await?;
    // Up to today: the browser's clock is the machine's.
    let now = Timestamp(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?);
    db.migrate(now).await?;
    let people = seed::large(&db, SIZE, now, |_, _, _| ()).await?;
    drop(db);
    let director = people.iter().find(|it| it.role == Role::Director).context("somebody directs")?;
    browser::measure_kpis(folder, &director.account, &director.password, report)
}

fn all_kpis(facts: &KpiFacts, book: &Book, today: Day, period: Period, filter: &Filter) -> Result<Duration> {
    let began = Instant::now();
    let evaluator = Evaluator::over(facts, book, today);
    let n = ShippedKpi::ALL.into_iter().filter(|it| evaluator.row(KpiName::Shipped(*it), period, filter).is_some()).count();
    anyhow::ensure!(n == ShippedKpi::ALL.len(), "{n} KPIs");
    Ok(began.elapsed())
}

fn book(today: Day) -> Result<Book> {
    let refused = |it| anyhow!("a sample act is refused: {it:?}");
    let mut large = Large::new(SIZE, today).map_err(refused)?;
    let mut acts = Vec::new();
    for index in 0..large.n_parts() {
        acts.extend(large.part(index).map_err(refused)?);
    }
    Sample { today, people: large.sign_ins(), acts }.replay().map_err(refused)
}
