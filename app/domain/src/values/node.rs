//! The nodes on the way of an order to the customer, and who answers for them (E-13, R-06).

use serde::{Deserialize, Serialize};

use crate::values::ids::PersonId;

/// The nodes in order (E-13). The first is reached by the order itself, the last by the money (A31).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// 已下单.
    Ordered,
    /// 生产中: production or service has begun.
    Production,
    /// 已发货.
    Shipped,
    /// 待验收: everything is with the customer.
    Acceptance,
    /// 已完成: the customer has accepted it.
    Completed,
    /// 回款: it is paid in full.
    Collected,
}

impl Node {
    /// All nodes in order.
    pub const ALL: [Node; 6] = [Node::Ordered, Node::Production, Node::Shipped, Node::Acceptance, Node::Completed, Node::Collected];
    /// The nodes that somebody can say are reached.
    pub const BY_HAND: [Node; 4] = [Node::Production, Node::Shipped, Node::Acceptance, Node::Completed];

    /// Whether somebody can say that it is reached; else it follows from the order and its money.
    pub fn is_by_hand(self) -> bool {
        Node::BY_HAND.contains(&self)
    }
}

/// Who answers for a node or an anomaly: somebody who signs in, or somebody outside sales.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsible {
    /// A person of the company.
    Person(PersonId),
    /// As text: 生产对接人, 物流专员, a name.
    Other(String),
}
