//! The records a person may see, with the lookups the rules need. On a phone it holds all of the person's records; on the server it holds what
//! one batch of commands needs. Only [`Book::put`] and [`Book::remove`] change records.

mod bulk;
pub mod numbers;
pub mod record;
pub mod stamps;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use uuid::Uuid;

use crate::book::numbers::Numbers;
use crate::book::record::Record;
use crate::book::stamps::Stamps;
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
use crate::values::calendar::Day;
use crate::values::ids::{
    AlertId, AttachmentId, BenchmarkId, CustomerId, DepartmentId, ExpenseId, FollowUpId, Key, Kind, KpiEntryId, KpiId, OpportunityId,
    OrderId, PersonId, PlanningNoteId, ProductId, QuotaId, RegionId, TargetId, TaskId, TeamId,
};

/// The records a person may see.
#[derive(Clone, Debug, Default)]
pub struct Book {
    company: Option<Company>,
    regions: BTreeMap<RegionId, Region>,
    departments: BTreeMap<DepartmentId, Department>,
    teams: BTreeMap<TeamId, Team>,
    people: BTreeMap<PersonId, Person>,
    products: BTreeMap<ProductId, Product>,
    customers: BTreeMap<CustomerId, Customer>,
    /// Customers that were merged into another one.
    signposts: BTreeMap<CustomerId, Customer>,
    follow_ups: BTreeMap<FollowUpId, FollowUp>,
    tasks: BTreeMap<TaskId, Task>,
    opportunities: BTreeMap<OpportunityId, Opportunity>,
    orders: BTreeMap<OrderId, Order>,
    /// Payments received before an order existed.
    advances: BTreeMap<OrderId, Order>,
    targets: BTreeMap<TargetId, Target>,
    attachments: BTreeMap<AttachmentId, Attachment>,
    alerts: BTreeMap<AlertId, Alert>,
    expenses: BTreeMap<ExpenseId, Expense>,
    quotas: BTreeMap<QuotaId, Quota>,
    kpis: BTreeMap<KpiId, Kpi>,
    kpi_entries: BTreeMap<KpiEntryId, KpiEntry>,
    benchmarks: BTreeMap<BenchmarkId, Benchmark>,
    planning_notes: BTreeMap<PlanningNoteId, PlanningNote>,
    families: BTreeMap<CustomerId, BTreeSet<Key>>,
    numbers: Numbers,
    stamps: BTreeMap<Key, Stamps>,
    /// The day on which it is read, see [`Book::turn_to`].
    day: Option<Day>,
}

macro_rules! lookups {
    ($($one:ident, $many:ident, $id:ident, $noun:ident, $what:literal;)*) => {$(
        #[doc = concat!("That ", $what, ", if it is in this book.")]
        pub fn $one(&self, id: $id) -> Option<&$noun> {
            self.$many.get(&id)
        }

        #[doc = concat!("Every ", $what, ", by id and so by age.")]
        pub fn $many(&self) -> impl DoubleEndedIterator<Item = &$noun> + ExactSizeIterator + Clone {
            self.$many.values()
        }
    )*};
}

impl Book {
    lookups! {
        region, regions, RegionId, Region, "region";
        department, departments, DepartmentId, Department, "department";
        team, teams, TeamId, Team, "team";
        person, people, PersonId, Person, "person";
        product, products, ProductId, Product, "product";
        follow_up, follow_ups, FollowUpId, FollowUp, "follow-up";
        task, tasks, TaskId, Task, "task";
        opportunity, opportunities, OpportunityId, Opportunity, "opportunity";
        target, targets, TargetId, Target, "target";
        attachment, attachments, AttachmentId, Attachment, "attachment";
        alert, alerts, AlertId, Alert, "life of an alert";
        expense, expenses, ExpenseId, Expense, "expense";
        quota, quotas, QuotaId, Quota, "quota of contacts";
        kpi, kpis, KpiId, Kpi, "KPI of the company's own";
        kpi_entry, kpi_entries, KpiEntryId, KpiEntry, "value entered for a KPI";
        benchmark, benchmarks, BenchmarkId, Benchmark, "industry average, including removed ones";
        planning_note, planning_notes, PlanningNoteId, PlanningNote, "note for those who set targets, including withdrawn ones";
    }

