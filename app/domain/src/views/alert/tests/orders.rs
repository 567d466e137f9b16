use super::*;
use crate::decide::command::ReturnGoods;
use crate::records::order::{Complaint, ComplaintAnswer, Delivery, DeliveryGap, Goods, Order};
use crate::rules::alert_rules::AlertRule;
use crate::values::ids::{ComplaintId, DeliveryId};

impl World {
    /// Changes Acme's order.
    fn order(&mut self, change: impl FnOnce(&mut Order)) {
        let mut order = self.book.order(self.ids.order).expect("the order").clone();
        change(&mut order);
        self.book.put(order.into());
    }

    /// Delivers Acme's whole order on that day.
    fn delivers(&mut self, on: Day) {
        let (product, by) = (self.ids.product, self.ids.lin);
        self.order(|order| {
            let (id, goods) = (DeliveryId(fresh(80)), vec![Goods { product, quantity: Quantity::whole(10) }]);
            order.deliveries.push(Delivery { id, on, goods, logistics: String::new(), by, made_at: Timestamp(0), voided: None });
        });
    }
}

#[test]
fn an_order_not_started_within_three_working_days_raises_an_alert() {
    // AL-03, A18: ordered on Wednesday 2026-04-29. The holiday is 1 to 5 May, 9 May is a working day. The working days after the order are 30
    // April, 6, 7 and 8 May.
    let mut world = world();
    let ordered = day("2026-04-29");
    world.order(|it| it.terms.deal_on = ordered);
    assert_eq!(world.one(AlertRule::OrderNotStarted, day("2026-06-01")), None, "a bare sales record has nothing to begin (A30)");
    world.order(|it| it.terms.deliver_by = Some(day("2026-06-01")));
    let (amber, red) = (Some(Level::Amber), Some(Level::Red));
    for (on, level) in [("2026-05-06", None), ("2026-05-07", amber), ("2026-05-08", red), ("2026-05-09", red)] {
        assert_eq!(world.one(AlertRule::OrderNotStarted, day(on)).map(|it| it.0), level, "{on}");
    }
    let measured = world.one(AlertRule::OrderNotStarted, day("2026-05-09"));
    assert_eq!(measured, Some((Level::Red, 5, day("2026-05-07"))));
    // In calendar days, if the administrator says so.
    let setting = Setting { calendar: Calendar::NaturalDays, margin: 0, ..AlertRules::default_of(AlertRule::OrderNotStarted) };
    world.rules(|it| it.with(AlertRule::OrderNotStarted, setting));
    assert_eq!(world.one(AlertRule::OrderNotStarted, day("2026-05-02")), None);
    assert_eq!(world.one(AlertRule::OrderNotStarted, day("2026-05-03")), Some((Level::Red, 4, day("2026-05-03"))));
    world.delivers(day("2026-05-03"));
    assert_eq!(world.one(AlertRule::OrderNotStarted, day("2026-05-03")), None, "it has left 已下单");
}

#[test]
fn a_late_delivery_raises_an_alert() {
    // AL-04, A17, G12: agreed for 2024-06-15. On the 18th three days late: 临界; on the 19th red. With ≥, three days are red.
    let (agreed, red, amber) = (day("2024-06-15"), Some(Level::Red), Some(Level::Amber));
    for (operator, on, level) in [
        (Operator::Over, "2024-06-17", None),
        (Operator::Over, "2024-06-18", amber),
        (Operator::Over, "2024-06-19", red),
        (Operator::AtLeast, "2024-06-17", amber),
        (Operator::AtLeast, "2024-06-18", red),
    ] {
        let mut world = world();
        let late = AlertRules::default_of(AlertRule::DeliveryLate);
        world.rules(|it| it.with(AlertRule::DeliveryLate, Setting { operator, ..late }));
        world.order(|it| it.terms.deliver_by = Some(agreed));
        assert_eq!(world.one(AlertRule::DeliveryLate, day(on)).map(|it| it.0), level, "{operator:?}, still to come on {on}");
        // The same if it was delivered on that day.
        world.delivers(day(on));
        assert_eq!(world.one(AlertRule::DeliveryLate, day(on).plus(2)).map(|it| it.0), level, "{operator:?}, came on {on}");
    }
}

