//! Who is responsible for a record, and therefore which buckets may hold it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::access::actor::Actor;
use crate::access::bucket::{Bucket, above};
use crate::book::Book;
use crate::book::record::Record;
use crate::records::quota::Quota;
use crate::values::ids::{DepartmentId, Kind, PersonId, TeamId};
use crate::values::target_of::TargetOf;

impl Record {
    /// The scope of the record, computed from its owner, credit and customer.
    pub fn scope(&self, book: &Book) -> Scope {
        let holder = self.family().and_then(|it| book.customer(it)).map(|it| it.owner);
        let of_family = |credit: PersonId, credit_team: Option<TeamId>| {
            let holder = holder.unwrap_or(credit);
            let holder_team = book.person(holder).and_then(|it| it.team);
            Scope { holder: Some(holder), holder_team, credit: Some(credit), credit_team, ..Scope::default() }
        };
        match self {
            Record::Company(_)
            | Record::Region(_)
            | Record::Department(_)
            | Record::Team(_)
            | Record::Person(_)
            | Record::Product(_)
            | Record::Kpi(_)
            | Record::Benchmark(_)
            | Record::PlanningNote(_) => Scope { catalog: true, ..Scope::default() },
            // A merged customer belongs to the scope of the kept customer and to its own former one.
            Record::Customer(customer) if !customer.stands() => {
                of_family(customer.owner, book.person(customer.owner).and_then(|it| it.team))
            }
            Record::Customer(customer) => {
                let holder_team = book.person(customer.owner).and_then(|it| it.team);
                Scope { holder: Some(customer.owner), holder_team, ..Scope::default() }
            }
            // A follow-up is part of the customer's history and credited to nobody: it moves with the customer.
            Record::FollowUp(follow_up) => Scope { credit: None, credit_team: None, ..of_family(follow_up.by, follow_up.team) },
            // Its owner must see it, even if somebody else owns the customer.
            Record::Task(task) => of_family(task.owner, task.team),
            Record::Opportunity(opportunity) => of_family(opportunity.owner, opportunity.team),
            Record::Order(order) => {
                Scope { assigned: order.assigned(book), credited: order.credited_others(), ..of_family(order.owner, order.team) }
            }
            Record::KpiEntry(entry) => of_family(entry.owner, entry.team),
            // Belongs to a customer, or to its owner alone.
            Record::Expense(expense) => of_family(expense.owner, expense.team),
            // Evidence has the scope of the record it documents.
            Record::Attachment(attachment) => match attachment.owner {
                Some(owner) => of_family(owner, attachment.team),
                None => Scope { credit: None, credit_team: None, ..of_family(attachment.by, None) },
            },
            // In scope of its customer and of the person responsible for its subject; without a customer, of that person alone. Also in scope of
            // the person charged with a measure and those above them, who are notified when it is late (AL-13) and of what is said about it.
            Record::Alert(alert) => {
                let scope = of_family(alert.person, alert.team);
                let is_late = alert.key.subject.kind == Kind::Alert;
                let charged = alert.handling().map(|it| it.who).or(is_late.then_some(alert.person)).filter(|it| scope.holder != Some(*it));
                Scope { charged, ..scope }
            }
            // A quota for a team is visible to everyone, like a rule, because reps do not hold their team's records.
            Record::Quota(Quota { of: TargetOf::Person(id), .. }) => {
                let holder_team = book.person(*id).and_then(|it| it.team);
                Scope { holder: Some(*id), holder_team, ..Scope::default() }
            }
            Record::Quota(_) => Scope { catalog: true, ..Scope::default() },
            Record::Target(target) => match target.of {
                TargetOf::Company => Scope::default(),
                TargetOf::Department(id) => Scope { department: Some(id), ..Scope::default() },
                TargetOf::Team(id) => Scope { credit_team: Some(id), ..Scope::default() },
                TargetOf::Person(id) => {
                    let holder_team = book.person(id).and_then(|it| it.team);
                    Scope { holder: Some(id), holder_team, ..Scope::default() }
                }
            },
        }
    }
}

/// The responsibility for a record. Everything about who may hold it follows from this, so one row format serves all records.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// Visible to everyone.
    pub catalog: bool,
    /// The current owner.
    pub holder: Option<PersonId>,
    /// The holder's current team.
    pub holder_team: Option<TeamId>,
    /// The person credited permanently.
    pub credit: Option<PersonId>,
    /// The team credited permanently (A36).
    pub credit_team: Option<TeamId>,
    /// The department, if no team determines it.
    pub department: Option<DepartmentId>,
    /// The person charged with a measure, if not the holder. The record goes to their devices and to those of the people notified when they are
    /// late (AL-13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged: Option<PersonId>,
    /// The others whom a part of it is credited to permanently, with their teams at the time (A37).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub credited: BTreeSet<(PersonId, Option<TeamId>)>,
    /// The people responsible for a part of it by name. Their devices hold it if they belong to a supporting department.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub assigned: BTreeSet<PersonId>,
}

impl Scope {
    pub fn buckets(&self, book: &Book) -> BTreeSet<Bucket> {
        if self.catalog {
            return BTreeSet::from([Bucket::Catalog]);
        }
        let mut buckets = BTreeSet::from([Bucket::Company]);
        let others = self.credited.iter().map(|it| it.0);
        buckets.extend(self.holder.into_iter().chain(self.credit).chain(others).map(Bucket::Person));
        if let Some(charged) = self.charged {
            buckets.insert(Bucket::Person(charged));
            buckets.extend(above(charged, book));
        }
        buckets.extend(self.assigned.iter().copied().map(Bucket::Assigned));
        buckets.extend(self.department.map(Bucket::Department));
        for team in self.holder_team.into_iter().chain(self.credit_team).chain(self.credited.iter().filter_map(|it| it.1)) {
            buckets.insert(Bucket::Team(team));
            buckets.extend(book.team(team).map(|it| Bucket::Department(it.department)));
        }
        // A manager's own customers have no team but belong to the department.
        let own = |person: PersonId| book.person(person).and_then(|it| Actor::of(it, book).department);
        if self.holder_team.is_none() {
            buckets.extend(self.holder.and_then(own).map(Bucket::Department));
        }
        buckets
    }

    /// Whether this person's devices may hold it.
    pub fn is_open_to(&self, actor: &Actor, book: &Book) -> bool {
        let buckets = self.buckets(book);
        actor.buckets().iter().any(|it| buckets.contains(it))
    }
}
