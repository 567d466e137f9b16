//! The golden numbers of the requirements (C10), and the invariants of the figures on the sample company.

use std::collections::BTreeSet;

use super::oracle::breakdown;
use super::*;
use crate::figures::fact::Measure;
use crate::records::order::Origin;
use crate::sample::company;
use crate::values::calendar::{Day, Month, Period};
use crate::values::money::Share;
use crate::values::ratio::{Ratio, is_below, ratio};

const WAN: i64 = 1_000_000;

#[track_caller]
fn held(case: &str, actual: i64, target: i64, completion: i64, gap: i64) {
    // F-01, F-02, A1.
    assert_eq!(ratio(actual, target).map(|it| it.in_parts(10_000)), Some(completion), "{case}");
    assert_eq!(actual - target, gap, "{case}");
}

#[test]
fn completion_and_gap_match_the_golden_numbers() {
    held("G1", 135 * WAN, 150 * WAN, 9_000, -15 * WAN);
    held("G2", 132 * WAN, 120 * WAN, 11_000, 12 * WAN);
    held("G3", 267 * WAN, 270 * WAN, 9_889, -3 * WAN);
    held("G4", 8 * WAN, 10 * WAN, 8_000, -2 * WAN);
    held("G5", 480 * WAN, 500 * WAN, 9_600, -20 * WAN);
    held("G6", 18, 20, 9_000, -2);
    held("G8", 185 * WAN, 200 * WAN, 9_250, -15 * WAN);
    held("G9", 12, 15, 8_000, -3);
    held("G10", 3_200, 3_500, 9_143, -300);
}

#[test]
fn exactly_eighty_percent_is_not_red() {
    // G9, A2.
    assert!(!is_below(12, 15, Share(8_000)));
    assert!(is_below(7_996, 10_000, Share(8_000)));
}

#[test]
fn a_rate_of_nothing_is_none() {
    // A3, F-10, F-11.
    let nothing = Totals::default();
    for figure in [Figure::AverageOrder, Figure::CollectionRate, Figure::WinRate] {
        assert_eq!(figure.value(&nothing), None, "{figure:?}");
    }
    assert_eq!(ratio(5, 0), None);
}

#[test]
fn a_period_that_is_over_keeps_its_price_bands() {
    // E-07, C9: from the first day of the running month there is only one boundary.
    let today = Day(20_591);
    let mut book = company(today).book();
    let month = today.month();
    let one = crate::rules::PriceBands::beginning_at(vec![crate::values::money::Money::whole(7)]);
    let was = book.company().clone();
    let now = crate::records::organisation::Company {
        price_band_versions: was.price_band_versions.since(month.first(), one.clone()),
        ..was.clone()
    };
    book.put(now.into());
    let facts = facts_of(&book);
    let bands = |period: Period| {
        let series = breakdown(Figure::SalesAmount, By::PriceBand, &facts, period, &Filter::default(), today, &book);
        let band = |it: Point| if let PointKey::PriceBand(band) = it.key { Some(band) } else { None };
        series.points.into_iter().filter_map(band).collect::<BTreeSet<_>>()
    };
    let is_of = |found: BTreeSet<_>, all: Vec<_>| !found.is_empty() && found.iter().all(|it| all.contains(it));
    let (over, running) = (Period::Month(Month(month.0 - 1)), Period::Month(month));
    assert!(is_of(bands(over), was.price_bands.all()), "the month before");
    assert!(is_of(bands(running), one.all()), "the running month");
    // A running year is divided by the bands of today, one that is over by those of its end.
    let year = |of: Day| Period::natural_year(of.year());
    assert!(is_of(bands(year(today)), one.all()), "the running year");
    assert!(is_of(bands(year(Day(today.0 - 365))), was.price_bands.all()), "the year before");
}

