use super::*;
use crate::decide::command::{AmendOrder, CancelOrder, VoidPayment};
use crate::records::order::Collection;
use crate::records::organisation::Company;
use crate::values::calendar::Day;
use crate::values::field::{Field, LinePart};
use crate::values::refusal::Refusal;

fn take(world: &World, change: impl FnOnce(&mut TakeOrder)) -> Command {
    let mut asked = world.take(1, 2);
    change(&mut asked);
    Command::TakeOrder(asked)
}

fn pay(world: &World, change: impl FnOnce(&mut RecordPayment)) -> Command {
    let mut asked = world.pay(2, 4_000);
    change(&mut asked);
    Command::RecordPayment(asked)
}

fn amend(world: &World, change: impl FnOnce(&mut OrderTerms)) -> Command {
    let was = world.book.order(world.ids.order).expect("the order").terms.clone();
    let mut now = was.clone();
    change(&mut now);
    Command::AmendOrder(AmendOrder { order: world.ids.order, was, now })
}

fn cancel(world: &World, on: Day, reason: &str) -> Command {
    Command::CancelOrder(CancelOrder { order: world.ids.order, on, reason: reason.to_owned(), refund: None })
}

fn line(world: &World, quantity: Quantity, price: Money) -> Line {
    Line::of(world.ids.product, quantity, price)
}

#[test]
fn an_order_is_product_quantity_price_amount_and_day() {
    // SA-01, A30: one line is the quick entry.
    let mut world = world();
    let half_days = line(&world, Quantity(2_500), Money::whole(2_400));
    world.applies(world.ids.lin, &take(&world, |it| it.terms.lines.push(half_days)));
    let order = world.book.order(OrderId(fresh(1))).expect("the order");
    assert_eq!(order.amount(), Money::whole(8_000));
    assert_eq!((order.terms.deal_on, order.owner), (world.ids.today, world.ids.lin));
}

#[test]
fn the_due_date_is_agreed_or_follows_from_the_credit_days() {
    // A6: 30 days by default, else the administrator's setting.
    let mut world = world();
    let due_on = |world: &World, id| world.book.order(OrderId(fresh(id))).map(|it| it.due_on);
    world.applies(world.ids.lin, &take(&world, |_| {}));
    assert_eq!(due_on(&world, 1), Some(world.ids.today.plus(30)));
    let was = world.book.company().clone();
    let now = Company { credit_days: 45, ..was.clone() };
    world.applies(world.ids.admin, &Command::SaveCompany(Save { was: Some(was), now }));
    world.applies(world.ids.lin, &take(&world, |it| it.id = OrderId(fresh(3))));
    assert_eq!(due_on(&world, 3), Some(world.ids.today.plus(45)));
    assert_eq!(due_on(&world, 1), Some(world.ids.today.plus(30)), "what was agreed stays");
    let agreed = Some(world.ids.today.plus(7));
    world.applies(world.ids.lin, &take(&world, |it| (it.id, it.terms.due_on) = (OrderId(fresh(4)), agreed)));
    assert_eq!(due_on(&world, 4), agreed);
}

#[test]
fn order_numbers_are_unique() {
    // SA-02: two phones propose the same number; the second order gets the next one and its author is told.
    let mut world = world();
    let number = |world: &World, id| world.book.order(OrderId(fresh(id))).map(|it| it.number.clone());
    let proposed = || Some("SO202605007".to_owned());
    assert!(world.applies(world.ids.lin, &take(&world, |it| it.number = proposed())).conflicts.is_empty());
    let decision = world.applies(world.ids.boss, &take(&world, |it| (it.id, it.number) = (OrderId(fresh(3)), proposed())));
    assert_eq!(number(&world, 1).as_deref(), Some("SO202605007"));
    assert_eq!(number(&world, 3).as_deref(), Some("SO202605008"));
    assert_eq!(decision.conflicts.len(), 1);
}

