//! 订单跟踪表 as data. The search and filter fields of each order are computed once per change of the book, so that a keystroke costs one comparison
//! per order. The twelve columns are computed only for the visible rows.

use domain::values::json::word_of;
use std::sync::Arc;

use domain::book::Book;
use domain::records::order::Order;
use domain::values::calendar::{Day, Period, Stretch};
use domain::values::ids::{OrderId, PersonId, TeamId};
use domain::values::node::Node;
use domain::values::search::{Query, SearchEntry};
use domain::values::target_of::TargetOf;

use crate::i18n::han;
use crate::state::customer_name;
use crate::ui::fields::owners::within_reach;
use crate::ui::kit::GridSort;
use crate::ui::url::{InUrl, UrlReader, address, routes};

/// 当前状态: the order's node, or cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderStatus {
    At(Node),
    Cancelled,
}

impl OrderStatus {
    pub const ALL: [OrderStatus; 7] = [
        OrderStatus::At(Node::Ordered),
        OrderStatus::At(Node::Production),
        OrderStatus::At(Node::Shipped),
        OrderStatus::At(Node::Acceptance),
        OrderStatus::At(Node::Completed),
        OrderStatus::At(Node::Collected),
        OrderStatus::Cancelled,
    ];

    /// The status of an order.
    pub fn of(order: &Order) -> OrderStatus {
        if order.cancelled.is_some() { OrderStatus::Cancelled } else { OrderStatus::At(order.node()) }
    }

    pub fn word(self) -> String {
        match self {
            OrderStatus::At(node) => word_of(node),
            OrderStatus::Cancelled => "cancelled".to_owned(),
        }
    }

    /// The position among the nodes; none for a cancelled order.
    pub fn place(self) -> Option<i64> {
        OrderStatus::ALL.iter().position(|it| *it == self).filter(|_| self != OrderStatus::Cancelled).and_then(|it| i64::try_from(it).ok())
    }

    fn parse(word: &str) -> Option<OrderStatus> {
        OrderStatus::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// The search and filter fields of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackedOrder {
    pub id: OrderId,
    owner: PersonId,
    team: Option<TeamId>,
    on: Day,
    due: Option<Day>,
    status: OrderStatus,
    has_anomaly: bool,
    is_late: bool,
    number: String,
    words: SearchEntry,
}

/// All orders of the book, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackIndex(Vec<TrackedOrder>);

impl TrackIndex {
    /// Builds the index for today.
    pub fn of(book: &Book, today: Day) -> Arc<TrackIndex> {
        let han = han();
        let tracked = |order: &Order| TrackedOrder {
            id: order.id,
            owner: order.owner,
            team: order.team,
            on: order.terms.deal_on,
            due: order.deliver_by(),
            status: OrderStatus::of(order),
            has_anomaly: !order.anomalies.is_empty(),
            is_late: order.is_delivery_late(today),
            number: order.number.clone(),
            words: SearchEntry::of(&han, [order.number.as_str(), &customer_name(book, order.customer)]),
        };
        let mut all: Vec<TrackedOrder> = book.orders().map(tracked).collect();
        all.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| b.number.cmp(&a.number)).then(b.id.cmp(&a.id)));
        Arc::new(TrackIndex(all))
    }
}

/// The filter of the table, kept in the query of its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackFilter {
    /// Parts of a number or of a customer's name; all must match.
    pub search: String,
    /// The period of the deal day.
    pub period: Option<Period>,
    /// The period of the agreed delivery day.
    pub due: Option<Period>,
    /// The owner credited.
    pub owner: TargetOf,
    pub status: Option<OrderStatus>,
    /// Only orders with an anomaly.
    pub with_anomaly: bool,
    /// Only orders that were delivered late, or are late now.
    pub late: bool,
    /// Page of the table on a phone, from 0.
    pub page: usize,
    /// The column that the table of a desk is sorted by.
    pub sort: Option<GridSort>,
}

impl InUrl for TrackFilter {
    const PATH: &'static str = routes::ORDER_TABLE;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> TrackFilter {
        let is_on = |name: &str| query(name).is_some_and(|it| it == "1");
        TrackFilter {
            search: query("search").unwrap_or_default(),
            period: query("period").and_then(|it| Period::parse(&it)),
            due: query("due").and_then(|it| Period::parse(&it)),
            owner: within_reach(address::owner(query), reader.actor, reader.book),
            status: query("status").and_then(|it| OrderStatus::parse(&it)),
            with_anomaly: is_on("anomaly"),
            late: is_on("late"),
            page: query("page").and_then(|it| it.parse::<usize>().ok()).and_then(|it| it.checked_sub(1)).unwrap_or(0),
            sort: query("sort").and_then(|it| GridSort::parse(&it)),
        }
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        let mut parts: Vec<(&str, String)> = Vec::new();
        let mut add = |name: &'static str, value: Option<String>| parts.extend(value.map(|it| (name, it)));
        add("search", Some(self.search.trim().to_owned()).filter(|it| !it.is_empty()));
        add("period", self.period.map(|it| it.to_string()));
        add("due", self.due.map(|it| it.to_string()));
        if let Some((name, value)) = address::owner_part(self.owner).filter(|_| self.owner != reader.actor.widest()) {
            add(name, Some(value));
        }
        add("status", self.status.map(OrderStatus::word));
        add("anomaly", self.with_anomaly.then(|| "1".to_owned()));
        add("late", self.late.then(|| "1".to_owned()));
        add("sort", self.sort.as_ref().map(GridSort::word));
        add("page", (0 < self.page).then(|| (self.page + 1).to_string()));
        parts
    }
}

