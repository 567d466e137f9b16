//! One record of any kind, and whose it is: which people are responsible for it and which buckets may therefore hold it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Bucket};
use crate::alert::{self, Alert};
use crate::attachment::Attachment;
use crate::book::Book;
use crate::customer::Customer;
use crate::expense::Expense;
use crate::follow_up::FollowUp;
use crate::ids::{CustomerId, DepartmentId, Key, Kind, PersonId, TeamId};
use crate::opportunity::Opportunity;
use crate::order::Order;
use crate::organisation::{Company, Department, Person, Region, Team};
use crate::product::Product;
use crate::quota::Quota;
use crate::target::{Target, TargetOf};
use crate::task::Task;

/// A record of any kind. On the wire its kind travels beside the body, so that an old phone can keep what it does not know; without the
/// kind a body cannot be read (a region and a department look alike), see [`Record::parse`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Record {
    /// The company and its rules.
    Company(Company),
    /// A region.
    Region(Region),
    /// A department.
    Department(Department),
    /// A team.
    Team(Team),
    /// A person.
    Person(Person),
    /// A product.
    Product(Product),
    /// A customer.
    Customer(Customer),
    /// A follow-up.
    FollowUp(FollowUp),
    /// A follow-up task.
    Task(Task),
    /// An opportunity.
    Opportunity(Opportunity),
    /// An order.
    Order(Order),
    /// A target.
    Target(Target),
    /// A photo or file that proves something.
    Attachment(Attachment),
    /// The life of an alert.
    Alert(Alert),
    /// An expense.
    Expense(Expense),
    /// So many contacts asked of somebody.
    Quota(Quota),
}

macro_rules! from_noun {
    ($($noun:ident,)*) => {$(
        impl From<$noun> for Record {
            fn from(it: $noun) -> Record {
                Record::$noun(it)
            }
        }
    )*};
}

from_noun! { Company, Region, Department, Team, Person, Product, Customer, FollowUp, Task, Opportunity, Order, Target, Attachment, Alert, Expense, Quota, }

impl Record {
    /// Reads a body of this kind.
    pub fn parse(kind: Kind, body: &str) -> Result<Record, serde_json::Error> {
        Ok(match kind {
            Kind::Company => Record::Company(serde_json::from_str(body)?),
            Kind::Region => Record::Region(serde_json::from_str(body)?),
            Kind::Department => Record::Department(serde_json::from_str(body)?),
            Kind::Team => Record::Team(serde_json::from_str(body)?),
            Kind::Person => Record::Person(serde_json::from_str(body)?),
            Kind::Product => Record::Product(serde_json::from_str(body)?),
            Kind::Customer => Record::Customer(serde_json::from_str(body)?),
            Kind::FollowUp => Record::FollowUp(serde_json::from_str(body)?),
            Kind::Task => Record::Task(serde_json::from_str(body)?),
            Kind::Opportunity => Record::Opportunity(serde_json::from_str(body)?),
            Kind::Order => Record::Order(serde_json::from_str(body)?),
            Kind::Target => Record::Target(serde_json::from_str(body)?),
            Kind::Attachment => Record::Attachment(serde_json::from_str(body)?),
            Kind::Alert => Record::Alert(serde_json::from_str(body)?),
            Kind::Expense => Record::Expense(serde_json::from_str(body)?),
            Kind::Quota => Record::Quota(serde_json::from_str(body)?),
        })
    }

    /// The body as text. Map order is fixed, so equal records have equal bodies.
    pub fn body(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| unreachable!("records hold only strings, numbers and maps with string keys"))
    }

    /// The copy for somebody who may not see contact details.
    #[must_use]
    pub fn masked(self) -> Record {
        match self {
            Record::Customer(it) => Record::Customer(it.masked()),
            Record::Attachment(it) => Record::Attachment(it.masked()),
            other => other,
        }
    }

    /// Its number, where the company counts its kind.
    pub fn number(&self) -> Option<&str> {
        match self {
            Record::Customer(it) => Some(&it.number),
            Record::Order(it) => Some(&it.number),
            _ => None,
        }
    }

    /// Which record it is.
    pub fn key(&self) -> Key {
        match self {
            Record::Company(_) => Key::COMPANY,
            Record::Region(it) => it.id.into(),
            Record::Department(it) => it.id.into(),
            Record::Team(it) => it.id.into(),
            Record::Person(it) => it.id.into(),
            Record::Product(it) => it.id.into(),
            Record::Customer(it) => it.id.into(),
            Record::FollowUp(it) => it.id.into(),
            Record::Task(it) => it.id.into(),
            Record::Opportunity(it) => it.id.into(),
            Record::Order(it) => it.id.into(),
            Record::Target(it) => it.id.into(),
            Record::Attachment(it) => it.id.into(),
            Record::Alert(it) => it.id.into(),
            Record::Expense(it) => it.id.into(),
            Record::Quota(it) => it.id.into(),
        }
    }

    /// The customer whose family it belongs to: it changes hands with that customer.
    pub fn family(&self) -> Option<CustomerId> {
        match self {
            Record::Customer(it) => Some(it.family()),
            Record::FollowUp(it) => Some(it.customer),
            Record::Task(it) => Some(it.customer),
            Record::Opportunity(it) => Some(it.customer),
            Record::Order(it) => Some(it.customer),
            Record::Attachment(it) => Some(it.family()),
            Record::Alert(it) => it.customer,
            Record::Expense(it) => it.customer,
            _ => None,
        }
    }

    /// The same in the family of another customer; nothing for what belongs to no customer, and for customers themselves.
    pub fn in_family(self, customer: CustomerId) -> Option<Record> {
        match self {
            Record::FollowUp(mut it) => {
                it.customer = customer;
                it.review.iter_mut().filter_map(|it| it.held.as_mut()).for_each(|it| it.customer = customer);
                Some(Record::FollowUp(it))
            }
            Record::Opportunity(mut it) => {
                it.customer = customer;
                it.review.iter_mut().filter_map(|it| it.held.as_mut()).for_each(|it| it.customer = customer);
                Some(Record::Opportunity(it))
            }
            Record::Order(mut it) => {
                it.customer = customer;
                it.review.iter_mut().filter_map(|it| it.held.as_mut()).for_each(|it| it.customer = customer);
                Some(Record::Order(it))
            }
            Record::Attachment(it) => {
                let of = if it.of == it.customer.into() { customer.into() } else { it.of };
                Some(Record::Attachment(Attachment { customer, of, ..it }))
            }
            Record::Alert(it) => Some(Record::Alert(Alert { customer: Some(customer), ..it })),
            Record::Task(it) => Some(Record::Task(Task { customer, ..it })),
            Record::Expense(mut it) => {
                it.customer = Some(customer);
                it.review.iter_mut().filter_map(|it| it.held.as_mut()).for_each(|it| it.customer = Some(customer));
                Some(Record::Expense(it))
            }
            Record::Company(_)
            | Record::Region(_)
            | Record::Department(_)
            | Record::Team(_)
            | Record::Person(_)
            | Record::Product(_)
            | Record::Customer(_)
            | Record::Target(_)
            | Record::Quota(_) => None,
        }
    }

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
            buckets.extend(alert::above(charged, book));
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
