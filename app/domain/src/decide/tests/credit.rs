//! Tests of money beyond what an order is worth: where it comes from and how it is used (SA-04, A8, A13).

use super::*;
use crate::decide::command::{
    ApplyCredit, CancelOrder, RecordAdvance, Refund, RefundCredit, ReturnGoods, Track, VoidCreditUse, VoidPayment,
};
use crate::figures::fact::{Fact, FactKey, Measure};
use crate::figures::facts::of_order;
use crate::records::order::{Collection, Goods, LineGoods, Order, SoldAt};
use crate::values::calendar::Day;
use crate::values::field::{Field, GoodsPart};
use crate::values::ids::{CreditUseId, CustomerId, ReturnId};
use crate::values::node::Node;
use crate::values::refusal::Refusal;
use crate::views::customer_credit::credit_of;

const OTHER: OrderId = OrderId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_050));

/// Acme's order of 10,000 yuan, of which `paid` yuan are paid, and another order of 5,000 yuan.
fn world_with(paid: i64) -> World {
    let mut world = world();
    world.applies(world.ids.lin, &Command::TakeOrder(TakeOrder { id: OTHER, ..world.take(0, 5) }));
    if 0 < paid {
        world.applies(world.ids.lin, &Command::RecordPayment(world.pay(1, paid)));
    }
    world
}

impl World {
    fn first(&self) -> &Order {
        self.book.order(self.ids.order).expect("the order")
    }

    fn other(&self) -> &Order {
        self.book.order(OTHER).expect("the other order")
    }

    fn refund(&self, id: u128, yuan: i64) -> Refund {
        Refund { id: CreditUseId(fresh(id)), on: self.ids.today, amount: Money::whole(yuan), note: String::new() }
    }

    fn refunding(&self, id: u128, yuan: i64) -> Command {
        Command::RefundCredit(RefundCredit { order: self.ids.order, refund: self.refund(id, yuan) })
    }

    fn applying(&self, id: u128, yuan: i64) -> Command {
        let (id, order, on) = (CreditUseId(fresh(id)), self.ids.order, self.ids.today);
        Command::ApplyCredit(ApplyCredit { id, order, to: OTHER, on, amount: Money::whole(yuan) })
    }

    fn cancelling(&self, refund: Option<Refund>) -> Command {
        Command::CancelOrder(CancelOrder { order: self.ids.order, on: self.ids.today, reason: "项目取消".to_owned(), refund })
    }

    /// The total collected.
    fn collected(&self) -> Money {
        let facts = self.book.orders().chain(self.book.advances()).flat_map(of_order).filter(|it| it.key.measure == Measure::Collected);
        Money(facts.map(|it| it.value).sum())
    }
}

#[test]
fn an_overpayment_becomes_the_customers_credit() {
    let world = world_with(10_300);
    let order = world.first();
    assert_eq!((order.collected(), order.balance(), order.credit()), (Money::whole(10_300), Money::ZERO, Money::whole(300)));
    assert_eq!((order.collection(), credit_of(world.ids.acme, &world.book)), (Collection::Full, Money::whole(300)));
    assert_eq!(world.collected(), Money::whole(10_300), "the money came");
    let settled: i64 = of_order(order).iter().filter(|it| it.key.measure == Measure::Settled).map(|it| it.value).sum();
    assert_eq!(Money(settled), Money::whole(10_000), "no more is settled than is due");
}

#[test]
fn the_money_of_a_cancelled_order_is_refunded_or_becomes_credit() {
    // 4,000 yuan paid: (refunded at once, credit, collected).
    for (back, credit, collected) in [(None, 4_000, 4_000), (Some(4_000), 0, 0), (Some(1_500), 2_500, 2_500)] {
        let mut world = world_with(4_000);
        let refund = back.map(|it| world.refund(2, it));
        world.applies(world.ids.lin, &world.cancelling(refund));
        assert_eq!((world.first().credit(), world.collected()), (Money::whole(credit), Money::whole(collected)), "{back:?}");
        assert_eq!(world.first().dues(), [], "nothing is owed any more");
    }
    let world = world_with(4_000);
    let too_much = [(Field::RefundAmount, Refusal::TooMuch { most: Money::whole(4_000) })];
    world.refuses(world.ids.lin, &world.cancelling(Some(world.refund(2, 4_001))), &too_much);
}

