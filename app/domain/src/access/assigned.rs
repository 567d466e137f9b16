//! What of an order people are responsible for by name: its nodes and its anomalies (O-03, R-06).

use std::collections::BTreeSet;

use crate::book::Book;
use crate::records::order::Order;
use crate::values::ids::PersonId;
use crate::values::node::{Node, Responsible};

impl Order {
    /// Who is responsible for a node, by the order's own plan or the rules of the day of the deal; `None` for the order's owner.
    pub fn owner_of(&self, node: Node, book: &Book) -> Option<Responsible> {
        self.plan_of(node, &book.company().order_nodes.on(self.terms.deal_on)).owner
    }

    /// The people responsible for a node that is marked by hand, or for an anomaly.
    pub(super) fn assigned(&self, book: &Book) -> BTreeSet<PersonId> {
        let of_nodes = Node::BY_HAND.into_iter().filter_map(|it| self.owner_of(it, book));
        let of_anomalies = self.anomalies.iter().filter_map(|it| it.responsible.clone());
        let person = |responsible: Responsible| match responsible {
            Responsible::Person(id) => Some(id),
            Responsible::Other(_) => None,
        };
        of_nodes.chain(of_anomalies).filter_map(person).collect()
    }
}
