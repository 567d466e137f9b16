//! The golden numbers (C10) and the sample rows of the sources (C10b), computed from orders, payments, customers and targets.

use super::*;
use crate::figures::analytics::{Growth, Standing, card};
use crate::records::kpi::{Buyer, Counted, Formula, Gauge, Narrowing};
use crate::records::order::TrackingRow;
use crate::sample::ledger::{Ledger, day};
use crate::sample::tables;
use crate::values::ids::PersonId;
use crate::values::money::{Money, Share};
use crate::values::node::Node;
use crate::values::ratio::{is_below, ratio};

const SALES: ShippedKpi = ShippedKpi::SalesAmount;
/// 万元 in fen.
const WAN: i64 = 1_000_000;

fn of_person(person: PersonId) -> Filter {
    Filter { person: Some(person), ..Filter::default() }
}

/// Value, target and completion of a KPI; the completion in tenths of a percent.
fn row(ledger: &Ledger, kpi: ShippedKpi, text: &str, filter: &Filter, today: &str) -> (Option<Ratio>, Option<Ratio>, Option<i64>) {
    let evaluator = Evaluator::of(&ledger.book, day(today));
    let row = evaluator.row(KpiName::Shipped(kpi), period(text), filter).expect("a shipped KPI");
    (row.now.value.ok(), row.target, row.completion.map(|it| it.in_parts(1_000)))
}

fn growth(ledger: &Ledger, kpi: ShippedKpi, text: &str, filter: &Filter, today: &str) -> Growth {
    Evaluator::of(&ledger.book, day(today)).row(KpiName::Shipped(kpi), period(text), filter).expect("a shipped KPI").growth
}

/// Actual, target and gap of the sales in fen, completion in tenths of a percent, and the standing.
fn sales_card(ledger: &Ledger, text: &str, filter: &Filter, today: &str) -> (Option<i64>, Option<i64>, Option<i64>, Option<i64>, Standing) {
    let card = card(Figure::SalesAmount, &facts_of(&ledger.book), period(text), filter, day(today), &ledger.book);
    (card.actual.map(Ratio::rounded), card.target, card.gap, card.completion.map(|it| it.in_parts(1_000)), card.standing)
}

#[test]
fn golden_g1_to_g3_completion_and_gap_of_two_people_and_their_team() {
    // S0 table 1, F-01, F-02, A1, A38. The team has no target of its own: its target is the sum of its members'.
    let ledger = tables::performance_of_july();
    let team = Filter { team: Some(ledger.ids.first_team), ..Filter::default() };
    for (case, filter, target, actual, completion, standing) in [
        ("G1", of_person(ledger.ids.lin), 150, 135, 900, Standing::Behind),
        ("G2", of_person(ledger.ids.wang), 120, 132, 1_100, Standing::Reached),
        ("G3", team, 270, 267, 989, Standing::Behind),
        ("G3", Filter::default(), 270, 267, 989, Standing::Behind),
    ] {
        let expected = (Some(actual * WAN), Some(target * WAN), Some((actual - target) * WAN), Some(completion), standing);
        assert_eq!(sales_card(&ledger, "2025-07", &filter, "2025-08-05"), expected, "{case}");
        let as_kpi = (Some((actual * WAN).into()), Some((target * WAN).into()), Some(completion));
        assert_eq!(row(&ledger, SALES, "2025-07", &filter, "2025-08-05"), as_kpi, "{case}");
    }
    // Nobody set a target for June: there is no completion (A3).
    let june = sales_card(&ledger, "2025-06", &of_person(ledger.ids.lin), "2025-08-05");
    assert_eq!(june, (Some(70 * WAN), None, None, None, Standing::NoTarget));
}