#[test]
fn a_finished_order_has_no_planned_nodes() {
    let template = Default::default();
    let planned = |order: &Order| {
        let ahead = Node::ALL.into_iter().filter(|it| order.reached_on(*it).is_none());
        ahead.filter_map(|it| order.plan_of(it, &template).due_on).count()
    };
    let mut cancelled = world_with(10_000);
    assert!(0 < planned(cancelled.first()));
    cancelled.applies(cancelled.ids.lin, &cancelled.cancelling(None));
    assert_eq!(planned(cancelled.first()), 0);
    // Paid in full, then returned in full: nothing is owed, and nothing is pending.
    let mut back = world_with(10_000);
    let goods = vec![Goods { product: back.ids.product, quantity: Quantity::whole(10) }.into()];
    let (order, id, on, reason) = (back.ids.order, ReturnId(fresh(3)), back.ids.today, "型号不符".to_owned());
    let returned = Track::ReturnGoods(ReturnGoods { order, id, on, goods, delivered: None, keeps: false, reason });
    back.applies(back.ids.lin, &Command::Track(returned));
    let order = back.first();
    assert_eq!((order.collection(), planned(order), order.balance()), (Collection::Returned, 0, Money::ZERO));
    assert_eq!((order.returns[0].refund, order.is_open()), (Money::whole(10_000), false));
}

#[test]
fn credit_is_applied_to_another_order_of_the_customer() {
    let mut world = world_with(10_300);
    let before = world.collected();
    world.applies(world.ids.lin, &world.applying(2, 300));
    assert_eq!((world.first().credit(), world.other().balance()), (Money::ZERO, Money::whole(4_700)));
    assert_eq!(world.collected(), before, "no money came");
    let paid = &world.other().payments[0];
    assert_eq!((paid.from_credit_of, paid.review.is_none()), (Some(world.ids.order), true));
    // It is voided as a whole, at the order the money came from.
    let void = Command::VoidPayment(VoidPayment { order: OTHER, payment: paid.id, reason: "x".to_owned(), corrects: false });
    world.refuses(world.ids.lin, &void, &[(Field::Payment, Refusal::NotYours)]);
    let (order, credit_use, to, reason) = (world.ids.order, CreditUseId(fresh(2)), Some(OTHER), "x".to_owned());
    world.applies(world.ids.lin, &Command::VoidCreditUse(VoidCreditUse { order, credit_use, to, reason, corrects: false }));
    assert_eq!((world.first().credit(), world.other().balance()), (Money::whole(300), Money::whole(5_000)));
    assert_eq!(world.collected(), before);
}

#[test]
fn the_same_credit_is_never_used_twice() {
    // Two people use it offline: the second one is told what is left.
    let mut world = world_with(10_300);
    world.applies(world.ids.boss, &world.applying(2, 200));
    let left = Refusal::TooMuch { most: Money::whole(100) };
    world.refuses(world.ids.lin, &world.refunding(3, 300), &[(Field::Amount, left.clone())]);
    world.refuses(world.ids.lin, &world.applying(4, 300), &[(Field::Amount, left)]);
    world.applies(world.ids.lin, &world.refunding(3, 100));
    assert_eq!((world.first().credit(), world.collected()), (Money::ZERO, Money::whole(10_200)));
    // A payment whose money was used cannot be voided.
    let void =
        Command::VoidPayment(VoidPayment { order: world.ids.order, payment: PaymentId(fresh(1)), reason: "x".to_owned(), corrects: false });
    world.refuses(world.ids.lin, &void, &[(Field::Payment, Refusal::InUse { count: 1 })]);
}

