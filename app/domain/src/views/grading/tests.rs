use super::*;
use crate::records::customer::CustomerProfile;
use crate::records::order::{Line, OrderTerms, Voided};
use crate::sample::ledger::Ledger;
use crate::sample::{SmallIds, small};
use crate::values::ids::OrderId;
use crate::values::money::Quantity;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn standing(ten_thousands: i64, since: &str, is_explicit: bool) -> CustomerStanding {
    CustomerStanding { annual: Money::whole(ten_thousands * 10_000), since: Day::parse(since), is_explicit }
}

#[track_caller]
fn check(standing: CustomerStanding, grade: Grade, is_big_and_new: bool) {
    let found = assess(standing, day("2026-06-30"), &GradeRules::default());
    assert_eq!((found.grade, found.is_big_and_new), (grade, is_big_and_new), "{standing:?}: {:?}", found.misses);
}

#[test]
fn golden_g13() {
    // G13: (50万, 2y)=战略; (50万, 1.9y)=重点; (20万, 1y)=重点; (19.99万, demand)=潜力; (5万, no demand)=普通; (4.99万)=普通.
    check(standing(50, "2024-06-30", false), Grade::Strategic, false);
    check(standing(50, "2024-07-28", false), Grade::Key, false);
    check(standing(20, "2025-06-30", false), Grade::Key, false);
    check(CustomerStanding { annual: Money::whole(199_900), ..standing(0, "2020-01-01", true) }, Grade::Potential, false);
    check(standing(5, "2020-01-01", false), Grade::Normal, false);
    check(CustomerStanding { annual: Money::whole(49_900), ..standing(0, "2020-01-01", true) }, Grade::Normal, false);
}

#[test]
fn golden_g13_from_orders() {
    // The amounts and the first day come from orders: the first of 100 yuan, the last within the year before 30 June 2025.
    for (first, amount, is_explicit, grade) in [
        ("2023-06-30", 500_000, false, Grade::Strategic),
        ("2023-07-28", 500_000, false, Grade::Key),
        ("2024-06-30", 200_000, false, Grade::Key),
        ("2023-06-30", 199_900, true, Grade::Potential),
        ("2023-06-30", 50_000, false, Grade::Normal),
        ("2023-06-30", 49_900, true, Grade::Normal),
    ] {
        let mut ledger = Ledger::default();
        let profile = CustomerProfile { demand_explicit: is_explicit, ..CustomerProfile::default() };
        let customer = ledger.files(ledger.ids.lin, day("2023-06-01"), profile);
        ledger.sells_for(customer, day(first), 100);
        ledger.sells_for(customer, day("2025-06-30"), amount);
        let customer = ledger.book.customer(customer).expect("the customer");
        assert_eq!(expected(customer, &ledger.book, day("2025-06-30")).grade, grade, "{first} {amount}");
    }
}

#[test]
fn amounts_are_half_open_intervals() {
    // A21: one fen less than the threshold is below it.
    let long_ago = |fen: i64, is_explicit| CustomerStanding { annual: Money(fen), since: Day::parse("2020-01-01"), is_explicit };
    for (fen, is_explicit, grade) in [
        (50_000_000, false, Grade::Strategic),
        (49_999_999, false, Grade::Key),
        (20_000_000, false, Grade::Key),
        (19_999_999, true, Grade::Potential),
        (19_999_999, false, Grade::Normal),
        (5_000_000, true, Grade::Potential),
        (4_999_999, true, Grade::Normal),
        (0, true, Grade::Normal),
    ] {
        check(long_ago(fen, is_explicit), grade, false);
    }
}

#[test]
fn tenure_is_reached_on_the_day_itself() {
    // A20, A23: one day short of two years is not two years.
    check(standing(50, "2024-06-30", true), Grade::Strategic, false);
    check(standing(50, "2024-07-01", true), Grade::Key, false);
    check(standing(20, "2025-07-01", true), Grade::Potential, false);
}

#[test]
fn a_new_customer_with_large_sales_is_at_most_potential() {
    // A20: ≥ 20万 and under a year → 潜力 when the demand is explicit, else 普通 with a flag.
    check(standing(60, "2026-01-10", true), Grade::Potential, false);
    check(standing(60, "2026-01-10", false), Grade::Normal, true);
    check(standing(20, "2026-01-10", false), Grade::Normal, true);
    check(CustomerStanding { annual: Money(19_999_999), ..standing(0, "2026-01-10", false) }, Grade::Normal, false);
}

