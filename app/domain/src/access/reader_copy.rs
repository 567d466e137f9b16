//! Copies of records for readers who may not see everything in them.

use crate::access::actor::Actor;
use crate::book::record::Record;
use crate::records::benchmark::Benchmark;
use crate::records::order::Voided;
use crate::records::planning_note::PlanningNote;
use crate::records::product::Product;
use crate::values::ids::Kind;
use crate::values::money::Money;

impl Actor {
    /// Whether this person's copies of records of this kind may differ from the records.
    pub fn reads_copies_of(&self, kind: Kind) -> bool {
        match kind {
            Kind::Customer | Kind::Attachment => !self.sees_contacts(),
            Kind::Order | Kind::Product | Kind::PlanningNote | Kind::Benchmark => self.may_answer_assignments(),
            _ => false,
        }
    }

    /// The record as this person's devices hold it: contact details masked without the permission; for supporting departments also without
    /// amounts.
    #[must_use]
    pub fn copy_of(&self, record: Record) -> Record {
        match record {
            own if self.sees_contacts() => own,
            record if self.may_answer_assignments() => self.support_copy_of(record).masked(),
            other => other.masked(),
        }
    }

    /// Without amounts, and without what sales writes for those who set targets.
    fn support_copy_of(&self, record: Record) -> Record {
        match record {
            Record::Order(order) => Record::Order(order.support_copy(self.person)),
            Record::Product(product) => Record::Product(Product { price: Money::ZERO, ..product }),
            Record::PlanningNote(note) => {
                let voided = note.voided.map(|it| Voided { reason: String::new(), ..it });
                Record::PlanningNote(PlanningNote { text: String::new(), voided, ..note })
            }
            Record::Benchmark(benchmark) => Record::Benchmark(Benchmark { value: None, citation: String::new(), ..benchmark }),
            other => other,
        }
    }
}
