//! The way of an order to the customer (订单跟踪): six nodes, deliveries, acceptance, what the customer says of it and what went wrong
//! (O-01…O-06, E-13…E-16). A node is reached by what is recorded (a delivery, an acceptance, the money) or by somebody's word.

use serde::{Deserialize, Serialize};

use super::{Line, Order, OrderTerms, Voided};
use crate::rules::NodeTemplate;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{AcceptanceId, AnomalyId, ComplaintId, DeliveryId, PersonId, ProductId};
use crate::values::money::{Money, Quantity};
use crate::values::node::{Node, Responsible};

/// What is written down next about an order on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NextStep {
    /// That production or service has begun.
    Begin,
    /// A delivery.
    Deliver,
    /// An acceptance.
    Accept,
}

/// What is planned for a node (O-03).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodePlan {
    /// Who sees to it; nobody named means who is credited with the order.
    #[serde(default)]
    pub owner: Option<Responsible>,
    /// The day by which it is to be reached.
    #[serde(default)]
    pub due_on: Option<Day>,
}

/// Somebody's word that a node is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeDone {
    /// The day.
    pub on: Day,
    /// Who says so.
    pub by: PersonId,
    /// When they said so.
    pub at: Timestamp,
}

/// What is particular about one node of one order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeTrack {
    /// Which node.
    pub node: Node,
    /// What is planned instead of what the rules say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<NodePlan>,
    /// That it is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<NodeDone>,
}

/// So many of a product of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goods {
    /// What.
    pub product: ProductId,
    /// How many.
    pub quantity: Quantity,
}

/// Goods that went to the customer (A15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Which one.
    pub id: DeliveryId,
    /// 实际交付时间.
    pub on: Day,
    /// What.
    pub goods: Vec<Goods>,
    /// 物流信息: carrier, number (O-04).
    #[serde(default)]
    pub logistics: String,
    /// Who wrote it down.
    pub by: PersonId,
    /// When.
    pub made_at: Timestamp,
    /// Taken back as a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

/// What the customer said when taking it over (验收).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Which one.
    pub id: AcceptanceId,
    /// The day.
    pub on: Day,
    /// Whether it was accepted.
    pub passed: bool,
    /// Who accepted, what was found.
    #[serde(default)]
    pub note: String,
    /// Who wrote it down.
    pub by: PersonId,
    /// When.
    pub made_at: Timestamp,
}

/// Why the delivery differs from what was agreed (E-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryGap {
    /// One of the company's reasons, or another.
    pub reason: String,
    /// More about it.
    #[serde(default)]
    pub note: String,
}

/// How satisfied the customer is (E-15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 (not at all) to 5 (very).
    pub score: u8,
    /// In their words.
    #[serde(default)]
    pub note: String,
}

/// A complaint about an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Which one.
    pub id: ComplaintId,
    /// When it was written down: the time to answer runs from here.
    pub made_at: Timestamp,
    /// Who wrote it down.
    pub by: PersonId,
    /// What the customer complains of.
    pub text: String,
    /// The answer, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Answer>,
}

/// The answer to a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When.
    pub at: Timestamp,
    /// Who answered.
    pub by: PersonId,
    /// What.
    pub text: String,
}

/// Something that went wrong on the way (异常): problem, handling, who, when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// Which one.
    pub id: AnomalyId,
    /// When it was written down.
    pub made_at: Timestamp,
    /// Who wrote it down.
    pub by: PersonId,
    /// What is wrong.
    pub problem: String,
    /// Who is to see to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Responsible>,
    /// What was done about it, oldest first (O-06).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handling: Vec<Handling>,
}

/// One step of handling an anomaly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: PersonId,
    /// What was done or decided.
    pub text: String,
    /// Whether that solved it.
    pub solves: bool,
}

impl Anomaly {
    /// When it was solved, if it is.
    pub fn solved_at(&self) -> Option<Timestamp> {
        self.handling.last().filter(|it| it.solves).map(|it| it.at)
    }
}

impl Order {
    /// Where it stands: the furthest node reached. Money that came early does not finish an order that is still to be delivered.
    pub fn node(&self) -> Node {
        let reached = |it: &Node| self.reached_on(*it).is_some();
        match Node::ALL[..5].iter().rev().copied().find(reached) {
            Some(Node::Completed) if reached(&Node::Collected) => Node::Collected,
            furthest => furthest.unwrap_or(Node::Ordered),
        }
    }

    /// The day a node was reached: by somebody's word, else by what is recorded.
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

    /// The day it got past 已下单, whichever node came first (AL-03).
    pub fn left_ordered_on(&self) -> Option<Day> {
        Node::BY_HAND.into_iter().filter_map(|it| self.reached_on(it)).min()
    }

