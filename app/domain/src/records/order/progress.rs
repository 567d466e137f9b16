//! How far the fulfilment of an order is (O-01, O-03, A15).

use super::Order;
use super::line::Line;
use super::terms::OrderTerms;
use super::track::{Delivery, Goods, NextStep, NodePlan, NodeTrack};
use crate::rules::NodeTemplate;
use crate::values::calendar::Day;
use crate::values::ids::ProductId;
use crate::values::money::{Money, Quantity};
use crate::values::node::Node;

impl Order {
    /// The furthest node reached. Early payment does not complete an order that still has to be delivered.
    pub fn node(&self) -> Node {
        let reached = |it: &Node| self.reached_on(*it).is_some();
        match Node::ALL[..5].iter().rev().copied().find(reached) {
            Some(Node::Completed) if reached(&Node::Collected) => Node::Collected,
            furthest => furthest.unwrap_or(Node::Ordered),
        }
    }

    /// The day a node was reached: as marked by a person, else according to the records.
    pub fn reached_on(&self, node: Node) -> Option<Day> {
        let said = self.tracked(node).and_then(|it| it.done).map(|it| it.on);
        said.or_else(|| match node {
            Node::Ordered => Some(self.terms.deal_on),
            Node::Production => None,
            Node::Shipped => self.valid_deliveries().map(|it| it.on).min(),
            Node::Acceptance => self.goods_delivered_on(),
            Node::Completed => self.acceptances.iter().filter(|it| it.passed).map(|it| it.on).min(),
            Node::Collected => self.collected_on(),
        })
    }

    /// The day it left 已下单, whichever node came first (AL-03).
    pub fn left_ordered_on(&self) -> Option<Day> {
        Node::BY_HAND.into_iter().filter_map(|it| self.reached_on(it)).min()
    }

    /// The plan for a node: the order's own, else the company's rules as of the day of the deal (O-03). Empty for nodes not reached by an order
    /// that was cancelled or returned in full.
    pub fn plan_of(&self, node: Node, template: &NodeTemplate) -> NodePlan {
        if self.is_over() && self.reached_on(node).is_none() {
            return NodePlan::default();
        }
        if let Some(plan) = self.tracked(node).and_then(|it| it.plan.clone()) {
            // The terms define the due day of the payment (A31).
            return if node == Node::Collected { NodePlan { due_on: Some(self.last_due()), ..plan } } else { plan };
        }
        let step = template.step(node);
        let agreed = match node {
            Node::Ordered => Some(self.terms.deal_on),
            Node::Acceptance => self.deliver_by(),
            Node::Collected => Some(self.last_due()),
            Node::Production | Node::Shipped | Node::Completed => None,
        };
        NodePlan { owner: step.owner.clone(), due_on: agreed.or(Some(self.terms.deal_on.plus(step.days))) }
    }

    /// Whether a node is late: overdue and not reached, or reached after its due day.
    pub fn is_node_late(&self, node: Node, template: &NodeTemplate, today: Day) -> bool {
        let passed = node <= self.node() && self.reached_on(node).is_none();
        let due_on = self.plan_of(node, template).due_on;
        !passed && due_on.is_some_and(|it| it < self.reached_on(node).unwrap_or(today))
    }

    /// The order-specific data of a node.
    pub fn tracked(&self, node: Node) -> Option<&NodeTrack> {
        self.nodes.iter().find(|it| it.node == node)
    }

    /// Deliveries that are not voided.
    pub fn valid_deliveries(&self) -> impl Iterator<Item = &Delivery> {
        self.deliveries.iter().filter(|it| it.voided.is_none())
    }

    /// 预计交付时间.
    pub fn deliver_by(&self) -> Option<Day> {
        self.terms.deliver_by
    }

    /// 实际交付时间: the day the delivery was complete.
    pub fn delivered_on(&self) -> Option<Day> {
        self.reached_on(Node::Acceptance).or_else(|| self.reached_on(Node::Completed))
    }

    pub fn is_fully_delivered(&self) -> bool {
        self.delivered_on().is_some()
    }

    /// Ordered quantity of a product.
    pub fn ordered(&self, product: ProductId) -> Quantity {
        self.terms.lines_of(product).map(|it| it.quantity).sum()
    }

    /// Delivered quantity of a product.
    pub fn delivered(&self, product: ProductId) -> Quantity {
        self.valid_deliveries().flat_map(|it| &it.goods).filter(|it| it.product == product).map(|it| it.quantity).sum()
    }

