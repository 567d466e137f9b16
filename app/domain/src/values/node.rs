//! The fulfilment nodes of an order, and who is responsible for them (E-13, R-06).

use serde::{Deserialize, Serialize};

use crate::values::ids::PersonId;

/// The nodes in order (E-13). The order itself reaches the first, full payment the last (A31).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// 已下单.
    Ordered,
    /// 生产中: production or service has begun.
    Production,
    /// 已发货.
    Shipped,
    /// 待验收: everything is delivered.
    Acceptance,
    /// 已完成: the customer has accepted it.
    Completed,
    /// 回款: paid in full.
    Collected,
}

impl Node {
    /// All nodes in order.
    pub const ALL: [Node; 6] = [Node::Ordered, Node::Production, Node::Shipped, Node::Acceptance, Node::Completed, Node::Collected];
    /// The nodes that a person can mark as reached.
    pub const BY_HAND: [Node; 4] = [Node::Production, Node::Shipped, Node::Acceptance, Node::Completed];

    /// Whether a person can mark it as reached; otherwise it follows from the order and its payments.
    pub fn is_by_hand(self) -> bool {
        Node::BY_HAND.contains(&self)
    }
}

/// Who is responsible for a node or an anomaly: a person who signs in, or someone outside sales.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsible {
    /// A person of the company.
    Person(PersonId),
    /// Free text: 生产对接人, 物流专员, a name.
    Other(String),
}