impl TrackFilter {
    /// No filter except the owner.
    pub fn all_of(owner: TargetOf) -> TrackFilter {
        TrackFilter {
            search: String::new(),
            period: None,
            due: None,
            owner,
            status: None,
            with_anomaly: false,
            late: false,
            page: 0,
            sort: None,
        }
    }

    /// This filter with the search text as typed, from the first page. Unchanged if only blanks differ.
    pub fn searching(self, typed: String) -> TrackFilter {
        if typed.trim() == self.search { self } else { TrackFilter { search: typed, page: 0, ..self } }
    }

    /// How many filters are set, not counting search and owner.
    pub fn n_filters(&self) -> usize {
        let on = [self.period.is_some(), self.due.is_some(), self.status.is_some(), self.with_anomaly, self.late];
        on.into_iter().filter(|it| *it).count()
    }

    /// The orders that the filter lets through, newest first.
    pub fn select(&self, index: &TrackIndex, book: &Book) -> Vec<OrderId> {
        let query = Query::parse(han(), &self.search);
        let (period, due) = (self.period.map(Stretch::from), self.due.map(Stretch::from));
        let fits = |order: &&TrackedOrder| {
            self.status.is_none_or(|status| order.status == status)
                && (!self.with_anomaly || order.has_anomaly)
                && (!self.late || order.is_late)
                && period.is_none_or(|period| period.contains(order.on))
                && due.is_none_or(|period| order.due.is_some_and(|it| period.contains(it)))
                && query.finds(&order.words)
                && self.owner.counts(order.owner, order.team, book)
        };
        index.0.iter().filter(fits).map(|it| it.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::access::actor::Actor;
    use domain::records::organisation::Role;
    use domain::sample;

    use super::*;

    fn today() -> Day {
        Day::parse("2026-11-21").expect("a day of the calendar")
    }

    fn book() -> Book {
        sample::company(today()).book()
    }

    fn found(change: impl FnOnce(&mut TrackFilter), book: &Book) -> Vec<OrderId> {
        let mut filter = TrackFilter::all_of(TargetOf::Company);
        change(&mut filter);
        filter.select(&TrackIndex::of(book, today()), book)
    }

    #[test]
    fn each_status_is_part_of_the_table_and_together_they_are_all_of_it() {
        // O-01: every order has one line, whatever its state.
        let book = book();
        let all = found(|_| (), &book);
        assert_eq!(all.len(), book.orders().len());
        assert!(all.is_sorted_by(|a, b| book.order(*b).map(|it| it.terms.deal_on) <= book.order(*a).map(|it| it.terms.deal_on)));
        let parts = OrderStatus::ALL.map(|status| found(|it| it.status = Some(status), &book).len());
        assert_eq!(parts.iter().sum::<usize>(), all.len());
        assert!(4 <= parts.iter().filter(|it| 0 < **it).count(), "the sample has orders in several: {parts:?}");
    }

    #[test]
    fn what_went_wrong_and_what_is_late_are_found_by_their_own_facts() {
        let book = book();
        let order = |id: &OrderId| book.order(*id).expect("an order").clone();
        let wrong = found(|it| it.with_anomaly = true, &book);
        assert!(!wrong.is_empty() && wrong.iter().all(|it| !order(it).anomalies.is_empty()));
        let late = found(|it| it.late = true, &book);
        assert!(!late.is_empty() && late.iter().all(|it| order(it).is_delivery_late(today())));
        assert_eq!(book.orders().filter(|it| it.is_delivery_late(today())).count(), late.len());
        let month = Period::Month(today().month());
        let of_month = found(|it| it.period = Some(month), &book);
        let due = found(|it| it.due = Some(month), &book);
        assert!(!due.is_empty() && due.iter().all(|id| order(id).deliver_by().is_some_and(|it| month.contains(it))));
        assert!(!of_month.is_empty() && of_month.iter().all(|it| month.contains(order(it).terms.deal_on)));
    }

    #[test]
    fn an_order_is_found_by_its_number_and_its_customer_together() {
        let book = book();
        let order = book.orders().next().expect("an order");
        let search = format!(" {}  {}", customer_name(&book, order.customer), order.number.to_lowercase());
        assert_eq!(found(|it| it.search.clone_from(&search), &book), [order.id]);
        assert_eq!(found(|it| it.search = format!("{search} zzz"), &book), []);
    }

    #[test]
    fn nobody_reads_the_table_beyond_their_scope() {
        let book = book();
        let of = |role: Role| Actor::of(book.people().find(|it| it.role == role).expect("somebody"), &book);
        let (rep, director) = (of(Role::Rep), of(Role::Director));
        let team = book.teams().map(|it| it.id).find(|it| Some(*it) != rep.team).expect("another team");
        let filter = TrackFilter {
            search: "SO2026".into(),
            period: Period::parse("2026-11"),
            due: Period::parse("2026-Q4"),
            status: Some(OrderStatus::Cancelled),
            with_anomaly: true,
            late: true,
            page: 2,
            sort: GridSort::parse("-amount"),
            ..TrackFilter::all_of(TargetOf::Team(team))
        };
        let as_director = UrlReader { actor: &director, today: today(), book: &book };
        let parts = filter.parts(&as_director);
        let query = |name: &str| parts.iter().find(|(it, _)| *it == name).map(|(_, value)| value.clone());
        assert_eq!(TrackFilter::read(&query, &as_director), filter, "an address reads back as the same view");
        assert_eq!(TrackFilter::read(&query, &UrlReader { actor: &rep, ..as_director }).owner, rep.widest());
        assert_eq!(TrackFilter::all_of(director.widest()).query(&as_director), "");
        assert!(OrderStatus::ALL.into_iter().all(|it| OrderStatus::parse(&it.word()) == Some(it)));
    }
}
