//! What can happen to an order on its way to the customer (O-01…O-06, A13).

use serde::{Deserialize, Serialize};

use crate::records::order::{DeliveryGap, Goods, LineGoods, NodePlan, Rating};
use crate::values::calendar::Day;
use crate::values::ids::{AcceptanceId, AnomalyId, ComplaintId, DeliveryId, OrderId, ReturnId};
use crate::values::node::{Node, Responsible};

/// A wish that concerns one order on its way. `was` is what the person was looking at, `now` what she made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Track {
    /// Say that a node is reached (O-03).
    FinishNode {
        /// Of which order.
        order: OrderId,
        /// Which node.
        node: Node,
        /// The day.
        on: Day,
    },
    /// Take back that a node is reached.
    ReopenNode {
        /// Of which order.
        order: OrderId,
        /// Which node.
        node: Node,
    },
    /// Agree on who sees to a node, and by when (O-03).
    PlanNode {
        /// Of which order.
        order: OrderId,
        /// Which node.
        node: Node,
        /// What was planned.
        was: NodePlan,
        /// What is planned.
        now: NodePlan,
    },
    /// Record what went to the customer (O-01, A15).
    RecordDelivery {
        /// Of which order.
        order: OrderId,
        /// Its id.
        id: DeliveryId,
        /// The day.
        on: Day,
        /// What; left out, everything that is still to be delivered.
        #[serde(default)]
        goods: Vec<Goods>,
        /// 物流信息.
        #[serde(default)]
        logistics: String,
    },
    /// Take back a delivery recorded by mistake.
    VoidDelivery {
        /// Of which order.
        order: OrderId,
        /// Which one.
        delivery: DeliveryId,
        /// Why.
        reason: String,
        /// Whether the days on which it counted are corrected; otherwise it is netted on the day it is taken back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
    /// Record what the customer said when taking it over (O-04).
    RecordAcceptance {
        /// Of which order.
        order: OrderId,
        /// Its id.
        id: AcceptanceId,
        /// The day.
        on: Day,
        /// Whether it was accepted.
        passed: bool,
        /// Who accepted, what was found.
        #[serde(default)]
        note: String,
    },
    /// Say why the delivery differs from what was agreed (E-16).
    ExplainDelivery {
        /// Of which order.
        order: OrderId,
        /// What was said.
        was: Option<DeliveryGap>,
        /// What is to be said.
        now: Option<DeliveryGap>,
    },
    /// Write down how satisfied the customer is (E-15).
    RateOrder {
        /// Which order.
        order: OrderId,
        /// What it was seen to be.
        was: Option<Rating>,
        /// What it is.
        now: Option<Rating>,
    },
    /// Write down a complaint (O-05).
    RecordComplaint {
        /// About which order.
        order: OrderId,
        /// Its id.
        id: ComplaintId,
        /// What the customer complains of.
        text: String,
    },
    /// Answer a complaint.
    AnswerComplaint {
        /// About which order.
        order: OrderId,
        /// Which one.
        complaint: ComplaintId,
        /// The answer.
        text: String,
    },
    /// Write down that something went wrong (O-01).
    RecordAnomaly {
        /// Of which order.
        order: OrderId,
        /// Its id.
        id: AnomalyId,
        /// What is wrong.
        problem: String,
        /// Who is to see to it.
        #[serde(default)]
        responsible: Option<Responsible>,
    },
    /// Write down what was done about it (O-06).
    HandleAnomaly {
        /// Of which order.
        order: OrderId,
        /// Which one.
        anomaly: AnomalyId,
        /// What was done or decided.
        text: String,
        /// Whether that solved it.
        solves: bool,
    },
    /// Record goods that came back (A13).
    ReturnGoods {
        /// Of which order.
        order: OrderId,
        /// Its id.
        id: ReturnId,
        /// The day.
        on: Day,
        /// What.
        goods: Vec<LineGoods>,
        /// Whether the customer had been given them, or gives up what never went out; left out by older releases, and where only one can be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivered: Option<bool>,
        /// Whether what was paid beyond stays the customer's credit; otherwise it is paid back that day.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        keeps: bool,
        /// Why.
        reason: String,
    },
    /// Take back a return recorded by mistake.
    VoidReturn {
        /// Of which order.
        order: OrderId,
        /// Which one.
        returned: ReturnId,
        /// Why.
        reason: String,
        /// Whether the days on which it counted are corrected; otherwise it is netted on the day it is taken back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
}

impl Track {
    /// The verb, as it travels.
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

    /// The order it concerns, which is all that a decision about it reads; what comes back may make another order the first of its customer.
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
