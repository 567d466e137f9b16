//! A company that shifts its years and weeks (A43): the server and a phone that was offline meanwhile agree on targets, periods and figures.

use domain::book::Book;
use domain::book::record::Record;
use domain::decide::command::{Command, Save, SetTarget};
use domain::figures::analytics::Filter;
use domain::figures::kpis::Evaluator;
use domain::figures::target_value::value_of;
use domain::records::organisation::Company;
use domain::rules::FiscalCalendar;
use domain::sync::Verdict;
use domain::values::calendar::{Period, WeekStart};
use domain::values::ids::Kind;
use domain::values::kpi_name::KpiName;
use domain::values::target_of::TargetOf;
use rstest::rstest;
use server::db::queries::books;

use super::phone::Phone;
use super::world::World;
use crate::support::Db;

/// What a phone knows, read from the rows that it holds.
fn book_of(phone: &Phone) -> Book {
    let mut book = Book::default();
    for ((kind, _), held) in &phone.held {
        let kind = Kind::parse(kind).expect("a known kind");
        book.put(Record::parse(kind, &held.body).expect("the phone can read what it holds"));
    }
    book
}

#[rstest]
#[tokio::test]
async fn a_company_that_shifts_its_year_is_the_same_on_the_server_and_on_a_phone(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (ids, today) = (world.ids, world.ids.today);
    let lin = TargetOf::Person(ids.lin);
    let set = |period: &str, was, now| {
        let (metric, period) = (KpiName::SALES_AMOUNT, Period::parse(period).expect("a period"));
        Command::SetTarget(SetTarget {
            of: lin,
            metric,
            cut: None,
            period,
            was,
            now: Some(now),
            levels: None,
            basis: "年度计划".to_owned(),
        })
    };
    world.push(ids.boss, vec![set("2026", None, 1_000)]).await;
    let mut phone = world.phone(ids.boss);
    phone.syncs(&world).await;

    // Offline, the supervisor sets a calendar quarter; the administrator meanwhile shifts the year.
    let offline = phone.does(&world, set("2026-Q2", None, 300));
    let was = books::whole(&world.db).await.expect("the company can be read").company().clone();
    let calendar = FiscalCalendar { first_month: 4, week_start: WeekStart::Sunday };
    let now = Company { fiscal_calendar: was.fiscal_calendar.since(today, calendar), ..was.clone() };
    world.push(ids.admin, vec![Command::SaveCompany(Save { was: Some(was), now })]).await;
    phone.syncs(&world).await;
    assert!(matches!(phone.verdict(offline), Verdict::Applied), "{:?}", phone.verdict(offline));

    // Online again, the phone asks for the same quarter by its new name, and sets the fiscal year.
    world.push(ids.boss, vec![set("FY2026-04-Q1", Some(300), 320), set("FY2026-04", None, 900)]).await;
    phone.syncs(&world).await;
    let (held, whole) = (book_of(&phone), books::whole(&world.db).await.expect("the company can be read"));
    assert_eq!(held.company().calendar_on(today), calendar);
    for (text, expected) in [("2026", 1_000), ("2026-Q2", 320), ("FY2026-04-Q1", 320), ("FY2026-04", 900)] {
        let period = Period::parse(text).expect("a period");
        let value = |book: &Book| value_of(book, lin, KpiName::SALES_AMOUNT, period);
        assert_eq!([value(&held), value(&whole)], [Some(expected); 2], "{text}");
    }
    let running = [
        Period::Week(calendar.week_of(today)),
        Period::Quarter(calendar.quarter_of(today)),
        Period::Quarter(FiscalCalendar { first_month: 2, ..calendar }.quarter_of(today)),
        Period::Year(calendar.year_of(today)),
    ];
    let (on_phone, on_server) = (Evaluator::of(&held, today), Evaluator::of(&whole, today));
    let mut n_values = 0;
    for period in running.into_iter().flat_map(|it| [it, it.previous(), it.year_before()]) {
        for kpi in [KpiName::SALES_AMOUNT, KpiName::COLLECTED, KpiName::DEALS] {
            let value = |evaluator: &Evaluator<'_>| evaluator.measure(kpi, period, &Filter::from(lin)).value.ok();
            assert_eq!(value(&on_phone), value(&on_server), "{kpi} {period}");
            n_values += usize::from(value(&on_server).is_some_and(|it| it.sign().is_gt()));
        }
    }
    assert!(0 < n_values, "nothing was compared");
    world.check_figures().await;
}