    /// The team of a person on a day: what is written on one is credited to it, even if it arrives after the person has moved (A36).
    pub fn team_on(&self, person: PersonId, day: Day) -> Option<TeamId> {
        self.person(person).and_then(|it| it.posted_on(day).team)
    }

    /// Reads the book on this day from now on: planned moves of people that have come are carried out, as the server does it in its records. Whether
    /// anybody moved.
    pub fn turn_to(&mut self, day: Day) -> bool {
        self.day = Some(day);
        let moved: Vec<Person> = self.people.values().filter_map(|it| it.settled(day)).collect();
        let has_moved = !moved.is_empty();
        self.people.extend(moved.into_iter().map(|it| (it.id, it)));
        has_moved
    }

    /// The company and its rules; the defaults until its record is loaded.
    pub fn company(&self) -> &Company {
        static USUAL: LazyLock<Company> = LazyLock::new(Company::default);
        self.company.as_ref().unwrap_or(&USUAL)
    }

    /// Whether the company's record is loaded.
    pub fn has_company(&self) -> bool {
        self.company.is_some()
    }

    /// That customer, if it is in this book, including merged ones.
    pub fn customer(&self, id: CustomerId) -> Option<&Customer> {
        self.customers.get(&id).or_else(|| self.signposts.get(&id))
    }

    /// A customer's name: the current one if the customer is in this book, else the one stored in its newest record here. People who handed a
    /// customer over still have their own orders of it.
    pub fn customer_name(&self, id: CustomerId) -> Option<&str> {
        if let Some(customer) = self.customer(id) {
            return Some(&customer.profile.name);
        }
        let orders = self.orders_of(id).chain(self.advances_of(id)).map(|it| (it.id.0, it.customer_name.as_str()));
        let opportunities = self.opportunities_of(id).map(|it| (it.id.0, it.customer_name.as_str()));
        let tasks = self.tasks_of(id).map(|it| (it.id.0, it.customer_name.as_str()));
        let expenses = self.expenses_of(id).map(|it| (it.id.0, it.customer_name.as_str()));
        let kept = orders.chain(opportunities).chain(tasks).chain(expenses);
        kept.filter(|(_, name)| !name.is_empty()).max_by_key(|(id, _)| *id).map(|(_, name)| name)
    }

    /// That order or advance, if it is in this book.
    pub fn order(&self, id: OrderId) -> Option<&Order> {
        self.orders.get(&id).or_else(|| self.advances.get(&id))
    }

    /// Every order, by id and therefore by age.
    pub fn orders(&self) -> impl DoubleEndedIterator<Item = &Order> + ExactSizeIterator + Clone {
        self.orders.values()
    }

    /// Every advance: a payment without an order. Advances are in no list of orders and no count of deals.
    pub fn advances(&self) -> impl Iterator<Item = &Order> {
        self.advances.values()
    }

    /// Every customer not merged into another, by id and therefore by age.
    pub fn customers(&self) -> impl DoubleEndedIterator<Item = &Customer> + ExactSizeIterator + Clone {
        self.customers.values()
    }

    /// Every customer merged into another. No list and no figure counts these.
    pub fn signposts(&self) -> impl Iterator<Item = &Customer> {
        self.signposts.values()
    }

    /// The customer it was merged into, if that one is in this book; else the customer itself.
    pub fn standing<'a>(&'a self, customer: &'a Customer) -> &'a Customer {
        customer.merged_into.and_then(|it| self.customer(it.customer)).unwrap_or(customer)
    }

