use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ReviewDecision, changed, within_reach};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::review::{Matter, ReviewState, SentBack};
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Return a record to its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRecord {
    pub matter: Matter,
    /// The mark of the version that the reviewer saw.
    pub seen: Uuid,
    pub reason: String,
}

impl Decide for ReturnRecord {
    const VERB: &'static str = "return_record";

    fn subject(&self) -> Key {
        self.matter.record()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.matter.record()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let file = within_reach(self.matter, self.seen, book, moment, &mut refusals);
        refusals.refuse_if(file.is_some_and(|it| it.state == ReviewState::Returned), Field::Matter, Refusal::Unchanged);
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        let (Some(reason), true) = (reason, refusals.is_empty()) else { return Err(refusals) };
        changed(self.matter, book, ReviewDecision::SendBack(SentBack { by: moment.actor.person, at: moment.now, reason }))
    }
}
