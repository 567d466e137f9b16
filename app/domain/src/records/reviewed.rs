//! Defines for each kind of record which content is reviewed and how changes to it are detected.

use uuid::Uuid;

use crate::records::expense::Expense;
use crate::records::follow_up::FollowUp;
use crate::records::kpi_entry::KpiEntry;
use crate::records::opportunity::Opportunity;
use crate::records::order::{Order, Payment};
use crate::records::review::Review;
use crate::values::json;

/// A record or part of one that can be under review.
pub trait Reviewed: Clone {
    fn review(&self) -> Option<&Review<Self>>;
    fn review_mut(&mut self) -> &mut Option<Box<Review<Self>>>;
    /// The reviewed content as JSON. Any change of it requires another review.
    fn substance(&self) -> serde_json::Value;
    /// A copy without its review and without parts that are reviewed separately; for an order also without fulfilment data.
    fn bare(&self) -> Self;
    /// Whether it was withdrawn.
    fn is_taken_back(&self) -> bool {
        false
    }
    /// Whether it was withdrawn before anyone approved it. Nothing is left to review, although it stays unapproved for the days on which it
    /// counted.
    fn is_moot(&self) -> bool {
        self.is_taken_back() && self.review().is_some_and(|it| it.approved.is_none() && it.held.is_none())
    }
}

const MARKS: Uuid = Uuid::from_u128(0x6461_6269_616f_2e72_6576_6965_7700_0001);

/// Hash of what the reviewer sees. An approval carries it, so that nobody approves a version they have not seen.
pub fn mark<T: Reviewed>(record: &T) -> Uuid {
    Uuid::new_v5(&MARKS, record.substance().to_string().as_bytes())
}

impl Reviewed for Order {
    fn review(&self) -> Option<&Review<Order>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<Order>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        // Fulfilment affects nobody's figures; returns do.
        match self.returns.as_slice() {
            [] => json::tree((&self.terms, &self.cancelled)),
            returns => json::tree((&self.terms, &self.cancelled, returns)),
        }
    }

    fn bare(&self) -> Order {
        Order {
            payments: Vec::new(),
            credit_split: None,
            review: None,
            nodes: Vec::new(),
            deliveries: Vec::new(),
            acceptances: Vec::new(),
            delivery_gap: None,
            rating: None,
            complaints: Vec::new(),
            anomalies: Vec::new(),
            ..self.clone()
        }
    }
}

impl Reviewed for Payment {
    fn review(&self) -> Option<&Review<Payment>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<Payment>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        json::tree((&self.on, &self.amount, &self.method, &self.note, &self.voided))
    }

    fn bare(&self) -> Payment {
        Payment { review: None, ..self.clone() }
    }

    fn is_taken_back(&self) -> bool {
        self.voided.is_some()
    }
}

impl Reviewed for Opportunity {
    fn review(&self) -> Option<&Review<Opportunity>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<Opportunity>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        json::tree((&self.stage, &self.outcome))
    }

    fn bare(&self) -> Opportunity {
        Opportunity { review: None, ..self.clone() }
    }
}

impl Reviewed for FollowUp {
    fn review(&self) -> Option<&Review<FollowUp>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<FollowUp>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        json::tree((&self.on, &self.method, &self.content))
    }

    fn bare(&self) -> FollowUp {
        FollowUp { review: None, ..self.clone() }
    }
}

impl Reviewed for Expense {
    fn review(&self) -> Option<&Review<Expense>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<Expense>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        json::tree((&self.profile, &self.owner, &self.customer, &self.voided))
    }

    fn bare(&self) -> Expense {
        Expense { review: None, ..self.clone() }
    }

    fn is_taken_back(&self) -> bool {
        !self.stands()
    }
}

impl Reviewed for KpiEntry {
    fn review(&self) -> Option<&Review<KpiEntry>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<KpiEntry>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        json::tree((&self.on, &self.value, &self.note, &self.voided))
    }

    fn bare(&self) -> KpiEntry {
        KpiEntry { review: None, ..self.clone() }
    }

    fn is_taken_back(&self) -> bool {
        !self.stands()
    }
}
