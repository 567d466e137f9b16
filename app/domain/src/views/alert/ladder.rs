//! Escalation: an alert goes first to the person responsible, then to the superior, then to the manager. Handling it in time stops the
//! escalation.

use std::collections::BTreeSet;

use super::{Raised, Status, status};
use crate::book::Book;
use crate::records::alert::{AlertKey, Occurrence};
use crate::rules::alert_rules::{AlertRules, Level};
use crate::values::calendar::Day;
use crate::values::ids::PersonId;
use crate::views::superiors::{managers, superiors};

/// The escalation level of an alert. Ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// Only the person responsible.
    Person,
    /// Also their superior.
    Superior,
    /// Also the manager above.
    Manager,
}

/// The escalation level of an alert; `None` if it was dismissed.
pub fn rung(raised: &Raised, book: &Book, today: Day) -> Option<Rung> {
    let company = book.company();
    let (superior_after, manager_after) = days_to_wait(&raised.key, &company.alerts.on(today));
    let until = match status(raised, book, today) {
        Status::Dismissed => return None,
        // It stays at the level it had when somebody took it up.
        Status::Handled { .. } => {
            let handling = book.alert(raised.id()).and_then(|it| it.handling().map(|handled| handled.at.day(company.utc_offset_minutes)));
            handling.unwrap_or(today).min(today)
        }
        Status::Raised | Status::Seen | Status::Late { .. } => today,
    };
    let days = until.0.saturating_sub(raised.since.0);
    Some(match () {
        () if manager_after <= days => Rung::Manager,
        () if superior_after <= days => Rung::Superior,
        () => Rung::Person,
    })
}

/// The days until the superior and the manager are told. A rule on a KPI that was taken away since keeps the usual ones.
fn days_to_wait(key: &AlertKey, rules: &AlertRules) -> (i32, i32) {
    let own = match key.occurrence {
        Occurrence::Kpi { rule, .. } => rules.kpis.iter().find(|it| it.id == rule).map(|it| (it.superior_after, it.manager_after)),
        _ => None,
    };
    let setting = rules.of(key.rule);
    own.unwrap_or((setting.superior_after, setting.manager_after))
}

/// Everybody to be notified by now.
pub fn told(raised: &Raised, book: &Book, today: Day) -> BTreeSet<PersonId> {
    let Some(rung) = rung(raised, book, today) else { return BTreeSet::new() };
    let mut told: BTreeSet<PersonId> = BTreeSet::new();
    told.extend(book.person(raised.person).filter(|it| it.active).map(|it| it.id));
    if Rung::Superior <= rung {
        told.extend(superiors(raised.person, book));
    }
    if Rung::Manager <= rung {
        told.extend(managers(raised.person, book));
    }
    told
}

/// Whether an alert stands and this person is to be notified by now. Every screen and count uses this to decide whose alert it is.
pub fn concerns(raised: &Raised, person: PersonId, book: &Book, today: Day) -> bool {
    told(raised, book, today).contains(&person)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub n: usize,
    pub n_red: usize,
}

impl Counts {
    pub fn of<'a>(alerts: impl IntoIterator<Item = &'a Raised>) -> Counts {
        alerts
            .into_iter()
            .fold(Counts::default(), |counts, it| Counts { n: counts.n + 1, n_red: counts.n_red + usize::from(it.level == Level::Red) })
    }
}
