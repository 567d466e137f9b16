//! Tests of what the board and the tracking table show of an order (O-01, O-03, E-13).

use super::*;
use crate::decide::command::{AmendOrder, CancelOrder, ExplainDelivery, HandleAnomaly, RateOrder, RecordAnomaly};

#[test]
fn the_next_step_and_delay_come_from_the_order() {
    // O-03, E-13: what comes next, whether it is open, how late it is.
    use crate::records::order::NextStep;
    use Step::{Back, Out};
    let template = NodeTemplate::default();
    let late = |world: &World| world.order().days_late(&template, world.ids.today);
    for (steps, next, is_open) in [
        (vec![], Some(NextStep::Begin), true),
        (vec![Out(50, 6)], Some(NextStep::Deliver), true),
        (vec![Out(50, 10)], Some(NextStep::Accept), true),
        (vec![Out(50, 6), Back(30, 4, Some(false))], Some(NextStep::Accept), true),
        (vec![Back(30, 10, None)], None, false),
    ] {
        let world = after(&steps);
        assert_eq!((world.order().next_step(), world.order().is_open()), (next, is_open), "{steps:?}");
    }
    // By the template the first node is due on day 3 and the last one set by hand on day 21; the deal was 70 days ago.
    assert_eq!(late(&after(&[])), 67);
    assert_eq!(late(&after(&[Out(50, 10)])), 49, "only the acceptance is still ahead");
    let mut world = after(&[Out(50, 6)]);
    let (order, today) = (world.ids.order, world.ids.today);
    let mut promised = world.order().clone();
    assert!(!promised.is_delivery_late(today), "no day was agreed");
    promised.terms.deliver_by = Some(today.plus(-20));
    assert!(promised.is_delivery_late(today) && !promised.is_delivery_late(today.plus(-20)));
    world.applies(world.ids.lin, &Command::CancelOrder(CancelOrder { order, on: today, reason: "客户取消".to_owned(), refund: None }));
    assert_eq!((world.order().next_step(), world.order().is_open()), (None, false));
    assert!(!Order { cancelled: world.order().cancelled.clone(), ..promised }.is_delivery_late(today));
}

#[test]
fn the_table_has_the_twelve_columns() {
    // O-01: number, customer, product, time, amount, owner, status, expected, actual, gap, feedback, anomalies.
    use crate::records::order::TrackingRow;
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    let was = world.order().terms.clone();
    let now = OrderTerms { deliver_by: Some(today.plus(-30)), ..was.clone() };
    world.applies(world.ids.lin, &Command::AmendOrder(AmendOrder { order, was, now }));
    let mut expected = TrackingRow {
        number: world.order().number.clone(),
        customer: world.ids.acme,
        products: vec![world.ids.product],
        ordered_on: today.plus(-70),
        amount: Money::whole(10_000),
        owner: world.ids.lin,
        node: Node::Ordered,
        deliver_by: Some(today.plus(-30)),
        delivered_on: None,
        gap: None,
        score: None,
        anomalies: Vec::new(),
    };
    assert_eq!(world.order().tracking_row(), expected);
    let anomaly = AnomalyId(fresh(1));
    let handle = |text: &str, solves| Track::HandleAnomaly(HandleAnomaly { order, anomaly, text: text.to_owned(), solves });
    for step in [
        world.deliver(2, today.plus(-20), Vec::new()),
        world.bring_back(3, today.plus(-10), 1),
        Track::ExplainDelivery(ExplainDelivery {
            order,
            was: None,
            now: Some(DeliveryGap { reason: "物流延迟".to_owned(), note: String::new() }),
        }),
        Track::RateOrder(RateOrder { order, was: None, now: Some(Rating { score: 4, note: "整体满意".to_owned() }) }),
        Track::RecordAnomaly(RecordAnomaly { order, id: anomaly, problem: "外包装破损".to_owned(), responsible: None }),
        handle("与承运商核实", false),
        handle("已补发", true),
    ] {
        world.tracks(step);
    }
    expected.node = Node::Acceptance;
    expected.amount = Money::whole(9_000);
    expected.delivered_on = Some(today.plus(-20));
    expected.gap = Some("物流延迟".to_owned());
    expected.score = Some(4);
    expected.anomalies = vec![("外包装破损".to_owned(), Some("已补发".to_owned()))];
    assert_eq!(world.order().tracking_row(), expected);
}