    /// Total quantity of a product to deliver: the ordered quantity less what was given up before it was shipped.
    pub fn wanted(&self, product: ProductId) -> Quantity {
        (self.ordered(product) - (self.returned(product).0 - self.came_back(product))).max(Quantity::NONE)
    }

    /// Quantity of a product still to deliver.
    pub fn to_deliver(&self, product: ProductId) -> Quantity {
        (self.wanted(product) - self.delivered(product)).max(Quantity::NONE)
    }

    /// All goods still to deliver.
    pub fn all_to_deliver(&self) -> Vec<Goods> {
        let left = self.products().into_iter().map(|product| Goods { product, quantity: self.to_deliver(product) });
        left.filter(|it| Quantity::NONE < it.quantity).collect()
    }

    /// The ordered products without duplicates, in the order of the lines.
    pub fn products(&self) -> Vec<ProductId> {
        let mut products = Vec::new();
        for line in &self.terms.lines {
            if !products.contains(&line.product) {
                products.push(line.product);
            }
        }
        products
    }

    /// The day the delivery became complete: the last goods were delivered, or the rest was given up. Later events do not change it.
    fn goods_delivered_on(&self) -> Option<Day> {
        self.valid_deliveries().next()?;
        let mut left: Vec<Goods> = self.products().into_iter().map(|it| Goods { product: it, quantity: self.ordered(it) }).collect();
        let went = self.valid_deliveries().flat_map(|delivery| delivery.goods.iter().map(|it| (delivery.on, *it)));
        let given_up = self.valid_returns().flat_map(|returned| {
            returned.goods.iter().map(|it| (returned.on, Goods { product: it.product, quantity: it.quantity - it.delivered }))
        });
        let mut steps: Vec<(Day, Goods)> = went.chain(given_up).collect();
        steps.sort_by_key(|it| it.0);
        steps.into_iter().find_map(|(on, goods)| {
            left.iter_mut().filter(|it| it.product == goods.product).for_each(|it| it.quantity = it.quantity - goods.quantity);
            left.iter().all(|it| it.quantity <= Quantity::NONE).then_some(on)
        })
    }

    /// The day an order without any delivery was given up in full; nothing has to be delivered any more.
    pub fn given_up_on(&self) -> Option<Day> {
        let is_nothing_left = self.products().into_iter().all(|it| self.wanted(it) <= Quantity::NONE);
        let is_without_delivery = self.valid_deliveries().next().is_none() && self.delivered_on().is_none();
        self.valid_returns().map(|it| it.on).max().filter(|_| is_nothing_left && is_without_delivery)
    }

    /// Whether the customer waits, or waited, beyond the agreed delivery day.
    pub fn is_delivery_late(&self, today: Day) -> bool {
        let until = self.delivered_on().or(self.given_up_on()).unwrap_or(today);
        self.cancelled.is_none() && self.deliver_by().is_some_and(|it| it < until)
    }

    /// Number of unanswered complaints and unsolved anomalies.
    pub fn n_open_matters(&self) -> usize {
        let complaints = self.complaints.iter().filter(|it| it.answered.is_none()).count();
        complaints + self.anomalies.iter().filter(|it| it.solved_at().is_none()).count()
    }

    /// Whether something is still to be delivered, accepted or paid.
    pub fn is_open(&self) -> bool {
        self.cancelled.is_none() && self.node() != Node::Collected && Money::ZERO < self.amount()
    }

    /// Days overdue of the most overdue node still ahead; 0 if none is.
    pub fn days_late(&self, template: &NodeTemplate, today: Day) -> i32 {
        let here = self.node();
        let ahead = Node::BY_HAND.into_iter().filter(|it| here < *it && self.reached_on(*it).is_none());
        let due = ahead.filter(|it| self.is_node_late(*it, template, today)).filter_map(|it| self.plan_of(it, template).due_on);
        due.map(|it| today.0.saturating_sub(it.0)).max().unwrap_or(0)
    }

    /// The next thing to record about the fulfilment; `None` once it is accepted, cancelled or given up.
    pub fn next_step(&self) -> Option<NextStep> {
        if self.cancelled.is_some() || self.given_up_on().is_some() {
            return None;
        }
        match self.node() {
            Node::Ordered => Some(NextStep::Begin),
            Node::Production | Node::Shipped if !self.is_fully_delivered() => Some(NextStep::Deliver),
            Node::Production | Node::Shipped | Node::Acceptance => Some(NextStep::Accept),
            Node::Completed | Node::Collected => None,
        }
    }
}

impl OrderTerms {
    pub fn lines_of(&self, product: ProductId) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |it| it.product == product)
    }
}
