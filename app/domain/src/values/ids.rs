//! Id types, one per kind of record. The device generates them (UUIDv7), so a record made offline can be referenced at once.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<$name, uuid::Error> {
                text.parse().map($name)
            }
        }
    )*};
}

id_type! {
    /// A sales region (区域).
    RegionId,
    /// A department (部门).
    DepartmentId,
    /// A sales team (小组).
    TeamId,
    /// A person who signs in.
    PersonId,
    /// A product or service.
    ProductId,
    /// A customer company.
    CustomerId,
    /// A contact person at a customer (联系人).
    ContactId,
    /// A change request about a customer.
    RequestId,
    /// An observation about a customer.
    ObservationId,
    /// A follow-up (跟进) in any channel.
    FollowUpId,
    /// A follow-up task (跟进任务).
    TaskId,
    /// An opportunity (商机).
    OpportunityId,
    /// A risk (风险) of an opportunity.
    RiskId,
    /// A sales order.
    OrderId,
    /// An expense (销售费用).
    ExpenseId,
    /// A payment (回款) against an order.
    PaymentId,
    /// A photo or file kept as evidence.
    AttachmentId,
    /// A delivery (交付) of an order's goods.
    DeliveryId,
    /// An acceptance (验收) by the customer.
    AcceptanceId,
    /// A complaint (投诉) about an order.
    ComplaintId,
    /// An anomaly (异常) in an order's fulfilment.
    AnomalyId,
    /// A return (退货) of an order's goods.
    ReturnId,
    /// A use of a customer's credit (客户余额).
    CreditUseId,
    /// A target of one owner for one metric and period; see [`crate::records::target::Target::id_of`].
    TargetId,
    /// A required number of contacts (跟进要求).
    QuotaId,
    /// A KPI that an administrator added (指标).
    KpiId,
    /// A value that people entered for a KPI (指标填报).
    KpiEntryId,
    /// An industry average of a KPI; see [`crate::records::benchmark::Benchmark::id_of`].
    BenchmarkId,
    /// A note for those who set targets (制定参考).
    PlanningNoteId,
    /// The history of an alert; see [`crate::records::alert::AlertKey::id`].
    AlertId,
    /// A command: the idempotency key of a write.
    CommandId,
    /// A browser profile on a phone or computer.
    DeviceId,
}

impl TaskId {
    /// Id of the task that a follow-up's next step creates. Deterministic, so recording the follow-up again yields the same task.
    pub fn promised_by(follow_up: FollowUpId) -> TaskId {
        TaskId(Uuid::new_v5(&follow_up.0, b"next step"))
    }
}

impl DeviceId {
    /// Id of this browser profile for one person. Two people who share a phone are two devices, so their outboxes never mix, whichever session
    /// the browser holds.
    pub fn of_person(self, person: PersonId) -> DeviceId {
        DeviceId(Uuid::new_v5(&self.0, person.0.as_bytes()))
    }
}

/// The kinds of record that sync carries. The text is stored and sent: add variants, never rename them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The company and its rules: a single record.
    Company,
    Region,
    Department,
    Team,
    Person,
    Product,
    Customer,
    FollowUp,
    Task,
    Opportunity,
    Order,
    Target,
    /// A photo or file kept as evidence.
    Attachment,
    /// The history of an alert.
    Alert,
    Expense,
    /// A required number of contacts.
    Quota,
    /// A KPI that an administrator added.
    Kpi,
    /// A value entered for a KPI.
    KpiEntry,
    /// An industry average of a KPI.
    Benchmark,
    /// A note for those who set targets.
    PlanningNote,
}

impl Kind {
    /// Every kind, in sync order: a record's references come before it.
    pub const ALL: [Kind; 20] = [
        Kind::Company,
        Kind::Region,
        Kind::Department,
        Kind::Team,
        Kind::Person,
        Kind::Product,
        Kind::Customer,
        Kind::FollowUp,
        Kind::Task,
        Kind::Opportunity,
        Kind::Order,
        Kind::Target,
        Kind::Attachment,
        Kind::Alert,
        Kind::Expense,
        Kind::Quota,
        Kind::Kpi,
        Kind::KpiEntry,
        Kind::Benchmark,
        Kind::PlanningNote,
    ];

    /// The identifier in messages and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Company => "company",
            Kind::Region => "region",
            Kind::Department => "department",
            Kind::Team => "team",
            Kind::Person => "person",
            Kind::Product => "product",
            Kind::Customer => "customer",
            Kind::FollowUp => "follow_up",
            Kind::Task => "task",
            Kind::Opportunity => "opportunity",
            Kind::Order => "order",
            Kind::Target => "target",
            Kind::Attachment => "attachment",
            Kind::Alert => "alert",
            Kind::Expense => "expense",
            Kind::Quota => "quota",
            Kind::Kpi => "kpi",
            Kind::KpiEntry => "kpi_entry",
            Kind::Benchmark => "benchmark",
            Kind::PlanningNote => "planning_note",
        }
    }

    /// `None` if this release does not know the kind.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// Identifies a record of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    pub kind: Kind,
    pub id: Uuid,
}

impl Key {
    /// Key of the company's own record.
    pub const COMPANY: Key = Key { kind: Kind::Company, id: Uuid::nil() };
}

macro_rules! key_of {
    ($($id:ident => $kind:ident,)*) => {$(
        impl From<$id> for Key {
            fn from(id: $id) -> Key {
                Key { kind: Kind::$kind, id: id.0 }
            }
        }
    )*};
}

key_of! {
    RegionId => Region,
    DepartmentId => Department,
    TeamId => Team,
    PersonId => Person,
    ProductId => Product,
    CustomerId => Customer,
    FollowUpId => FollowUp,
    TaskId => Task,
    OpportunityId => Opportunity,
    OrderId => Order,
    TargetId => Target,
    AttachmentId => Attachment,
    AlertId => Alert,
    ExpenseId => Expense,
    QuotaId => Quota,
    KpiId => Kpi,
    KpiEntryId => KpiEntry,
    BenchmarkId => Benchmark,
    PlanningNoteId => PlanningNote,
}
