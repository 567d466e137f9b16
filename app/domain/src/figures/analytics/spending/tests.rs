use super::*;
use crate::decide;
use crate::decide::command::{ApproveRecord, CancelOrder, Command, FileCustomer, RecordExpense, Save, TakeOrder};
use crate::figures::analytics::{facts_of, totals};
use crate::records::customer::CustomerProfile;
use crate::records::expense::{ExpenseKind, ExpenseProfile};
use crate::records::order::{Line, OrderTerms};
use crate::records::organisation::Person;
use crate::records::review::Matter;
use crate::sample::{SmallIds, company, small};
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, ExpenseId, OrderId, PersonId};
use crate::values::money::Quantity;
use crate::values::open_list::OwnWord;

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

pub(crate) fn id(of: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(of)
}

pub(crate) fn done(command: Command, by: PersonId, book: &mut Book, ids: &SmallIds) {
    let moment = ids.moment(by, book);
    decide::apply(&command, book, &moment).expect("they may do that");
}

/// Records an expense of lin's, in fen.
pub(crate) fn spent(n: u128, on: &str, fen: i64, channel: Option<Source>, wins_new: bool, book: &mut Book, ids: &SmallIds) {
    let profile = ExpenseProfile { on: day(on), amount: Money(fen), kind: ExpenseKind::Fair, wins_new, channel, note: String::new() };
    done(Command::RecordExpense(RecordExpense { id: ExpenseId(id(n)), owner: None, customer: None, profile }), ids.lin, book, ids);
}

