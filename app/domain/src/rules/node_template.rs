//! The default fulfilment plan of orders, set by the administrator: who is responsible for each node, and how long it may take (O-03).

use serde::{Deserialize, Serialize};

use crate::values::field::{Field, NodePart};
use crate::values::ids::PersonId;
use crate::values::node::{Node, Responsible};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// The default plan of one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeStep {
    pub node: Node,
    /// Who is responsible; `None` means the order's credited owner.
    #[serde(default)]
    pub owner: Option<Responsible>,
    /// Days from the deal until it should be reached.
    pub days: i32,
}

/// The default plan of every node. For the last node the payment's due day applies instead (A31).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeTemplate(Vec<NodeStep>);

impl Default for NodeTemplate {
    /// Work begins within three days (AL-03); acceptance is complete within three weeks.
    fn default() -> NodeTemplate {
        let days = |node: Node| match node {
            Node::Ordered => 0,
            Node::Production => 3,
            Node::Shipped => 10,
            Node::Acceptance => 14,
            Node::Completed => 21,
            Node::Collected => 30,
        };
        NodeTemplate(Node::ALL.into_iter().map(|node| NodeStep { node, owner: None, days: days(node) }).collect())
    }
}

impl NodeTemplate {
    /// Maximum days after the deal.
    pub const MOST_DAYS: i32 = 730;

    /// The default plan of a node.
    pub fn step(&self, node: Node) -> NodeStep {
        let known = self.0.iter().find(|it| it.node == node).cloned();
        known.unwrap_or(NodeStep { node, owner: None, days: 0 })
    }

    /// A copy with another plan for one node.
    pub fn with(&self, step: NodeStep) -> NodeTemplate {
        let steps = Node::ALL.into_iter().map(|node| if node == step.node { step.clone() } else { self.step(node) });
        NodeTemplate(steps.collect())
    }

    /// Returns a cleaned copy and adds refusals under `order_nodes.<index>.days` and `order_nodes.<index>.owner`.
    pub fn checked(&self, refusals: &mut Refusals) -> NodeTemplate {
        let steps = Node::ALL.into_iter().map(|node| {
            let mut step = self.step(node);
            let most = NodeTemplate::MOST_DAYS;
            let out_of_range = Refusal::OutOfRange { least: 0, most: i64::from(most) };
            refusals.refuse_if(!(0..=most).contains(&step.days), Field::NodeOf(node, NodePart::Days), out_of_range);
            if let Some(Responsible::Other(name)) = &step.owner {
                let name = refusals.keep(Field::NodeOf(node, NodePart::Owner), text::optional(name, text::LINE)).flatten();
                step.owner = name.map(Responsible::Other);
            }
            step
        });
        NodeTemplate(steps.collect())
    }

    /// Refuses unknown people. People who have left stay valid, because past orders name them.
    pub(crate) fn check_people(&self, is_known: impl Fn(PersonId) -> bool, refusals: &mut Refusals) {
        for node in Node::ALL {
            let is_unknown = matches!(self.step(node).owner, Some(Responsible::Person(person)) if !is_known(person));
            refusals.refuse_if(is_unknown, Field::NodeOf(node, NodePart::Owner), Refusal::NotYours);
        }
    }
}