#[test]
fn parts_and_records_add_up_to_the_figure() {
    let today = Day(20_591);
    let book = company(today).book();
    let facts = facts_of(&book);
    let additive = [Figure::SalesAmount, Figure::Deals, Figure::Collected, Figure::FollowUps, Figure::Activities, Figure::SellingExpense];
    let all = [
        By::Person,
        By::Team,
        By::Department,
        By::Region,
        By::Line,
        By::Product,
        By::Module,
        By::PriceBand,
        By::Origin,
        By::Industry,
        By::Scale,
        By::Grade,
        By::Customer,
    ];
    let team = book.teams().next().map(|it| it.id);
    let band = Some(book.company().price_bands_on(today).of(crate::values::money::Money::whole(28_000)));
    let origin = Some(crate::records::order::Origin::Repurchase);
    let filters = [
        Filter::default(),
        Filter { team, ..Filter::default() },
        Filter { band, ..Filter::default() },
        Filter { origin, ..Filter::default() },
    ];
    for filter in &filters {
        for period in [Period::Month(today.month()).previous(), Period::Quarter(today.quarter()), Period::natural_year(today.year())] {
            for figure in additive {
                let total = figure.value(&totals(&facts, period, filter, &book)).map_or(0, Ratio::rounded);
                for by in all {
                    let parts = breakdown(figure, by, &facts, period, filter, today, &book);
                    assert_eq!(
                        parts.points.iter().filter_map(|it| it.value).map(Ratio::rounded).sum::<i64>(),
                        total,
                        "{figure:?} by {by:?} in {period}"
                    );
                }
                let opened: i64 = records_of(figure.parts(), period, filter, &book).iter().map(|it| it.values[0]).sum();
                assert_eq!(opened, total, "{figure:?} opened in {period}");
            }
        }
    }
}

#[test]
fn months_add_up_to_quarters_and_quarters_to_the_year() {
    // A43.
    let today = Day(20_591);
    let book = company(today).book();
    let facts = facts_of(&book);
    let sales = |period| totals(&facts, period, &Filter::default(), &book).sum(Measure::SalesAmount);
    let year = Period::natural_year(2025);
    let quarters: i64 = (0..4).map(|it| sales(Period::Quarter(crate::values::calendar::Quarter(2025 * 4 + it)))).sum();
    let months: i64 = year.months().into_iter().map(|it| sales(Period::Month(it))).sum();
    assert_eq!((quarters, months), (sales(year), sales(year)));
}

#[test]
fn no_figure_loses_the_origin_the_product_line_or_the_price_band() {
    // SA-08, E-06, E-07: each breakdown accounts for every month's sales exactly once, and each part equals its filtered sum.
    let today = Day(20_591);
    let book = company(today).book();
    let facts = facts_of(&book);
    let lines: BTreeSet<String> = book.products().map(|it| it.line.clone()).collect();
    let mut seen = BTreeSet::new();
    for back in 0..12 {
        let period = Period::Month(Month(today.month().0 - back));
        let sold = |filter: &Filter| totals(&facts, period, filter, &book).sum(Measure::SalesAmount);
        let all = sold(&Filter::default());
        let by_line: i64 = lines.iter().map(|it| sold(&Filter { line: Some(it.clone()), ..Filter::default() })).sum();
        let bands = book.company().price_bands_on(today).all();
        let by_band: i64 = bands.into_iter().map(|it| sold(&Filter { band: Some(it), ..Filter::default() })).sum();
        let mix = breakdown(Figure::SalesAmount, By::Origin, &facts, period, &Filter::default(), today, &book);
        let by_origin: i64 = mix.points.iter().filter_map(|it| it.value).map(Ratio::rounded).sum();
        assert_eq!((by_line, by_band, by_origin), (all, all, all), "{period}");
        for point in &mix.points {
            if let PointKey::Origin(origin) = point.key {
                let own = sold(&Filter { origin: Some(origin), ..Filter::default() });
                assert_eq!(point.value, Some(own.into()), "{origin:?} {period}");
                seen.insert(origin);
            }
        }
    }
    assert_eq!(seen, BTreeSet::from(Origin::ALL), "the sample sells in every way");
}

#[test]
fn an_expense_without_customer_belongs_to_no_customers_part() {
    // CO-01: in a breakdown by customer, an expense without a customer belongs to no customer.
    let today = Day(20_591);
    let book = company(today).book();
    let (facts, period) = (facts_of(&book), Period::natural_year(today.year()));
    let mix = breakdown(Figure::SellingExpense, By::Customer, &facts, period, &Filter::default(), today, &book);
    assert!(mix.points.iter().any(|it| it.key == PointKey::Unknown && it.value.is_some_and(|value| value.sign().is_gt())));
    assert!(mix.points.iter().all(|it| it.key != PointKey::Customer(Default::default())));
}