#[test]
fn credit_is_refused_for_every_reason() {
    let mut world = world_with(10_300);
    let lin = world.ids.lin;
    let (tomorrow, in_future) = world.tomorrow();
    let on = |on: Day| Command::RefundCredit(RefundCredit { order: world.ids.order, refund: Refund { on, ..world.refund(2, 100) } });
    world.refuses(lin, &on(tomorrow), &[(Field::On, in_future)]);
    // The credit did not exist yesterday.
    world.refuses(lin, &on(world.ids.today.plus(-1)), &[(Field::Amount, Refusal::TooMuch { most: Money::ZERO })]);
    world.refuses(lin, &world.refunding(2, 0), &[(Field::Amount, Refusal::NotPositive)]);
    world.refuses(world.ids.zhao, &world.refunding(2, 100), &[(Field::Order, Refusal::NotYours)]);
    let to = |to: OrderId| match world.applying(2, 100) {
        Command::ApplyCredit(credit) => Command::ApplyCredit(ApplyCredit { to, ..credit }),
        other => other,
    };
    world.refuses(lin, &to(world.ids.order), &[(Field::To, Refusal::NotYours)]);
    world.refuses(lin, &to(OrderId(fresh(9))), &[(Field::To, Refusal::NotYours)]);
    let void = |id| {
        let (order, credit_use, reason) = (world.ids.order, CreditUseId(fresh(id)), "x".to_owned());
        Command::VoidCreditUse(VoidCreditUse { order, credit_use, to: None, reason, corrects: false })
    };
    let (unknown, known) = (void(9), void(2));
    world.refuses(lin, &unknown, &[(Field::CreditUse, Refusal::NotYours)]);
    world.applies(lin, &world.refunding(2, 100));
    world.refuses(lin, &world.refunding(2, 100), &[(Field::Id, Refusal::Exists)]);
    world.applies(lin, &known);
    assert_eq!(world.first().credit(), Money::whole(300));
    // It cannot be applied to another customer's order.
    let elsewhere = Order { id: OrderId(fresh(60)), customer: CustomerId(fresh(61)), number: "SO".to_owned(), ..world.other().clone() };
    world.book.put(elsewhere.into());
    let Command::ApplyCredit(asked) = world.applying(5, 100) else { unreachable!("credit") };
    let there = Command::ApplyCredit(ApplyCredit { to: OrderId(fresh(60)), ..asked });
    world.refuses(lin, &there, &[(Field::To, Refusal::NotYours)]);
}

#[test]
fn applied_credit_counts_for_the_receiving_order() {
    // It is applied to a colleague's order: the collection is the colleague's from that day on.
    let mut world = world_with(10_300);
    let wangs = Order { owner: world.ids.wang, ..world.other().clone() };
    world.book.put(wangs.into());
    let then = world.book.clone();
    world.applies(world.ids.boss, &world.applying(2, 300));
    let collected = |book: &Book, person| {
        let facts: Vec<Fact> = book.orders().flat_map(of_order).collect();
        let is_theirs = |it: &&Fact| matches!(it.key, FactKey { measure: Measure::Collected, person: whose, .. } if whose == person);
        Money(facts.iter().filter(is_theirs).map(|it| it.value).sum())
    };
    for (person, yuan) in [(world.ids.lin, -300), (world.ids.wang, 300)] {
        assert_eq!(collected(&world.book, person) - collected(&then, person), Money::whole(yuan));
    }
}

#[test]
fn the_overpaid_amount_of_a_return_may_become_credit() {
    let mut world = world_with(10_000);
    let goods = vec![LineGoods::from(Goods { product: world.ids.product, quantity: Quantity::whole(2) })];
    let (order, id, on, reason) = (world.ids.order, ReturnId(fresh(3)), world.ids.today, "型号不符".to_owned());
    let back = Track::ReturnGoods(ReturnGoods { order, id, on, goods, delivered: None, keeps: true, reason });
    world.applies(world.ids.lin, &Command::Track(back));
    assert_eq!((world.first().returns[0].refund, world.first().credit()), (Money::ZERO, Money::whole(2_000)));
    assert_eq!(world.collected(), Money::whole(10_000));
}

