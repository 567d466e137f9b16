use serde::{Deserialize, Serialize};

use super::{check_after_deal, gave_way, with_node};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::{answered_by, still_standing};
use crate::decide::verb::Decide;
use crate::records::order::NodeDone;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId};
use crate::values::node::Node;
use crate::values::refusal::{Refusal, Refusals};

/// Mark a node as reached (O-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishNode {
    pub order: OrderId,
    pub node: Node,
    pub on: Day,
}

impl Decide for FinishNode {
    const VERB: &'static str = "finish_node";

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
        refusals.refuse_if(!self.node.is_by_hand(), Field::Node, Refusal::NotAStep);
        check_after_deal(order, self.on, moment, &mut refusals);
        let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

        let done = NodeDone { on: self.on, by: moment.actor.person, at: moment.now };
        match order.tracked(self.node).and_then(|it| it.done) {
            Some(stands) if stands.on == self.on => Ok(Decision::default()),
            // Somebody else finished it first: their day is kept, and the author is told.
            Some(stands) => Ok(gave_way(order, Field::NodeDone, &self.on, &stands.on, Some(stands.by), stands.at)),
            None => Ok(Decision::put(with_node(order, self.node, |it| it.done = Some(done)))),
        }
    }
}