    /// What is planned for a node: by agreement, else by the company's rules on the day of the deal (O-03); nothing of what is still to come of an
    /// order that is cancelled or came back whole.
    pub fn plan_of(&self, node: Node, template: &NodeTemplate) -> NodePlan {
        if self.is_over() && self.reached_on(node).is_none() {
            return NodePlan::default();
        }
        if let Some(plan) = self.tracked(node).and_then(|it| it.plan.clone()) {
            // The day of the money is what the terms say (A31).
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

    /// Whether a node is late: not reached though its day has passed, or reached after it.
    pub fn is_node_late(&self, node: Node, template: &NodeTemplate, today: Day) -> bool {
        let passed = node <= self.node() && self.reached_on(node).is_none();
        let due_on = self.plan_of(node, template).due_on;
        !passed && due_on.is_some_and(|it| it < self.reached_on(node).unwrap_or(today))
    }

    /// What is particular about a node.
    pub fn tracked(&self, node: Node) -> Option<&NodeTrack> {
        self.nodes.iter().find(|it| it.node == node)
    }

    /// The deliveries that count.
    pub fn valid_deliveries(&self) -> impl Iterator<Item = &Delivery> {
        self.deliveries.iter().filter(|it| it.voided.is_none())
    }

    /// 预计交付时间.
    pub fn deliver_by(&self) -> Option<Day> {
        self.terms.deliver_by
    }

    /// 实际交付时间: the day everything was with the customer.
    pub fn delivered_on(&self) -> Option<Day> {
        self.reached_on(Node::Acceptance).or_else(|| self.reached_on(Node::Completed))
    }

    /// Whether everything is with the customer.
    pub fn is_fully_delivered(&self) -> bool {
        self.delivered_on().is_some()
    }

    /// How many of a product were ordered.
    pub fn ordered(&self, product: ProductId) -> Quantity {
        self.terms.lines_of(product).map(|it| it.quantity).sum()
    }

    /// How many of a product were delivered.
    pub fn delivered(&self, product: ProductId) -> Quantity {
        self.valid_deliveries().flat_map(|it| &it.goods).filter(|it| it.product == product).map(|it| it.quantity).sum()
    }

    /// How many of a product are to be delivered in all: what was given up before it went out need not go out any more.
    pub fn wanted(&self, product: ProductId) -> Quantity {
        (self.ordered(product) - (self.returned(product).0 - self.came_back(product))).max(Quantity::NONE)
    }

    /// How many of a product are still to be delivered.
    pub fn to_deliver(&self, product: ProductId) -> Quantity {
        (self.wanted(product) - self.delivered(product)).max(Quantity::NONE)
    }

    /// Everything that is still to be delivered.
    pub fn all_to_deliver(&self) -> Vec<Goods> {
        let left = self.products().into_iter().map(|product| Goods { product, quantity: self.to_deliver(product) });
        left.filter(|it| Quantity::NONE < it.quantity).collect()
    }

    /// What was ordered, each product once, in the order of the lines.
    pub fn products(&self) -> Vec<ProductId> {
        let mut products = Vec::new();
        for line in &self.terms.lines {
            if !products.contains(&line.product) {
                products.push(line.product);
            }
        }
        products
    }

    /// The day nothing was left to deliver: the last goods went out, or what was left was given up. What happens later does not change it.
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

    /// The day everything was given up of which nothing had gone out: nothing is to be delivered any more.
    pub fn given_up_on(&self) -> Option<Day> {
        let is_nothing_left = self.products().into_iter().all(|it| self.wanted(it) <= Quantity::NONE);
        let is_without_delivery = self.valid_deliveries().next().is_none() && self.delivered_on().is_none();
        self.valid_returns().map(|it| it.on).max().filter(|_| is_nothing_left && is_without_delivery)
    }

    /// Whether somebody waits, or waited, longer for it than agreed: past its day while it is still to come, or when it came.
    pub fn is_delivery_late(&self, today: Day) -> bool {
        let until = self.delivered_on().or(self.given_up_on()).unwrap_or(today);
        self.cancelled.is_none() && self.deliver_by().is_some_and(|it| it < until)
    }

    /// Complaints without an answer and anomalies without a solution.
    pub fn n_open_matters(&self) -> usize {
        let complaints = self.complaints.iter().filter(|it| it.answered.is_none()).count();
        complaints + self.anomalies.iter().filter(|it| it.solved_at().is_none()).count()
    }

    /// Whether there is still something to do for it: to deliver, to accept, to pay.
    pub fn is_open(&self) -> bool {
        self.cancelled.is_none() && self.node() != Node::Collected && Money::ZERO < self.amount()
    }

    /// Days by which the latest of the nodes still ahead is past its day; 0 when none is.
    pub fn days_late(&self, template: &NodeTemplate, today: Day) -> i32 {
        let here = self.node();
        let ahead = Node::BY_HAND.into_iter().filter(|it| here < *it && self.reached_on(*it).is_none());
        let due = ahead.filter(|it| self.is_node_late(*it, template, today)).filter_map(|it| self.plan_of(it, template).due_on);
        due.map(|it| today.0.saturating_sub(it.0)).max().unwrap_or(0)
    }

    /// The one thing to write down next on its way to the customer; nothing once it is accepted, or nothing is left of it.
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
    /// The lines of a product.
    pub fn lines_of(&self, product: ProductId) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |it| it.product == product)
    }
}