#[test]
fn a_return_identifies_its_line_by_price() {
    // Three at 100 yuan, and one at five fen.
    let mut world = world();
    let (dear, cheap) = (Money::whole(100), Money(5));
    let line = |pieces, price| Line::of(world.ids.product, Quantity::whole(pieces), price);
    let lines = vec![line(3, dear), line(1, cheap)];
    let mut asked = world.take(1, 1);
    asked.terms.lines = lines;
    world.applies(world.ids.lin, &Command::TakeOrder(asked));
    let (order, on, product) = (OrderId(fresh(1)), world.ids.today, world.ids.product);
    let back = |id: u128, pieces: i64, price: Option<Money>| {
        let sold_at = price.map(|price| SoldAt { price, discount: crate::values::money::Share::NONE });
        let goods = vec![LineGoods { product, quantity: Quantity::whole(pieces), sold_at }];
        Command::Track(Track::ReturnGoods(ReturnGoods {
            order,
            id: ReturnId(fresh(id)),
            on,
            goods,
            delivered: None,
            keeps: false,
            reason: "x".to_owned(),
        }))
    };
    let amount = |world: &World| world.book.order(order).expect("the order").amount();
    world.refuses(
        world.ids.lin,
        &back(2, 2, Some(cheap)),
        &[(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::TooMany { most: Quantity::whole(1) })],
    );
    world.refuses(
        world.ids.lin,
        &back(2, 1, Some(Money(6))),
        &[(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::TooMany { most: Quantity::NONE })],
    );
    world.applies(world.ids.lin, &back(2, 1, Some(cheap)));
    assert_eq!(amount(&world), Money::whole(300));
    world.refuses(
        world.ids.lin,
        &back(3, 1, Some(cheap)),
        &[(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::TooMany { most: Quantity::NONE })],
    );
    world.applies(world.ids.lin, &back(3, 2, Some(dear)));
    assert_eq!(amount(&world), Money::whole(100));
    // From an older client, without a line: the last piece takes the rest.
    world.applies(world.ids.lin, &back(4, 1, None));
    assert_eq!(amount(&world), Money::ZERO);
    // Both lines at once.
    let mut twice = world.take(5, 1);
    twice.terms.lines = vec![Line::of(product, Quantity::whole(3), dear), Line::of(product, Quantity::whole(1), cheap)];
    world.applies(world.ids.lin, &Command::TakeOrder(twice));
    let at = |price| Some(SoldAt { price, discount: crate::values::money::Share::NONE });
    let goods = [(3, dear), (1, cheap)].map(|(n, price)| LineGoods { product, quantity: Quantity::whole(n), sold_at: at(price) });
    let (order, id, reason) = (OrderId(fresh(5)), ReturnId(fresh(6)), "x".to_owned());
    let all = Track::ReturnGoods(ReturnGoods { order, id, on, goods: goods.to_vec(), delivered: None, keeps: false, reason });
    world.applies(world.ids.lin, &Command::Track(all));
    let amounts: Vec<Money> = world.book.order(order).expect("the order").returns[0].goods.iter().map(|it| it.amount).collect();
    assert_eq!(amounts, [Money::whole(300), cheap]);
}

#[test]
fn an_advance_is_credit_and_no_deal() {
    // 预收款: money received before there is an order, applied to one afterwards.
    let mut world = world_with(0);
    let (lin, on, customer) = (world.ids.lin, world.ids.today, world.ids.acme);
    let (id, payment) = (OrderId(fresh(70)), PaymentId(fresh(71)));
    let advance = |yuan| {
        let (amount, method, note) = (Money::whole(yuan), PaymentMethod::Transfer, String::new());
        Command::RecordAdvance(RecordAdvance { id, payment, customer, on, amount, method, note })
    };
    let facts =
        |book: &Book| crate::figures::analytics::facts_of(book).into_iter().map(|it| (it.key.measure, it.value)).collect::<Vec<_>>();
    let before = facts(&world.book);
    let (n_orders, n_of_acme) = (world.book.orders().count(), world.book.orders_of(customer).count());
    world.refuses(world.ids.zhao, &advance(3_000), &[(Field::Customer, Refusal::NotYours)]);
    world.refuses(lin, &advance(0), &[(Field::Amount, Refusal::NotPositive)]);
    world.applies(lin, &advance(3_000));
    world.refuses(lin, &advance(3_000), &[(Field::Id, Refusal::Exists)]);
    let more: Vec<_> = facts(&world.book).into_iter().filter(|it| !before.contains(it)).collect();
    let came = Money::whole(3_000).0;
    let expected = [(Measure::Collected, came), (Measure::CollectedUnreviewed, came)];
    assert_eq!(more, expected, "collected, still to be reviewed, and nothing else");
    assert_eq!((world.book.orders().count(), world.book.orders_of(customer).count()), (n_orders, n_of_acme), "it is no order");
    assert_eq!(credit_of(customer, &world.book), Money::whole(3_000));
    // It cannot be amended, delivered or cancelled.
    let cancel = Command::CancelOrder(CancelOrder { order: id, on, reason: "x".to_owned(), refund: None });
    world.refuses(lin, &cancel, &[(Field::Order, Refusal::NotAStep)]);
    let apply = ApplyCredit { id: CreditUseId(fresh(72)), order: id, to: OTHER, on, amount: Money::whole(3_000) };
    world.applies(lin, &Command::ApplyCredit(apply));
    assert_eq!((world.other().balance(), credit_of(customer, &world.book)), (Money::whole(2_000), Money::ZERO));
    assert_eq!(world.collected(), Money::whole(3_000), "no money came again");
    assert_eq!(world.book.advances_of(customer).count(), 1);
}
