//! Tests of which order was the first of its customer (A11, A12): the same on every device, whatever happens to the order later.

use crate::book::record::Record;
use crate::values::calendar::Day;
use proptest::prelude::*;

use super::gathered::gathered;
use super::*;
use crate::decide::command::{AmendOrder, CancelOrder, HandOverCustomer, ReturnGoods, Track, VoidReturn};
use crate::figures::analytics::{Filter, new_customers};
use crate::figures::first_orders::FirstOrders;
use crate::records::order::{Goods, Order};
use crate::values::ids::ReturnId;
use crate::views::grading::{is_new, was_new};

const SECOND: OrderId = OrderId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_001));

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn hand(world: &mut World, to: PersonId) {
    let (customer, by) = (world.ids.acme, world.ids.director);
    world.applies(by, &Command::HandOverCustomer(HandOverCustomer { customer, to, reason: "调整".to_owned() }));
}

/// The part of the book that a person's devices hold.
fn held(person: PersonId, book: &Book, ids: &SmallIds) -> Book {
    let (actor, mut held) = (ids.moment(person, book).actor, Book::default());
    book.records().filter(|it| it.scope(book).is_open_to(&actor, book)).for_each(|it| held.put(it));
    held
}

/// Acme bought from lin on 9 March and from zhao on 10 April. lin holds Acme again, so zhao's device holds nothing but her own order of it.
pub(super) fn sold_twice() -> World {
    let mut world = world();
    let (lin, zhao) = (world.ids.lin, world.ids.zhao);
    hand(&mut world, zhao);
    let mut asked = world.take(1, 1);
    asked.terms.deal_on = day("2026-04-10");
    world.applies(zhao, &Command::TakeOrder(asked));
    hand(&mut world, lin);
    let hers = held(zhao, &world.book, &world.ids);
    assert!(hers.order(SECOND).is_some() && hers.order(world.ids.order).is_none() && hers.customer(world.ids.acme).is_none());
    world
}

pub(super) fn cancel(world: &World, on: &str) -> Command {
    Command::CancelOrder(CancelOrder { order: world.ids.order, on: day(on), reason: "改期".to_owned(), refund: None })
}

pub(super) fn moves(order: OrderId, to: &str, book: &Book) -> Command {
    let was = book.order(order).expect("the order").terms.clone();
    Command::AmendOrder(AmendOrder { order, was: was.clone(), now: OrderTerms { deal_on: day(to), ..was } })
}

pub(super) fn comes_back(world: &World, id: u128, pieces: i64, on: &str) -> Command {
    let goods = vec![Goods { product: world.ids.product, quantity: Quantity::whole(pieces) }];
    let (order, id, reason) = (world.ids.order, ReturnId(fresh(id)), "型号不符".to_owned());
    Command::Track(Track::ReturnGoods(ReturnGoods {
        order,
        id,
        on: day(on),
        goods: goods.into_iter().map(Into::into).collect(),
        delivered: None,
        reason,
        keeps: false,
    }))
}

/// Asserts whether the second order was the first at the end of these days, on the devices of its owner, the customer's holder and their
/// superiors.
#[track_caller]
fn check_second(world: &World, days: &[(&str, bool)]) {
    for (end, is_first) in days {
        for person in [world.ids.zhao, world.ids.lin, world.ids.boss, world.ids.chen, world.ids.director] {
            let held = held(person, &world.book, &world.ids);
            let order = held.order(SECOND).expect("all of them hold it");
            assert_eq!(order.was_closed_by(day(end)) && order.was_first_by(day(end), &held), *is_first, "{end} {person}");
        }
    }
}

#[test]
fn the_next_order_is_the_first_from_the_cancellation_on() {
    // A11, A12, A13: also on a device that never held the first order.
    for (on, from) in
        [("2026-03-09", "2026-04-10"), ("2026-04-10", "2026-04-10"), ("2026-04-11", "2026-04-11"), ("2026-05-18", "2026-05-18")]
    {
        let mut world = sold_twice();
        check_second(&world, &[("2026-04-10", false), ("2026-12-31", false)]);
        world.applies(world.ids.lin, &cancel(&world, on));
        check_second(&world, &[("2026-04-09", false), ("2026-12-31", true)]);
        let before = day(from).plus(-1).to_string();
        check_second(&world, &[(&before, false), (from, true)]);
        let then = world.book.order(SECOND).and_then(|it| it.customer_then).expect("it is kept");
        assert_eq!((then.first, then.first_from), (None, Some(day(on)).filter(|it| day("2026-04-10") < *it)), "{on}");
    }
}