    /// Whether a department sells: it has a team, or somebody who belongs to it directly has figures, or nobody is in it yet. A supporting
    /// department does not.
    pub fn sells(&self, department: DepartmentId) -> bool {
        let mut members = self.people.values().filter(|it| it.department == Some(department)).peekable();
        self.teams.values().any(|it| it.department == department) || members.peek().is_none() || members.any(|it| it.role.has_figures())
    }

    /// Every record that belongs to a customer, including the customer.
    pub fn family_of(&self, customer: CustomerId) -> impl Iterator<Item = Record> {
        self.families.get(&customer).into_iter().flatten().filter_map(|it| self.get(*it))
    }

    /// The follow-ups of a customer, by id and therefore by age.
    pub fn follow_ups_of(&self, customer: CustomerId) -> impl Iterator<Item = &FollowUp> {
        self.family(customer, Kind::FollowUp).filter_map(|it| self.follow_up(FollowUpId(it.id)))
    }

    /// The tasks of a customer, by id and therefore by age.
    pub fn tasks_of(&self, customer: CustomerId) -> impl Iterator<Item = &Task> {
        self.family(customer, Kind::Task).filter_map(|it| self.task(TaskId(it.id)))
    }

    /// The opportunities of a customer, by id and therefore by age.
    pub fn opportunities_of(&self, customer: CustomerId) -> impl Iterator<Item = &Opportunity> {
        self.family(customer, Kind::Opportunity).filter_map(|it| self.opportunity(OpportunityId(it.id)))
    }

    /// The orders of a customer, by id and therefore by age.
    pub fn orders_of(&self, customer: CustomerId) -> impl Iterator<Item = &Order> {
        self.family(customer, Kind::Order).filter_map(|it| self.orders.get(&OrderId(it.id)))
    }

    /// The advances of a customer, by id and therefore by age.
    pub fn advances_of(&self, customer: CustomerId) -> impl Iterator<Item = &Order> {
        self.family(customer, Kind::Order).filter_map(|it| self.advances.get(&OrderId(it.id)))
    }

    /// The attachments of a customer's records, by id and therefore by age, including withdrawn ones.
    pub fn attachments_of(&self, customer: CustomerId) -> impl Iterator<Item = &Attachment> {
        self.family(customer, Kind::Attachment).filter_map(|it| self.attachment(AttachmentId(it.id)))
    }

    /// The expenses for a customer, by id and therefore by age, including withdrawn ones.
    pub fn expenses_of(&self, customer: CustomerId) -> impl Iterator<Item = &Expense> {
        self.family(customer, Kind::Expense).filter_map(|it| self.expense(ExpenseId(it.id)))
    }

    /// The alert histories of a customer.
    pub fn alerts_of(&self, customer: CustomerId) -> impl Iterator<Item = &Alert> {
        self.family(customer, Kind::Alert).filter_map(|it| self.alert(AlertId(it.id)))
    }

    /// The family that the stored version of this record belongs to.
    fn family_now(&self, key: Key) -> Option<CustomerId> {
        match key.kind {
            Kind::Customer => self.customer(CustomerId(key.id)).map(Customer::family),
            Kind::FollowUp => self.follow_up(FollowUpId(key.id)).map(|it| it.customer),
            Kind::Opportunity => self.opportunity(OpportunityId(key.id)).map(|it| it.customer),
            Kind::Order => self.order(OrderId(key.id)).map(|it| it.customer),
            Kind::Attachment => self.attachment(AttachmentId(key.id)).map(Attachment::family),
            Kind::Alert => self.alert(AlertId(key.id)).and_then(|it| it.customer),
            Kind::Task => self.task(TaskId(key.id)).map(|it| it.customer),
            Kind::Expense => self.expense(ExpenseId(key.id)).and_then(|it| it.customer),
            Kind::Company
            | Kind::Region
            | Kind::Department
            | Kind::Team
            | Kind::Person
            | Kind::Product
            | Kind::Target
            | Kind::Quota
            | Kind::Kpi
            | Kind::KpiEntry
            | Kind::Benchmark
            | Kind::PlanningNote => None,
        }
    }

