//! How far an alert has come: raised, seen, handled, dismissed, resolved.

use std::collections::BTreeSet;

use super::Raised;
use super::ground::is_judged;
use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::alert::Alert;
use crate::values::calendar::Day;
use crate::values::ids::AlertId;

/// How far the life of an alert has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 未处理: nobody has seen it who answers for it.
    Raised,
    /// 已查看: seen, and nothing agreed.
    Seen,
    /// 处理中: somebody does something about it.
    Handled {
        /// Until then.
        until: Day,
    },
    /// What was agreed did not happen in time.
    Late {
        /// It should have by then.
        until: Day,
    },
    /// 已忽略: dismissed with a reason.
    Dismissed,
}

/// How far the life of this alert has come.
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

/// The alerts that were dealt with and are no more: their facts are settled. The youngest first. What this person cannot judge is not among
/// them.
pub fn resolved<'a>(raised: &[Raised], actor: &Actor, book: &'a Book) -> Vec<&'a Alert> {
    let standing: BTreeSet<AlertId> = raised.iter().map(Raised::id).collect();
    let is_settled = |it: &&Alert| !standing.contains(&it.id) && !it.handlings.is_empty() && is_judged(it.key.subject, actor, book);
    let mut resolved: Vec<&Alert> = book.alerts().filter(is_settled).collect();
    resolved.sort_by_key(|it| (std::cmp::Reverse(it.handling().map(|it| it.at)), it.id));
    resolved
}
