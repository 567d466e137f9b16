//! Tests of a company whose years and weeks begin elsewhere (A43): what was recorded before stays, and what is asked follows the new calendar.

use super::*;
use crate::decide::command::{DecideGrade, Save, SetQuota, SetTarget};
use crate::figures::target_value::{parts, value_of};
use crate::records::organisation::Company;
use crate::records::quota::Wanted;
use crate::rules::FiscalCalendar;
use crate::values::calendar::{Day, WeekStart};
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::ids::QuotaId;
use crate::values::kpi_name::KpiName;
use crate::values::refusal::Refusal;
use crate::values::target_of::TargetOf;
use crate::views::grading::{proposal, quarter_under_review};

fn period(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

fn shifting(world: &World, from: Day, calendar: FiscalCalendar) -> Command {
    let was = world.book.company().clone();
    let now = Company { fiscal_calendar: was.fiscal_calendar.since(from, calendar), ..was.clone() };
    Command::SaveCompany(Save { was: Some(was), now })
}

/// A company whose years begin in a month and whose weeks begin on Sunday, from today.
fn shifted(first_month: u8) -> World {
    let mut world = world();
    let calendar = FiscalCalendar { first_month, week_start: WeekStart::Sunday };
    world.applies(world.ids.admin, &shifting(&world, world.ids.today, calendar));
    world
}

fn set(of: TargetOf, text: &str, was: Option<i64>, now: i64) -> Command {
    let (metric, period, basis) = (KpiName::SALES_AMOUNT, period(text), "公司年度战略".to_owned());
    Command::SetTarget(SetTarget { of, metric, cut: None, period, was, now: Some(now), levels: None, basis })
}

#[test]
fn the_first_month_of_a_fiscal_year_is_one_of_twelve() {
    let world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    for (first_month, is_right) in [(0, false), (1, true), (12, true), (13, false)] {
        let command = shifting(&world, today, FiscalCalendar { first_month, ..FiscalCalendar::default() });
        if is_right {
            assert!(world.decides(admin, &command).is_ok(), "{first_month}");
        } else {
            world.refuses(admin, &command, &[(Field::FiscalCalendarFirstMonth, Refusal::OutOfRange { least: 1, most: 12 })]);
        }
    }
}

#[test]
fn a_company_that_shifts_its_year_keeps_its_targets() {
    let mut world = world();
    let (boss, lin) = (world.ids.boss, TargetOf::Person(world.ids.lin));
    for (text, value) in [("2026", 1_000), ("2026-Q3", 300), ("2026-05", 50)] {
        world.applies(boss, &set(lin, text, None, value));
    }
    let calendar = FiscalCalendar { first_month: 4, ..FiscalCalendar::default() };
    world.applies(world.ids.admin, &shifting(&world, world.ids.today, calendar));
    let value = |world: &World, text: &str| value_of(&world.book, lin, KpiName::SALES_AMOUNT, period(text));
    // The calendar year keeps its own; the fiscal year is the sum of what is set within it (T-06).
    assert_eq!([value(&world, "2026"), value(&world, "FY2026-04")], [Some(1_000), Some(350)]);
    // July to September is the same quarter by either name, with one target.
    assert_eq!(value(&world, "FY2026-04-Q2"), Some(300));
    world.applies(boss, &set(lin, "FY2026-04-Q2", Some(300), 320));
    assert_eq!([value(&world, "2026-Q3"), value(&world, "FY2026-04-Q2")], [Some(320), Some(320)]);
    assert_eq!(world.book.targets().len(), 3);
    world.applies(boss, &set(lin, "FY2026-04", None, 900));
    assert_eq!([value(&world, "2026"), value(&world, "FY2026-04")], [Some(1_000), Some(900)]);
}

#[test]
fn the_quarters_of_any_year_add_up_to_it() {
    for first_month in 1..=12_u8 {
        let mut world = world();
        let lin = TargetOf::Person(world.ids.lin);
        let year = Period::Year(FiscalCalendar { first_month, ..FiscalCalendar::default() }.year_of(world.ids.today));
        for (month, value) in year.months().into_iter().zip(1..) {
            let month = Period::Month(month);
            world.applies(world.ids.director, &set(lin, &month.to_string(), None, value));
        }
        let value = |it| value_of(&world.book, lin, KpiName::SALES_AMOUNT, it).unwrap_or_default();
        assert_eq!(value(year), 78, "{year}");
        assert_eq!(parts(year).into_iter().map(value).collect::<Vec<_>>(), [6, 15, 24, 33], "{year}");
    }
}

#[test]
fn a_quota_asks_for_the_companys_week() {
    // FU-08. Today is a Monday in the fixture, so a week from Sunday began yesterday.
    let id = QuotaId(fresh(900));
    let wanted = Wanted::Week { customers: 5, method: Some(Method::Phone), stage: None };
    let mut world = shifted(1);
    let (ids, today) = (world.ids, world.ids.today);
    let week = world.book.company().calendar_on(today).week_of(today);
    assert_eq!((week.first(), week.last()), (today.plus(-1), today.plus(5)));
    let ask = |from| Command::SetQuota(SetQuota { id, of: TargetOf::Person(ids.lin), wanted, from, until: None, reason: String::new() });
    world.refuses(ids.boss, &ask(week.shift(-1)), &[(Field::From, Refusal::TooEarly { first: week.first() })]);
    // A phone that has not heard of the new calendar asks from the ISO week.
    assert!(world.decides(ids.boss, &ask(today.week())).is_ok());
    world.applies(ids.boss, &ask(week));
    let quota = world.book.quota(id).expect("the quota").clone();
    for (of, holds) in [(week.shift(-1), false), (week, true), (week.shift(1), true)] {
        assert_eq!((quota.holds_in(of), quota.holds_in(of.from_day(WeekStart::Monday))), (holds, holds));
    }
    let contacted = |by: i32| {
        let mut world = World { ids, book: world.book.clone() };
        let on = today.plus(by);
        let log = super::follow_ups::log(&world, |it| (it.method, it.on) = (Method::Phone, on));
        let moment = ids.moment_on(on, ids.lin, &world.book);
        apply(&log, &mut world.book, &moment).expect("the contact is taken");
        world.book.quota(id).and_then(|it| it.progress(ids.lin, week, today.plus(5), &world.book)).map(|it| it.done)
    };
    assert_eq!([-2, -1, 5, 6].map(contacted), [Some(0), Some(1), Some(1), Some(0)]);
}

#[test]
fn grades_are_reviewed_by_the_companys_quarters() {
    // C-09, AL-11. Of a year from April, the quarters are those of the calendar, so a decision holds for both.
    let mut world = shifted(4);
    let (ids, today) = (world.ids, world.ids.today);
    let calendar = world.book.company().calendar_on(today);
    let reviewed = quarter_under_review(today, calendar);
    assert_eq!(Period::Quarter(reviewed).to_string(), "FY2025-04-Q4");
    let mut acme = world.book.customer(ids.acme).expect("Acme").clone();
    acme.filed_on = today.plus(-800);
    acme.profile.grade = Grade::Potential;
    world.book.put(acme.into());
    let decide = |quarter| {
        let (from, to) = (Grade::Potential, Grade::Normal);
        Command::DecideGrade(DecideGrade { customer: ids.acme, quarter, from, to, accept: true, reason: String::new() })
    };
    world.refuses(ids.boss, &decide(reviewed.shift(-1)), &[(Field::Quarter, Refusal::NotAStep)]);
    // A phone that has not heard of the new calendar.
    world.applies(ids.boss, &decide(quarter_under_review(today, FiscalCalendar::default())));
    let acme = world.book.customer(ids.acme).expect("Acme");
    assert!(proposal(acme, &world.book, reviewed).is_some_and(|it| it.decided.is_some()));
    // Of a year from February, the last quarter ended in April.
    assert_eq!(quarter_under_review(today, FiscalCalendar { first_month: 2, ..calendar }).last(), Day::parse("2026-04-30").expect("a day"));
}