#[test]
fn taking_is_refused_for_every_reason() {
    let mut world = world();
    let old = world.old_product();
    let lin = world.ids.lin;
    let (early, too_early) = too_early();
    let (late, too_late) = too_late();
    let (tomorrow, in_future) = world.tomorrow();
    let order = world.ids.order;
    world.refuses(lin, &take(&world, |it| it.id = order), &[(Field::Id, Refusal::Exists)]);
    world.refuses(world.ids.director, &take(&world, |_| {}), &[(Field::Customer, Refusal::NotYours)]);
    world.refuses(lin, &take(&world, |it| it.number = Some(long(33))), &[(Field::Number, too_long(32))]);
    let runaway = "SO2026059999999999999".to_owned();
    world.refuses(lin, &take(&world, |it| it.number = Some(runaway)), &[(Field::Number, Refusal::Malformed)]);
    world.refuses(lin, &take(&world, |it| it.terms.deal_on = early), &[(Field::DealOn, too_early.clone())]);
    world.refuses(lin, &take(&world, |it| it.terms.deal_on = tomorrow), &[(Field::DealOn, in_future)]);
    world.refuses(lin, &take(&world, |it| it.terms.due_on = Some(early)), &[(Field::DueOn, too_early)]);
    world.refuses(lin, &take(&world, |it| it.terms.due_on = Some(late)), &[(Field::DueOn, too_late)]);
    world.refuses(lin, &take(&world, |it| it.terms.lines.clear()), &[(Field::Lines, Refusal::Missing)]);
    world.refuses(lin, &take(&world, |it| it.terms.note = long(NOTE + 1)), &[(Field::Note, too_long(NOTE))]);
    let one = line(&world, Quantity::whole(1), Money::whole(1));
    world.refuses(lin, &take(&world, |it| it.terms.lines = vec![one; 201]), &[(Field::Lines, too_long(200))]);
    let unknown = ProductId(fresh(9));
    world.refuses(
        lin,
        &take(&world, |it| it.terms.lines[0].product = unknown),
        &[(Field::LineOf(0, LinePart::Product), Refusal::NotYours)],
    );
    world.refuses(lin, &take(&world, |it| it.terms.lines[0].product = old), &[(Field::LineOf(0, LinePart::Product), Refusal::Inactive)]);
}

#[test]
fn amounts_of_an_order_have_limits() {
    let world = world();
    let lin = world.ids.lin;
    let with = |lines: Vec<Line>| take(&world, |it| it.terms.lines = lines);
    let fine = || line(&world, Quantity::whole(1), Money::whole(1));
    let at = |quantity: i64, price: i64| line(&world, Quantity(quantity), Money(price));
    world.refuses(lin, &with(vec![fine(), at(0, 1)]), &[(Field::LineOf(1, LinePart::Quantity), Refusal::NotPositive)]);
    world.refuses(lin, &with(vec![fine(), at(1_000, -1)]), &[(Field::LineOf(1, LinePart::Price), Refusal::NotPositive)]);
    world.refuses(lin, &with(vec![at(1_000, 0)]), &[(Field::LineOf(0, LinePart::Price), Refusal::NotPositive)]);
    let most = Money::LARGEST.0;
    assert!(world.decides(lin, &with(vec![at(1_000, most)])).is_ok());
    world.refuses(lin, &with(vec![at(1_000, most), fine()]), &[(Field::Lines, MOST)]);
    world.refuses(lin, &with(vec![at(i64::MAX, i64::MAX)]), &[(Field::LineOf(0, LinePart::Price), MOST)]);
    // A free line in an order that is worth something.
    assert!(world.decides(lin, &with(vec![fine(), at(1_000, 0)])).is_ok());
}

