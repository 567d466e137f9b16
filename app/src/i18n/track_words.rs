//! The texts of order tracking: the nodes of an order, their commands and fields.

use domain::decide::command::Track;
use domain::records::order::{Age, Timing};
use domain::values::node::Node;

use crate::t;

/// 已下单 – 生产中 – 已发货 – 待验收 – 已完成 – 回款.
pub fn node(node: Node) -> &'static str {
    match node {
        Node::Ordered => t!("track.node.ordered"),
        Node::Production => t!("track.node.production"),
        Node::Shipped => t!("track.node.shipped"),
        Node::Acceptance => t!("track.node.acceptance"),
        Node::Completed => t!("track.node.completed"),
        Node::Collected => t!("track.node.collected"),
    }
}

/// The name of a node in the page's markup, for tests.
pub fn key(node: Node) -> &'static str {
    match node {
        Node::Ordered => "ordered",
        Node::Production => "production",
        Node::Shipped => "shipped",
        Node::Acceptance => "acceptance",
        Node::Completed => "completed",
        Node::Collected => "collected",
    }
}

/// Whether the amount owed is overdue.
pub fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::Settled => t!("track.timing.settled"),
        Timing::NotDue => t!("track.timing.not_due"),
        Timing::Overdue => t!("track.timing.overdue"),
    }
}

/// The age of an overdue amount.
pub fn age(age: Age) -> &'static str {
    match age {
        Age::NotDue => t!("track.age.not_due"),
        Age::UpTo30 => t!("track.age.up_to_30"),
        Age::UpTo60 => t!("track.age.up_to_60"),
        Age::UpTo90 => t!("track.age.up_to_90"),
        Age::Over90 => t!("track.age.over_90"),
    }
}

/// The title of a tracking command.
pub fn verb(track: &Track) -> &'static str {
    match track {
        Track::FinishNode(_) => t!("track.verb.finish_node"),
        Track::ReopenNode(_) => t!("track.verb.reopen_node"),
        Track::PlanNode(_) => t!("track.verb.plan_node"),
        Track::RecordDelivery(_) => t!("track.verb.record_delivery"),
        Track::VoidDelivery(_) => t!("track.verb.void_delivery"),
        Track::RecordAcceptance(_) => t!("track.verb.record_acceptance"),
        Track::ExplainDelivery(_) => t!("track.verb.explain_delivery"),
        Track::RateOrder(_) => t!("track.verb.rate_order"),
        Track::RecordComplaint(_) => t!("track.verb.record_complaint"),
        Track::AnswerComplaint(_) => t!("track.verb.answer_complaint"),
        Track::RecordAnomaly(_) => t!("track.verb.record_anomaly"),
        Track::HandleAnomaly(_) => t!("track.verb.handle_anomaly"),
        Track::ReturnGoods(_) => t!("track.verb.return_goods"),
        Track::VoidReturn(_) => t!("track.verb.void_return"),
    }
}
