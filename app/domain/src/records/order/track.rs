//! Fulfilment of an order (订单跟踪): six nodes, deliveries, acceptance, customer feedback and problems (O-01…O-06, E-13…E-16). A node is reached
//! through records (a delivery, an acceptance, the money) or because a person marked it.

use serde::{Deserialize, Serialize};

use super::voided::Voided;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{AcceptanceId, AnomalyId, ComplaintId, DeliveryId, PersonId, ProductId};
use crate::values::money::Quantity;
use crate::values::node::{Node, Responsible};

/// The next thing to record about an order's fulfilment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NextStep {
    /// The start of production or service.
    Begin,
    /// A delivery.
    Deliver,
    /// An acceptance.
    Accept,
}

/// The plan for a node (O-03).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodePlan {
    /// Who is responsible; `None` means the order's credited owner.
    #[serde(default)]
    pub owner: Option<Responsible>,
    /// Deadline for reaching it.
    #[serde(default)]
    pub due_on: Option<Day>,
}

/// A person's mark that a node is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeDone {
    /// The day it was reached.
    pub on: Day,
    /// Who marked it.
    pub by: PersonId,
    /// When the mark was made.
    pub at: Timestamp,
}

/// Order-specific data of one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeTrack {
    pub node: Node,
    /// Replaces the plan from the rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<NodePlan>,
    /// Set when a person marked it as reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<NodeDone>,
}

/// A quantity of one of the order's products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goods {
    pub product: ProductId,
    pub quantity: Quantity,
}

/// Goods delivered to the customer (A15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub id: DeliveryId,
    /// 实际交付时间.
    pub on: Day,
    pub goods: Vec<Goods>,
    /// 物流信息: carrier, tracking number (O-04).
    #[serde(default)]
    pub logistics: String,
    /// Who recorded it.
    pub by: PersonId,
    /// When it was recorded.
    pub made_at: Timestamp,
    /// Set when voided as a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

/// The customer's acceptance or rejection of the goods (验收).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    pub id: AcceptanceId,
    pub on: Day,
    pub passed: bool,
    /// Who accepted, and any findings.
    #[serde(default)]
    pub note: String,
    /// Who recorded it.
    pub by: PersonId,
    /// When it was recorded.
    pub made_at: Timestamp,
}

/// Why the delivery deviates from the agreement (E-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryGap {
    /// One of the company's reasons, or free text.
    pub reason: String,
    /// Details.
    #[serde(default)]
    pub note: String,
}

/// Customer satisfaction (E-15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// From 1 (not at all satisfied) to 5 (very).
    pub score: u8,
    /// In the customer's words.
    #[serde(default)]
    pub note: String,
}

/// A complaint about an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    pub id: ComplaintId,
    /// When it was recorded; the response time starts here.
    pub made_at: Timestamp,
    /// Who recorded it.
    pub by: PersonId,
    /// What the customer complains about.
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<ComplaintAnswer>,
}

/// The answer to a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintAnswer {
    pub at: Timestamp,
    pub by: PersonId,
    pub text: String,
}

/// A problem during fulfilment (异常): what it is, how it was handled, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    pub id: AnomalyId,
    /// When it was recorded.
    pub made_at: Timestamp,
    /// Who recorded it.
    pub by: PersonId,
    pub problem: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Responsible>,
    /// Handling steps, oldest first (O-06).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handling: Vec<AnomalyHandling>,
}

/// One step in handling an anomaly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnomalyHandling {
    pub at: Timestamp,
    pub by: PersonId,
    /// What was done or decided.
    pub text: String,
    /// Whether it solved the anomaly.
    pub solves: bool,
}

impl Anomaly {
    pub fn solved_at(&self) -> Option<Timestamp> {
        self.handling.last().filter(|it| it.solves).map(|it| it.at)
    }
}
