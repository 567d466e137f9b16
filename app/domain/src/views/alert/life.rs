//! The status of an alert: raised, seen, handled, dismissed or resolved.

use std::collections::BTreeSet;

use super::Raised;
use super::ground::is_judged;
use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::alert::Alert;
use crate::values::calendar::Day;
use crate::values::ids::AlertId;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 未处理: not seen by anyone responsible.
    Raised,
    /// 已查看: seen, no action agreed.
    Seen,
    /// 处理中: an action is agreed.
    Handled {
        /// Its deadline.
        until: Day,
    },
    /// The agreed action is past its deadline.
    Late {
        /// The deadline that passed.
        until: Day,
    },
    /// 已忽略: dismissed with a reason.
    Dismissed,
}

pub fn status(raised: &Raised, book: &Book, today: Day) -> Status {
    let Some(alert) = book.alert(raised.id()) else { return Status::Raised };
    if alert.is_dismissed(raised.level) {
        return Status::Dismissed;
    }
    match alert.handling().map(|it| it.until) {
        Some(until) if until < today => Status::Late { until },
        Some(until) => Status::Handled { until },
        None if alert.seen.is_empty() => Status::Raised,
        None => Status::Seen,
    }
}

/// Alerts that were handled and no longer stand, newest first. Without those whose condition this actor's book cannot evaluate.
pub fn resolved<'a>(raised: &[Raised], actor: &Actor, book: &'a Book) -> Vec<&'a Alert> {
    let standing: BTreeSet<AlertId> = raised.iter().map(Raised::id).collect();
    let is_settled = |it: &&Alert| !standing.contains(&it.id) && !it.handlings.is_empty() && is_judged(it.key.subject, actor, book);
    let mut resolved: Vec<&Alert> = book.alerts().filter(is_settled).collect();
    resolved.sort_by_key(|it| (std::cmp::Reverse(it.handling().map(|handled| handled.at)), it.id));
    resolved
}
