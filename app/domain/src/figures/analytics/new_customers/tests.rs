use super::*;
use crate::decide::command::{AmendCustomer, CancelOrder, Command, FileCustomer, HandOverCustomer, ReturnGoods, TakeOrder, Track};
use crate::figures::analytics::spending::tests::{all, day, done, id, wins};
use crate::records::customer::CustomerProfile;
use crate::records::order::{Goods, Line, OrderTerms};
use crate::sample::small;
use crate::values::calendar::Period;
use crate::values::ids::ReturnId;
use crate::values::money::{Money, Quantity};

#[test]
fn a_later_cancellation_does_not_change_who_was_new() {
    // A13: March is closed. Over the whole year, the second order is the first that stands.
    let (mut book, ids) = small();
    wins(7, "2026-03-10", None, &mut book, &ids);
    let first = new_customers(Period::parse("2026-03").expect("a period"), &Filter::default(), &book)[1].order;
    wins(7, "2026-05-12", None, &mut book, &ids);
    done(
        Command::CancelOrder(CancelOrder { order: first, on: day("2026-04-01"), reason: "x".into(), refund: None }),
        ids.lin,
        &mut book,
        &ids,
    );
    for (period, n_new) in [("2026-03", 2), ("2026-04", 0), ("2026-05", 1), ("2026", 2)] {
        assert_eq!(all(period, &book).n_new, n_new, "{period}");
    }
}

#[test]
fn a_customer_with_earlier_cooperation_is_not_new() {
    // A11, A23, F-08, O-02: for imported customers 合作起始 decides, as recorded when the order was taken.
    for (since, in_march, in_the_year) in [
        (None, 1, 1),
        (Some("2019-05-01"), 0, 0),
        (Some("2025-12-31"), 0, 0),
        (Some("2026-01-01"), 0, 1),
        (Some("2026-02-28"), 0, 1),
        (Some("2026-03-01"), 1, 1),
        (Some("2026-03-10"), 1, 1),
    ] {
        let (mut book, ids) = small();
        let customer = CustomerId(id(7));
        let profile = CustomerProfile { name: "老客户".into(), cooperation_since: since.map(day), ..CustomerProfile::default() };
        let filed = FileCustomer { id: customer, number: None, filed_on: day("2026-03-01"), owner: None, profile: profile.clone() };
        done(Command::FileCustomer(filed), ids.lin, &mut book, &ids);
        wins(7, "2026-03-10", None, &mut book, &ids);
        let counted = |book: &Book| {
            ["2026-03", "2026"].map(|period| {
                let all = new_customers(Period::parse(period).expect("a period"), &Filter::default(), book);
                all.iter().filter(|it| it.customer == customer).count()
            })
        };
        assert_eq!(counted(&book), [in_march, in_the_year], "{since:?}");
        let changed = if since.is_none() { Some(day("2018-01-01")) } else { None };
        let now = CustomerProfile { cooperation_since: changed, ..profile.clone() };
        done(Command::AmendCustomer(AmendCustomer { customer, was: profile, now }), ids.lin, &mut book, &ids);
        assert_eq!(counted(&book), [in_march, in_the_year], "settled with the order: {since:?}");
        // An order from before this was stored uses the customer's current data.
        let mut old = book.orders_of(customer).next().expect("the order").clone();
        old.customer_then = None;
        book.put(old.into());
        assert_eq!(counted(&book), if changed.is_some() { [0, 0] } else { [1, 1] }, "{since:?}");
    }
}

