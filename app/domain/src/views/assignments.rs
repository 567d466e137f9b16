//! What a person of a supporting department is asked to do, and what they have done.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::order::{Anomaly, Order};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{AnomalyId, OrderId};
use crate::values::node::{Node, Responsible};

/// How many days an answered assignment stays in the list.
const KEPT_DAYS: i32 = 30;

/// The part of an order that somebody answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssignedPart {
    Node(Node),
    Anomaly(AnomalyId),
}

/// One assignment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Assignment {
    pub order: OrderId,
    pub part: AssignedPart,
    /// The last day for it; an anomaly has none.
    pub due_on: Option<Day>,
    /// The day an anomaly was recorded.
    pub since: Option<Day>,
    /// The day it was answered.
    pub done_on: Option<Day>,
}

impl Assignment {
    /// Days past the last day; 0 in time or once answered.
    pub fn days_late(&self, today: Day) -> i32 {
        let due_on = self.due_on.filter(|_| self.done_on.is_none());
        due_on.map_or(0, |it| today.0.saturating_sub(it.0).max(0))
    }
}

/// All assignments of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignments {
    /// Still to do: what is due or waits longest comes first.
    pub open: Vec<Assignment>,
    /// Answered within the last 30 days, newest first.
    pub done: Vec<Assignment>,
}

impl Assignments {
    /// Those of the actor in their book.
    pub fn of(actor: &Actor, book: &Book, today: Day) -> Assignments {
        let own = Responsible::Person(actor.person);
        let offset = book.company().utc_offset_minutes;
        let mut all = Assignments::default();
        for order in book.orders().filter(|it| it.cancelled.is_none()) {
            for node in Node::BY_HAND.into_iter().filter(|it| order.owner_of(*it, book).as_ref() == Some(&own)) {
                all.put(node_of(order, node, book), today);
            }
            for anomaly in order.anomalies.iter().filter(|it| it.responsible.as_ref() == Some(&own)) {
                all.put(anomaly_of(order, anomaly, offset), today);
            }
        }
        all.open.sort_by_key(|it| (it.due_on.or(it.since), it.order, it.part));
        all.done.sort_by_key(|it| (std::cmp::Reverse(it.done_on), it.order, it.part));
        all
    }

    /// How many are due today or late, or are anomalies that wait.
    pub fn n_due(&self, today: Day) -> usize {
        self.open.iter().filter(|it| it.due_on.is_none_or(|due_on| due_on <= today)).count()
    }

    fn put(&mut self, assignment: Assignment, today: Day) {
        match assignment.done_on {
            None => self.open.push(assignment),
            Some(on) if today.plus(-KEPT_DAYS) <= on => self.done.push(assignment),
            Some(_) => {}
        }
    }
}

fn node_of(order: &Order, node: Node, book: &Book) -> Assignment {
    let template = book.company().order_nodes.on(order.terms.deal_on);
    // A node that the order has passed is done on the day of the next one reached.
    let later = || Node::ALL.into_iter().filter(|it| node < *it).find_map(|it| order.reached_on(it));
    let done_on = order.reached_on(node).or_else(later);
    Assignment { order: order.id, part: AssignedPart::Node(node), due_on: order.plan_of(node, &template).due_on, since: None, done_on }
}

fn anomaly_of(order: &Order, anomaly: &Anomaly, offset: i32) -> Assignment {
    let day = |it: Timestamp| it.day(offset);
    let (since, done_on) = (Some(day(anomaly.made_at)), anomaly.solved_at().map(day));
    Assignment { order: order.id, part: AssignedPart::Anomaly(anomaly.id), due_on: None, since, done_on }
}
