//! Copies of records for readers who may not see everything in them.

use crate::access::actor::Actor;
use crate::book::record::Record;
use crate::records::product::Product;
use crate::values::ids::Kind;
use crate::values::money::Money;

impl Actor {
    /// Whether this person's copies of records of this kind may differ from the records.
    pub fn reads_copies_of(&self, kind: Kind) -> bool {
        match kind {
            Kind::Customer | Kind::Attachment => !self.sees_contacts(),
            Kind::Order | Kind::Product => self.may_answer_assignments(),
            _ => false,
        }
    }

    /// The record as this person's devices hold it: contact details masked without the permission; for supporting departments also without
    /// amounts.
    #[must_use]
    pub fn copy_of(&self, record: Record) -> Record {
        match record {
            Record::Order(order) if self.may_answer_assignments() => Record::Order(order.support_copy(self.person)),
            Record::Product(product) if self.may_answer_assignments() => Record::Product(Product { price: Money::ZERO, ..product }),
            other if self.sees_contacts() => other,
            other => other.masked(),
        }
    }
}