#[test]
fn payments_add_up_to_the_order() {
    // SA-04, A7: the amount state and the timing state are two axes.
    let mut world = world();
    let state = |world: &World| {
        let order = world.book.order(world.ids.order).expect("the order");
        (order.collection(), order.balance(), order.days_overdue(world.ids.today))
    };
    assert_eq!(state(&world), (Collection::None, Money::whole(10_000), 40));
    world.applies(world.ids.lin, &pay(&world, |_| {}));
    assert_eq!(state(&world), (Collection::Partial, Money::whole(6_000), 40));
    world.applies(world.ids.boss, &pay(&world, |it| (it.id, it.amount) = (PaymentId(fresh(3)), Money::whole(6_000))));
    assert_eq!(state(&world), (Collection::Full, Money::ZERO, 0));
    let by: Vec<_> = world.book.order(world.ids.order).expect("the order").payments.iter().map(|it| it.by).collect();
    assert_eq!(by, [world.ids.lin, world.ids.boss]);
    // Money beyond the balance becomes the customer's credit.
    let more = pay(&world, |it| (it.id, it.amount) = (PaymentId(fresh(4)), Money::whole(200)));
    world.applies(world.ids.lin, &more);
    let order = world.book.order(world.ids.order).expect("the order");
    assert_eq!((order.collection(), order.balance(), order.credit()), (Collection::Full, Money::ZERO, Money::whole(200)));
}

#[test]
fn overdue_begins_the_day_after_the_due_day() {
    // A6.
    let world = world();
    let order = world.book.order(world.ids.order).expect("the order");
    for (days, expected) in [(-1, 0), (0, 0), (1, 1), (30, 30), (31, 31)] {
        assert_eq!(order.days_overdue(order.due_on.plus(days)), expected, "{days} days after");
    }
}

#[test]
fn recording_a_payment_is_refused_for_every_reason() {
    let mut world = world();
    let lin = world.ids.lin;
    let (early, too_early) = too_early();
    let (tomorrow, in_future) = world.tomorrow();
    world.refuses(world.ids.wang, &pay(&world, |_| {}), &[(Field::Order, Refusal::NotYours)]);
    world.refuses(lin, &pay(&world, |it| it.order = OrderId(fresh(9))), &[(Field::Order, Refusal::NotYours)]);
    world.refuses(lin, &pay(&world, |it| it.on = early), &[(Field::On, too_early)]);
    world.refuses(lin, &pay(&world, |it| it.on = tomorrow), &[(Field::On, in_future)]);
    world.refuses(lin, &pay(&world, |it| it.amount = Money::ZERO), &[(Field::Amount, Refusal::NotPositive)]);
    world.refuses(lin, &pay(&world, |it| it.amount = Money(i64::MIN)), &[(Field::Amount, Refusal::NotPositive)]);
    world.refuses(lin, &pay(&world, |it| it.amount = Money(Money::LARGEST.0 + 1)), &[(Field::Amount, MOST)]);
    world.refuses(lin, &pay(&world, |it| it.amount = Money(i64::MAX)), &[(Field::Amount, MOST)]);
    world.refuses(lin, &pay(&world, |it| it.note = long(NOTE + 1)), &[(Field::Note, too_long(NOTE))]);
    world.applies(lin, &pay(&world, |_| {}));
    world.refuses(lin, &pay(&world, |_| {}), &[(Field::Id, Refusal::Exists)]);
    world.applies(lin, &cancel(&world, world.ids.today, "项目取消"));
    world.refuses(lin, &pay(&world, |it| it.id = PaymentId(fresh(3))), &[(Field::Order, Refusal::Cancelled)]);
}