    fn family(&self, customer: CustomerId, kind: Kind) -> impl Iterator<Item = &Key> {
        let keys = Key { kind, id: Uuid::nil() }..=Key { kind, id: Uuid::max() };
        self.families.get(&customer).into_iter().flat_map(move |it| it.range(keys.clone()))
    }

    pub fn get(&self, key: Key) -> Option<Record> {
        match key.kind {
            Kind::Company => self.company.clone().map(Record::Company),
            Kind::Region => self.regions.get(&RegionId(key.id)).cloned().map(Record::Region),
            Kind::Department => self.departments.get(&DepartmentId(key.id)).cloned().map(Record::Department),
            Kind::Team => self.teams.get(&TeamId(key.id)).cloned().map(Record::Team),
            Kind::Person => self.people.get(&PersonId(key.id)).cloned().map(Record::Person),
            Kind::Product => self.products.get(&ProductId(key.id)).cloned().map(Record::Product),
            Kind::Customer => self.customer(CustomerId(key.id)).cloned().map(Record::Customer),
            Kind::FollowUp => self.follow_ups.get(&FollowUpId(key.id)).cloned().map(Record::FollowUp),
            Kind::Task => self.tasks.get(&TaskId(key.id)).cloned().map(Record::Task),
            Kind::Opportunity => self.opportunities.get(&OpportunityId(key.id)).cloned().map(Record::Opportunity),
            Kind::Order => self.order(OrderId(key.id)).cloned().map(Record::Order),
            Kind::Target => self.targets.get(&TargetId(key.id)).cloned().map(Record::Target),
            Kind::Attachment => self.attachments.get(&AttachmentId(key.id)).cloned().map(Record::Attachment),
            Kind::Alert => self.alerts.get(&AlertId(key.id)).cloned().map(Record::Alert),
            Kind::Expense => self.expenses.get(&ExpenseId(key.id)).cloned().map(Record::Expense),
            Kind::Quota => self.quotas.get(&QuotaId(key.id)).cloned().map(Record::Quota),
            Kind::Kpi => self.kpis.get(&KpiId(key.id)).cloned().map(Record::Kpi),
            Kind::KpiEntry => self.kpi_entries.get(&KpiEntryId(key.id)).cloned().map(Record::KpiEntry),
            Kind::Benchmark => self.benchmarks.get(&BenchmarkId(key.id)).cloned().map(Record::Benchmark),
            Kind::PlanningNote => self.planning_notes.get(&PlanningNoteId(key.id)).cloned().map(Record::PlanningNote),
        }
    }

    pub fn has(&self, key: Key) -> bool {
        match key.kind {
            Kind::Company => self.company.is_some(),
            Kind::Region => self.regions.contains_key(&RegionId(key.id)),
            Kind::Department => self.departments.contains_key(&DepartmentId(key.id)),
            Kind::Team => self.teams.contains_key(&TeamId(key.id)),
            Kind::Person => self.people.contains_key(&PersonId(key.id)),
            Kind::Product => self.products.contains_key(&ProductId(key.id)),
            Kind::Customer => self.customer(CustomerId(key.id)).is_some(),
            Kind::FollowUp => self.follow_ups.contains_key(&FollowUpId(key.id)),
            Kind::Task => self.tasks.contains_key(&TaskId(key.id)),
            Kind::Opportunity => self.opportunities.contains_key(&OpportunityId(key.id)),
            Kind::Order => self.order(OrderId(key.id)).is_some(),
            Kind::Target => self.targets.contains_key(&TargetId(key.id)),
            Kind::Attachment => self.attachments.contains_key(&AttachmentId(key.id)),
            Kind::Alert => self.alerts.contains_key(&AlertId(key.id)),
            Kind::Expense => self.expenses.contains_key(&ExpenseId(key.id)),
            Kind::Quota => self.quotas.contains_key(&QuotaId(key.id)),
            Kind::Kpi => self.kpis.contains_key(&KpiId(key.id)),
            Kind::KpiEntry => self.kpi_entries.contains_key(&KpiEntryId(key.id)),
            Kind::Benchmark => self.benchmarks.contains_key(&BenchmarkId(key.id)),
            Kind::PlanningNote => self.planning_notes.contains_key(&PlanningNoteId(key.id)),
        }
    }