#[test]
fn a_fully_returned_order_is_no_first_order_until_the_return_is_voided() {
    // A13: an order with nine of ten pieces returned still counts; with all ten it does not. Voiding the return restores it.
    let mut world = sold_twice();
    let lin = world.ids.lin;
    world.applies(lin, &comes_back(&world, 2, 9, "2026-04-15"));
    check_second(&world, &[("2026-12-31", false)]);
    world.applies(lin, &comes_back(&world, 3, 1, "2026-04-20"));
    check_second(&world, &[("2026-04-19", false), ("2026-04-20", true)]);
    let returned = ReturnId(fresh(2));
    let mistake =
        Command::Track(Track::VoidReturn(VoidReturn { order: world.ids.order, returned, reason: "登错".to_owned(), corrects: true }));
    world.applies(lin, &mistake);
    check_second(&world, &[("2026-04-20", false), ("2026-12-31", false)]);
    // Amended to one piece, which was returned: nothing is left of the order either.
    let was = world.book.order(world.ids.order).expect("the order").terms.clone();
    let mut now = was.clone();
    now.lines[0].quantity = Quantity::whole(1);
    world.applies(lin, &Command::AmendOrder(AmendOrder { order: world.ids.order, was, now }));
    check_second(&world, &[("2026-04-19", false), ("2026-04-20", true)]);
}

#[test]
fn a_corrected_day_changes_which_order_was_first() {
    // A11: of two orders on the same day, the one taken earlier is the first.
    for (to, second_is_first) in [("2026-04-09", false), ("2026-04-10", false), ("2026-04-11", true), ("2026-05-18", true)] {
        let mut world = sold_twice();
        let (lin, first) = (world.ids.lin, world.ids.order);
        world.applies(lin, &moves(first, to, &world.book));
        check_second(&world, &[("2026-12-31", second_is_first)]);
        let then = |world: &World| world.book.order(first).and_then(|it| it.customer_then).expect("it is kept").first.map(|it| it.id);
        assert_eq!(then(&world), second_is_first.then_some(SECOND), "{to}");
        world.applies(lin, &moves(first, "2026-03-09", &world.book));
        check_second(&world, &[("2026-12-31", false)]);
        assert_eq!(then(&world), None, "{to}");
    }
}

#[test]
fn a_device_without_all_orders_does_not_settle_the_first_order() {
    // On zhao's own phone, which holds no other order, her order would be the first.
    let world = sold_twice();
    let (zhao, ids) = (world.ids.zhao, world.ids);
    let hers = held(zhao, &world.book, &ids);
    let command = moves(SECOND, "2026-04-12", &hers);
    let there = decide(&command, &hers, &ids.moment(zhao, &hers)).expect("zhao may amend it");
    let here = world.decides(zhao, &command).expect("zhao may amend it");
    let then = |decision: &Decision| match &decision.puts[0] {
        Record::Order(order) => order.customer_then.and_then(|it| it.first).map(|it| it.id),
        other => panic!("{other:?}"),
    };
    assert_eq!([then(&there), then(&here)], [Some(ids.order); 2]);
}

#[test]
fn new_and_old_in_the_weekly_table_are_settled_with_the_order() {
    // A11: an order within the last twelve months that was fully returned does not make its customer an old one.
    let mut world = sold_twice();
    let (lin, first, rules) = (world.ids.lin, world.ids.order, Default::default());
    world.applies(lin, &moves(first, "2025-04-10", &world.book));
    let says = |world: &World| {
        [world.ids.zhao, world.ids.lin].map(|person| {
            let held = held(person, &world.book, &world.ids);
            let order = held.order(SECOND).expect("both hold it");
            (was_new(order, &held, &rules), is_new(world.ids.acme, &held, order.terms.deal_on, &rules))
        })
    };
    assert_eq!(says(&world), [(false, false); 2]);
    world.applies(lin, &moves(first, "2025-04-11", &world.book));
    assert_eq!(says(&world), [(true, true); 2]);
    world.applies(lin, &moves(first, "2025-04-10", &world.book));
    world.applies(lin, &comes_back(&world, 2, 10, "2026-05-18"));
    assert_eq!(says(&world), [(true, true); 2]);
}

/// An event on the orders of Acme.
#[derive(Clone, Debug)]
enum Act {
    Take { after: i32 },
    Move { order: usize, after: i32 },
    Cancel { order: usize, after: i32 },
    Return { order: usize, after: i32 },
    TakeBack { order: usize },
    HandOver { to: usize },
}

