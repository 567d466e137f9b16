//! What selling costs, and what it brings: the expense ratio (F-09), the cost of a new customer (F-08), and both by acquisition channel, so that
//! the channels can be compared (E-22). A customer is new in the period of the first closed order (A12). The channel is written on expenses and
//! customers, so these are sums over records; the total is the sum of the facts all the same.

use std::collections::BTreeMap;

use super::{Filter, divided};
use crate::book::Book;
use crate::calendar::{Day, Period};
use crate::customer::Source;
use crate::fact::{self, Fact, Measure};
use crate::ids::{CustomerId, OrderId};
use crate::money::{Money, Share, ratio};
use crate::order::Order;

/// What was spent, and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// 销售费用 (CO-01).
    pub expense: Money,
    /// What of it went into winning new customers.
    pub on_new: Money,
    /// 新增客户: how many closed their first order (A12).
    pub n_new: u32,
    /// 销售额, net (A13).
    pub sales: Money,
    /// Expense and sales are not narrowed alike: an expense is of no product, and seldom of one customer.
    pub is_apart: bool,
}

impl Spent {
    /// 销售费用占比 = expense ÷ sales (F-09); nothing without sales (A3).
    pub fn ratio(&self) -> Option<Share> {
        if self.is_apart || self.sales <= Money::ZERO { None } else { ratio(self.expense.0, self.sales.0) }
    }

    /// 新客户开发成本 = what was spent on new customers ÷ how many there are (F-08), rounded half up; nothing without any (A3).
    pub fn cost_of_new(&self) -> Option<Money> {
        if self.is_apart { None } else { divided(self.on_new.0, i64::from(self.n_new)).map(Money) }
    }

    /// Whether there is nothing to tell.
    pub fn is_nothing(&self) -> bool {
        self.expense == Money::ZERO && self.n_new == 0 && self.sales == Money::ZERO
    }
}

/// What was spent in a period, in all and by channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// In all.
    pub all: Spent,
    /// By channel, in the order of [`Source::ALL`], those of which there is something to tell; `None` is what nobody named a channel of. Expenses
    /// by the channel they were spent on, customers and sales by where the customer came from. Adds up to all.
    pub channels: Vec<(Option<Source>, Spent)>,
}

/// A customer who closed the first order (A12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCustomer {
    /// Who.
    pub customer: CustomerId,
    /// The order.
    pub order: OrderId,
    /// Its day.
    pub on: Day,
    /// Where the customer came from.
    pub channel: Option<Source>,
}

/// What was spent in a period, as far as the filter lets it through.
pub fn spending(facts: &[Fact], period: Period, filter: &Filter, book: &Book) -> Spending {
    // Only an owner and a region narrow both alike.
    let is_apart = Filter { region: None, ..filter.clone() }.target_of().is_none();
    let empty = Spent { is_apart, ..Spent::default() };
    let mut channels: BTreeMap<Option<Source>, Spent> = BTreeMap::new();
    let mut of = |channel: Option<Source>, add: &dyn Fn(&mut Spent)| add(channels.entry(channel).or_insert(empty));

    for it in facts.iter().filter(|it| period.contains(it.key.on)).map(|it| filter.reads(it)) {
        if it.key.measure == Measure::SalesAmount && filter.lets_through(&it, book) {
            of(channel_of(it.key.customer, book), &|spent| spent.sales = spent.sales + Money(it.value));
        }
    }
    for expense in book.expenses() {
        let facts = fact::of_expense(expense);
        for it in facts.iter().filter(|it| period.contains(it.key.on) && filter.lets_through(it, book)).map(|it| filter.reads(it)) {
            let amount = Money(it.value);
            of(expense.profile.channel, &|spent| match it.key.measure {
                Measure::NewCustomerExpense => spent.on_new = spent.on_new + amount,
                Measure::SellingExpense => spent.expense = spent.expense + amount,
                _ => {}
            });
        }
    }
    for it in new_customers(period, filter, book) {
        of(it.channel, &|spent| spent.n_new += 1);
    }

    let mut all = empty;
    for it in channels.values() {
        all.expense = all.expense + it.expense;
        all.on_new = all.on_new + it.on_new;
        all.n_new += it.n_new;
        all.sales = all.sales + it.sales;
    }
    let in_order = Source::ALL.into_iter().map(Some).chain([None]);
    let channels = in_order.filter_map(|it| channels.get(&it).filter(|it| !it.is_nothing()).map(|spent| (it, *spent))).collect();
    Spending { all, channels }
}

