use serde::{Deserialize, Serialize};

use super::{ReviewDecision, changed};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::review::{Matter, ReviewState};
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Resubmit a returned record unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResubmitRecord {
    pub matter: Matter,
    /// The answer to the reason for the return.
    pub answer: String,
}

impl Decide for ResubmitRecord {
    const VERB: &'static str = "resubmit_record";

    fn subject(&self) -> Key {
        self.matter.record()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.matter.record()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let file = self.matter.file(book).filter(|_| moment.actor.may_resubmit(self.matter, book));
        refusals.refuse_if(file.is_none(), Field::Matter, Refusal::NotYours);
        refusals.refuse_if(file.is_some_and(|it| it.state != ReviewState::Returned), Field::Matter, Refusal::Unchanged);
        let answer = refusals.keep(Field::Answer, text::required(&self.answer, text::NOTE));
        let (Some(answer), true) = (answer, refusals.is_empty()) else { return Err(refusals) };
        changed(self.matter, book, ReviewDecision::Resubmit(answer))
    }
}
