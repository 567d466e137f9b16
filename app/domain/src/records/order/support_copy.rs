//! What a supporting department reads of an order: goods, days and its own anomalies, without what the customer said, and by
//! default without amounts. And what somebody reads who may not see costs.

use super::Order;
use super::goods_back::{Return, ReturnedGoods};
use super::line::Line;
use super::terms::OrderTerms;
use super::track::{Acceptance, Anomaly};
use super::voided::Voided;
use crate::values::ids::{PersonId, ProductId};
use crate::values::money::{Money, Quantity};
use crate::values::node::Responsible;

/// The price of every unit in a copy. Not zero: whether an order is over follows from what is left of its amount.
const UNIT: Money = Money::whole(1);

impl Order {
    /// A copy for people who may not see costs: nor those of the approved version that is kept beside a change.
    #[must_use]
    pub fn without_costs(mut self) -> Order {
        self.terms.lines.iter_mut().for_each(|it| it.cost = None);
        if let Some(review) = &mut self.review {
            review.held = review.held.take().map(|it| Box::new(it.without_costs()));
        }
        self
    }

    /// A copy for a person of a supporting department, with amounts if they may see them. Names every field that it keeps, so that a field added later is
    /// left out.
    #[must_use]
    pub fn support_copy(&self, reader: PersonId, with_amounts: bool) -> Order {
        let line = |sold: &Line| match with_amounts {
            true => Line { cost: None, ..sold.clone() },
            false => Line::of(sold.product, sold.quantity, UNIT),
        };
        let terms = OrderTerms {
            deal_on: self.terms.deal_on,
            lines: self.terms.lines.iter().map(line).collect(),
            deliver_by: self.terms.deliver_by,
            ..OrderTerms::default()
        };
        let is_theirs = |it: &&Anomaly| it.responsible == Some(Responsible::Person(reader));
        Order {
            id: self.id,
            number: self.number.clone(),
            customer: self.customer,
            customer_name: self.customer_name.clone(),
            owner: self.owner,
            team: self.team,
            made_by: self.made_by,
            made_at: self.made_at,
            due_on: self.terms.deal_on,
            terms,
            cancelled: self.cancelled.as_ref().map(without_reason),
            returns: self.returns.iter().map(|it| returned_goods(it, with_amounts)).collect(),
            nodes: self.nodes.clone(),
            deliveries: self.deliveries.clone(),
            acceptances: self.acceptances.iter().map(|it| Acceptance { note: String::new(), ..it.clone() }).collect(),
            anomalies: self.anomalies.iter().filter(is_theirs).cloned().collect(),
            ..Order::default()
        }
    }
}

fn without_reason(voided: &Voided) -> Voided {
    Voided { reason: String::new(), ..voided.clone() }
}

fn returned_goods(returned: &Return, with_amounts: bool) -> Return {
    let voided = returned.voided.as_ref().map(without_reason);
    let told = Return { reason: String::new(), voided, ..returned.clone() };
    if with_amounts {
        return told;
    }
    let goods = |it: &ReturnedGoods| ReturnedGoods { amount: worth(it.product, it.quantity), sold_at: None, ..*it };
    Return { goods: returned.goods.iter().map(goods).collect(), refund: Money::ZERO, ..told }
}

/// What goods are worth in a copy.
fn worth(product: ProductId, quantity: Quantity) -> Money {
    Line::of(product, quantity, UNIT).amount()
}
