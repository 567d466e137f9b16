use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ReviewDecision, changed, within_reach};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::review::{Approved, Matter, ReviewState};
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};

/// Approve what somebody else recorded (DQ-01, R-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveRecord {
    pub matter: Matter,
    /// The [mark](crate::records::reviewed::mark) of the version that the reviewer saw.
    pub seen: Uuid,
}

impl Decide for ApproveRecord {
    const VERB: &'static str = "approve_record";

    fn subject(&self) -> Key {
        self.matter.record()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.matter.record()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let file = within_reach(self.matter, self.seen, book, moment, &mut refusals);
        refusals.refuse_if(file.is_some_and(|it| it.state == ReviewState::Approved), Field::Matter, Refusal::Unchanged);
        refusals.into_result()?;
        let approved = Some(Approved { by: moment.actor.person, at: moment.now });
        changed(self.matter, book, ReviewDecision::Approve(approved))
    }
}
