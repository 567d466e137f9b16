use serde::{Deserialize, Serialize};

use super::{check_responsible, gave_way, order_stamp, with_node};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::standing;
use crate::decide::verb::Decide;
use crate::records::order::NodePlan;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId};
use crate::values::node::Node;
use crate::values::refusal::{Refusals, check_planned};

/// Set the person responsible for a node and its due day (O-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanNode {
    pub order: OrderId,
    pub node: Node,
    pub was: NodePlan,
    pub now: NodePlan,
}

impl Decide for PlanNode {
    const VERB: &'static str = "plan_node";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = standing(self.order, book, moment, &mut refusals);
        let first = order.map_or(Day::FIRST, |it| it.terms.deal_on);
        if let Some(due_on) = self.now.due_on {
            check_planned(&mut refusals, Field::DueOn, due_on, first);
        }
        let owner = self.now.owner.as_ref().and_then(|it| check_responsible(it, Field::Owner, book, &mut refusals));
        let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

        let now = NodePlan { owner, due_on: self.now.due_on };
        let stands = order.plan_of(self.node, &book.company().order_nodes.on(order.terms.deal_on));
        if now == stands {
            return Ok(Decision::default());
        }
        let was_said = order.tracked(self.node).is_some_and(|it| it.plan.is_some());
        if was_said && self.was != stands {
            return Ok(gave_way(order, Field::NodePlan, &now, &stands, None, order_stamp(order, "nodes", book)));
        }
        Ok(Decision::put(with_node(order, self.node, |it| it.plan = Some(now))))
    }
}