    /// Inserts the record or replaces its older version.
    pub fn put(&mut self, record: Record) {
        let key = record.key();
        // Merging customers moves records to another family.
        let before = self.family_now(key).filter(|it| Some(*it) != record.family());
        if let Some(members) = before.and_then(|it| self.families.get_mut(&it)) {
            members.remove(&key);
        }
        if let Some(customer) = record.family() {
            self.families.entry(customer).or_default().insert(key);
        }
        match record {
            Record::Company(company) => self.company = Some(company),
            Record::Region(region) => drop(self.regions.insert(region.id, region)),
            Record::Department(department) => drop(self.departments.insert(department.id, department)),
            Record::Team(team) => drop(self.teams.insert(team.id, team)),
            Record::Person(person) => {
                let person = self.day.and_then(|it| person.settled(it)).unwrap_or(person);
                self.people.insert(person.id, person);
            }
            Record::Product(product) => drop(self.products.insert(product.id, product)),
            Record::Customer(customer) => {
                if self.customer(customer.id).is_none_or(|before| before.number != customer.number) {
                    self.numbers.note(&customer.number);
                }
                let (is, was) =
                    if customer.stands() { (&mut self.customers, &mut self.signposts) } else { (&mut self.signposts, &mut self.customers) };
                was.remove(&customer.id);
                is.insert(customer.id, customer);
            }
            Record::FollowUp(follow_up) => drop(self.follow_ups.insert(follow_up.id, follow_up)),
            Record::Task(task) => drop(self.tasks.insert(task.id, task)),
            Record::Opportunity(opportunity) => drop(self.opportunities.insert(opportunity.id, opportunity)),
            Record::Order(order) => {
                if self.order(order.id).is_none_or(|before| before.number != order.number) {
                    self.numbers.note(&order.number);
                }
                let (is, was) =
                    if order.is_advance() { (&mut self.advances, &mut self.orders) } else { (&mut self.orders, &mut self.advances) };
                was.remove(&order.id);
                is.insert(order.id, order);
            }
            Record::Target(target) => drop(self.targets.insert(target.id, target)),
            Record::Attachment(attachment) => drop(self.attachments.insert(attachment.id, attachment)),
            Record::Alert(alert) => drop(self.alerts.insert(alert.id, alert)),
            Record::Expense(expense) => drop(self.expenses.insert(expense.id, expense)),
            Record::Quota(quota) => drop(self.quotas.insert(quota.id, quota)),
            Record::Kpi(kpi) => drop(self.kpis.insert(kpi.id, kpi)),
            Record::KpiEntry(entry) => drop(self.kpi_entries.insert(entry.id, entry)),
            Record::Benchmark(benchmark) => drop(self.benchmarks.insert(benchmark.id, benchmark)),
            Record::PlanningNote(note) => drop(self.planning_notes.insert(note.id, note)),
        }
    }

