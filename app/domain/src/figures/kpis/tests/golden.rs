//! Numbers of the sources, from raw records.

use super::*;
use crate::records::customer::Customer;
use crate::records::kpi::{Formula, Gauge};
use crate::records::order::Order;
use crate::sample::small;
use crate::values::calendar::Stretch;
use crate::values::ids::{CustomerId, OrderId};
use uuid::Uuid;

fn id(of: u128) -> Uuid {
    Uuid::from_u128((7 << 76) | (0b10 << 62) | of)
}

/// `n_old` customers bought before May; the first `n_again` of them bought again in it.
fn repurchases(n_old: u128, n_again: u128) -> (Book, Stretch) {
    let (mut book, ids) = small();
    let (acme, first) = (book.customer(ids.acme).expect("Acme").clone(), book.order(ids.order).expect("its order").clone());
    book.remove(ids.order.into());
    for at in 0..n_old {
        let customer = Customer { id: CustomerId(id(2_000 + at)), number: format!("C{at:03}"), ..acme.clone() };
        let order = |of: u128, on: Day| {
            let mut order =
                Order { id: OrderId(id(of)), number: format!("SO{of}"), customer: customer.id, customer_then: None, ..first.clone() };
            order.terms.deal_on = on;
            order
        };
        let (before, in_may) = (Day::parse("2026-03-02").expect("a day"), Day::parse("2026-05-06").expect("a day"));
        book.put(order(3_000 + at, before).into());
        if at < n_again {
            book.put(order(4_000 + at, in_may).into());
        }
        book.put(customer.into());
    }
    (book, period("2026-05").into())
}

#[test]
fn golden_g11_seven_of_twenty_customers_bought_again() {
    let (book, may) = repurchases(20, 7);
    let evaluator = Evaluator::of(&book, Day::parse("2026-05-18").expect("a day"));
    let rate = |book: &Evaluator<'_>| book.measure(KpiName::Shipped(ShippedKpi::RepurchaseRate), may, &Filter::default()).value;
    assert_eq!(rate(&evaluator).map(|it| it.in_parts(1_000)), Ok(350), "F-06, A10: 35 %");
    // A customer who buys for the first time in the month is in neither number.
    let (mut book, _) = repurchases(20, 7);
    let (_, ids) = small();
    let mut order = small().0.order(ids.order).expect("the order").clone();
    order.terms.deal_on = Day::parse("2026-05-07").expect("a day");
    book.put(order.into());
    assert_eq!(rate(&Evaluator::of(&book, ids.today)).map(|it| it.in_parts(1_000)), Ok(350));
    // Nobody had bought before: there is nothing to divide by.
    let (book, _) = repurchases(0, 0);
    assert_eq!(rate(&Evaluator::of(&book, ids.today)), Err(NoValue::NoData));
}

#[test]
fn an_order_of_three_lines_is_one_deal_and_one_customer() {
    let (mut book, ids) = small();
    let mut order = book.order(ids.order).expect("the order").clone();
    let line = order.terms.lines[0].clone();
    order.terms.lines = vec![line.clone(), line.clone(), line];
    let on = order.terms.deal_on;
    book.put(order.into());
    let evaluator = Evaluator::of(&book, ids.today);
    let days = Stretch { first: on, last: on };
    let of = |formula: Formula| {
        let name = KpiName::Shipped(ShippedKpi::Deals);
        evaluator.evaluate(&formula, name, days, &Filter::default()).value.map(Ratio::rounded)
    };
    use crate::records::kpi::Counted::{Deals, SalesAmount, SalesQuantity};
    assert_eq!(of(Formula::gauge(Gauge::sum(Deals))), Ok(1));
    assert_eq!(of(Formula::gauge(Gauge::customers(SalesAmount))), Ok(1));
    assert_eq!(of(Formula::gauge(Gauge::sum(SalesAmount))), Ok(3_000_000), "30,000 yuan");
    assert_eq!(of(Formula::gauge(Gauge::sum(SalesQuantity))), Ok(30_000), "F-05: thirty pieces");
    assert_eq!(of(ShippedKpi::SalesPerHead.formula()), Ok(500_000), "F-07: six people sell");
}

#[test]
fn only_division_by_nothing_has_no_value_and_a_missing_part_is_said() {
    let (book, ids) = small();
    let evaluator = Evaluator::of(&book, ids.today);
    let of = |formula: &Formula| {
        let name = KpiName::Shipped(ShippedKpi::Deals);
        evaluator.evaluate(formula, name, period("2026-05"), &Filter::default())
    };
    use crate::records::kpi::Counted::{Activities, Deals, FollowUps, Won};
    let (none, nothing) =
        (Formula::gauge(Gauge::sum(Won)), Formula::ratio(Formula::gauge(Gauge::sum(Deals)), Formula::gauge(Gauge::sum(Won))));
    assert_eq!(of(&none).value, Ok(Ratio::NONE));
    assert_eq!(of(&Formula::sum([none.clone(), Formula::gauge(Gauge::sum(Activities))])).value, Ok(Ratio::NONE), "0 + 0 is 0");
    assert_eq!(of(&nothing).value, Err(NoValue::NoData), "0 ÷ 0");
    let partly = of(&Formula::sum([Formula::gauge(Gauge::sum(FollowUps)), nothing.clone()]));
    assert_eq!((partly.value, partly.is_incomplete), (Ok(Ratio::NONE), true));
    assert_eq!(of(&Formula::sum([nothing.clone(), nothing])).value, Err(NoValue::NoData));
}