#[test]
fn a_late_delivery_alert_lasts_until_its_reason_is_recorded() {
    let mut world = world();
    world.order(|it| it.terms.deliver_by = Some(day("2026-05-01")));
    let came = day("2026-05-10");
    world.delivers(came);
    assert_eq!(world.one(AlertRule::DeliveryLate, came.plus(7)).map(|it| it.1), Some(9));
    assert_eq!(world.one(AlertRule::DeliveryLate, came.plus(8)), None, "history");
    world.order(|it| it.delivery_gap = Some(DeliveryGap { reason: "物流延迟".to_owned(), note: String::new() }));
    assert_eq!(world.one(AlertRule::DeliveryLate, came.plus(1)), None);
    // On time raises nothing.
    world.order(|it| (it.terms.deliver_by, it.delivery_gap) = (Some(came), None));
    assert_eq!(world.one(AlertRule::DeliveryLate, came.plus(1)), None);
}

#[test]
fn a_complaint_unanswered_for_a_day_raises_an_alert() {
    // AL-05, A19: 24 hours by the clock; 临界 in the last four.
    let mut world = world();
    let ids = world.ids;
    let monday = ids.today;
    let made_at = ids.moment_on(monday, ids.lin, &world.book).now;
    let complaint = Complaint { id: ComplaintId(fresh(1)), made_at, by: ids.lin, text: "外壳破损".to_owned(), answered: None };
    world.order(|it| it.complaints.push(complaint));
    let after = |world: &World, minutes: i64| {
        let mut moment = ids.moment_on(monday, ids.boss, &world.book);
        moment.now = Timestamp(made_at.0 + minutes * 60_000);
        moment.today = moment.now.day(480);
        let found = raise(&world.book, &moment).into_iter().find(|it| it.key.rule == AlertRule::ComplaintUnanswered);
        found.map(|it| (it.level, it.measured))
    };
    let of_day = 24 * 60;
    assert_eq!(after(&world, of_day - 240), None);
    assert_eq!(after(&world, of_day - 239), Some((Level::Amber, 20)));
    assert_eq!(after(&world, of_day), Some((Level::Amber, 24)));
    assert_eq!(after(&world, of_day + 1), Some((Level::Red, 24)));
    world.order(|it| it.complaints[0].answered = Some(ComplaintAnswer { at: made_at, by: ids.lin, text: "当天换货".to_owned() }));
    assert_eq!(after(&world, of_day * 3), None);
}

#[test]
fn a_complaint_of_a_cancelled_order_still_needs_an_answer() {
    // AL-05.
    let mut world = world();
    let (ids, on) = (world.ids, world.ids.today);
    let made_at = ids.moment_on(on.plus(-3), ids.lin, &world.book).now;
    let complaint = Complaint { id: ComplaintId(fresh(1)), made_at, by: ids.lin, text: "外壳破损".to_owned(), answered: None };
    world.order(|order| {
        order.complaints.push(complaint);
        order.cancelled = Some(crate::records::order::Voided { on, by: ids.lin, reason: "客户取消".to_owned(), nets: false });
    });
    assert_eq!(world.one(AlertRule::ComplaintUnanswered, on), Some((Level::Red, 72, on.plus(-3))));
    world.order(|it| it.complaints[0].answered = Some(ComplaintAnswer { at: made_at, by: ids.lin, text: "已退款".to_owned() }));
    assert_eq!(world.one(AlertRule::ComplaintUnanswered, on), None);
}

#[test]
fn returned_undelivered_goods_raise_no_delivery_alert() {
    // AL-03, AL-04: everything was given up before delivery.
    let mut world = world();
    let (ids, on) = (world.ids, world.ids.today);
    world.order(|it| it.terms.deliver_by = Some(on.plus(-30)));
    assert!(world.one(AlertRule::DeliveryLate, on).is_some() && world.one(AlertRule::OrderNotStarted, on).is_some());
    let goods = vec![Goods { product: ids.product, quantity: Quantity::whole(10) }];
    let (id, reason) = (crate::values::ids::ReturnId(fresh(3)), "客户不再需要".to_owned());
    let back = crate::decide::command::Track::ReturnGoods(ReturnGoods {
        order: ids.order,
        id,
        on,
        goods: goods.into_iter().map(Into::into).collect(),
        delivered: None,
        reason,
        keeps: false,
    });
    world.does(on, ids.lin, &Command::Track(back));
    assert_eq!((world.one(AlertRule::DeliveryLate, on), world.one(AlertRule::OrderNotStarted, on)), (None, None));
}

#[test]
fn a_cancelled_order_raises_nothing() {
    let mut world = world();
    let (on, by) = (world.ids.today, world.ids.lin);
    world.order(|order| {
        order.terms.deliver_by = Some(on.plus(-30));
        order.cancelled = Some(crate::records::order::Voided { on, by, reason: "客户取消".to_owned(), nets: false });
    });
    let moment = world.ids.moment(by, &world.book);
    let raised = raise(&world.book, &moment);
    assert!(raised.iter().all(|it| it.key.subject != world.ids.order.into()), "{raised:?}");
}