fn acts() -> impl Strategy<Value = Act> {
    let (order, after) = (|| 0..6_usize, || 0..8_i32);
    prop_oneof![
        4 => after().prop_map(|after| Act::Take { after }),
        3 => (order(), after()).prop_map(|(order, after)| Act::Move { order, after }),
        2 => (order(), after()).prop_map(|(order, after)| Act::Cancel { order, after }),
        2 => (order(), after()).prop_map(|(order, after)| Act::Return { order, after }),
        1 => order().prop_map(|order| Act::TakeBack { order }),
        2 => (0..3_usize).prop_map(|to| Act::HandOver { to }),
    ]
}

/// The act as a command, with its author; `None` if it has no order to act on.
fn command_of(act: &Act, index: u128, world: &World) -> Option<(PersonId, Command)> {
    let (ids, book) = (&world.ids, &world.book);
    let holder = book.customer(ids.acme)?.owner;
    let (reps, begin) = ([ids.lin, ids.wang, ids.zhao], ids.today.plus(-7));
    let orders: Vec<&Order> = book.orders().collect();
    let nth = |it: usize| orders.get(it % orders.len()).copied();
    Some(match *act {
        Act::Take { after } => {
            let mut asked = world.take(100 + index, 1);
            asked.terms.deal_on = begin.plus(after);
            (holder, Command::TakeOrder(asked))
        }
        Act::Move { order, after } => (holder, moves(nth(order)?.id, &begin.plus(after).to_string(), book)),
        Act::Cancel { order, after } => (
            holder,
            Command::CancelOrder(CancelOrder { order: nth(order)?.id, on: begin.plus(after), reason: "x".to_owned(), refund: None }),
        ),
        Act::Return { order, after } => {
            let order = nth(order)?;
            let goods = vec![Goods { product: ids.product, quantity: order.ordered(ids.product) }];
            let (id, reason) = (ReturnId(fresh(200 + index)), "x".to_owned());
            let on = begin.plus(after);
            (
                holder,
                Command::Track(Track::ReturnGoods(ReturnGoods {
                    order: order.id,
                    id,
                    on,
                    goods: goods.into_iter().map(Into::into).collect(),
                    delivered: None,
                    reason,
                    keeps: false,
                })),
            )
        }
        Act::TakeBack { order } => {
            let order = nth(order)?;
            let returned = order.valid_returns().next()?.id;
            (holder, Command::Track(Track::VoidReturn(VoidReturn { order: order.id, returned, reason: "x".to_owned(), corrects: false })))
        }
        Act::HandOver { to } => {
            (ids.manager, Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: reps[to], reason: "x".to_owned() }))
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to a customer's orders, each order tells by itself whether it was the first at the end of any day, and all devices that
    /// hold it agree. To decide this, the server needs only what the command names.
    #[test]
    fn every_device_settles_first_orders_alike(all in proptest::collection::vec(acts(), 1..14)) {
        let mut world = world();
        for (act, index) in all.iter().zip(0..) {
            let Some((by, command)) = command_of(act, index, &world) else { continue };
            let decided = world.decides(by, &command);
            let partial = gathered(&command, &world.book);
            prop_assert_eq!(&decided, &decide(&command, &partial, &world.ids.moment(by, &partial)));
            // Refused, for example, if a cancellation is dated before the order.
            if decided.is_ok() {
                world.applies(by, &command);
            }
        }
        let (ids, book) = (world.ids, &world.book);
        for after in -8..3 {
            let end = ids.today.plus(after);
            for order in book.orders().filter(|it| it.was_closed_by(end)) {
                let earlier = |it: &Order| (it.terms.deal_on, it.id) < (order.terms.deal_on, order.id);
                let is_first = !book.orders().any(|it| earlier(it) && it.was_closed_by(end));
                for person in [ids.lin, ids.wang, ids.zhao, ids.boss, ids.director] {
                    let held = held(person, book, &ids);
                    if let Some(order) = held.order(order.id) {
                        prop_assert_eq!(order.was_first_by(end, &held), is_first, "{} {}", end, person);
                        prop_assert_eq!(FirstOrders::at(end, &held).hold(order), is_first, "{} {}", end, person);
                    }
                }
            }
        }
        // The new customers of a period also agree, on every device that holds their first order.
        let period = Period::Month(ids.today.month());
        let won = new_customers(period, &Filter::default(), book);
        for person in [ids.lin, ids.wang, ids.zhao, ids.boss] {
            let held = held(person, book, &ids);
            let mut theirs: Vec<_> = won.iter().filter(|it| held.order(it.order).is_some()).map(|it| it.order).collect();
            theirs.sort();
            let mut said: Vec<_> = new_customers(period, &Filter::default(), &held).iter().map(|it| it.order).collect();
            said.sort();
            prop_assert_eq!(said, theirs, "{}", person);
        }
    }
}
