use serde::{Deserialize, Serialize};

use super::with_node;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::{answered_by, still_standing};
use crate::decide::verb::Decide;
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId};
use crate::values::node::Node;
use crate::values::refusal::{Refusal, Refusals};

/// Mark a node as not reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenNode {
    pub order: OrderId,
    pub node: Node,
}

impl Decide for ReopenNode {
    const VERB: &'static str = "reopen_node";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = answered_by(self.order, book, &mut refusals, |it| moment.actor.may_reach_node(it, self.node, book));
        let order = order.and_then(|it| still_standing(it, &mut refusals));
        // A node reached through a delivery, an acceptance or payments is undone there, not here.
        let said = order.and_then(|it| it.tracked(self.node)).and_then(|it| it.done);
        refusals.refuse_if(order.is_some() && said.is_none(), Field::Node, Refusal::Unchanged);
        let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };
        Ok(Decision::put(with_node(order, self.node, |it| it.done = None)))
    }
}
