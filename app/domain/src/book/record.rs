//! A record of any kind, and the customer family it belongs to.

use serde::Serialize;

use crate::records::alert::Alert;
use crate::records::attachment::Attachment;
use crate::records::benchmark::Benchmark;
use crate::records::customer::Customer;
use crate::records::expense::Expense;
use crate::records::follow_up::FollowUp;
use crate::records::kpi::Kpi;
use crate::records::kpi_entry::KpiEntry;
use crate::records::opportunity::Opportunity;
use crate::records::order::Order;
use crate::records::organisation::{Company, Department, Person, Region, Team};
use crate::records::planning_note::PlanningNote;
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
    /// A KPI that an administrator added.
    Kpi(Kpi),
    /// A value entered for a KPI.
    KpiEntry(KpiEntry),
    /// An industry average of a KPI.
    Benchmark(Benchmark),
    /// A note for those who set targets.
    PlanningNote(PlanningNote),
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

from_noun! { Company, Region, Department, Team, Person, Product, Customer, FollowUp, Task, Opportunity, Order, Target, Attachment, Alert, Expense, Quota, Kpi, KpiEntry, Benchmark, PlanningNote, }

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
            Kind::Kpi => Record::Kpi(serde_json::from_str(body)?),
            Kind::KpiEntry => Record::KpiEntry(serde_json::from_str(body)?),
            Kind::Benchmark => Record::Benchmark(serde_json::from_str(body)?),
            Kind::PlanningNote => Record::PlanningNote(serde_json::from_str(body)?),
        })
    }

    /// The body as JSON. Map order is fixed, so equal records have equal bodies.
    pub fn body(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| unreachable!("records hold only strings, numbers and maps with string keys"))
    }

    /// The running number, for kinds that have one.
    pub fn number(&self) -> Option<&str> {
        match self {
            Record::Customer(customer) => Some(&customer.number),
            Record::Order(order) => Some(&order.number),
            _ => None,
        }
    }

    pub fn key(&self) -> Key {
        match self {
            Record::Company(_) => Key::COMPANY,
            Record::Region(region) => region.id.into(),
            Record::Department(department) => department.id.into(),
            Record::Team(team) => team.id.into(),
            Record::Person(person) => person.id.into(),
            Record::Product(product) => product.id.into(),
            Record::Customer(customer) => customer.id.into(),
            Record::FollowUp(follow_up) => follow_up.id.into(),
            Record::Task(task) => task.id.into(),
            Record::Opportunity(opportunity) => opportunity.id.into(),
            Record::Order(order) => order.id.into(),
            Record::Target(target) => target.id.into(),
            Record::Attachment(attachment) => attachment.id.into(),
            Record::Alert(alert) => alert.id.into(),
            Record::Expense(expense) => expense.id.into(),
            Record::Quota(quota) => quota.id.into(),
            Record::Kpi(kpi) => kpi.id.into(),
            Record::KpiEntry(entry) => entry.id.into(),
            Record::Benchmark(benchmark) => benchmark.id.into(),
            Record::PlanningNote(note) => note.id.into(),
        }
    }

    /// The customer it moves with, if any.
    pub fn family(&self) -> Option<CustomerId> {
        match self {
            Record::Customer(customer) => Some(customer.family()),
            Record::FollowUp(follow_up) => Some(follow_up.customer),
            Record::Task(task) => Some(task.customer),
            Record::Opportunity(opportunity) => Some(opportunity.customer),
            Record::Order(order) => Some(order.customer),
            Record::Attachment(attachment) => Some(attachment.family()),
            Record::Alert(alert) => alert.customer,
            Record::Expense(expense) => expense.customer,
            _ => None,
        }
    }

    /// The record moved to another customer; `None` for customers and for records without a customer.
    pub fn in_family(self, customer: CustomerId) -> Option<Record> {
        match self {
            Record::FollowUp(mut follow_up) => {
                follow_up.customer = customer;
                follow_up.review.iter_mut().filter_map(|it| it.held.as_mut()).for_each(|it| it.customer = customer);
                Some(Record::FollowUp(follow_up))
            }
            Record::Opportunity(mut opportunity) => {
                opportunity.customer = customer;
                opportunity.review.iter_mut().filter_map(|it| it.held.as_mut()).for_each(|it| it.customer = customer);
                Some(Record::Opportunity(opportunity))
            }
            Record::Order(mut order) => {
                order.customer = customer;
                order.review.iter_mut().filter_map(|it| it.held.as_mut()).for_each(|it| it.customer = customer);
                Some(Record::Order(order))
            }
            Record::Attachment(attachment) => {
                let of = if attachment.of == attachment.customer.into() { customer.into() } else { attachment.of };
                Some(Record::Attachment(Attachment { customer, of, ..attachment }))
            }
            Record::Alert(alert) => Some(Record::Alert(Alert { customer: Some(customer), ..alert })),
            Record::Task(task) => Some(Record::Task(Task { customer, ..task })),
            Record::Expense(mut expense) => {
                expense.customer = Some(customer);
                expense.review.iter_mut().filter_map(|it| it.held.as_mut()).for_each(|it| it.customer = Some(customer));
                Some(Record::Expense(expense))
            }
            Record::Company(_)
            | Record::Region(_)
            | Record::Department(_)
            | Record::Team(_)
            | Record::Person(_)
            | Record::Product(_)
            | Record::Customer(_)
            | Record::Target(_)
            | Record::Quota(_)
            | Record::Kpi(_)
            | Record::KpiEntry(_)
            | Record::Benchmark(_)
            | Record::PlanningNote(_) => None,
        }
    }
}
