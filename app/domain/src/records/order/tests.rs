//! Tests of receivables on bare orders, with a table per numbered rule.

use crate::values::node::Node;
use uuid::Uuid;

use super::*;
use crate::values::ids::PaymentId;
use crate::values::money::{Quantity, Share};

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn product(number: u128) -> ProductId {
    ProductId(Uuid::from_u128(number))
}

/// Ten pieces at 1,000 yuan, sold on 2 March and due on 1 April.
fn order() -> Order {
    let lines = vec![Line::of(product(1), Quantity::whole(10), Money::whole(1_000))];
    let terms = OrderTerms { deal_on: day("2026-03-02"), lines, ..OrderTerms::default() };
    Order { due_on: day("2026-04-01"), terms, ..Order::default() }
}

/// 30 % prepaid, the rest in two parts (SA-09).
fn in_three() -> Order {
    let mut order = order();
    let part = |on: &str, yuan, prepaid| Instalment { due_on: day(on), amount: Money::whole(yuan), prepaid };
    order.terms.instalments = vec![part("2026-03-02", 3_000, true), part("2026-05-01", 5_000, false), part("2026-06-01", 2_000, false)];
    order.due_on = day("2026-06-01");
    order
}

fn paid(order: &mut Order, on: &str, yuan: i64) {
    let payment = Payment {
        id: PaymentId(Uuid::from_u128(order.payments.len() as u128)),
        on: day(on),
        amount: Money::whole(yuan),
        method: PaymentMethod::Transfer,
        note: String::new(),
        by: PersonId::default(),
        team: None,
        made_at: Timestamp(0),
        voided: None,
        arrived_at: None,
        clock_said: None,
        review: None,
        from_credit_of: None,
    };
    order.payments.push(payment);
}

fn returned(order: &mut Order, on: &str, pieces: i64, refund: i64) {
    let goods = vec![order.worth(&Goods { product: product(1), quantity: Quantity::whole(pieces) }.into(), None)];
    let id = crate::values::ids::ReturnId(Uuid::from_u128(order.returns.len() as u128));
    let (by, made_at, reason) = (PersonId::default(), Timestamp(0), "退货".to_owned());
    order.returns.push(Return { id, on: day(on), goods, refund: Money::whole(refund), reason, by, made_at, voided: None });
}

#[test]
fn a_discount_is_taken_off_before_the_one_rounding() {
    // SA-01, CO-02: quantity × price × (1 − discount), rounded half up to the fen.
    for (quantity, price, discount, expected) in [
        (1_000, 10_000, 0, 10_000),
        (1_000, 10_000, 500, 9_500),
        (3_000, 333, 1_000, 899),
        (1_000, 1, 5_000, 1),
        (1_000, 1, 5_001, 0),
        (2_500, 101, 0, 253),
        (1_000, 10_000, 10_000, 0),
    ] {
        let line = Line { discount: Share(discount), ..Line::of(product(1), Quantity(quantity), Money(price)) };
        assert_eq!(line.amount(), Money(expected), "{quantity} at {price} less {discount}");
    }
}

#[test]
fn payments_go_to_what_is_due_first() {
    // SA-09, A6: 30 % prepaid; payments are allocated to the oldest due first.
    for (sum, expected, oldest) in [
        (0, [0, 0, 0], Some("2026-03-02")),
        (2_999, [2_999, 0, 0], Some("2026-03-02")),
        (3_000, [3_000, 0, 0], Some("2026-05-01")),
        (8_500, [3_000, 5_000, 500], Some("2026-06-01")),
        (10_000, [3_000, 5_000, 2_000], None),
    ] {
        let mut order = in_three();
        if 0 < sum {
            paid(&mut order, "2026-03-05", sum);
        }
        let parts: Vec<Money> = order.dues().iter().map(|it| it.paid).collect();
        assert_eq!(parts, expected.map(Money::whole), "{sum} paid");
        assert_eq!(order.oldest_unpaid_due(), oldest.map(day), "{sum} paid");
    }
    assert!(in_three().dues()[0].prepaid);
}

#[test]
fn thirty_percent_in_advance_is_an_instalment_on_the_day_of_the_deal() {
    // SA-09: 预付30%款项; the rest is due on the due day, and half a fen is rounded up.
    for (part, cents, prepaid) in [(3_000, 1_000_000, 300_000), (3_000, 10_005, 3_002), (0, 1_000_000, 0), (10_000, 1_000_000, 1_000_000)] {
        let mut order = order();
        order.terms.lines = vec![Line::of(product(1), Quantity::whole(1), Money(cents))];
        order.terms.prepay(Share(part));
        let dues: Vec<(Day, Money, bool)> = order.dues().iter().map(|it| (it.on, it.amount, it.prepaid)).collect();
        let rest = (day("2026-04-01"), Money(cents - prepaid), false);
        let all = [(day("2026-03-02"), Money(prepaid), true), rest];
        assert_eq!(dues, all.into_iter().filter(|it| Money::ZERO < it.1).collect::<Vec<_>>(), "{part} of {cents}");
    }
    assert_eq!(in_three().terms.prepayment(), None);
    assert_eq!(order().terms.prepayment(), Some(Share::NONE));
    let mut prepaid = order();
    prepaid.terms.prepay(Share(3_000));
    assert_eq!(prepaid.terms.prepayment(), Some(Share(3_000)));
}

