//! Permissions of supporting departments: they answer for the nodes and anomalies of orders that sales assigned to them, and record
//! nothing else.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::order::{Anomaly, Order};
use crate::values::node::{Node, Responsible};

impl Actor {
    /// Whether this person may mark the node as reached, or take the mark back: those who work on the order, and the supporting person who is
    /// responsible for the node.
    pub fn may_reach_node(&self, order: &Order, node: Node, book: &Book) -> bool {
        let is_theirs = || order.owner_of(node, book).is_some_and(|it| self.is_assigned(&it));
        self.may_work_on_order(order, book) || is_theirs()
    }

    /// Whether this person may record a delivery: those who work on the order, and the supporting person who is responsible for the shipping.
    pub fn may_deliver(&self, order: &Order, book: &Book) -> bool {
        self.may_reach_node(order, Node::Shipped, book)
    }

    /// Whether this person may record what was done about an anomaly: those who work on the order, and the supporting person who is responsible
    /// for the anomaly.
    pub fn may_handle_anomaly(&self, order: &Order, anomaly: &Anomaly, book: &Book) -> bool {
        self.may_work_on_order(order, book) || anomaly.responsible.as_ref().is_some_and(|it| self.is_assigned(it))
    }

    fn is_assigned(&self, responsible: &Responsible) -> bool {
        self.may_answer_assignments() && *responsible == Responsible::Person(self.person)
    }
}
