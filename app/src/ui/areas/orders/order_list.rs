//! The order list as data: which orders a filter lets through, newest first, and their sums.

use domain::book::Book;
use domain::records::order::{Collection, Order};
use domain::values::calendar::{Day, Period};
use domain::values::ids::{CustomerId, OrderId};
use domain::values::json::{of_word, word_of};
use domain::values::money::Money;
use domain::values::search::Query;
use domain::values::target_of::TargetOf;
use serde::{Deserialize, Serialize};

use super::order_words::OrderWords;
use crate::i18n::han;
use crate::state::{customer_name, shown_number};
use crate::ui::kit::GridSort;
use crate::ui::records::credit_words;
use crate::ui::url::{InUrl, UrlReader, address, routes};

/// Payment states to filter by: both axes of A7 in one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentFilter {
    /// Nothing is paid.
    Unpaid,
    /// Part of it is paid.
    Partial,
    /// It is fully paid.
    Full,
    /// Past due with an open balance.
    Overdue,
    Cancelled,
}

impl PaymentFilter {
    pub const ALL: [PaymentFilter; 5] =
        [PaymentFilter::Unpaid, PaymentFilter::Partial, PaymentFilter::Full, PaymentFilter::Overdue, PaymentFilter::Cancelled];

    /// Whether an order is in this state.
    pub fn holds(self, order: &Order, today: Day) -> bool {
        let standing = order.cancelled.is_none();
        match self {
            PaymentFilter::Unpaid => standing && order.collection() == Collection::None,
            PaymentFilter::Partial => standing && order.collection() == Collection::Partial,
            PaymentFilter::Full => standing && matches!(order.collection(), Collection::Full | Collection::Returned),
            PaymentFilter::Overdue => 0 < order.days_overdue(today),
            PaymentFilter::Cancelled => !standing,
        }
    }
}

/// The filter of the list, kept in the query of its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFilter {
    /// Part of a number or of a customer's name.
    pub search: String,
    /// The payment state.
    pub standing: Option<PaymentFilter>,
    /// The period of the deal day.
    pub period: Option<Period>,
    /// The owner credited.
    pub owner: TargetOf,
    pub customer: Option<CustomerId>,
    /// The column that the table of a desk is sorted by.
    pub sort: Option<GridSort>,
}

impl InUrl for OrderFilter {
    const PATH: &'static str = routes::ORDERS;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> OrderFilter {
        OrderFilter {
            search: query("search").unwrap_or_default(),
            standing: query("standing").and_then(|it| of_word(&it)),
            period: query("period").and_then(|it| Period::parse(&it)),
            owner: address::owner(query).filter(|it| reader.actor.may_ask_for(*it, reader.book)).unwrap_or(TargetOf::Company),
            customer: query("customer").and_then(|it| it.parse().ok()),
            sort: query("sort").and_then(|it| GridSort::parse(&it)),
        }
    }

    fn parts(&self, _: &UrlReader) -> Vec<(&'static str, String)> {
        let mut parts: Vec<(&str, String)> = Vec::new();
        parts.extend(Some(("search", self.search.clone())).filter(|(_, it)| !it.is_empty()));
        parts.extend(self.standing.map(|it| ("standing", word_of(it))));
        parts.extend(self.period.map(|it| ("period", it.to_string())));
        parts.extend(address::owner_part(self.owner));
        parts.extend(self.customer.map(|it| ("customer", it.to_string())));
        parts.extend(self.sort.as_ref().map(|it| ("sort", it.word())));
        parts
    }
}

