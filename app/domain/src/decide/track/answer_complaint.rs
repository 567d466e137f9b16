use serde::{Deserialize, Serialize};

use super::gave_way;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::within_reach;
use crate::decide::verb::Decide;
use crate::records::order::ComplaintAnswer;
use crate::values::field::Field;
use crate::values::ids::{ComplaintId, Key, OrderId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Answer a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerComplaint {
    pub order: OrderId,
    pub complaint: ComplaintId,
    pub text: String,
}

impl Decide for AnswerComplaint {
    const VERB: &'static str = "answer_complaint";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = within_reach(self.order, book, moment, &mut refusals);
        let index = order.and_then(|it| it.complaints.iter().position(|complaint| complaint.id == self.complaint));
        refusals.refuse_if(order.is_some() && index.is_none(), Field::Complaint, Refusal::NotYours);
        let text = refusals.keep(Field::Text, text::required(&self.text, text::NOTE));
        let (Some(order), Some(index), Some(text), true) = (order, index, text, refusals.is_empty()) else { return Err(refusals) };

        if let Some(stands) = &order.complaints[index].answered {
            return Ok(gave_way(order, Field::Answer, &text, &stands.text, Some(stands.by), stands.at));
        }
        let mut changed = order.clone();
        changed.complaints[index].answered = Some(ComplaintAnswer { at: moment.now, by: moment.actor.person, text });
        Ok(Decision::put(changed))
    }
}