/// Where a customer came from, as far as that is known.
fn channel_of(customer: CustomerId, book: &Book) -> Option<Source> {
    book.customer(customer).and_then(|it| it.profile.source)
}

/// The customers whose first closed order lies in a period and counts for what the filter lets through (A12), by day. Whether it was the first is
/// kept on the order (A11), and so is 合作起始: who dealt with us before the period, before the app as it may be, is not new in it. What counts is
/// how things stood when the period ended: an order cancelled or brought back whole by then was none, one cancelled later changes nothing (A13).
pub fn new_customers(period: Period, filter: &Filter, book: &Book) -> Vec<NewCustomer> {
    let (begin, end) = period.days();
    let began = |it: &Order| match it.customer_then {
        Some(then) => then.since,
        None => book.customer(it.customer).and_then(|it| it.profile.cooperation_since),
    };
    let mut firsts: BTreeMap<CustomerId, &Order> = BTreeMap::new();
    for order in book.orders().filter(|it| begin <= it.terms.deal_on && it.was_closed_by(end)) {
        if began(order).is_none_or(|it| begin <= it) && order.was_first_by(end, book) && counts(order, filter, book) {
            let first = firsts.entry(order.customer).or_insert(order);
            if (order.terms.deal_on, order.id) < (first.terms.deal_on, first.id) {
                *first = order;
            }
        }
    }
    let new =
        |it: &Order| NewCustomer { customer: it.customer, order: it.id, on: it.terms.deal_on, channel: channel_of(it.customer, book) };
    let mut won: Vec<NewCustomer> = firsts.into_values().map(new).collect();
    won.sort_by_key(|it| (it.on, it.order));
    won
}