#[test]
fn the_reason_names_what_is_missing_for_every_better_grade() {
    let found = assess(standing(50, "2024-07-28", false), day("2026-06-30"), &GradeRules::default());
    assert_eq!(found.misses, [(Grade::Strategic, Need::Tenure { months: 24 })]);
    assert_eq!(found.months, 23);
    let found = assess(standing(6, "", false), day("2026-06-30"), &GradeRules::default());
    let amount = |ten_thousands: i64| Need::Amount { least: Money::whole(ten_thousands * 10_000) };
    let expected = [
        (Grade::Strategic, amount(50)),
        (Grade::Strategic, Need::Tenure { months: 24 }),
        (Grade::Key, amount(20)),
        (Grade::Key, Need::Tenure { months: 12 }),
        (Grade::Potential, Need::Demand),
    ];
    assert_eq!((found.grade, found.months, found.misses.as_slice()), (Grade::Normal, 0, expected.as_slice()));
}

#[test]
fn months_are_whole_and_clamped_to_the_end_of_the_month() {
    for (since, on, months) in [
        ("2024-02-29", "2025-02-28", 12),
        ("2024-01-31", "2024-02-28", 0),
        ("2024-01-31", "2024-02-29", 1),
        ("2024-05-10", "2026-05-09", 23),
        ("2026-05-10", "2026-05-09", 0),
    ] {
        assert_eq!(whole_months(Some(day(since)), day(on)), months, "{since} to {on}");
    }
}

/// Acme with exactly these orders (deal day, amount in 10,000 yuan).
fn acme(book: &mut Book, ids: &SmallIds, orders: &[(&str, i64)], profile: CustomerProfile) {
    let mut customer = book.customer(ids.acme).expect("Acme").clone();
    let template = small().0.order(ids.order).expect("the order").clone();
    let before: Vec<OrderId> = book.orders_of(ids.acme).map(|it| it.id).collect();
    before.into_iter().for_each(|it| drop(book.remove(it.into())));
    for (index, (deal_on, ten_thousands)) in (0_u128..).zip(orders) {
        let line = Line::of(ids.product, Quantity::whole(*ten_thousands), Money::whole(10_000));
        let terms = OrderTerms { deal_on: day(deal_on), lines: vec![line], ..OrderTerms::default() };
        let (id, number) = (OrderId(uuid::Uuid::from_u128(9_000 + index)), format!("SO-{index}"));
        book.put(Order { id, number, terms, ..template.clone() }.into());
    }
    customer.filed_on = day("2023-01-01");
    customer.profile = CustomerProfile { name: "Acme".to_owned(), ..profile };
    book.put(customer.into());
}

const Q1: Quarter = Quarter(2026 * 4);

fn proposed(book: &Book, ids: &SmallIds, quarter: Quarter) -> Option<(Grade, Grade)> {
    let customer = book.customer(ids.acme).expect("Acme");
    proposal(customer, book, quarter).map(|it| (it.from, it.to))
}

#[test]
fn the_year_is_the_twelve_months_before_or_the_calendar_year() {
    // A22, C-09: the administrator chooses the window, with an effective date.
    let (mut book, ids) = small();
    acme(&mut book, &ids, &[("2025-06-30", 10), ("2025-07-01", 7), ("2026-06-30", 5), ("2026-07-01", 3)], CustomerProfile::default());
    let customer = book.customer(ids.acme).expect("Acme");
    let annual = |window| {
        let rules = GradeRules { window, ..GradeRules::default() };
        CustomerStanding::of(customer, &book, day("2026-06-30"), &rules).annual
    };
    assert_eq!(annual(Window::Rolling), Money::whole(120_000), "the day a year before is not in it, the day itself is");
    assert_eq!(annual(Window::CalendarYear), Money::whole(50_000));
}

#[test]
fn an_order_cancelled_later_stood_before() {
    // A13: at the end of a closed quarter.
    let (mut book, ids) = small();
    acme(&mut book, &ids, &[("2026-02-01", 30)], CustomerProfile::default());
    let order = book.orders_of(ids.acme).next().expect("an order").clone();
    let cancelled = Some(Voided { on: day("2026-04-10"), by: ids.lin, reason: "退货".to_owned(), nets: false });
    book.put(Order { cancelled, ..order }.into());
    let customer = book.customer(ids.acme).expect("Acme");
    let annual = |on: &str| CustomerStanding::of(customer, &book, day(on), &GradeRules::default()).annual;
    assert_eq!(
        (annual("2026-03-31"), annual("2026-04-09"), annual("2026-04-10")),
        (Money::whole(300_000), Money::whole(300_000), Money::ZERO)
    );
}

