//! A record of any kind, and the customer family it belongs to.

use serde::Serialize;

use crate::records::alert::Alert;
use crate::records::attachment::Attachment;
use crate::records::customer::Customer;
use crate::records::expense::Expense;
use crate::records::follow_up::FollowUp;
use crate::records::opportunity::Opportunity;
use crate::records::order::Order;
use crate::records::organisation::{Company, Department, Person, Region, Team};
use crate::records::product::Product;
use crate::records::quota::Quota;
use crate::records::target::Target;
use crate::records::task::Task;
use crate::values::ids::{CustomerId, Key, Kind};

/// A record of any kind. In messages the kind accompanies the body, so that an old client can keep records it does not know. Without the kind a
/// body cannot be parsed, because a region and a department look alike; see [`Record::parse`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Record {
    /// The company and its rules.
    Company(Company),
    Region(Region),
    Department(Department),
    Team(Team),
    Person(Person),
    Product(Product),
    Customer(Customer),
    FollowUp(FollowUp),
    Task(Task),
    Opportunity(Opportunity),
    Order(Order),
    Target(Target),
    /// A photo or file kept as evidence.
    Attachment(Attachment),
    /// The history of an alert.
    Alert(Alert),
    Expense(Expense),
    /// A required number of contacts.
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
    /// Parses a JSON body of this kind.
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

    /// The body as JSON. Map order is fixed, so equal records have equal bodies.
    pub fn body(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| unreachable!("records hold only strings, numbers and maps with string keys"))
    }

    /// A copy for people who may not see contact details.
    #[must_use]
    pub fn masked(self) -> Record {
        match self {
            Record::Customer(it) => Record::Customer(it.masked()),
            Record::Attachment(it) => Record::Attachment(it.masked()),
            other => other,
        }
    }

    /// The running number, for kinds that have one.
    pub fn number(&self) -> Option<&str> {
        match self {
            Record::Customer(it) => Some(&it.number),
            Record::Order(it) => Some(&it.number),
            _ => None,
        }
    }

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

    /// The customer it moves with, if any.
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

    /// The record moved to another customer; `None` for customers and for records without a customer.
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
}
