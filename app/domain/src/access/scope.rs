//! Whose a record is: which people are responsible for it and which buckets may therefore hold it.

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
    /// Who may hold it.
    pub fn scope(&self, book: &Book) -> Scope {
        let holder = self.family().and_then(|it| book.customer(it)).map(|it| it.owner);
        let of_family = |credit: PersonId, credit_team: Option<TeamId>| {
            let holder = holder.unwrap_or(credit);
            let holder_team = book.person(holder).and_then(|it| it.team);
            Scope { holder: Some(holder), holder_team, credit: Some(credit), credit_team, ..Scope::default() }
        };
        match self {
            Record::Company(_) | Record::Region(_) | Record::Department(_) | Record::Team(_) | Record::Person(_) | Record::Product(_) => {
                Scope { catalog: true, ..Scope::default() }
            }
            // A signpost lies where the customer lies that is kept, and where it lay before.
            Record::Customer(it) if !it.stands() => of_family(it.owner, book.person(it.owner).and_then(|it| it.team)),
            Record::Customer(it) => {
                let holder_team = book.person(it.owner).and_then(|it| it.team);
                Scope { holder: Some(it.owner), holder_team, ..Scope::default() }
            }
            // A follow-up is part of the customer's history, not of anybody's bonus: it goes where the customer goes.
            Record::FollowUp(it) => Scope { credit: None, credit_team: None, ..of_family(it.by, it.team) },
            // Whoever is to do it must see it, whoever holds the customer.
            Record::Task(it) => of_family(it.owner, it.team),
            Record::Opportunity(it) => of_family(it.owner, it.team),
            Record::Order(it) => of_family(it.owner, it.team),
            // For a customer, or somebody's own.
            Record::Expense(it) => of_family(it.owner, it.team),
            // Evidence lies where that lies which it proves.
            Record::Attachment(it) => match it.owner {
                Some(owner) => of_family(owner, it.team),
                None => Scope { credit: None, credit_team: None, ..of_family(it.by, None) },
            },
            // With its customer, and with who is credited with what it is about; without a customer it is somebody's own. And with whoever is
            // charged with doing something about it, and those above them: they are told when it is late (AL-13), and of what is said about that.
            Record::Alert(it) => {
                let scope = of_family(it.person, it.team);
                let is_late = it.key.subject.kind == Kind::Alert;
                let charged = it.handling().map(|it| it.who).or(is_late.then_some(it.person)).filter(|it| scope.holder != Some(*it));
                Scope { charged, ..scope }
            }
            // What is asked of a team is asked of people who hold no team's records: it lies open to all, like a rule.
            Record::Quota(Quota { of: TargetOf::Person(id), .. }) => {
                let holder_team = book.person(*id).and_then(|it| it.team);
                Scope { holder: Some(*id), holder_team, ..Scope::default() }
            }
            Record::Quota(_) => Scope { catalog: true, ..Scope::default() },
            Record::Target(it) => match it.of {
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

/// Whose a record is. Everything else about who may hold it follows, so that one row of this stands for all records alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// Everybody's.
    pub catalog: bool,
    /// Who is responsible for it now.
    pub holder: Option<PersonId>,
    /// The holder's team now.
    pub holder_team: Option<TeamId>,
    /// Who is credited with it, for good.
    pub credit: Option<PersonId>,
    /// The team credited with it, for good (A36).
    pub credit_team: Option<TeamId>,
    /// The department, where no team says it.
    pub department: Option<DepartmentId>,
    /// Who is charged with something about it, where that is not the holder: on their devices, and on those of whoever is told when they are late
    /// (AL-13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged: Option<PersonId>,
}

impl Scope {
    /// The buckets it lies in.
    pub fn buckets(&self, book: &Book) -> BTreeSet<Bucket> {
        if self.catalog {
            return BTreeSet::from([Bucket::Catalog]);
        }
        let mut buckets = BTreeSet::from([Bucket::Company]);
        buckets.extend(self.holder.into_iter().chain(self.credit).map(Bucket::Person));
        if let Some(charged) = self.charged {
            buckets.insert(Bucket::Person(charged));
            buckets.extend(above(charged, book));
        }
        buckets.extend(self.department.map(Bucket::Department));
        for team in self.holder_team.into_iter().chain(self.credit_team) {
            buckets.insert(Bucket::Team(team));
            buckets.extend(book.team(team).map(|it| Bucket::Department(it.department)));
        }
        // A manager's own customers have no team but lie in the department.
        let own = |person: PersonId| book.person(person).and_then(|it| Actor::of(it, book).department);
        if self.holder_team.is_none() {
            buckets.extend(self.holder.and_then(own).map(Bucket::Department));
        }
        buckets
    }

    /// Whether a device of this person may hold it.
    pub fn is_open_to(&self, actor: &Actor, book: &Book) -> bool {
        let buckets = self.buckets(book);
        actor.buckets().iter().any(|it| buckets.contains(it))
    }
}
