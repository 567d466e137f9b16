//! The order list as numbers: which orders a filter lets through, newest first, and what they come to.

use domain::actor::Actor;
use domain::book::Book;
use domain::calendar::{Day, Period};
use domain::ids::{CustomerId, OrderId};
use domain::money::Money;
use domain::order::{Collection, Order};
use domain::target::TargetOf;
use domain::text;
use serde::{Deserialize, Serialize};

use crate::ui::address::{self, of_word, word_of};

/// How it stands with the money of an order, for choosing: the two axes of A7 in one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing came yet.
    Unpaid,
    /// Part of it came.
    Partial,
    /// All of it came.
    Full,
    /// Past due with something still owed.
    Overdue,
    /// Cancelled.
    Cancelled,
}

impl Standing {
    /// Everything that can be chosen.
    pub const ALL: [Standing; 5] = [Standing::Unpaid, Standing::Partial, Standing::Full, Standing::Overdue, Standing::Cancelled];

    /// Whether an order stands so.
    pub fn holds(self, order: &Order, today: Day) -> bool {
        let standing = order.cancelled.is_none();
        match self {
            Standing::Unpaid => standing && order.collection() == Collection::None,
            Standing::Partial => standing && order.collection() == Collection::Partial,
            Standing::Full => standing && order.collection() == Collection::Full,
            Standing::Overdue => 0 < order.days_overdue(today),
            Standing::Cancelled => !standing,
        }
    }
}

/// What the list is narrowed to. Lives in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFilter {
    /// Part of a number or of a customer's name.
    pub search: String,
    /// How the money stands.
    pub standing: Option<Standing>,
    /// Dealt in this period.
    pub period: Option<Period>,
    /// Credited to this owner.
    pub owner: TargetOf,
    /// Of this customer.
    pub customer: Option<CustomerId>,
}

impl OrderFilter {
    /// Reads the query of an address; an owner out of reach is as if it were not there.
    pub fn read(query: impl Fn(&str) -> Option<String>, actor: &Actor, book: &Book) -> OrderFilter {
        OrderFilter {
            search: query("search").unwrap_or_default(),
            standing: query("standing").and_then(|it| of_word(&it)),
            period: query("period").and_then(|it| Period::parse(&it)),
            owner: address::owner(&query).filter(|it| actor.may_ask_for(*it, book)).unwrap_or(TargetOf::Company),
            customer: query("customer").and_then(|it| it.parse().ok()),
        }
    }

    /// The query of its address.
    pub fn query(&self) -> String {
        let mut parts: Vec<(&str, String)> = Vec::new();
        parts.extend(Some(("search", self.search.clone())).filter(|(_, it)| !it.is_empty()));
        parts.extend(self.standing.map(|it| ("standing", word_of(it))));
        parts.extend(self.period.map(|it| ("period", it.to_string())));
        parts.extend(address::owner_part(self.owner));
        parts.extend(self.customer.map(|it| ("customer", it.to_string())));
        address::query(&parts)
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        let open = self.search.is_empty() && self.standing.is_none() && self.period.is_none() && self.customer.is_none();
        open && self.owner == TargetOf::Company
    }
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// Which order.
    pub id: OrderId,
    /// Its number.
    pub number: String,
    /// The customer's name.
    pub customer: String,
    /// Who is credited.
    pub owner: String,
    /// The day of the deal.
    pub deal_on: Day,
    /// What it is worth.
    pub amount: Money,
    /// What is still owed.
    pub balance: Money,
    /// How much is paid.
    pub collection: Collection,
    /// Days past due.
    pub days_overdue: i32,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
}

/// The list with its sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderList {
    /// The rows, newest deal first.
    pub rows: Vec<OrderRow>,
    /// What those that stand are worth together.
    pub amount: Money,
    /// What of it has come.
    pub collected: Money,
    /// What of it is still owed.
    pub balance: Money,
}

/// The orders a filter lets through.
pub fn order_list(filter: &OrderFilter, today: Day, book: &Book) -> OrderList {
    let search = text::name_key(&filter.search);
    let days = filter.period.map(Period::days);
    let mut list = OrderList::default();
    for order in book.orders() {
        let name = || book.customer(order.customer).map(|it| it.profile.name.as_str()).unwrap_or_default();
        let fits = filter.standing.is_none_or(|it| it.holds(order, today))
            && days.is_none_or(|(first, last)| first <= order.terms.deal_on && order.terms.deal_on <= last)
            && filter.customer.is_none_or(|it| it == order.customer)
            && order.counts_for(filter.owner, book)
            && (search.is_empty() || text::name_key(&order.number).contains(&search) || text::name_key(name()).contains(&search));
        if !fits {
            continue;
        }
        let (amount, balance, is_cancelled) = (order.amount(), order.balance(), order.cancelled.is_some());
        if !is_cancelled {
            list.amount = list.amount + amount;
            list.collected = list.collected + order.collected();
            list.balance = list.balance + balance;
        }
        list.rows.push(OrderRow {
            id: order.id,
            number: order.number.clone(),
            customer: name().to_owned(),
            owner: book.person(order.owner).map(|it| it.name.clone()).unwrap_or_default(),
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
    use domain::sample;

    use super::*;

    fn everything() -> OrderFilter {
        OrderFilter { search: String::new(), standing: None, period: None, owner: TargetOf::Company, customer: None }
    }

    #[test]
    fn the_sums_are_of_the_rows_that_stand_and_the_standings_divide_them() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let all = order_list(&everything(), today, &book);
        assert_eq!(all.rows.len(), book.orders().len());
        assert_eq!(all.amount, all.collected + all.balance);
        let by = |standing| order_list(&OrderFilter { standing: Some(standing), ..everything() }, today, &book).rows.len();
        let divided = [Standing::Unpaid, Standing::Partial, Standing::Full, Standing::Cancelled];
        assert_eq!(divided.into_iter().map(by).sum::<usize>(), all.rows.len());
        assert!(all.rows.is_sorted_by(|a, b| b.deal_on <= a.deal_on));
    }

    #[test]
    fn a_number_or_part_of_a_name_finds_the_order_however_it_is_typed() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let order = book.orders().next().expect("an order");
        for search in [order.number.to_lowercase(), format!(" {} ", order.number)] {
            let found = order_list(&OrderFilter { search, ..everything() }, today, &book);
            assert!(found.rows.iter().any(|it| it.id == order.id));
        }
    }

    #[test]
    fn an_address_reads_back_as_the_same_filter() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let director = book.people().find(|it| it.role == domain::organisation::Role::Director).expect("a director");
        let actor = Actor::of(director, &book);
        let team = book.teams().next().expect("a team").id;
        let filter = OrderFilter {
            search: "SO2026".into(),
            standing: Some(Standing::Overdue),
            period: Period::parse("2026-11"),
            owner: TargetOf::Team(team),
            customer: None,
        };
        let text = filter.query();
        let parts: Vec<(&str, &str)> = text.trim_start_matches('?').split('&').filter_map(|it| it.split_once('=')).collect();
        let query = |name: &str| parts.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(OrderFilter::read(query, &actor, &book), filter);
    }
}
