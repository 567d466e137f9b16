use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::within_reach;
use crate::decide::verb::Decide;
use crate::records::order::Complaint;
use crate::values::field::Field;
use crate::values::ids::{ComplaintId, Key, OrderId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Record a complaint (O-05).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordComplaint {
    pub order: OrderId,
    pub id: ComplaintId,
    pub text: String,
}

impl Decide for RecordComplaint {
    const VERB: &'static str = "record_complaint";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = within_reach(self.order, book, moment, &mut refusals);
        refusals.refuse_if(
            order.is_some_and(|it| it.complaints.iter().any(|complaint| complaint.id == self.id)),
            Field::Id,
            Refusal::Exists,
        );
        let text = refusals.keep(Field::Text, text::required(&self.text, text::NOTE));
        let (Some(order), Some(text), true) = (order, text, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = order.clone();
        changed.complaints.push(Complaint { id: self.id, made_at: moment.now, by: moment.actor.person, text, answered: None });
        Ok(Decision::put(changed))
    }
}
