//! What orders contribute over time (A8, A9, A13), on the small sample: Acme's order of 10,000 yuan of 2026-03-09, due on 2026-04-08.

use crate::book::Book;
use crate::decide;
use crate::decide::command::{AmendOrder, CancelOrder, Command, RecordPayment, ReturnGoods, TakeOrder, Track, VoidPayment};
use crate::figures::analytics::{Figure, Filter, facts_of, totals};
use crate::records::order::{Line, OrderTerms, PaymentMethod};
use crate::sample::{SmallIds, small};
use crate::values::calendar::{Day, Period};
use crate::values::ids::{OrderId, PaymentId};
use crate::values::money::{Money, Quantity};

/// A rate in 1/10,000.
fn value(figure: Figure, period: &str, book: &Book) -> Option<i64> {
    let period = Period::parse(period).expect("a period");
    let value = figure.value(&totals(&facts_of(book), period, &Filter::default(), book));
    value.map(|it| it.in_parts(if figure.is_ratio() { 10_000 } else { 1 }))
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn done(command: Command, book: &mut Book, ids: &SmallIds) {
    let moment = ids.moment(ids.lin, book);
    decide::apply(&command, book, &moment).expect("lin may do that");
}

fn paid(id: u128, on: &str, yuan: i64, book: &mut Book, ids: &SmallIds) {
    let (on, amount, method) = (day(on), Money::whole(yuan), PaymentMethod::Transfer);
    let payment = RecordPayment { id: PaymentId(uuid::Uuid::from_u128(id)), order: ids.order, on, amount, method, note: String::new() };
    done(Command::RecordPayment(payment), book, ids);
}

#[test]
fn the_collection_rate_counts_what_is_due_and_the_arrears_brought_forward() {
    // A8: April: 4,000 paid of 10,000 due. May: 3,000 paid of 6,000 left over.
    let (mut book, ids) = small();
    assert_eq!(value(Figure::CollectionRate, "2026-03", &book), None, "nothing is due yet");
    paid(1, "2026-04-20", 4_000, &mut book, &ids);
    paid(2, "2026-05-10", 3_000, &mut book, &ids);
    assert_eq!(value(Figure::CollectionRate, "2026-04", &book), Some(4_000));
    assert_eq!(value(Figure::CollectionRate, "2026-05", &book), Some(5_000));
    assert_eq!(value(Figure::CollectionRate, "2026-Q2", &book), Some(7_000));
    assert_eq!(value(Figure::CollectionRate, "2026-06", &book), Some(0), "3,000 are still owed");
}

#[test]
fn money_that_came_before_it_was_due_leaves_no_arrears() {
    // A8: prepaid in March, the rest paid in April. Nothing is carried into May.
    let (mut book, ids) = small();
    paid(1, "2026-03-20", 2_000, &mut book, &ids);
    paid(2, "2026-04-08", 8_000, &mut book, &ids);
    assert_eq!(value(Figure::Collected, "2026-03", &book), Some(Money::whole(2_000).0));
    assert_eq!(value(Figure::CollectionRate, "2026-04", &book), Some(8_000));
    assert_eq!(value(Figure::CollectionRate, "2026-05", &book), None, "nothing due, nothing left over");
}

#[test]
fn a_cancellation_is_netted_on_its_own_day() {
    // A13: the month of the deal is closed and does not change.
    let (mut book, ids) = small();
    let cancel = Command::CancelOrder(CancelOrder { order: ids.order, on: day("2026-05-10"), reason: "客户取消".into(), refund: None });
    done(cancel, &mut book, &ids);
    let ten_thousand = Money::whole(10_000).0;
    for (period, sales, deals) in [("2026-03", ten_thousand, 1), ("2026-05", -ten_thousand, -1), ("2026", 0, 0)] {
        assert_eq!(value(Figure::SalesAmount, period, &book), Some(sales), "{period}");
        assert_eq!(value(Figure::Deals, period, &book), Some(deals), "{period}");
    }
    assert_eq!(value(Figure::CollectionRate, "2026-Q2", &book), None, "nothing is owed any more");
}

#[test]
fn facts_of_follow_ups_have_the_scope_of_the_customer() {
    // T-07: measures of contacts move with the follow-ups; those of sales and expenses stay with the person credited.
    use crate::book::record::Record;
    use crate::figures::fact::Measure;
    use crate::figures::facts::facts;
    let book = crate::sample::company(day("2026-05-18")).book();
    let mut told = std::collections::BTreeSet::new();
    for record in book.records() {
        let is_contact = matches!(record, Record::FollowUp(_));
        for fact in facts(&record) {
            assert_eq!(fact.key.measure.goes_with_the_customer(), is_contact, "{fact:?}");
            told.insert(fact.key.measure);
        }
    }
    assert!(told.contains(&Measure::FollowUps) && told.contains(&Measure::Activities) && told.contains(&Measure::Collected));
}

#[test]
fn the_average_order_is_per_deal_and_unknown_without_one() {
    // A9 (F-11): 10,000 and 25,001 yuan; half a fen is rounded up.
    let (mut book, ids) = small();
    let line = Line::of(ids.product, Quantity::whole(1), Money(2_500_101));
    let terms = OrderTerms { deal_on: day("2026-03-31"), lines: vec![line], ..OrderTerms::default() };
    let id = OrderId(uuid::Uuid::from_u128(99));
    done(Command::TakeOrder(TakeOrder { id, number: None, customer: ids.acme, owner: None, terms }), &mut book, &ids);
    assert_eq!(value(Figure::AverageOrder, "2026-03", &book), Some(1_750_051));
    assert_eq!(value(Figure::AverageOrder, "2026-02", &book), None);
}

#[test]
fn instalments_are_due_one_by_one() {
    // SA-09, A8: 3,000 of 10,000 prepaid in March, the rest due in April.
    let (mut book, ids) = small();
    let was = book.order(ids.order).expect("the order").terms.clone();
    let mut now = was.clone();
    now.prepay(crate::values::money::Share(3_000));
    done(Command::AmendOrder(AmendOrder { order: ids.order, was, now }), &mut book, &ids);
    assert_eq!(value(Figure::CollectionRate, "2026-03", &book), Some(0));
    // Of the 4,000 paid in March, 3,000 settle the prepayment and 1,000 count for April.
    paid(1, "2026-03-20", 4_000, &mut book, &ids);
    assert_eq!(value(Figure::CollectionRate, "2026-03", &book), Some(13_333));
    paid(2, "2026-04-08", 3_500, &mut book, &ids);
    assert_eq!(value(Figure::CollectionRate, "2026-04", &book), Some(5_000), "3,500 of 7,000");
    paid(3, "2026-05-08", 1_250, &mut book, &ids);
    assert_eq!(value(Figure::CollectionRate, "2026-05", &book), Some(5_000), "1,250 of the 2,500 left over");
}

fn returned(id: u128, on: &str, pieces: i64, book: &mut Book, ids: &SmallIds) {
    let goods = vec![crate::records::order::Goods { product: ids.product, quantity: Quantity::whole(pieces) }];
    let (order, id) = (ids.order, crate::values::ids::ReturnId(uuid::Uuid::from_u128(id)));
    done(
        Command::Track(Track::ReturnGoods(ReturnGoods {
            order,
            id,
            on: day(on),
            goods: goods.into_iter().map(Into::into).collect(),
            delivered: None,
            reason: "型号不符".into(),
            keeps: false,
        })),
        book,
        ids,
    );
}

#[test]
fn a_return_is_netted_on_its_own_day() {
    // A13: of ten pieces at 1,000 yuan, paid in April, two are returned and refunded in May.
    let (mut book, ids) = small();
    paid(1, "2026-04-08", 10_000, &mut book, &ids);
    returned(2, "2026-05-05", 2, &mut book, &ids);
    for (period, sales, deals, collected) in
        [("2026-03", 10_000, 1, 0), ("2026-04", 0, 0, 10_000), ("2026-05", -2_000, 0, -2_000), ("2026", 8_000, 1, 8_000)]
    {
        assert_eq!(value(Figure::SalesAmount, period, &book), Some(Money::whole(sales).0), "{period}");
        assert_eq!(value(Figure::Deals, period, &book), Some(deals), "{period}");
        assert_eq!(value(Figure::Collected, period, &book), Some(Money::whole(collected).0), "{period}");
    }
    assert_eq!(value(Figure::CollectionRate, "2026-04", &book), Some(10_000), "April stays what it was");
    assert_eq!(value(Figure::CollectionRate, "2026-06", &book), None, "nothing is left over");
}

#[test]
fn returned_unpaid_goods_are_no_longer_due() {
    // A8, A13: due in April and unpaid; four pieces are returned in May.
    let (mut book, ids) = small();
    returned(2, "2026-05-05", 4, &mut book, &ids);
    paid(1, "2026-05-10", 3_000, &mut book, &ids);
    assert_eq!(value(Figure::CollectionRate, "2026-04", &book), Some(0));
    assert_eq!(value(Figure::CollectionRate, "2026-05", &book), Some(5_000), "3,000 of 10,000 less 4,000");
    assert_eq!(value(Figure::CollectionRate, "2026-06", &book), Some(0), "3,000 are still owed");
}

#[test]
fn a_fully_returned_order_is_no_deal() {
    // A13: cancelling a partly returned order subtracts the rest.
    let (mut book, ids) = small();
    returned(1, "2026-04-05", 10, &mut book, &ids);
    assert_eq!((value(Figure::Deals, "2026", &book), value(Figure::SalesAmount, "2026", &book)), (Some(0), Some(0)));
    let (mut book, ids) = small();
    returned(1, "2026-04-05", 3, &mut book, &ids);
    done(Command::CancelOrder(CancelOrder { order: ids.order, on: day("2026-05-10"), reason: "x".into(), refund: None }), &mut book, &ids);
    assert_eq!(value(Figure::SalesAmount, "2026-05", &book), Some(Money::whole(-7_000).0));
    assert_eq!((value(Figure::Deals, "2026", &book), value(Figure::SalesAmount, "2026", &book)), (Some(0), Some(0)));
}

#[test]
fn cancelling_ends_what_is_owed_on_its_own_day() {
    // A8, A13: due in April, partly paid, cancelled in May. April does not change, May starts with April's arrears, June with none.
    let (mut book, ids) = small();
    paid(1, "2026-04-20", 4_000, &mut book, &ids);
    let april = value(Figure::CollectionRate, "2026-04", &book);
    done(Command::CancelOrder(CancelOrder { order: ids.order, on: day("2026-05-10"), reason: "x".into(), refund: None }), &mut book, &ids);
    assert_eq!((april, value(Figure::CollectionRate, "2026-04", &book)), (Some(4_000), Some(4_000)));
    let arrears = |period: &str| totals(&facts_of(&book), Period::parse(period).expect("a period"), &Filter::default(), &book).arrears;
    assert_eq!((arrears("2026-05"), arrears("2026-06")), (Money::whole(6_000).0, 0));
    assert_eq!(value(Figure::Collected, "2026", &book), Some(Money::whole(4_000).0), "the money came");
}

#[test]
fn a_void_is_netted_today_or_corrects_the_original_day() {
    for (corrects, april, may) in [(false, 4_000, -4_000), (true, 0, 0)] {
        let (mut book, ids) = small();
        paid(1, "2026-04-20", 4_000, &mut book, &ids);
        let payment = PaymentId(uuid::Uuid::from_u128(1));
        done(Command::VoidPayment(VoidPayment { order: ids.order, payment, reason: "x".into(), corrects }), &mut book, &ids);
        for (period, yuan) in [("2026-04", april), ("2026-05", may)] {
            assert_eq!(value(Figure::Collected, period, &book), Some(Money::whole(yuan).0), "{period}, {corrects}");
        }
        assert_eq!(value(Figure::CollectionRate, "2026-06", &book), Some(0), "all of it is owed");
    }
}

#[test]
fn an_earlier_due_day_counts_from_the_day_of_the_deal() {
    // An order taken in May changes nothing in April, whatever its due day.
    let (mut book, ids) = small();
    let april = value(Figure::CollectionRate, "2026-04", &book);
    let lines = vec![Line::of(ids.product, Quantity::whole(5), Money::whole(1_000))];
    let terms = OrderTerms { deal_on: day("2026-05-04"), due_on: Some(day("2026-04-01")), lines, ..OrderTerms::default() };
    let id = OrderId(uuid::Uuid::from_u128(7));
    done(Command::TakeOrder(TakeOrder { id, number: None, customer: ids.acme, owner: None, terms }), &mut book, &ids);
    assert_eq!(value(Figure::CollectionRate, "2026-04", &book), april);
    let due = totals(&facts_of(&book), Period::parse("2026-05").expect("a period"), &Filter::default(), &book)
        .sum(crate::figures::fact::Measure::Due);
    assert_eq!(due, Money::whole(5_000).0);
}