#[test]
fn amount_and_timing_are_two_axes() {
    // A7: partly paid and overdue at the same time; overdue starts the day after the due day.
    let mut order = in_three();
    paid(&mut order, "2026-03-02", 3_000);
    for (today, timing, days, overdue) in [
        ("2026-04-30", Timing::NotDue, 0, 0),
        ("2026-05-01", Timing::NotDue, 0, 0),
        ("2026-05-02", Timing::Overdue, 1, 5_000),
        ("2026-06-02", Timing::Overdue, 32, 7_000),
    ] {
        let today = day(today);
        let now = (order.timing(today), order.days_overdue(today), order.overdue(today));
        assert_eq!(now, (timing, days, Money::whole(overdue)), "{today}");
        assert_eq!(order.collection(), Collection::Partial);
    }
    paid(&mut order, "2026-06-03", 7_000);
    assert_eq!((order.timing(day("2026-07-01")), order.collection()), (Timing::Settled, Collection::Full));
}

#[test]
fn arrears_grow_old() {
    // The ages are 1–30, 31–60, 61–90 and more than 90 days past due; amounts not yet due have an age of their own.
    for (days, expected) in [
        (-1, Age::NotDue),
        (0, Age::NotDue),
        (1, Age::UpTo30),
        (30, Age::UpTo30),
        (31, Age::UpTo60),
        (60, Age::UpTo60),
        (61, Age::UpTo90),
        (90, Age::UpTo90),
        (91, Age::Over90),
    ] {
        assert_eq!(Age::of(days), expected, "{days} days");
    }
    let mut cancelled = order();
    cancelled.cancelled = Some(Voided { on: day("2026-03-03"), by: PersonId::default(), reason: "x".to_owned(), nets: false });
    let owed = ageing([&in_three(), &order(), &cancelled], day("2026-06-01"));
    let expected = [(Age::NotDue, 2_000), (Age::UpTo30, 0), (Age::UpTo60, 5_000), (Age::UpTo90, 10_000), (Age::Over90, 3_000)];
    // 1 May is 31 days ago, 1 April 61, 2 March 91.
    assert_eq!(owed.into_iter().collect::<Vec<_>>(), expected.map(|(age, yuan)| (age, Money::whole(yuan))));
}

#[test]
fn the_last_instalments_absorb_a_change_of_the_lines() {
    // Lines and instalments were changed independently: an excess is due on the due day, a shortfall reduces the latest instalments.
    for (pieces, expected) in
        [(11, vec![3_000, 5_000, 2_000, 1_000]), (9, vec![3_000, 5_000, 1_000]), (7, vec![3_000, 4_000]), (2, vec![2_000])]
    {
        let mut order = in_three();
        order.terms.lines[0].quantity = Quantity::whole(pieces);
        let dues: Vec<Money> = order.dues().iter().map(|it| it.amount).collect();
        assert_eq!(dues, expected.into_iter().map(Money::whole).collect::<Vec<_>>(), "{pieces} pieces");
    }
}

#[test]
fn a_return_takes_away_from_what_is_due_last() {
    // A13: of an order of 10,000 yuan, three pieces are returned.
    let mut order = in_three();
    paid(&mut order, "2026-03-02", 3_000);
    returned(&mut order, "2026-04-10", 3, 0);
    let dues: Vec<(Money, Money)> = order.dues().iter().map(|it| (it.amount, it.unpaid())).collect();
    assert_eq!(dues, [(3_000, 0), (4_000, 4_000)].map(|(amount, unpaid)| (Money::whole(amount), Money::whole(unpaid))));
    assert_eq!((order.agreed(), order.amount(), order.balance()), (Money::whole(10_000), Money::whole(7_000), Money::whole(4_000)));
}

#[test]
fn the_last_return_takes_the_rest_of_the_line() {
    // Three pieces for 100.00 yuan: a third each, exactly 100.00 in total.
    let mut order = order();
    order.terms.lines = vec![Line::of(product(1), Quantity::whole(3), Money(3_333)), Line::of(product(1), Quantity(1), Money(1_000))];
    let agreed = order.agreed();
    assert_eq!(agreed, Money(10_000));
    returned(&mut order, "2026-04-01", 1, 0);
    returned(&mut order, "2026-04-01", 2, 0);
    let rest = order.worth(&Goods { product: product(1), quantity: Quantity(1) }.into(), None);
    assert_eq!(order.returned_amount() + rest.amount, agreed);
}

#[test]
fn the_money_finishes_the_order_only_when_the_goods_have() {
    // A31: the last node follows from the receivable. Even if prepaid in full, the order stays at the node of its goods.
    let mut order = order();
    paid(&mut order, "2026-03-03", 10_000);
    assert_eq!((order.node(), order.reached_on(Node::Collected)), (Node::Ordered, Some(day("2026-03-03"))));
    let done = |on: &str| Some(NodeDone { on: day(on), by: PersonId::default(), at: Timestamp(0) });
    order.nodes.push(NodeTrack { node: Node::Completed, plan: None, done: done("2026-03-20") });
    assert_eq!((order.node(), order.left_ordered_on()), (Node::Collected, Some(day("2026-03-20"))));
    order.payments.clear();
    assert_eq!((order.node(), order.reached_on(Node::Collected)), (Node::Completed, None));
}
