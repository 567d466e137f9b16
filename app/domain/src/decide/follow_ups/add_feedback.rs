use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::follow_up::FollowUp;
use crate::values::field::Field;
use crate::values::ids::{FollowUpId, Key};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Add the customer's answer to a follow-up that has none (C-10, FU-05). Possible once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddFeedback {
    pub follow_up: FollowUpId,
    /// 客户反馈.
    pub feedback: String,
}

impl Decide for AddFeedback {
    const VERB: &'static str = "add_feedback";

    fn subject(&self) -> Key {
        self.follow_up.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.follow_up.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let follow_up = book.follow_up(self.follow_up).filter(|it| moment.actor.may_add_feedback(it, book));
        refusals.refuse_if(follow_up.is_none(), Field::FollowUp, Refusal::NotYours);
        // Feedback is never overwritten: a correction is another follow-up.
        refusals.refuse_if(follow_up.is_some_and(|it| !it.feedback.is_empty()), Field::Feedback, Refusal::Exists);
        let feedback = refusals.keep(Field::Feedback, text::required(&self.feedback, text::NOTE));
        let (Some(follow_up), Some(feedback), true) = (follow_up, feedback, refusals.is_empty()) else { return Err(refusals) };
        Ok(Decision::put(FollowUp { feedback, ..follow_up.clone() }))
    }
}