#[test]
fn cooperation_begins_with_the_first_closed_order_unless_written() {
    // A23.
    let (mut book, ids) = small();
    acme(&mut book, &ids, &[("2025-03-05", 1), ("2026-01-01", 1)], CustomerProfile::default());
    let since =
        |book: &Book| CustomerStanding::of(book.customer(ids.acme).expect("Acme"), book, day("2026-06-30"), &GradeRules::default()).since;
    assert_eq!(since(&book), Some(day("2025-03-05")));
    let cooperation_since = Some(day("2019-09-01"));
    acme(&mut book, &ids, &[("2025-03-05", 1)], CustomerProfile { cooperation_since, ..CustomerProfile::default() });
    assert_eq!(since(&book), cooperation_since);
}

#[test]
fn two_quarters_in_a_row_propose_an_upgrade_and_one_does_not() {
    // C-11, A24: 潜力 → 重点.
    let (mut book, ids) = small();
    let profile = || CustomerProfile { grade: Grade::Potential, demand_explicit: true, ..CustomerProfile::default() };
    acme(&mut book, &ids, &[("2024-05-01", 1), ("2025-12-31", 20)], profile());
    assert_eq!(proposed(&book, &ids, Q1.shift(-1)), None, "the first quarter-end that qualifies");
    assert_eq!(proposed(&book, &ids, Q1), Some((Grade::Potential, Grade::Key)), "the second in a row");
    acme(&mut book, &ids, &[("2024-05-01", 1), ("2026-01-01", 20)], profile());
    assert_eq!(proposed(&book, &ids, Q1), None);
    assert_eq!(proposed(&book, &ids, Q1.shift(1)), Some((Grade::Potential, Grade::Key)));
}

#[test]
fn only_the_grade_earned_in_both_quarters_is_proposed() {
    let (mut book, ids) = small();
    acme(&mut book, &ids, &[("2023-01-01", 1), ("2025-12-01", 20), ("2026-02-01", 40)], CustomerProfile::default());
    assert_eq!(proposed(&book, &ids, Q1), Some((Grade::Normal, Grade::Key)), "key at the first end, strategic at the second");
    assert_eq!(proposed(&book, &ids, Q1.shift(1)), Some((Grade::Normal, Grade::Strategic)));
}

#[test]
fn a_later_return_does_not_change_a_finished_quarter() {
    // A13, A22, A24: earned at both quarter-ends. Half of the large order is returned in the next quarter, or on the last day of this one.
    use crate::records::order::{Return, ReturnedGoods};
    use crate::values::ids::{PersonId, ReturnId};
    for (on, expected) in [("2026-04-01", Some((Grade::Normal, Grade::Key))), ("2026-03-31", None)] {
        let (mut book, ids) = small();
        acme(&mut book, &ids, &[("2024-05-01", 1), ("2025-12-31", 20)], CustomerProfile::default());
        let mut order = book.orders_of(ids.acme).max_by_key(|it| it.terms.deal_on).expect("an order").clone();
        let line = order.terms.lines[0].clone();
        let goods =
            vec![ReturnedGoods { product: line.product, quantity: line.quantity, amount: Money::whole(100_000), ..Default::default() }];
        let (id, by, made_at) = (ReturnId::default(), PersonId::default(), crate::values::calendar::Timestamp(0));
        order.returns.push(Return { id, on: day(on), goods, refund: Money::ZERO, reason: String::new(), by, made_at, voided: None });
        book.put(order.into());
        assert_eq!(proposed(&book, &ids, Q1), expected, "{on}");
        let rules = GradeRules::default();
        let annual = |day: Day| CustomerStanding::of(book.customer(ids.acme).expect("Acme"), &book, day, &rules).annual;
        assert_eq!((annual(day(on).plus(-1)), annual(day(on))), (Money::whole(200_000), Money::whole(100_000)));
        let classes = |day: Day| crate::figures::segments::abc(&book, day, &rules).get(&ids.acme).copied();
        assert_eq!(classes(day(on)), Some(crate::figures::segments::Abc::A));
    }
}