/// Whether the deal of an order counts for what the filter lets through.
fn counts(order: &Order, filter: &Filter, book: &Book) -> bool {
    let facts = fact::of_order(order).into_iter().map(|it| filter.reads(&it));
    let of_the_deal = |it: &Fact| it.key.measure == Measure::Deals && it.key.on == order.terms.deal_on;
    0 < facts.filter(|it| of_the_deal(it) && filter.lets_through(it, book)).map(|it| it.value).sum::<i64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analytics::{facts_of, totals};
    use crate::command::{Command, FileCustomer, RecordExpense, Save, TakeOrder, Track};
    use crate::customer::CustomerProfile;
    use crate::decide;
    use crate::expense::{ExpenseKind, ExpenseProfile};
    use crate::ids::{ExpenseId, PersonId, ReturnId};
    use crate::money::Quantity;
    use crate::order::{Goods, Line, OrderTerms};
    use crate::organisation::Person;
    use crate::review::Matter;
    use crate::sample::{SmallIds, company, small};

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn id(of: u128) -> uuid::Uuid {
        uuid::Uuid::from_u128(of)
    }

    fn done(command: Command, by: PersonId, book: &mut Book, ids: &SmallIds) {
        let moment = ids.moment(by, book);
        decide::apply(&command, book, &moment).expect("they may do that");
    }

    /// Lin spends so many fen.
    fn spent(n: u128, on: &str, fen: i64, channel: Option<Source>, wins_new: bool, book: &mut Book, ids: &SmallIds) {
        let profile = ExpenseProfile { on: day(on), amount: Money(fen), kind: ExpenseKind::Fair, wins_new, channel, note: String::new() };
        done(Command::RecordExpense(RecordExpense { id: ExpenseId(id(n)), owner: None, customer: None, profile }), ids.lin, book, ids);
    }

    /// Another customer of lin's, who buys one piece for 1,000 yuan.
    fn wins(n: u128, on: &str, source: Option<Source>, book: &mut Book, ids: &SmallIds) {
        let customer = CustomerId(id(n));
        if book.customer(customer).is_none() {
            let profile = CustomerProfile { name: format!("客户{n}"), source, ..CustomerProfile::default() };
            let filed = FileCustomer { id: customer, number: None, filed_on: day(on), owner: None, profile };
            done(Command::FileCustomer(filed), ids.lin, book, ids);
        }
        let line = Line::of(ids.product, Quantity::whole(1), Money::whole(1_000));
        let terms = OrderTerms { deal_on: day(on), lines: vec![line], ..OrderTerms::default() };
        let order = TakeOrder { id: OrderId(id(1_000 + book.orders().len() as u128)), number: None, customer, owner: None, terms };
        done(Command::TakeOrder(order), ids.lin, book, ids);
    }

    fn of(period: &str, filter: &Filter, book: &Book) -> Spending {
        spending(&facts_of(book), Period::parse(period).expect("a period"), filter, book)
    }

    fn all(period: &str, book: &Book) -> Spent {
        of(period, &Filter::default(), book).all
    }

    #[test]
    fn the_expense_ratio_is_expense_by_sales() {
        // F-09, S2:L50: Acme bought for 10,000 yuan in March and nobody for anything in April.
        let (mut book, ids) = small();
        assert_eq!(all("2026-03", &book).ratio(), Some(Share(0)), "nothing was spent");
        spent(1, "2026-03-01", 40_000, None, false, &mut book, &ids);
        spent(2, "2026-03-31", 10_050, None, true, &mut book, &ids);
        spent(3, "2026-04-01", 9_900, None, false, &mut book, &ids);
        let march = all("2026-03", &book);
        assert_eq!((march.expense, march.on_new, march.ratio()), (Money(50_050), Money(10_050), Some(Share(501))), "5.005 %, half up");
        assert_eq!((all("2026-04", &book).expense, all("2026-04", &book).ratio()), (Money(9_900), None), "no sales to divide by (A3)");
        assert_eq!(all("2026-Q2", &book).ratio(), None);
        assert_eq!(all("2026", &book).ratio(), Some(Share(600)));
        // Cancelled in April: the sales of April are below nothing.
        done(Command::CancelOrder { order: ids.order, on: day("2026-04-20"), reason: "x".into() }, ids.lin, &mut book, &ids);
        assert_eq!((all("2026-03", &book).ratio(), all("2026-04", &book).ratio()), (Some(Share(501)), None));
    }

    #[test]
    fn a_new_customer_costs_what_was_spent_on_winning_one() {
        // F-08, A12, S2:L49: counted at the first closed order, whatever is bought later.
        let (mut book, ids) = small();
        spent(1, "2026-03-02", 101, None, true, &mut book, &ids);
        spent(2, "2026-03-02", 99_999, None, false, &mut book, &ids);
        assert_eq!((all("2026-03", &book).n_new, all("2026-03", &book).cost_of_new()), (1, Some(Money(101))));
        wins(7, "2026-03-31", None, &mut book, &ids);
        assert_eq!((all("2026-03", &book).n_new, all("2026-03", &book).cost_of_new()), (2, Some(Money(51))), "50.5 fen, half up");
        // Who buys again is not new again.
        wins(7, "2026-04-02", None, &mut book, &ids);
        spent(3, "2026-04-02", 500, None, true, &mut book, &ids);
        assert_eq!((all("2026-04", &book).n_new, all("2026-04", &book).cost_of_new()), (0, None), "no customers, no cost (A3)");
        assert_eq!(all("2026", &book).n_new, 2);
        assert_eq!((all("2026-02", &book).n_new, all("2026-02", &book).cost_of_new()), (0, None));
    }

    #[test]
    fn what_is_cancelled_later_was_a_new_customer_then() {
        // A13: March is over. In the year as a whole the second order is the first that stands.
        let (mut book, ids) = small();
        wins(7, "2026-03-10", None, &mut book, &ids);
        let first = new_customers(Period::parse("2026-03").expect("a period"), &Filter::default(), &book)[1].order;
        wins(7, "2026-05-12", None, &mut book, &ids);
        done(Command::CancelOrder { order: first, on: day("2026-04-01"), reason: "x".into() }, ids.lin, &mut book, &ids);
        for (period, n_new) in [("2026-03", 2), ("2026-04", 0), ("2026-05", 1), ("2026", 2)] {
            assert_eq!(all(period, &book).n_new, n_new, "{period}");
        }
    }

    #[test]
    fn who_dealt_with_us_before_the_app_is_not_new() {
        // A11, A23, F-08, O-02: of customers that move in, 合作起始 says it; as it was written when the order was taken.
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
                ["2026-03", "2026"].map(|it| {
                    let all = new_customers(Period::parse(it).expect("a period"), &Filter::default(), book);
                    all.iter().filter(|it| it.customer == customer).count()
                })
            };
            assert_eq!(counted(&book), [in_march, in_the_year], "{since:?}");
            let changed = if since.is_none() { Some(day("2018-01-01")) } else { None };
            let now = CustomerProfile { cooperation_since: changed, ..profile.clone() };
            done(Command::AmendCustomer { customer, was: profile, now }, ids.lin, &mut book, &ids);
            assert_eq!(counted(&book), [in_march, in_the_year], "settled with the order: {since:?}");
            // An order from before that was kept goes by what is written now.
            let mut old = book.orders_of(customer).next().expect("the order").clone();
            old.customer_then = None;
            book.put(old.into());
            assert_eq!(counted(&book), if changed.is_some() { [0, 0] } else { [1, 1] }, "{since:?}");
        }
    }

    #[test]
    fn every_device_counts_the_same_new_customers() {
        // A11: zhao sold in 2024; lin held the customer, sold in March and handed it back. Hers is an order of an old customer, on whatever device.
        let (mut book, ids) = small();
        let (customer, hand) =
            (CustomerId(id(7)), |to| Command::HandOverCustomer { customer: CustomerId(id(7)), to, reason: "调整".into() });
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
            let is_old = !crate::grading::is_new(customer, &held(person, &book), day("2026-03-10"), &Default::default());
            assert!(is_old, "老 in the weekly table too");
        }
        assert_eq!(n_new("2024-03", ids.zhao, &book), 1);
        // Before it was kept, whoever lacks the first order could not know.
        let mut old = book.order(OrderId(id(2_002))).expect("the order").clone();
        old.customer_then = None;
        book.put(old.into());
        assert_eq!([ids.lin, ids.director].map(|it| n_new("2026-03", it, &book)), [1, 0]);
    }

    #[test]
    fn an_earlier_order_that_is_entered_late_was_the_first() {
        // A11, O-02: in whatever order an import brings them, or a phone that was offline.
        let (mut book, ids) = small();
        wins(7, "2026-05-12", None, &mut book, &ids);
        wins(7, "2026-05-12", None, &mut book, &ids);
        let counted = |book: &Book| ["2026-03", "2026-05", "2026"].map(|it| all(it, book).n_new);
        assert_eq!(counted(&book), [1, 1, 2], "Acme's in March");
        wins(7, "2026-03-10", None, &mut book, &ids);
        assert_eq!(counted(&book), [2, 0, 2]);
        let firsts = book.orders_of(CustomerId(id(7))).filter(|it| it.customer_then.is_some_and(|it| it.first.is_none()));
        assert_eq!(firsts.map(|it| it.terms.deal_on).collect::<Vec<_>>(), [day("2026-03-10")]);
    }

    #[test]
    fn whose_first_order_came_back_whole_is_not_new() {
        // A12, A13: of ten pieces bought in March nine came back in March and the last in April.
        let (mut book, ids) = small();
        for (n, on, pieces, in_march, in_the_year) in [(1, "2026-03-20", 9, 1, 1), (2, "2026-04-05", 1, 1, 0)] {
            let goods = vec![Goods { product: ids.product, quantity: Quantity::whole(pieces) }];
            let (order, id, reason) = (ids.order, ReturnId(id(n)), "型号不符".to_owned());
            done(Command::Track(Track::ReturnGoods { order, id, on: day(on), goods, delivered: None, reason }), ids.lin, &mut book, &ids);
            assert_eq!((all("2026-03", &book).n_new, all("2026", &book).n_new), (in_march, in_the_year), "{on}");
        }
    }

    #[test]
    fn channels_are_compared_by_what_they_cost_and_bring() {
        // CO-01, E-22: a fair that won two, an online campaign that won nobody, and what was spent on no channel.
        let (mut book, ids) = small();
        let (fair, online) = (Some(Source::Fair), Some(Source::Online));
        spent(1, "2026-05-02", 300_000, fair, true, &mut book, &ids);
        spent(2, "2026-05-03", 20_000, fair, false, &mut book, &ids);
        spent(3, "2026-05-04", 80_000, online, true, &mut book, &ids);
        spent(4, "2026-05-05", 5_000, None, false, &mut book, &ids);
        wins(7, "2026-05-06", fair, &mut book, &ids);
        wins(8, "2026-05-07", fair, &mut book, &ids);
        wins(9, "2026-05-08", None, &mut book, &ids);
        let may = of("2026-05", &Filter::default(), &book);
        let said: Vec<_> =
            may.channels.iter().map(|(channel, it)| (*channel, it.expense.0, it.cost_of_new(), it.n_new, it.sales)).collect();
        let expected = [
            (fair, 320_000, Some(Money(150_000)), 2, Money::whole(2_000)),
            (online, 80_000, None, 0, Money::ZERO),
            (None, 5_000, Some(Money::ZERO), 1, Money::whole(1_000)),
        ];
        assert_eq!(said, expected);
        assert_eq!((may.all.expense, may.all.n_new, may.all.cost_of_new()), (Money(405_000), 3, Some(Money(126_667))));
        assert_eq!(may.channels[0].1.ratio(), Some(Share(16_000)), "more than it brought");
    }

    #[test]
    fn an_expense_is_of_no_product() {
        // Narrowed to a product or a kind of customer, sales are of it and expenses are not: no ratio rather than a wrong one.
        let (mut book, ids) = small();
        spent(1, "2026-03-02", 10_000, None, true, &mut book, &ids);
        let whole = of("2026-03", &Filter { person: Some(ids.lin), ..Filter::default() }, &book).all;
        assert_eq!((whole.ratio(), whole.cost_of_new()), (Some(Share(100)), Some(Money(10_000))));
        let line = of("2026-03", &Filter { line: Some("A产品".into()), ..Filter::default() }, &book).all;
        assert_eq!((line.sales, line.ratio(), line.cost_of_new()), (Money::whole(10_000), None, None));
        let other = of("2026-03", &Filter { person: Some(ids.wang), ..Filter::default() }, &book).all;
        assert!(other.is_nothing(), "of lin, not of wang");
    }

    #[test]
    fn approved_expenses_are_set_against_approved_sales() {
        // F-08, F-09, A33: of what is not approved yet, neither side counts.
        let (mut book, ids) = small();
        spent(1, "2026-03-02", 50_000, None, true, &mut book, &ids);
        spent(2, "2026-03-03", 10_000, None, false, &mut book, &ids);
        let approved = |book: &Book| {
            let it = of("2026-03", &Filter { approved_only: true, ..Filter::default() }, book).all;
            (it.sales.0, it.n_new, it.expense.0, it.ratio(), it.cost_of_new())
        };
        let approve = |matter: Matter, book: &mut Book| {
            let seen = matter.file(book).expect("it is reviewed").mark;
            done(Command::ApproveRecord { matter, seen }, ids.boss, book, &ids);
        };
        assert_eq!(approved(&book), (0, 0, 0, None, None));
        approve(Matter::Order { order: ids.order }, &mut book);
        assert_eq!(approved(&book), (1_000_000, 1, 0, Some(Share(0)), Some(Money::ZERO)));
        approve(Matter::Expense { expense: ExpenseId(id(1)) }, &mut book);
        assert_eq!(approved(&book), (1_000_000, 1, 50_000, Some(Share(500)), Some(Money(50_000))));
        assert_eq!(all("2026-03", &book).ratio(), Some(Share(600)), "with what nobody has approved");
    }

    #[test]
    fn an_expense_stays_with_the_team_of_the_time() {
        // A36.
        let (mut book, ids) = small();
        spent(1, "2026-05-02", 10_000, None, false, &mut book, &ids);
        let lin = book.person(ids.lin).expect("lin").clone();
        let moved = Person { team: Some(ids.second_team), ..lin.clone() };
        done(Command::SavePerson(Save { was: Some(lin), now: moved }), ids.admin, &mut book, &ids);
        spent(2, "2026-05-03", 700, None, false, &mut book, &ids);
        let team = |team| of("2026-05", &Filter { team: Some(team), ..Filter::default() }, &book).all.expense;
        assert_eq!((team(ids.first_team), team(ids.second_team)), (Money(10_000), Money(700)));
    }

    #[test]
    fn channels_and_facts_come_to_the_same() {
        // CO-01: in the sample company, month by month, for everybody and for one team.
        let today = Day(20_591);
        let book = company(today).book();
        let facts = facts_of(&book);
        let team = book.teams().next().map(|it| it.id);
        for filter in [Filter::default(), Filter { team, ..Filter::default() }] {
            let mut n_new = 0;
            for back in 0..12 {
                let period = Period::Month(crate::calendar::Month(today.month().0 - back));
                let answer = spending(&facts, period, &filter, &book);
                let totals = totals(&facts, period, &filter, &book);
                let expected = [Measure::SellingExpense, Measure::NewCustomerExpense, Measure::SalesAmount].map(|it| totals.sum(it));
                assert_eq!([answer.all.expense.0, answer.all.on_new.0, answer.all.sales.0], expected, "{period}");
                let by_channel: Money = answer.channels.iter().map(|it| it.1.expense).sum();
                assert_eq!(by_channel, answer.all.expense);
                assert!(answer.all.on_new <= answer.all.expense && Money::ZERO < answer.all.expense, "{period}: something is spent");
                n_new += answer.all.n_new;
            }
            assert!(0 < n_new, "somebody is won in a year");
        }
    }
}
