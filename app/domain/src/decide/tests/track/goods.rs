//! Tests of deliveries and returns (O-04, A13…A15).

use super::*;
use crate::decide::command::{AmendOrder, RecordDelivery, ReturnGoods, VoidDelivery, VoidPayment, VoidReturn};
use crate::values::field::{Field, GoodsPart};
use crate::values::refusal::Refusal;

#[test]
fn deliveries_are_refused_for_every_reason() {
    // A15: never more than ordered.
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    let (tomorrow, in_future) = world.tomorrow();
    let most = Quantity::whole(10);
    world.refuses_step(world.deliver(1, tomorrow, world.goods(1)), &[(Field::On, in_future)]);
    world.refuses_step(world.deliver(1, today, world.goods(11)), &[(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::TooMany { most })]);
    world.refuses_step(world.deliver(1, today, world.goods(0)), &[(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::NotPositive)]);
    let twice = [world.goods(1), world.goods(1)].concat();
    world.refuses_step(world.deliver(1, today, twice), &[(Field::GoodsOf(1, GoodsPart::Product), Refusal::Exists)]);
    let wordy =
        Track::RecordDelivery(RecordDelivery { order, id: DeliveryId(fresh(1)), on: today, goods: Vec::new(), logistics: long(NOTE + 1) });
    world.refuses_step(wordy, &[(Field::Logistics, too_long(NOTE))]);
    world.tracks(world.deliver(1, today, Vec::new()));
    world.refuses_step(world.deliver(2, today, Vec::new()), &[(Field::Goods, Refusal::Unchanged)]);
    let void = |id, reason: &str| {
        Track::VoidDelivery(VoidDelivery { order, delivery: DeliveryId(fresh(id)), reason: reason.to_owned(), corrects: false })
    };
    world.refuses_step(void(7, "x"), &[(Field::Delivery, Refusal::NotYours)]);
    world.refuses_step(void(1, ""), &[(Field::Reason, Refusal::Missing)]);
    world.tracks(void(1, "重复"));
    assert_eq!((world.order().node(), world.order().is_fully_delivered()), (Node::Ordered, false));
    world.refuses_step(void(1, "x"), &[(Field::Delivery, Refusal::NotYours)]);
    world.refuses_step(world.deliver(1, today, world.goods(1)), &[(Field::Id, Refusal::Exists)]);
}

#[test]
fn a_return_reduces_the_order_and_refunds_the_overpaid_amount() {
    // A13: ten pieces at 1,000 yuan; (pieces returned, paid before) → (worth, refund, owed).
    for (pieces, paid, worth, refund, owed) in
        [(2, 0, 8_000, 0, 8_000), (2, 8_000, 8_000, 0, 0), (2, 10_000, 8_000, 2_000, 0), (2, 9_000, 8_000, 1_000, 0), (10, 500, 0, 500, 0)]
    {
        let mut world = world();
        if 0 < paid {
            world.applies(world.ids.lin, &Command::RecordPayment(world.pay(1, paid)));
        }
        world.tracks(world.bring_back(2, world.ids.today, pieces));
        let order = world.order();
        let now = (order.amount(), order.returns[0].refund, order.balance());
        assert_eq!(now, (Money::whole(worth), Money::whole(refund), Money::whole(owed)), "{pieces} of 10, {paid} paid");
    }
}

#[test]
fn returns_are_refused_for_every_reason() {
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    let (tomorrow, in_future) = world.tomorrow();
    world.refuses_step(world.bring_back(1, tomorrow, 1), &[(Field::On, in_future)]);
    world.refuses_step(
        world.bring_back(1, today, 11),
        &[(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::TooMany { most: Quantity::whole(10) })],
    );
    let empty = Track::ReturnGoods(ReturnGoods {
        order,
        id: ReturnId(fresh(1)),
        on: today,
        goods: Vec::new(),
        delivered: None,
        reason: "x".to_owned(),
        keeps: false,
    });
    world.refuses_step(empty, &[(Field::Goods, Refusal::Missing)]);
    let silent = Track::ReturnGoods(ReturnGoods {
        order,
        id: ReturnId(fresh(1)),
        on: today,
        goods: world.goods(1).into_iter().map(Into::into).collect(),
        delivered: None,
        reason: String::new(),
        keeps: false,
    });
    world.refuses_step(silent, &[(Field::Reason, Refusal::Missing)]);
    world.applies(world.ids.lin, &Command::RecordPayment(world.pay(2, 10_000)));
    world.tracks(world.bring_back(1, today, 4));
    world.refuses_step(world.bring_back(1, today, 1), &[(Field::Id, Refusal::Exists)]);
    world.refuses_step(
        world.bring_back(3, today, 7),
        &[(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::TooMany { most: Quantity::whole(6) })],
    );
    // Refunded money must stay paid, and returned goods must stay sold.
    let void = Command::VoidPayment(VoidPayment { order, payment: PaymentId(fresh(2)), reason: "x".to_owned(), corrects: false });
    world.refuses(world.ids.lin, &void, &[(Field::Payment, Refusal::InUse { count: 1 })]);
    let was = world.order().terms.clone();
    let mut now = was.clone();
    now.lines[0].quantity = Quantity::whole(3);
    let least = Money::whole(10_000);
    let fewer = [
        (Field::Lines, Refusal::TooLittle { least }),
        (Field::Lines, Refusal::TooFew { least: Quantity::whole(4) }),
        (Field::Lines, Refusal::TooLittle { least: Money::whole(4_000) }),
    ];
    world.refuses(world.ids.lin, &Command::AmendOrder(AmendOrder { order, was, now }), &fewer);
    let void = |id| Track::VoidReturn(VoidReturn { order, returned: ReturnId(fresh(id)), reason: "x".to_owned(), corrects: false });
    world.refuses_step(void(9), &[(Field::Returned, Refusal::NotYours)]);
    world.tracks(void(1));
    assert_eq!((world.order().amount(), world.order().balance()), (Money::whole(10_000), Money::ZERO));
    world.refuses_step(void(1), &[(Field::Returned, Refusal::NotYours)]);
}