#[test]
fn golden_g4_a_week_has_a_target_and_is_compared_with_the_week_before() {
    // S0:L68, T-12, F-03. Exactly four fifths are not red (A2).
    let ledger = tables::week_of_july();
    let lin = of_person(ledger.ids.lin);
    let expected = (Some(8 * WAN), Some(10 * WAN), Some(-2 * WAN), Some(800), Standing::Behind);
    assert_eq!(sales_card(&ledger, "2025-W28", &lin, "2025-07-14"), expected);
    let Growth::By(by) = growth(&ledger, SALES, "2025-W28", &lin, "2025-07-14") else { panic!("a growth") };
    assert_eq!((by.in_parts(1_000), Money::whole(80_000).0 - 8_888_889), (-100, -888_889), "−10 %");
    // On Thursday morning three of five working days are gone: 3 of 6 万元 are half of what is due.
    let mut ledger = ledger;
    let late = ledger.book.orders().find(|it| it.terms.deal_on == day("2025-07-13")).expect("Sunday's order").id;
    ledger.book.remove(late.into());
    assert_eq!(sales_card(&ledger, "2025-W28", &lin, "2025-07-10").4, Standing::Alarming, "T-13, A4");
}

#[test]
fn golden_g5_and_g6_a_quarter_beside_the_quarter_before_and_the_industry() {
    // S0 table 3, T-03, F-03, F-04, F-10, F-13: all of it by the first team.
    let ledger = tables::analysis_of_the_third_quarter();
    let team = Filter { team: Some(ledger.ids.first_team), ..Filter::default() };
    let (today, quarter) = ("2025-10-09", "2025-Q3");
    for (case, kpi, actual, target, completion, by, industry, points) in [
        ("G5", SALES, 480 * WAN, 500 * WAN, 960, ratio(1, 15), 9_000, 60),
        ("G6", ShippedKpi::NewCustomers, 18, 20, 900, ratio(1, 5), 8_500, 50),
    ] {
        let expected = (Some(actual.into()), Some(target.into()), Some(completion));
        assert_eq!(row(&ledger, kpi, quarter, &team, today), expected, "{case}");
        assert_eq!(growth(&ledger, kpi, quarter, &team, today), by.map(Growth::By).expect("a growth"), "{case}");
        // In tenths of a percentage point.
        let completion = ratio(actual, target).expect("a completion");
        assert_eq!(completion.minus_in_parts(Share(industry).into(), 1_000), points, "{case}: F-13, A41");
    }
    assert_eq!(sales_card(&ledger, quarter, &team, today).2, Some(-20 * WAN));
    let evaluator = Evaluator::of(&ledger.book, day(today));
    let new_customers = evaluator.row(KpiName::Shipped(ShippedKpi::NewCustomers), period(quarter), &team);
    assert_eq!(new_customers.and_then(|it| it.gap), Some((-2).into()), "G6, F-14: two customers short");
    let collected = row(&ledger, ShippedKpi::CollectionRate, quarter, &team, today);
    assert_eq!(collected, (ratio(9, 10), ratio(9, 10), Some(1_000)), "T-03: 90 % were to be collected");
    assert_eq!(row(&ledger, ShippedKpi::CollectedOfSales, quarter, &team, today).0, ratio(9, 10), "A8, the other reading");
}

#[test]
fn the_gap_of_a_count_is_a_number_of_things() {
    // F-14: 24 deals of a quarter, two short of 26, and one more than 23.
    for (target, gap) in [(26, -2), (24, 0), (23, 1)] {
        let mut ledger = tables::analysis_of_the_third_quarter();
        let team = ledger.ids.first_team;
        ledger.targets(crate::values::target_of::TargetOf::Team(team), KpiName::DEALS, period("2025-Q3"), target);
        let filter = Filter { team: Some(team), ..Filter::default() };
        let card = card(Figure::Deals, &facts_of(&ledger.book), period("2025-Q3"), &filter, day("2025-10-09"), &ledger.book);
        assert_eq!((card.actual.map(Ratio::rounded), card.gap), (Some(24), Some(gap)), "of {target}");
    }
}