#[test]
fn a_voided_payment_does_not_count() {
    let mut world = world();
    let lin = world.ids.lin;
    let void = |payment, reason: &str| {
        Command::VoidPayment(VoidPayment { order: world.ids.order, payment, reason: reason.to_owned(), corrects: false })
    };
    let payment = PaymentId(fresh(2));
    let (mistake, silent, wordy) = (void(payment, "重复录入"), void(payment, ""), void(payment, &long(NOTE + 1)));
    let unknown = void(PaymentId(fresh(8)), "x");
    world.applies(lin, &pay(&world, |_| {}));
    world.refuses(world.ids.zhao, &mistake, &[(Field::Order, Refusal::NotYours)]);
    world.refuses(lin, &silent, &[(Field::Reason, Refusal::Missing)]);
    world.refuses(lin, &wordy, &[(Field::Reason, too_long(NOTE))]);
    world.refuses(lin, &unknown, &[(Field::Payment, Refusal::NotYours)]);
    world.applies(lin, &mistake);
    let order = world.book.order(world.ids.order).expect("the order");
    assert_eq!((order.collection(), order.payments.len()), (Collection::None, 1));
    world.refuses(lin, &mistake, &[(Field::Payment, Refusal::NotYours)]);
}

#[test]
fn a_payment_can_be_voided_in_any_state_of_the_order() {
    let mut world = world();
    let lin = world.ids.lin;
    world.applies(lin, &pay(&world, |_| {}));
    world.applies(lin, &cancel(&world, world.ids.today, "项目取消"));
    let payment = PaymentId(fresh(2));
    let void = Command::VoidPayment(VoidPayment { order: world.ids.order, payment, reason: "重复录入".to_owned(), corrects: false });
    world.applies(lin, &void);
    let order = world.book.order(world.ids.order).expect("the order");
    assert_eq!((order.collected(), order.credit()), (Money::ZERO, Money::ZERO));
}

#[test]
fn amending_is_refused_for_every_reason() {
    let mut world = world();
    let lin = world.ids.lin;
    let old = world.old_product();
    world.refuses(world.ids.chen, &amend(&world, |it| it.note = "x".to_owned()), &[(Field::Order, Refusal::NotYours)]);
    world.refuses(lin, &amend(&world, |it| it.lines.clear()), &[(Field::Lines, Refusal::Missing)]);
    world.refuses(lin, &amend(&world, |it| it.lines[0].product = old), &[(Field::LineOf(0, LinePart::Product), Refusal::Inactive)]);
    world.applies(lin, &pay(&world, |_| {}));
    let least = Money::whole(4_000);
    let less = amend(&world, |it| it.lines[0].quantity = Quantity(3_999));
    world.refuses(lin, &less, &[(Field::Lines, Refusal::TooLittle { least })]);
    assert!(world.decides(lin, &amend(&world, |it| it.lines[0].quantity = Quantity::whole(4))).is_ok());
    let note = amend(&world, |it| it.note = "x".to_owned());
    world.applies(lin, &cancel(&world, world.ids.today, "项目取消"));
    world.refuses(lin, &note, &[(Field::Order, Refusal::Cancelled)]);
}