#[test]
fn a_return_changes_neither_the_delivery_day_nor_the_undelivered_quantity() {
    // A13, A14, A15: ten pieces ordered.
    use Step::{Back, Out};
    for (steps, delivered_ago, to_deliver, given_up_ago) in [
        (vec![Out(50, 6), Out(40, 4)], Some(40), 0, None),
        (vec![Out(50, 6), Out(40, 4), Back(10, 4, None)], Some(40), 0, None),
        (vec![Out(50, 10), Back(10, 10, None)], Some(50), 0, None),
        // Returned from a partial delivery: the rest can still be delivered.
        (vec![Out(50, 6), Back(30, 2, Some(true))], None, 4, None),
        (vec![Out(50, 6), Back(30, 2, Some(true)), Out(20, 4)], Some(20), 0, None),
        // The customer gives up the rest: from that day nothing is left to deliver.
        (vec![Out(50, 6), Back(30, 4, Some(false))], Some(30), 0, None),
        (vec![Back(60, 4, None), Out(50, 6)], Some(50), 0, None),
        // `delivered` left out: the meaning of older clients.
        (vec![Out(50, 6), Back(30, 2, None)], None, 2, None),
        (vec![Out(50, 6), Back(30, 10, None)], Some(30), 0, None),
        // Nothing was ever delivered.
        (vec![Back(30, 9, None)], None, 1, None),
        (vec![Back(40, 9, None), Back(30, 1, None)], None, 0, Some(30)),
    ] {
        let world = after(&steps);
        let (order, day) = (world.order(), |ago: i32| world.ids.today.plus(-ago));
        assert_eq!(order.delivered_on(), delivered_ago.map(day), "{steps:?}");
        assert_eq!(order.to_deliver(world.ids.product), Quantity::whole(to_deliver), "{steps:?}");
        assert_eq!(order.given_up_on(), given_up_ago.map(day), "{steps:?}");
    }
}

#[test]
fn a_return_of_an_older_release_keeps_its_effect() {
    let world = after(&[Step::Out(50, 6), Step::Back(30, 2, Some(true))]);
    let mut body = serde_json::to_value(world.order()).expect("an order is plain data");
    let goods = body["returns"][0]["goods"][0].as_object_mut().expect("goods");
    assert_eq!(goods.remove("delivered"), Some(serde_json::json!(2_000)));
    let order: Order = serde_json::from_value(body).expect("an older order");
    assert_eq!(order.to_deliver(world.ids.product), Quantity::whole(2));
    let unsaid = world.bring_back(1, world.ids.today, 1);
    let text = serde_json::to_string(&unsaid).expect("a command is plain data");
    assert!(!text.contains("delivered"), "what nobody said is not written: {text}");
    assert_eq!(serde_json::from_str::<Track>(&text).expect("an older command"), unsaid);
}

#[test]
fn returns_are_limited_to_goods_of_the_order() {
    let world = after(&[Step::Out(50, 6), Step::Back(30, 2, Some(true))]);
    let (order, on) = (world.ids.order, world.ids.today);
    let back = |pieces, delivered| {
        let (id, goods, reason) = (ReturnId(fresh(9)), world.goods(pieces), "型号不符".to_owned());
        Track::ReturnGoods(ReturnGoods {
            order,
            id,
            on,
            goods: goods.into_iter().map(Into::into).collect(),
            delivered,
            reason,
            keeps: false,
        })
    };
    let too_many = |most| [(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::TooMany { most: Quantity::whole(most) })];
    world.refuses_step(back(5, Some(true)), &too_many(4));
    world.refuses_step(back(5, Some(false)), &too_many(4));
    world.refuses_step(back(9, None), &too_many(8));
    assert!(
        [(4, Some(true)), (4, Some(false)), (8, None)]
            .into_iter()
            .all(|(pieces, delivered)| { world.decides(world.ids.lin, &Command::Track(back(pieces, delivered))).is_ok() })
    );
    // A delivery of returned goods cannot be voided.
    let void = Track::VoidDelivery(VoidDelivery { order, delivery: DeliveryId(fresh(1)), reason: "重复".to_owned(), corrects: false });
    world.refuses_step(void, &[(Field::Delivery, Refusal::InUse { count: 1 })]);
}