    /// Removes and returns the record. Its number stays taken, because numbers are never reused.
    pub fn remove(&mut self, key: Key) -> Option<Record> {
        let removed = match key.kind {
            Kind::Company => self.company.take().map(Record::Company),
            Kind::Region => self.regions.remove(&RegionId(key.id)).map(Record::Region),
            Kind::Department => self.departments.remove(&DepartmentId(key.id)).map(Record::Department),
            Kind::Team => self.teams.remove(&TeamId(key.id)).map(Record::Team),
            Kind::Person => self.people.remove(&PersonId(key.id)).map(Record::Person),
            Kind::Product => self.products.remove(&ProductId(key.id)).map(Record::Product),
            Kind::Customer => {
                let id = CustomerId(key.id);
                self.customers.remove(&id).or_else(|| self.signposts.remove(&id)).map(Record::Customer)
            }
            Kind::FollowUp => self.follow_ups.remove(&FollowUpId(key.id)).map(Record::FollowUp),
            Kind::Task => self.tasks.remove(&TaskId(key.id)).map(Record::Task),
            Kind::Opportunity => self.opportunities.remove(&OpportunityId(key.id)).map(Record::Opportunity),
            Kind::Order => {
                let id = OrderId(key.id);
                self.orders.remove(&id).or_else(|| self.advances.remove(&id)).map(Record::Order)
            }
            Kind::Target => self.targets.remove(&TargetId(key.id)).map(Record::Target),
            Kind::Attachment => self.attachments.remove(&AttachmentId(key.id)).map(Record::Attachment),
            Kind::Alert => self.alerts.remove(&AlertId(key.id)).map(Record::Alert),
            Kind::Expense => self.expenses.remove(&ExpenseId(key.id)).map(Record::Expense),
            Kind::Quota => self.quotas.remove(&QuotaId(key.id)).map(Record::Quota),
            Kind::Kpi => self.kpis.remove(&KpiId(key.id)).map(Record::Kpi),
            Kind::KpiEntry => self.kpi_entries.remove(&KpiEntryId(key.id)).map(Record::KpiEntry),
            Kind::Benchmark => self.benchmarks.remove(&BenchmarkId(key.id)).map(Record::Benchmark),
            Kind::PlanningNote => self.planning_notes.remove(&PlanningNoteId(key.id)).map(Record::PlanningNote),
        };
        let family = removed.as_ref().and_then(Record::family);
        if let Some((customer, members)) = family.and_then(|it| self.families.get_mut(&it).map(|members| (it, members))) {
            members.remove(&key);
            if members.is_empty() {
                self.families.remove(&customer);
            }
        }
        self.stamps.remove(&key);
        removed
    }

    /// Every record; the company, organisation and catalogue first.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        let company = self.company.iter().cloned().map(Record::Company);
        company
            .chain(self.regions.values().cloned().map(Record::Region))
            .chain(self.departments.values().cloned().map(Record::Department))
            .chain(self.teams.values().cloned().map(Record::Team))
            .chain(self.people.values().cloned().map(Record::Person))
            .chain(self.products.values().cloned().map(Record::Product))
            .chain(self.customers.values().cloned().map(Record::Customer))
            .chain(self.signposts.values().cloned().map(Record::Customer))
            .chain(self.follow_ups.values().cloned().map(Record::FollowUp))
            .chain(self.tasks.values().cloned().map(Record::Task))
            .chain(self.opportunities.values().cloned().map(Record::Opportunity))
            .chain(self.orders.values().cloned().map(Record::Order))
            .chain(self.advances.values().cloned().map(Record::Order))
            .chain(self.targets.values().cloned().map(Record::Target))
            .chain(self.attachments.values().cloned().map(Record::Attachment))
            .chain(self.alerts.values().cloned().map(Record::Alert))
            .chain(self.expenses.values().cloned().map(Record::Expense))
            .chain(self.quotas.values().cloned().map(Record::Quota))
            .chain(self.kpis.values().cloned().map(Record::Kpi))
            .chain(self.kpi_entries.values().cloned().map(Record::KpiEntry))
            .chain(self.benchmarks.values().cloned().map(Record::Benchmark))
            .chain(self.planning_notes.values().cloned().map(Record::PlanningNote))
    }

    /// When each group of fields last changed. Empty on a phone.
    pub fn stamps(&self, key: Key) -> Stamps {
        self.stamps.get(&key).cloned().unwrap_or_default()
    }

    pub fn set_stamps(&mut self, key: Key, stamps: Stamps) {
        self.stamps.insert(key, stamps);
    }

    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// The numbers in use, mutable so that a reservation can be undone.
    pub fn numbers_mut(&mut self) -> &mut Numbers {
        &mut self.numbers
    }

    /// Registers a number used by a record outside this book.
    pub fn note_number(&mut self, number: &str) {
        self.numbers.note(number);
    }
}
