//! The open orders by node, as data: progress, delays, and the value of each column.

use domain::book::Book;
use domain::values::calendar::Day;
use domain::values::ids::OrderId;
use domain::values::money::Money;
use domain::values::node::Node;
use domain::values::target_of::TargetOf;

use crate::state::{customer_name, shown_number};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TrackCard {
    pub id: OrderId,
    pub number: String,
    /// The customer's name.
    pub customer: String,
    /// The name of the owner credited.
    pub owner: String,
    /// The order's value.
    pub amount: Money,
    /// The promised delivery day, until the order is fully delivered.
    pub deliver_by: Option<Day>,
    /// Days the next node is late; 0 if it is not.
    pub days_late: i32,
    /// Days the payment is overdue.
    pub days_overdue: i32,
    /// Complaints without an answer and anomalies without a solution.
    pub n_open: usize,
}

/// One column: the orders at a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackColumn {
    pub node: Node,
    /// The sum of the order values.
    pub amount: Money,
    /// The latest first.
    pub cards: Vec<TrackCard>,
}

/// The nodes that an open order can be at. A paid order is no longer open.
pub const OPEN: [Node; 5] = [Node::Ordered, Node::Production, Node::Shipped, Node::Acceptance, Node::Completed];

/// The open orders of an owner, by node.
pub fn columns(of: TargetOf, today: Day, book: &Book) -> Vec<TrackColumn> {
    let company = book.company();
    let mut columns: Vec<TrackColumn> = OPEN.into_iter().map(|node| TrackColumn { node, amount: Money::ZERO, cards: Vec::new() }).collect();
    for order in book.orders().filter(|it| it.is_open() && it.counts_for(of, book)) {
        let node = order.node();
        let Some(column) = columns.iter_mut().find(|it| it.node == node) else { continue };
        let template = company.order_nodes.on(order.terms.deal_on);
        column.amount = column.amount + order.amount();
        column.cards.push(TrackCard {
            id: order.id,
            number: shown_number(book, &order.number),
            customer: customer_name(book, order.customer),
            owner: book.person(order.owner).map(|it| it.name.clone()).unwrap_or_default(),
            amount: order.amount(),
            deliver_by: order.deliver_by().filter(|_| !order.is_fully_delivered()),
            days_late: order.days_late(&template, today),
            days_overdue: order.days_overdue(today),
            n_open: order.n_open_matters(),
        });
    }
    for column in &mut columns {
        column.cards.sort_by(|a, b| {
            let bad = |it: &TrackCard| (it.days_late, it.days_overdue);
            bad(b).cmp(&bad(a)).then(a.deliver_by.cmp(&b.deliver_by)).then(a.id.cmp(&b.id))
        });
    }
    columns
}

#[cfg(test)]
mod tests {
    use domain::records::order::Order;
    use domain::sample;

    use super::*;

    #[test]
    fn every_open_order_stands_in_one_column() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let columns = columns(TargetOf::Company, today, &book);
        let open: Vec<&Order> = book.orders().filter(|it| it.is_open()).collect();
        let n_used = columns.iter().filter(|it| !it.cards.is_empty()).count();
        assert!(2 <= n_used, "the sample has open orders in several nodes, not in {n_used}");
        assert_eq!(columns.iter().map(|it| it.cards.len()).sum::<usize>(), open.len());
        assert_eq!(columns.iter().map(|it| it.amount).sum::<Money>(), open.iter().map(|it| it.amount()).sum());
        let of_departments = book.departments().map(|it| count(TargetOf::Department(it.id), today, &book)).sum::<usize>();
        assert_eq!(of_departments, open.len());
    }

    fn count(of: TargetOf, today: Day, book: &Book) -> usize {
        columns(of, today, book).iter().map(|it| it.cards.len()).sum()
    }
}