impl OrderFilter {
    /// Whether it lets every order through.
    pub fn is_empty(&self) -> bool {
        let open = self.search.is_empty() && self.standing.is_none() && self.period.is_none() && self.customer.is_none();
        open && self.owner == TargetOf::Company
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    pub id: OrderId,
    pub number: String,
    /// The customer's name.
    pub customer: String,
    /// The name of the owner credited.
    pub owner: String,
    pub deal_on: Day,
    /// The order's value.
    pub amount: Money,
    /// The amount still owed.
    pub balance: Money,
    /// How much of it is paid.
    pub collection: Collection,
    /// Days past due; 0 if not overdue.
    pub days_overdue: i32,
    pub is_cancelled: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderList {
    /// Newest deal first.
    pub rows: Vec<OrderRow>,
    /// Number of orders that are not cancelled; the sums cover these.
    pub n: usize,
    /// Number of cancelled orders, which are in no sum.
    pub n_cancelled: usize,
    /// The sum of the values.
    pub amount: Money,
    /// The part of it that is paid. Money beyond an order's value is credit and does not count.
    pub collected: Money,
    /// The part of it that is still owed.
    pub balance: Money,
}

pub fn order_list(filter: &OrderFilter, words: &OrderWords, today: Day, book: &Book) -> OrderList {
    let query = Query::parse(han(), &filter.search);
    let days = filter.period.map(Period::days);
    let mut list = OrderList::default();
    for order in book.orders() {
        let fits = filter.standing.is_none_or(|it| it.holds(order, today))
            && days.is_none_or(|(first, last)| first <= order.terms.deal_on && order.terms.deal_on <= last)
            && filter.customer.is_none_or(|it| it == order.customer)
            && order.counts_for(filter.owner, book)
            && words.finds(&query, order.id);
        if !fits {
            continue;
        }
        let (amount, balance, is_cancelled) = (order.amount(), order.balance(), order.cancelled.is_some());
        if is_cancelled {
            list.n_cancelled += 1;
        } else {
            list.n += 1;
            list.amount = list.amount + amount;
            list.collected = list.collected + order.collected() - order.credit();
            list.balance = list.balance + balance;
        }
        list.rows.push(OrderRow {
            id: order.id,
            number: shown_number(book, &order.number),
            customer: customer_name(book, order.customer),
            owner: credit_words::whose(order, book),
            deal_on: order.terms.deal_on,
            amount,
            balance,
            collection: order.collection(),
            days_overdue: order.days_overdue(today),
            is_cancelled,
        });
    }
    list.rows.sort_by(|a, b| b.deal_on.cmp(&a.deal_on).then_with(|| b.number.cmp(&a.number)).then(b.id.cmp(&a.id)));
    list
}

#[cfg(test)]
mod tests {
    use domain::access::actor::Actor;
    use domain::sample;

    use super::*;
    use crate::ui::url::state::read_back;

    fn everything() -> OrderFilter {
        OrderFilter { search: String::new(), standing: None, period: None, owner: TargetOf::Company, customer: None, sort: None }
    }

    #[test]
    fn the_sums_are_of_the_rows_that_stand_and_the_standings_divide_them() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let all = order_list(&everything(), &OrderWords::default(), today, &book);
        assert_eq!(all.rows.len(), book.orders().len());
        assert_eq!(all.amount, all.collected + all.balance);
        for standing in PaymentFilter::ALL.map(Some).into_iter().chain([None]) {
            let list = order_list(&OrderFilter { standing, ..everything() }, &OrderWords::default(), today, &book);
            let standing_rows = || list.rows.iter().filter(|it| !it.is_cancelled);
            assert_eq!((list.n, list.n + list.n_cancelled), (standing_rows().count(), list.rows.len()));
            assert_eq!(list.amount, standing_rows().map(|it| it.amount).sum(), "the sum is of the orders that are counted");
            assert_eq!(list.balance, standing_rows().map(|it| it.balance).sum());
        }
        assert!(0 < all.n_cancelled, "the sample has a cancelled order");
        let by = |standing| {
            order_list(&OrderFilter { standing: Some(standing), ..everything() }, &OrderWords::default(), today, &book).rows.len()
        };
        let divided = [PaymentFilter::Unpaid, PaymentFilter::Partial, PaymentFilter::Full, PaymentFilter::Cancelled];
        assert_eq!(divided.into_iter().map(by).sum::<usize>(), all.rows.len());
        assert!(all.rows.is_sorted_by(|a, b| b.deal_on <= a.deal_on));
    }

    #[test]
    fn a_number_or_part_of_a_name_finds_the_order_however_it_is_typed() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let order = book.orders().next().expect("an order");
        for search in [order.number.to_lowercase(), format!(" {} ", order.number)] {
            let found = order_list(&OrderFilter { search, ..everything() }, &OrderWords::of(&book), today, &book);
            assert!(found.rows.iter().any(|it| it.id == order.id));
        }
    }

    #[test]
    fn an_address_reads_back_as_the_same_filter() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let director = book.people().find(|it| it.role == domain::records::organisation::Role::Director).expect("a director");
        let actor = Actor::of(director, &book);
        let team = book.teams().next().expect("a team").id;
        let filter = OrderFilter {
            search: "SO2026".into(),
            standing: Some(PaymentFilter::Overdue),
            period: Period::parse("2026-11"),
            owner: TargetOf::Team(team),
            customer: None,
            sort: GridSort::parse("-amount"),
        };
        assert_eq!(read_back(&filter, &UrlReader { actor: &actor, today, book: &book }), filter);
    }

    #[test]
    fn an_order_of_a_customer_handed_over_is_named_and_found_by_it() {
        let (mut book, ids) = sample::small();
        book.remove(ids.acme.into());
        let found = order_list(&OrderFilter { search: "acme".to_owned(), ..everything() }, &OrderWords::of(&book), ids.today, &book);
        assert_eq!(found.rows.iter().map(|it| (it.id, it.customer.as_str())).collect::<Vec<_>>(), [(ids.order, "Acme")]);
    }
}
