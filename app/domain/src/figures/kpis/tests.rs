//! The measuring of KPIs: against the figures that were written out by hand before, against the golden numbers, and over random formulas.

mod arbitrary;
mod formulas;
mod golden;
mod own;
mod stored;
mod sums;
mod tables;

use super::*;
use crate::book::Book;
use crate::figures::analytics::{Figure, Filter, Totals, card, facts_of, new_customers, spending, totals};
use crate::figures::fulfilment::Fulfilment;
use crate::records::kpi::{Counted, Formula, Gauge};
use crate::sample;
use crate::values::calendar::{Day, Period};
use crate::values::kpi_name::KpiName;
use crate::values::ratio::Ratio;
use crate::values::shipped_kpi::ShippedKpi;

pub(crate) use arbitrary::formulas;

const PERIODS: [&str; 6] = ["2026-11", "2026-10", "2026-Q3", "2026", "2026-W47", "2020-01"];

fn today() -> Day {
    Day::parse("2026-11-21").expect("a day")
}

fn company() -> Book {
    sample::company(today()).book()
}

fn period(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

fn filters(book: &Book) -> Vec<Filter> {
    let order = book.orders().next().expect("an order");
    vec![
        Filter::default(),
        Filter { person: Some(order.owner), ..Filter::default() },
        Filter { team: order.team, ..Filter::default() },
        Filter { approved_only: true, ..Filter::default() },
        Filter { customer: Some(order.customer), ..Filter::default() },
    ]
}

/// The value of a shipped KPI; `None` if it has none.
fn value(evaluator: &Evaluator<'_>, kpi: ShippedKpi, period: Period, filter: &Filter) -> Option<Ratio> {
    evaluator.measure(KpiName::Shipped(kpi), period, filter).value.ok()
}

#[test]
fn kpis_equal_the_figures_written_out_by_hand() {
    let book = company();
    let (evaluator, facts) = (Evaluator::of(&book, today()), facts_of(&book));
    for filter in filters(&book) {
        for text in PERIODS {
            let sums: Totals = totals(&facts, period(text), &filter, &book);
            for (kpi, figure) in [
                (ShippedKpi::SalesAmount, Figure::SalesAmount),
                (ShippedKpi::Deals, Figure::Deals),
                (ShippedKpi::AverageOrder, Figure::AverageOrder),
                (ShippedKpi::Collected, Figure::Collected),
                (ShippedKpi::CollectionRate, Figure::CollectionRate),
                (ShippedKpi::WinRate, Figure::WinRate),
                (ShippedKpi::FollowUps, Figure::FollowUps),
                (ShippedKpi::Activities, Figure::Activities),
                (ShippedKpi::SellingExpense, Figure::SellingExpense),
            ] {
                let expected = if figure.barrier(&filter).is_some() { None } else { figure.value(&sums) };
                assert_eq!(value(&evaluator, kpi, period(text), &filter), expected, "{kpi:?} {text} {filter:?}");
            }
        }
    }
}

#[test]
fn a_kpi_is_compared_like_its_card() {
    let book = company();
    let (evaluator, facts) = (Evaluator::of(&book, today()), facts_of(&book));
    for text in ["2026-11", "2026-10", "2026-Q4", "2026-W47", "2025-06"] {
        for (kpi, figure) in [
            (ShippedKpi::SalesAmount, Figure::SalesAmount),
            (ShippedKpi::Deals, Figure::Deals),
            (ShippedKpi::AverageOrder, Figure::AverageOrder),
            (ShippedKpi::Collected, Figure::Collected),
            (ShippedKpi::CollectionRate, Figure::CollectionRate),
            (ShippedKpi::WinRate, Figure::WinRate),
            (ShippedKpi::FollowUps, Figure::FollowUps),
            (ShippedKpi::Activities, Figure::Activities),
            (ShippedKpi::SellingExpense, Figure::SellingExpense),
        ] {
            let everybody = Filter::default();
            let row = evaluator.row(KpiName::Shipped(kpi), period(text), &everybody).expect("shipped");
            let card = card(figure, &facts, period(text), &everybody, today(), &book);
            assert_eq!((row.previous, row.growth), (card.previous, card.on_previous), "{kpi:?} {text}");
            assert_eq!(row.definition.better, figure.better(), "{kpi:?}");
        }
    }
}

#[test]
fn kpis_equal_fulfilment_and_spending() {
    let book = company();
    let (evaluator, facts) = (Evaluator::of(&book, today()), facts_of(&book));
    let everybody = Filter::default();
    let orders: Vec<_> = book.orders().collect();
    for text in PERIODS {
        let of = |kpi| value(&evaluator, kpi, period(text), &everybody);
        let fulfilment = Fulfilment::of(&orders, period(text), today(), &book);
        assert_eq!(of(ShippedKpi::OnTimeRate), fulfilment.on_time, "A14 {text}");
        assert_eq!(of(ShippedKpi::FillRate), fulfilment.fill, "A15 {text}");
        assert_eq!(of(ShippedKpi::InFullRate), fulfilment.in_full, "A15 {text}");
        assert_eq!(of(ShippedKpi::GrossMargin), fulfilment.gross_margin, "F-16 {text}");
        let gauge = Formula::gauge(Gauge::sum(Counted::GrossMargin));
        let profit = |filter: &Filter| {
            let measured = evaluator.evaluate(&gauge, KpiName::Shipped(ShippedKpi::GrossMargin), period(text), filter).value;
            measured.map_or(0, Ratio::rounded)
        };
        let by_product = book.products().map(|it| profit(&Filter { product: Some(it.id), ..Filter::default() }));
        assert_eq!(by_product.sum::<i64>(), profit(&everybody), "F-16 {text}: the products are the whole");
        assert_eq!(of(ShippedKpi::SalesCycle).map(Ratio::rounded), fulfilment.sales_cycle, "A16 {text}");
        assert_eq!(of(ShippedKpi::DevelopmentCycle).map(Ratio::rounded), fulfilment.first_contact, "F-20 {text}");
        let spent = spending(&facts, period(text), &everybody, &book).all;
        assert_eq!(of(ShippedKpi::ExpenseRatio), spent.ratio(), "F-09 {text}");
        assert_eq!(of(ShippedKpi::NewCustomerCost).map(Ratio::rounded), spent.cost_of_new().map(|it| it.0), "F-08 {text}");
        let n_new = new_customers(period(text), &everybody, &book).len() as i64;
        assert_eq!(of(ShippedKpi::NewCustomers).map(Ratio::rounded), Some(n_new), "A12 {text}");
    }
}

#[test]
fn every_shipped_kpi_has_a_value_in_the_sample_year() {
    let book = company();
    let evaluator = Evaluator::of(&book, today());
    let of = |kpi| evaluator.measure(KpiName::Shipped(kpi), period("2026"), &Filter::default());
    let missing: Vec<ShippedKpi> = ShippedKpi::ALL.into_iter().filter(|it| of(*it).value.is_err()).collect();
    assert_eq!(missing, [], "a formula without any data in a whole year is probably wrong");
    let is_positive = |it: &ShippedKpi| of(*it).value.is_ok_and(|value| Ratio::NONE < value);
    let zero: Vec<ShippedKpi> = ShippedKpi::ALL.into_iter().filter(|it| !is_positive(it)).collect();
    assert_eq!(zero, [], "and one that is zero");
}

#[test]
fn a_filter_by_what_facts_do_not_have_is_not_applicable() {
    let book = company();
    let evaluator = Evaluator::of(&book, today());
    let product = Filter { product: book.products().next().map(|it| it.id), ..Filter::default() };
    let why = |kpi| evaluator.measure(KpiName::Shipped(kpi), period("2026"), &product).value;
    for kpi in [ShippedKpi::Visits, ShippedKpi::SellingExpense, ShippedKpi::CollectionRate, ShippedKpi::Satisfaction] {
        assert!(matches!(why(kpi), Err(NoValue::NotApplicable(_))), "{kpi:?}");
    }
    assert!(why(ShippedKpi::SalesAmount).is_ok());
}
