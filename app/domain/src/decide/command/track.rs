//! What can happen to an order on its way to the customer (O-01…O-06, A13).

use serde::{Deserialize, Serialize};

use crate::records::order::{DeliveryGap, Goods, LineGoods, NodePlan, Rating};
use crate::values::calendar::Day;
use crate::values::ids::{AcceptanceId, AnomalyId, ComplaintId, DeliveryId, OrderId, ReturnId};
use crate::values::node::{Node, Responsible};
use crate::values::tagged::tagged;

/// A request that concerns one order on its way. `was` is the value that the person saw, `now` the value that they want.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Track {
    /// Mark a node as reached (O-03).
    FinishNode { order: OrderId, node: Node, on: Day },
    /// Mark a node as not reached.
    ReopenNode { order: OrderId, node: Node },
    /// Set the person responsible for a node and its due day (O-03).
    PlanNode { order: OrderId, node: Node, was: NodePlan, now: NodePlan },
    /// Record a delivery (O-01, A15).
    RecordDelivery {
        order: OrderId,
        id: DeliveryId,
        on: Day,
        /// Defaults to everything that is still to be delivered.
        #[serde(default)]
        goods: Vec<Goods>,
        /// 物流信息.
        #[serde(default)]
        logistics: String,
    },
    /// Void a delivery recorded by mistake.
    VoidDelivery {
        order: OrderId,
        delivery: DeliveryId,
        reason: String,
        /// Whether the figures of the original days are corrected; otherwise it is netted on the day it is voided.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
    /// Record the result of an acceptance by the customer (O-04).
    RecordAcceptance {
        order: OrderId,
        id: AcceptanceId,
        on: Day,
        passed: bool,
        /// Who accepted and what was found.
        #[serde(default)]
        note: String,
    },
    /// Explain why the delivery differs from what was agreed (E-16).
    ExplainDelivery { order: OrderId, was: Option<DeliveryGap>, now: Option<DeliveryGap> },
    /// Record how satisfied the customer is (E-15).
    RateOrder { order: OrderId, was: Option<Rating>, now: Option<Rating> },
    /// Record a complaint (O-05).
    RecordComplaint { order: OrderId, id: ComplaintId, text: String },
    /// Answer a complaint.
    AnswerComplaint { order: OrderId, complaint: ComplaintId, text: String },
    /// Record an anomaly (O-01).
    RecordAnomaly {
        order: OrderId,
        id: AnomalyId,
        problem: String,
        /// Who is to handle it.
        #[serde(default)]
        responsible: Option<Responsible>,
    },
    /// Record what was done about an anomaly (O-06).
    HandleAnomaly { order: OrderId, anomaly: AnomalyId, text: String, solves: bool },
    /// Record returned goods (A13).
    ReturnGoods {
        order: OrderId,
        id: ReturnId,
        on: Day,
        goods: Vec<LineGoods>,
        /// Whether the customer had received the goods, or gives up goods that were never delivered. Left out by older clients, and where only
        /// one is possible.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivered: Option<bool>,
        /// Whether the overpaid amount stays the customer's credit; otherwise it is refunded that day.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        keeps: bool,
        reason: String,
    },
    /// Void a return recorded by mistake.
    VoidReturn {
        order: OrderId,
        returned: ReturnId,
        reason: String,
        /// Whether the figures of the original days are corrected; otherwise it is netted on the day it is voided.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
}
tagged!(Track, "do");

impl Track {
    /// The verb as it is serialized.
    pub fn verb(&self) -> &'static str {
        match self {
            Track::FinishNode { .. } => "finish_node",
            Track::ReopenNode { .. } => "reopen_node",
            Track::PlanNode { .. } => "plan_node",
            Track::RecordDelivery { .. } => "record_delivery",
            Track::VoidDelivery { .. } => "void_delivery",
            Track::RecordAcceptance { .. } => "record_acceptance",
            Track::ExplainDelivery { .. } => "explain_delivery",
            Track::RateOrder { .. } => "rate_order",
            Track::RecordComplaint { .. } => "record_complaint",
            Track::AnswerComplaint { .. } => "answer_complaint",
            Track::RecordAnomaly { .. } => "record_anomaly",
            Track::HandleAnomaly { .. } => "handle_anomaly",
            Track::ReturnGoods { .. } => "return_goods",
            Track::VoidReturn { .. } => "void_return",
        }
    }

    /// The order it concerns. A decision reads nothing else, except that a return may make another order the first of its customer.
    pub fn order(&self) -> OrderId {
        match self {
            Track::FinishNode { order, .. }
            | Track::ReopenNode { order, .. }
            | Track::PlanNode { order, .. }
            | Track::RecordDelivery { order, .. }
            | Track::VoidDelivery { order, .. }
            | Track::RecordAcceptance { order, .. }
            | Track::ExplainDelivery { order, .. }
            | Track::RateOrder { order, .. }
            | Track::RecordComplaint { order, .. }
            | Track::AnswerComplaint { order, .. }
            | Track::RecordAnomaly { order, .. }
            | Track::HandleAnomaly { order, .. }
            | Track::ReturnGoods { order, .. }
            | Track::VoidReturn { order, .. } => *order,
        }
    }
}
