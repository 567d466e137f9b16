//! Review (审核): someone other than the author checks a record and approves it (DQ-01, R-02, A33). The pending state follows from who did what
//! and is never a flag. If an approved record is changed, its approved version stays in force beside the change until the next approval. A
//! review cannot change a figure, only its review status.

use serde::{Deserialize, Serialize};

use crate::values::calendar::Timestamp;
use crate::values::ids::{ExpenseId, FollowUpId, Key, KpiEntryId, OpportunityId, OrderId, PaymentId, PersonId};
use crate::values::tagged::tagged;

/// The review state of a record. A record without one is not under review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Review<T> {
    /// Who last changed the reviewed content; someone else must approve it.
    pub by: PersonId,
    /// The last approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approved>,
    /// The version in force until the next approval; set if the record was changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Box<T>>,
    /// Set while it is sent back and nothing has been done about it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<SentBack>,
    /// The author's answer when resubmitting it unchanged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: String,
}

/// The state of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// 待审核.
    Pending,
    /// 已审核.
    Approved,
    /// 已退回.
    Returned,
}

impl<T> Review<T> {
    pub fn pending(by: PersonId) -> Review<T> {
        Review { by, approved: None, held: None, returned: None, answer: String::new() }
    }

    pub fn state(&self) -> ReviewState {
        match (&self.returned, &self.approved, &self.held) {
            (Some(_), ..) => ReviewState::Returned,
            (None, Some(_), None) => ReviewState::Approved,
            _ => ReviewState::Pending,
        }
    }
}

/// An item that a reviewer decides on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Matter {
    Order {
        order: OrderId,
    },
    Payment {
        order: OrderId,
        payment: PaymentId,
    },
    /// The stage and outcome of an opportunity.
    Opportunity {
        opportunity: OpportunityId,
    },
    FollowUp {
        follow_up: FollowUpId,
    },
    Expense {
        expense: ExpenseId,
    },
    KpiEntry {
        entry: KpiEntryId,
    },
}
tagged!(Matter, "what");

/// The kind of a reviewed item. Never add up amounts of different kinds: orders are revenue, expenses are costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatterKind {
    Order,
    Payment,
    Opportunity,
    FollowUp,
    Expense,
    KpiEntry,
}

impl Matter {
    pub fn kind(self) -> MatterKind {
        match self {
            Matter::Order { .. } => MatterKind::Order,
            Matter::Payment { .. } => MatterKind::Payment,
            Matter::Opportunity { .. } => MatterKind::Opportunity,
            Matter::FollowUp { .. } => MatterKind::FollowUp,
            Matter::Expense { .. } => MatterKind::Expense,
            Matter::KpiEntry { .. } => MatterKind::KpiEntry,
        }
    }

    /// The record that contains it.
    pub fn record(self) -> Key {
        match self {
            Matter::Order { order } | Matter::Payment { order, .. } => order.into(),
            Matter::Opportunity { opportunity } => opportunity.into(),
            Matter::FollowUp { follow_up } => follow_up.into(),
            Matter::Expense { expense } => expense.into(),
            Matter::KpiEntry { entry } => entry.into(),
        }
    }
}