#[test]
fn two_quarters_in_a_row_propose_a_downgrade() {
    // A24: downgrades work in the same way.
    let (mut book, ids) = small();
    let cooperation_since = Some(day("2023-01-01"));
    acme(&mut book, &ids, &[("2024-11-01", 30)], CustomerProfile { grade: Grade::Key, cooperation_since, ..CustomerProfile::default() });
    assert_eq!(proposed(&book, &ids, Q1.shift(-1)), None, "bought nothing in the year before this end, but had before the last");
    assert_eq!(proposed(&book, &ids, Q1), Some((Grade::Key, Grade::Normal)));
    // A customer filed after the first of the two quarter-ends is not judged by it.
    let customer = Customer { filed_on: day("2026-01-01"), ..book.customer(ids.acme).expect("Acme").clone() };
    book.put(customer.into());
    assert_eq!(proposed(&book, &ids, Q1), None);
}

#[test]
fn each_quarter_end_is_judged_by_its_own_rules() {
    // C-09: rules have an effective date.
    let (mut book, ids) = small();
    acme(&mut book, &ids, &[("2023-01-01", 1), ("2025-12-01", 10)], CustomerProfile::default());
    assert_eq!(proposed(&book, &ids, Q1), None);
    let softer = |months| {
        let bar = crate::rules::Bar { amount: Money::whole(100_000), months };
        GradeRules { key: bar, ..GradeRules::default() }
    };
    let mut company = book.company().clone();
    company.grade_rules = company.grade_rules.since(day("2026-01-01"), softer(12));
    book.put(company.clone().into());
    assert_eq!(proposed(&book, &ids, Q1), None, "the end of last year was judged by the old rules");
    company.grade_rules = company.grade_rules.since(day("2025-12-31"), softer(12));
    book.put(company.into());
    assert_eq!(proposed(&book, &ids, Q1), Some((Grade::Normal, Grade::Key)));
}

#[test]
fn a_proposal_names_the_version_of_the_rules_that_made_the_difference() {
    // C-09.
    let (mut book, ids) = small();
    acme(&mut book, &ids, &[("2023-01-01", 1), ("2025-12-01", 10)], CustomerProfile::default());
    let ruling = |book: &Book| {
        let customer = book.customer(ids.acme).expect("Acme");
        ruling_version(customer, book, Q1).map(|(version, before)| (version.from, before))
    };
    assert_eq!(ruling(&book), None, "the default rules");
    let bar = |months| crate::rules::Bar { amount: Money::whole(100_000), months };
    let mut company = book.company().clone();
    company.grade_rules = company.grade_rules.since(day("2025-12-31"), GradeRules { key: bar(12), ..GradeRules::default() });
    book.put(company.clone().into());
    assert_eq!(ruling(&book), Some((day("2025-12-31"), None)));
    // One that changes nothing for this customer is not named, and one after the quarter does not count.
    for (from, rules) in [("2026-03-31", bar(13)), ("2026-04-01", bar(24))] {
        let grade_rules = company.grade_rules.since(day(from), GradeRules { key: rules, ..GradeRules::default() });
        book.put(crate::records::organisation::Company { grade_rules, ..company.clone() }.into());
        assert_eq!(ruling(&book).map(|it| it.0), Some(day("2025-12-31")).filter(|_| from == "2026-04-01"), "{from}");
    }
}

#[test]
fn new_is_twelve_months_from_the_first_deal() {
    // A11.
    let (mut book, ids) = small();
    acme(&mut book, &ids, &[("2025-05-10", 1), ("2026-03-01", 1)], CustomerProfile::default());
    let new_on = |on: &str| is_new(ids.acme, &book, day(on), &GradeRules::default());
    assert!(new_on("2025-05-10") && new_on("2026-05-09"));
    assert!(!new_on("2026-05-10"));
    acme(&mut book, &ids, &[], CustomerProfile::default());
    assert!(is_new(ids.acme, &book, ids.today, &GradeRules::default()), "nothing bought yet");
}

#[test]
fn a_tier_is_a_view_of_the_grade() {
    // A26, C-12.
    use crate::values::grade::Tier;
    let tiers: Vec<Tier> = Grade::ALL.into_iter().map(Grade::tier).collect();
    assert_eq!(tiers, [Tier::High, Tier::High, Tier::Potential, Tier::Normal]);
}
