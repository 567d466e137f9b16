//! Words for what is assigned to people of supporting departments.

use domain::records::order::Order;
use domain::values::node::Node;
use domain::views::assignments::AssignedPart;

use super::track_words;
use crate::t;

/// What is to be done.
pub fn title(part: AssignedPart, order: Option<&Order>) -> String {
    match part {
        AssignedPart::Node(Node::Shipped) => t!("support.ship").to_owned(),
        AssignedPart::Node(node) => t!("support.node", node = track_words::node(node)),
        AssignedPart::Anomaly(id) => {
            let anomaly = order.and_then(|it| it.anomalies.iter().find(|anomaly| anomaly.id == id));
            t!("support.anomaly", problem = anomaly.map(|it| it.problem.clone()).unwrap_or_default())
        }
    }
}