#[test]
fn golden_s2_an_order_three_days_late_in_the_tracking_table() {
    // S2 table 1, G12, O-01, F-15.
    let (ledger, order) = tables::order_of_june();
    let order = ledger.book.order(order).expect("the order");
    let expected = TrackingRow {
        number: "SO202406001".to_owned(),
        customer: order.customer,
        products: order.products(),
        ordered_on: day("2024-06-01"),
        amount: Money::whole(50_000),
        owner: ledger.ids.lin,
        node: Node::Completed,
        deliver_by: Some(day("2024-06-15")),
        delivered_on: Some(day("2024-06-18")),
        gap: Some("物流延迟".to_owned()),
        score: Some(4),
        anomalies: Vec::new(),
    };
    assert_eq!(order.tracking_row(), expected);
    let product = ledger.book.product(order.products()[0]).expect("the product");
    assert_eq!((product.line.as_str(), product.model.as_str()), ("软件", "企业版"));
    let of = |kpi| row(&ledger, kpi, "2024-06", &Filter::default(), "2024-07-01").0;
    assert_eq!(of(ShippedKpi::OnTimeRate), Some(Ratio::NONE), "A14");
    assert_eq!(of(ShippedKpi::InFullRate), Some(Ratio::WHOLE), "A15");
    assert_eq!(of(ShippedKpi::Satisfaction), Some(4.into()));
}

#[test]
fn golden_s3_the_rows_of_a_plan_follow_from_its_tasks() {
    // S3 table 1, T-07: money collected counts by the day it came, whenever it was due.
    let ledger = tables::plan_rows_of_october();
    let of = |kpi| row(&ledger, kpi, "2025-10", &Filter::default(), "2025-11-03");
    let percent = |n| ratio(n, 100);
    for (kpi, actual, target, completion) in [
        (SALES, Some((130 * WAN).into()), Some((200 * WAN).into()), 650),
        (ShippedKpi::NewCustomers, Some(3.into()), Some(15.into()), 200),
        (ShippedKpi::RepurchaseRate, percent(35), percent(35), 1_000),
        (ShippedKpi::Collected, Some((50 * WAN).into()), Some((150 * WAN).into()), 333),
    ] {
        assert_eq!(of(kpi), (actual, target, Some(completion)), "{kpi:?}");
    }
    let old = Narrowing { buyer: Some(Buyer::Old), ..Narrowing::default() };
    let evaluator = Evaluator::of(&ledger.book, day("2025-11-03"));
    let repurchased = Formula::gauge(Gauge::sum(Counted::SalesAmount).only(old));
    let amount = evaluator.evaluate(&repurchased, KpiName::SALES_AMOUNT, period("2025-10"), &Filter::default()).value;
    assert_eq!(amount, Ok((30 * WAN).into()), "30 万元 from seven of twenty customers");
    let contribution = of(ShippedKpi::NewCustomerContribution).0;
    assert_eq!(contribution, ratio(100, 130), "F-17: 100 of 130 万元 from new customers");
}

#[test]
fn golden_g8_to_g10_the_rows_of_a_summary() {
    // S3 table 2: G8, G9 (exactly 80 % is not red), G10 (F-12).
    let ledger = tables::summary_of_october();
    let of = |kpi| row(&ledger, kpi, "2025-10", &Filter::default(), "2025-11-03");
    for (case, kpi, actual, target, completion) in [
        ("G8", SALES, Some((185 * WAN).into()), Some((200 * WAN).into()), 925),
        ("G9", ShippedKpi::NewCustomers, Some(12.into()), Some(15.into()), 800),
        ("G10", ShippedKpi::RepurchaseRate, ratio(32, 100), ratio(35, 100), 914),
    ] {
        assert_eq!(of(kpi), (actual, target, Some(completion)), "{case}");
    }
    assert!(!is_below(12, 15, Share(8_000)) && is_below(11, 15, Share(8_000)), "G9");
    assert_eq!(of(ShippedKpi::Collected).1, Some((150 * WAN).into()), "the fourth row, whose result the source leaves out");
}
