//! Who is who: one id type per kind of thing, made once, on the device (UUIDv7), so that a record made offline can be referred to at once.

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
    /// Somebody who signs in.
    PersonId,
    /// A product or service that can be sold.
    ProductId,
    /// One customer company.
    CustomerId,
    /// Somebody we talk to at a customer (联系人).
    ContactId,
    /// Something asked for about a customer.
    RequestId,
    /// Something noticed about a customer.
    ObservationId,
    /// One follow-up (跟进) in any channel.
    FollowUpId,
    /// One follow-up task (跟进任务).
    TaskId,
    /// One opportunity (商机).
    OpportunityId,
    /// One risk (风险) of an opportunity.
    RiskId,
    /// One sales order.
    OrderId,
    /// One expense (销售费用).
    ExpenseId,
    /// One payment (回款) against an order.
    PaymentId,
    /// One photo or file that proves something.
    AttachmentId,
    /// One delivery (交付) of an order's goods.
    DeliveryId,
    /// One acceptance (验收) by the customer.
    AcceptanceId,
    /// One complaint (投诉) about an order.
    ComplaintId,
    /// One anomaly (异常) on an order's way.
    AnomalyId,
    /// One return (退货) of an order's goods.
    ReturnId,
    /// One use of a customer's credit (客户余额).
    CreditUseId,
    /// One target of one owner for one metric and period; see [`crate::records::target::Target::id_of`].
    TargetId,
    /// So many contacts asked of somebody (跟进要求).
    QuotaId,
    /// The life of one alert; see [`crate::records::alert::AlertKey::id`].
    AlertId,
    /// One command: the idempotency key of a write.
    CommandId,
    /// One browser profile on one phone or computer.
    DeviceId,
}

impl TaskId {
    /// The task that the next step of a follow-up makes: the same, however often it is written down.
    pub fn promised_by(follow_up: FollowUpId) -> TaskId {
        TaskId(Uuid::new_v5(&follow_up.0, b"next step"))
    }
}

impl DeviceId {
    /// What this browser profile is called in the name of one person. A phone that two people share is two devices: the outbox of one can
    /// never be taken for the other's, whoever's session the browser happens to hold.
    pub fn of_person(self, person: PersonId) -> DeviceId {
        DeviceId(Uuid::new_v5(&self.0, person.0.as_bytes()))
    }
}

/// The kinds of record that sync carries. The text is on the wire and in the database: add, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The company itself and its rules: one record.
    Company,
    /// A region.
    Region,
    /// A department.
    Department,
    /// A team.
    Team,
    /// A person.
    Person,
    /// A product.
    Product,
    /// A customer.
    Customer,
    /// A follow-up.
    FollowUp,
    /// A follow-up task.
    Task,
    /// An opportunity.
    Opportunity,
    /// An order.
    Order,
    /// A target.
    Target,
    /// A photo or file that proves something.
    Attachment,
    /// The life of an alert.
    Alert,
    /// An expense.
    Expense,
    /// So many contacts asked of somebody.
    Quota,
}

impl Kind {
    /// Every kind, in the order a device should learn them: what others refer to comes first.
    pub const ALL: [Kind; 16] = [
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
    ];

    /// The word on the wire and in the database.
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
        }
    }

    /// The kind of this word, if this release knows it.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// One record of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: Uuid,
}

impl Key {
    /// The key of the company's own record.
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
}
