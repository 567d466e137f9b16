//! Measures a company of three hundred reps with two years of work: server work over all records, and a supervisor's first pull.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use domain::access::actor::Actor;
use domain::access::moment::Moment;
use domain::figures::credited::Credited;
use domain::figures::kpis::RankingQuestion;
use domain::records::organisation::Role;
use domain::rules::alert_rules::AlertRules;
use domain::rules::cadence::{Cadence, Interval};
use domain::rules::{GradeRules, Window};
use domain::sample::Size;
use domain::values::calendar::{Day, Period, Quarter};
use domain::values::kpi_name::KpiName;
use domain::values::money::Money;
use domain::values::shipped_kpi::ShippedKpi;
use domain::views::simulation::{RuleDraft, simulate};
use domain::views::{alert, grading};
use server::db::Database;
use server::db::queries::{books, people, ranking};
use server::{alerts, seed};

use super::{Report, fill, load};

const SIZE: Size = Size { reps: 300, seed: 7 };
const RUNS: usize = 3;

/// Generates the company and measures. Takes minutes, most of them for generating.
pub async fn measure(folder: &Path, report: &Report) -> Result<()> {
    let db = Database::open(&format!("sqlite://{}", folder.join("dabiao.sqlite").display())).await?;
    db.migrate(load::NOW).await?;
    let (began, mut n_commands) = (Instant::now(), 0);
    let sign_ins = seed::large(&db, SIZE, load::NOW, |_, _, n| n_commands = n).await?;
    report.row(&format!("{} reps told: {n_commands} commands", SIZE.reps), &[began.elapsed()], None);

    let mut book = books::whole(&db).await?;
    let counts =
        [book.customers().count(), book.follow_ups().count(), book.orders().count(), book.orders().map(|it| it.terms.lines.len()).sum()];
    let [customers, follow_ups, orders, lines] = counts;
    report.note(&format!("  {customers} customers, {follow_ups} follow-ups, {orders} orders with {lines} lines"));

    let (mut reading, mut raising, mut grading_all) = (Vec::new(), Vec::new(), Vec::new());
    let today = load::NOW.day(book.company().utc_offset_minutes);
    let quarter = grading::quarter_under_review(today, Default::default());
    let (mut n_alerts, mut n_proposals) = (0, 0);
    let director = sign_ins.iter().find(|it| it.role == Role::Director).context("somebody directs")?.person;
    let actor = people::actor(&db, director).await?.context("the director is there")?;
    for _ in 0..RUNS {
        let began = Instant::now();
        book = books::whole(&db).await?;
        reading.push(began.elapsed());
        let began = Instant::now();
        n_alerts = alert::raise(&book, &Moment::of(actor, load::NOW, today)).len();
        raising.push(began.elapsed());
        let began = Instant::now();
        n_proposals = graded(&book, quarter);
        grading_all.push(began.elapsed());
    }
    let director_now = Moment::of(actor, load::NOW, today);
    for (name, draft) in drafts() {
        let mut simulating = Vec::new();
        for _ in 0..RUNS {
            let began = Instant::now();
            simulate(&draft, &book, &director_now).map_err(|it| anyhow!("{it:?}"))?;
            simulating.push(began.elapsed());
        }
        report.row(&format!("  a simulation of {name}"), &simulating, None);
    }
    drop(book);
    report.row("  the whole book read from the database", &reading, None);
    report.row(&format!("  all alerts raised: {n_alerts}"), &raising, None);
    report.row(&format!("  quarter-end grading: {n_proposals} proposals"), &grading_all, None);
    let began = Instant::now();
    let n_notices = alerts::sweep(&db, load::NOW).await?.len();
    report.row(&format!("  the daily sweep, reading and writing: {n_notices} notices"), &[began.elapsed()], None);

    rankings(&db, &periods(today), today, report).await?;

    let supervisor = sign_ins.iter().find(|it| it.role == Role::Supervisor).context("somebody supervises")?.person;
    let actor: Actor = people::actor(&db, supervisor).await?.context("the supervisor is there")?;
    let mut pulls = Vec::new();
    let mut n_rows = 0;
    for _ in 0..RUNS {
        let began = Instant::now();
        (_, n_rows) = fill(&db, &actor).await?;
        pulls.push(began.elapsed());
    }
    report.row(&format!("  a supervisor's first pull, server side: {n_rows} rows"), &pulls, None);
    Ok(())
}

/// Measures the server's answers to a dashboard over a company of a given size, in a database of one kind. Generating takes minutes.
pub async fn measure_dashboard(kind: &str, url: &str, size: Size, report: &Report) -> Result<()> {
    let db = Database::open(url).await?;
    db.migrate(load::NOW).await?;
    let began = Instant::now();
    seed::large(&db, size, load::NOW, |_, _, _| ()).await?;
    report.row(&format!("{kind}: {} reps told", size.reps), &[began.elapsed()], None);
    let book = books::whole(&db).await?;
    let (orders, lines) = (book.orders().count(), book.orders().map(|it| it.terms.lines.len()).sum::<usize>());
    let today = load::NOW.day(book.company().utc_offset_minutes);
    drop(book);
    report.note(&format!("  {orders} orders with {lines} lines"));
    rankings(&db, &periods(today), today, report).await
}

/// Measures the ranking of every team in KPIs that the stored sums answer.
async fn rankings(db: &Database, periods: &[(&str, Period)], today: Day, report: &Report) -> Result<()> {
    let catalogue = people::catalogue(db).await?;
    for (name, period) in periods {
        let mut answering = Vec::new();
        for kpi in [ShippedKpi::SalesAmount, ShippedKpi::CollectionRate, ShippedKpi::AverageOrder, ShippedKpi::SalesPerCustomer] {
            for team in catalogue.teams().map(|it| it.id) {
                let question = RankingQuestion { kpi: KpiName::Shipped(kpi), period: *period, credited: Credited::Then };
                let began = Instant::now();
                ranking::of_team(db, question, team, catalogue.clone(), today).await?;
                answering.push(began.elapsed());
            }
        }
        report.row(&format!("  the ranking of a team from stored sums, {name}"), &answering, None);
    }
    Ok(())
}

fn periods(today: Day) -> [(&'static str, Period); 2] {
    [("a month", Period::Month(today.month()).previous()), ("a year", Period::natural_year(today.year()))]
}

/// Drafts that change as much as they can: every grade, every alert rule, every interval.
fn drafts() -> [(&'static str, RuleDraft); 3] {
    let day = Interval::Days(1);
    [
        (
            "grade rules",
            RuleDraft::Grades(GradeRules { potential: Money::whole(1_000), window: Window::CalendarYear, ..GradeRules::default() }),
        ),
        ("alert rules", RuleDraft::Alerts(AlertRules { lasts: 30, ..AlertRules::default() })),
        ("a cadence", RuleDraft::Cadence(Cadence { strategic: day, key: day, potential: day, normal: day })),
    ]
}

fn graded(book: &domain::book::Book, quarter: Quarter) -> usize {
    grading::review(book, quarter).len()
}