/// Files another customer of lin's, if it is not there yet, who buys one piece for 1,000 yuan.
pub(crate) fn wins(n: u128, on: &str, source: Option<Source>, book: &mut Book, ids: &SmallIds) {
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

pub(crate) fn of(period: &str, filter: &Filter, book: &Book) -> Spending {
    spending(&facts_of(book), Period::parse(period).expect("a period"), filter, book)
}

/// In 1/10,000.
fn parts(ratio: Ratio) -> i64 {
    ratio.in_parts(10_000)
}

pub(crate) fn all(period: &str, book: &Book) -> Spent {
    of(period, &Filter::default(), book).all
}

#[test]
fn the_expense_ratio_is_expense_by_sales() {
    // F-09, S2:L50: Acme bought for 10,000 yuan in March; there were no sales in April.
    let (mut book, ids) = small();
    assert_eq!(all("2026-03", &book).ratio().map(parts), Some(0), "nothing was spent");
    spent(1, "2026-03-01", 40_000, None, false, &mut book, &ids);
    spent(2, "2026-03-31", 10_050, None, true, &mut book, &ids);
    spent(3, "2026-04-01", 9_900, None, false, &mut book, &ids);
    let march = all("2026-03", &book);
    assert_eq!((march.expense, march.on_new, march.ratio().map(parts)), (Money(50_050), Money(10_050), Some(501)), "5.005 %, half up");
    assert_eq!(
        (all("2026-04", &book).expense, all("2026-04", &book).ratio().map(parts)),
        (Money(9_900), None),
        "no sales to divide by (A3)"
    );
    assert_eq!(all("2026-Q2", &book).ratio().map(parts), None);
    assert_eq!(all("2026", &book).ratio().map(parts), Some(600));
    // Cancelled in April: April's sales are negative.
    done(
        Command::CancelOrder(CancelOrder { order: ids.order, on: day("2026-04-20"), reason: "x".into(), refund: None }),
        ids.lin,
        &mut book,
        &ids,
    );
    assert_eq!((all("2026-03", &book).ratio().map(parts), all("2026-04", &book).ratio().map(parts)), (Some(501), None));
}

#[test]
fn the_cost_of_a_new_customer_is_the_spending_per_new_customer() {
    // F-08, A12, S2:L49: counted at the first closed order; later orders do not count.
    let (mut book, ids) = small();
    spent(1, "2026-03-02", 101, None, true, &mut book, &ids);
    spent(2, "2026-03-02", 99_999, None, false, &mut book, &ids);
    assert_eq!((all("2026-03", &book).n_new, all("2026-03", &book).cost_of_new()), (1, Some(Money(101))));
    wins(7, "2026-03-31", None, &mut book, &ids);
    assert_eq!((all("2026-03", &book).n_new, all("2026-03", &book).cost_of_new()), (2, Some(Money(51))), "50.5 fen, half up");
    // A repeat order does not make a customer new again.
    wins(7, "2026-04-02", None, &mut book, &ids);
    spent(3, "2026-04-02", 500, None, true, &mut book, &ids);
    assert_eq!((all("2026-04", &book).n_new, all("2026-04", &book).cost_of_new()), (0, None), "no customers, no cost (A3)");
    assert_eq!(all("2026", &book).n_new, 2);
    assert_eq!((all("2026-02", &book).n_new, all("2026-02", &book).cost_of_new()), (0, None));
}

#[test]
fn channels_are_compared_by_what_they_cost_and_bring() {
    // CO-01, E-22: a fair that won two customers, an online campaign that won none, and expenses without a channel.
    let (mut book, ids) = small();
    let (fair, online) = (Some(Source::Fair), Some(Source::Online));
    spent(1, "2026-05-02", 300_000, fair, true, &mut book, &ids);
    spent(2, "2026-05-03", 20_000, fair, false, &mut book, &ids);
    spent(3, "2026-05-04", 80_000, online, true, &mut book, &ids);
    spent(4, "2026-05-05", 5_000, None, false, &mut book, &ids);
    wins(7, "2026-05-06", fair, &mut book, &ids);
    wins(8, "2026-05-07", fair, &mut book, &ids);
    wins(9, "2026-05-08", None, &mut book, &ids);
    // A channel of the company's own stands after the built-in ones.
    let own = Some(Source::Own(OwnWord::new("抖音").expect("a word")));
    spent(5, "2026-05-09", 1_000, own, true, &mut book, &ids);
    wins(10, "2026-05-09", own, &mut book, &ids);
    let may = of("2026-05", &Filter::default(), &book);
    let said: Vec<_> = may.channels.iter().map(|(channel, it)| (*channel, it.expense.0, it.cost_of_new(), it.n_new, it.sales)).collect();
    let expected = [
        (fair, 320_000, Some(Money(150_000)), 2, Money::whole(2_000)),
        (online, 80_000, None, 0, Money::ZERO),
        (own, 1_000, Some(Money(1_000)), 1, Money::whole(1_000)),
        (None, 5_000, Some(Money::ZERO), 1, Money::whole(1_000)),
    ];
    assert_eq!(said, expected);
    assert_eq!((may.all.expense, may.all.n_new, may.all.cost_of_new()), (Money(406_000), 4, Some(Money(95_250))));
    assert_eq!(may.channels[0].1.ratio().map(parts), Some(16_000), "more than it brought");
}

#[test]
fn no_expense_ratio_under_a_product_filter() {
    // With a filter by product or kind of customer, sales are filtered and expenses are not: no ratio rather than a wrong one.
    let (mut book, ids) = small();
    spent(1, "2026-03-02", 10_000, None, true, &mut book, &ids);
    let whole = of("2026-03", &Filter { person: Some(ids.lin), ..Filter::default() }, &book).all;
    assert_eq!((whole.ratio().map(parts), whole.cost_of_new()), (Some(100), Some(Money(10_000))));
    let line = of("2026-03", &Filter { line: Some("A产品".into()), ..Filter::default() }, &book).all;
    assert_eq!((line.sales, line.ratio().map(parts), line.cost_of_new()), (Money::whole(10_000), None, None));
    let other = of("2026-03", &Filter { person: Some(ids.wang), ..Filter::default() }, &book).all;
    assert!(other.is_nothing(), "of lin, not of wang");
}

#[test]
fn the_approved_ratio_uses_approved_expenses_and_sales() {
    // F-08, F-09, A33: unapproved records count on neither side.
    let (mut book, ids) = small();
    spent(1, "2026-03-02", 50_000, None, true, &mut book, &ids);
    spent(2, "2026-03-03", 10_000, None, false, &mut book, &ids);
    let approved = |book: &Book| {
        let spent = of("2026-03", &Filter { approved_only: true, ..Filter::default() }, book).all;
        (spent.sales.0, spent.n_new, spent.expense.0, spent.ratio().map(parts), spent.cost_of_new())
    };
    let approve = |matter: Matter, book: &mut Book| {
        let seen = matter.file(book).expect("it is reviewed").mark;
        done(Command::ApproveRecord(ApproveRecord { matter, seen }), ids.boss, book, &ids);
    };
    assert_eq!(approved(&book), (0, 0, 0, None, None));
    approve(Matter::Order { order: ids.order }, &mut book);
    assert_eq!(approved(&book), (1_000_000, 1, 0, Some(0), Some(Money::ZERO)));
    approve(Matter::Expense { expense: ExpenseId(id(1)) }, &mut book);
    assert_eq!(approved(&book), (1_000_000, 1, 50_000, Some(500), Some(Money(50_000))));
    assert_eq!(all("2026-03", &book).ratio().map(parts), Some(600), "with what nobody has approved");
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
fn channel_totals_equal_the_facts() {
    // CO-01: on the sample company, month by month, for the whole company and for one team.
    let today = Day(20_591);
    let book = company(today).book();
    let facts = facts_of(&book);
    let team = book.teams().next().map(|it| it.id);
    for filter in [Filter::default(), Filter { team, ..Filter::default() }] {
        let mut n_new = 0;
        for back in 0..12 {
            let period = Period::Month(crate::values::calendar::Month(today.month().0 - back));
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