#[test]
fn an_order_keeps_the_cost_of_its_day() {
    // F-16: from the first day a piece costs 600 yuan, from the eleventh on 650.
    let mut world = world();
    let (lin, product, today) = (world.ids.lin, world.ids.product, world.ids.today);
    let cost = |yuan| Some(Money::whole(yuan));
    let set = |world: &mut World, dated: crate::rules::Dated<Option<Money>>| {
        let was = world.book.product(product).expect("the product").clone();
        world.book.put(crate::records::product::Product { cost: dated, ..was }.into());
    };
    let first = today.plus(-20);
    set(&mut world, crate::rules::Dated::default().since(first, cost(600)).since(first.plus(10), cost(650)));
    let taken = |world: &World, on: Day, typed: Option<Money>| {
        let command = take(world, |it| (it.terms.deal_on, it.terms.lines[0].cost) = (on, typed));
        let mut book = world.book.clone();
        let Command::TakeOrder(asked) = &command else { unreachable!("an order") };
        apply(&command, &mut book, &world.ids.moment(lin, &world.book)).expect("the rules accept it");
        book.order(asked.id).expect("the order").terms.lines[0].cost
    };
    for (day, typed, expected) in [
        (-1, None, None),
        (0, None, cost(600)),
        (9, None, cost(600)),
        (10, None, cost(650)),
        (20, None, cost(650)),
        // What was typed is what it cost.
        (0, cost(580), cost(580)),
        (0, Some(Money::ZERO), Some(Money::ZERO)),
    ] {
        assert_eq!(taken(&world, first.plus(day), typed), expected, "day {day}, typed {typed:?}");
    }
    // A later cost changes no order, nor does an amendment of it.
    world.applies(lin, &take(&world, |it| it.terms.deal_on = first));
    let id = world.take(1, 2).id;
    let of_order = |world: &World| world.book.order(id).expect("the order").terms.lines[0].cost;
    set(&mut world, crate::rules::Dated::default().since(first, cost(900)));
    assert_eq!(of_order(&world), cost(600));
    let was = world.book.order(id).expect("the order").terms.clone();
    let now = OrderTerms { note: "备注".to_owned(), ..was.clone() };
    world.applies(lin, &Command::AmendOrder(AmendOrder { order: id, was, now }));
    assert_eq!(of_order(&world), cost(600));
}

#[test]
fn an_amendment_cannot_claim_a_discontinued_product() {
    let mut world = world();
    let old = world.old_product();
    let Command::AmendOrder(AmendOrder { order, mut was, mut now }) = amend(&world, |_| {}) else { unreachable!("an amendment") };
    was.lines[0].product = old;
    now.lines = vec![Line { quantity: Quantity::whole(20), ..was.lines[0].clone() }];
    world.refuses(
        world.ids.lin,
        &Command::AmendOrder(AmendOrder { order, was, now }),
        &[(Field::LineOf(0, LinePart::Product), Refusal::Inactive)],
    );
}

#[test]
fn a_product_no_longer_sold_stays_on_its_order() {
    let mut world = world();
    let was = world.book.product(world.ids.product).expect("the product").clone();
    let now = crate::records::product::Product { active: false, ..was.clone() };
    world.applies(world.ids.admin, &Command::SaveProduct(Save { was: Some(was), now }));
    world.applies(world.ids.lin, &amend(&world, |it| it.lines[0].quantity = Quantity::whole(11)));
    assert_eq!(world.book.order(world.ids.order).map(|it| it.amount()), Some(Money::whole(11_000)));
}

#[test]
fn amending_the_day_of_the_deal_moves_the_due_day() {
    let mut world = world();
    let deal_on = world.ids.today.plus(-5);
    world.applies(world.ids.lin, &amend(&world, |it| it.deal_on = deal_on));
    assert_eq!(world.book.order(world.ids.order).map(|it| it.due_on), Some(deal_on.plus(30)));
}

#[test]
fn cancelling_is_refused_for_every_reason() {
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let (tomorrow, in_future) = world.tomorrow();
    let first = today.plus(-70);
    world.refuses(world.ids.zhao, &cancel(&world, today, "x"), &[(Field::Order, Refusal::NotYours)]);
    world.refuses(lin, &cancel(&world, tomorrow, "x"), &[(Field::On, in_future)]);
    world.refuses(lin, &cancel(&world, first.plus(-1), "x"), &[(Field::On, Refusal::TooEarly { first })]);
    world.refuses(lin, &cancel(&world, today, ""), &[(Field::Reason, Refusal::Missing)]);
    world.refuses(lin, &cancel(&world, today, &long(NOTE + 1)), &[(Field::Reason, too_long(NOTE))]);
    world.applies(lin, &cancel(&world, today, "项目取消"));
    world.refuses(lin, &cancel(&world, today, "x"), &[(Field::Order, Refusal::Cancelled)]);
    let order = world.book.order(world.ids.order).expect("the order");
    assert_eq!((order.balance(), order.days_overdue(today)), (Money::ZERO, 0));
}