#[test]
fn every_device_counts_the_same_new_customers() {
    // A11: zhao sold in 2024; lin held the customer, sold in March and handed it back. On every device, lin's order is that of an existing
    // customer.
    let (mut book, ids) = small();
    let (customer, hand) =
        (CustomerId(id(7)), |to| Command::HandOverCustomer(HandOverCustomer { customer: CustomerId(id(7)), to, reason: "调整".into() }));
    let profile = CustomerProfile { name: "客户7".into(), ..CustomerProfile::default() };
    let filed = FileCustomer { id: customer, number: None, filed_on: day("2024-03-01"), owner: None, profile };
    done(Command::FileCustomer(filed), ids.zhao, &mut book, &ids);
    let take = |n: u128, on: &str, book: &mut Book, by| {
        let line = Line::of(ids.product, Quantity::whole(1), Money::whole(1_000));
        let terms = OrderTerms { deal_on: day(on), lines: vec![line], ..OrderTerms::default() };
        done(Command::TakeOrder(TakeOrder { id: OrderId(id(n)), number: None, customer, owner: None, terms }), by, book, &ids);
    };
    take(2_001, "2024-03-05", &mut book, ids.zhao);
    done(hand(ids.lin), ids.director, &mut book, &ids);
    take(2_002, "2026-03-10", &mut book, ids.lin);
    done(hand(ids.zhao), ids.director, &mut book, &ids);

    let held = |person, book: &Book| {
        let (actor, mut held) = (ids.moment(person, book).actor, Book::default());
        book.records().filter(|it| it.scope(book).is_open_to(&actor, book)).for_each(|it| held.put(it));
        held
    };
    let n_new = |period: &str, person, book: &Book| {
        let all = new_customers(Period::parse(period).expect("a period"), &Filter::default(), &held(person, book));
        all.iter().filter(|it| it.customer == customer).count()
    };
    assert!(held(ids.lin, &book).customer(customer).is_none() && held(ids.lin, &book).order(OrderId(id(2_002))).is_some());
    for person in [ids.lin, ids.boss, ids.zhao, ids.manager, ids.director] {
        for period in ["2026-03", "2026-Q1", "2026"] {
            assert_eq!(n_new(period, person, &book), 0, "{period}");
        }
        let is_old = !crate::views::grading::is_new(customer, &held(person, &book), day("2026-03-10"), &Default::default());
        assert!(is_old, "老 in the weekly table too");
    }
    assert_eq!(n_new("2024-03", ids.zhao, &book), 1);
    // Before this was stored, a device without the first order could not know.
    let mut old = book.order(OrderId(id(2_002))).expect("the order").clone();
    old.customer_then = None;
    book.put(old.into());
    assert_eq!([ids.lin, ids.director].map(|it| n_new("2026-03", it, &book)), [1, 0]);
}

#[test]
fn an_earlier_order_that_is_entered_late_was_the_first() {
    // A11, O-02: whatever the order of an import, and for a device that was offline.
    let (mut book, ids) = small();
    wins(7, "2026-05-12", None, &mut book, &ids);
    wins(7, "2026-05-12", None, &mut book, &ids);
    let counted = |book: &Book| ["2026-03", "2026-05", "2026"].map(|it| all(it, book).n_new);
    assert_eq!(counted(&book), [1, 1, 2], "Acme's in March");
    wins(7, "2026-03-10", None, &mut book, &ids);
    assert_eq!(counted(&book), [2, 0, 2]);
    let firsts = book.orders_of(CustomerId(id(7))).filter(|it| it.customer_then.is_some_and(|then| then.first.is_none()));
    assert_eq!(firsts.map(|it| it.terms.deal_on).collect::<Vec<_>>(), [day("2026-03-10")]);
}

#[test]
fn a_customer_whose_first_order_was_fully_returned_is_not_new() {
    // A12, A13: of ten pieces bought in March, nine are returned in March and the last in April.
    let (mut book, ids) = small();
    for (n, on, pieces, in_march, in_the_year) in [(1, "2026-03-20", 9, 1, 1), (2, "2026-04-05", 1, 1, 0)] {
        let goods = vec![Goods { product: ids.product, quantity: Quantity::whole(pieces) }];
        let (order, id, reason) = (ids.order, ReturnId(id(n)), "型号不符".to_owned());
        done(
            Command::Track(Track::ReturnGoods(ReturnGoods {
                order,
                id,
                on: day(on),
                goods: goods.into_iter().map(Into::into).collect(),
                delivered: None,
                reason,
                keeps: false,
            })),
            ids.lin,
            &mut book,
            &ids,
        );
        assert_eq!((all("2026-03", &book).n_new, all("2026", &book).n_new), (in_march, in_the_year), "{on}");
    }
}
