use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, voided};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::planning_note::PlanningNote;
use crate::values::field::Field;
use crate::values::ids::{Key, PlanningNoteId};
use crate::values::refusal::{Refusal, Refusals};

/// Withdraw a note; it and the reason stay in its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidPlanningNote {
    pub note: PlanningNoteId,
    pub reason: String,
}

impl Decide for VoidPlanningNote {
    const VERB: &'static str = "void_planning_note";

    fn subject(&self) -> Key {
        self.note.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.note.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let note = book.planning_note(self.note).filter(|it| moment.actor.may_void_planning_note(it));
        match note {
            None => refusals.refuse(Field::Note, Refusal::NotYours),
            Some(note) => refusals.refuse_if(!note.stands(), Field::Note, Refusal::TakenBack),
        }
        let voided = voided(&self.reason, true, moment, &mut refusals);
        let (Some(note), true) = (note, refusals.is_empty()) else { return Err(refusals) };
        Ok(Decision::put(PlanningNote { voided, ..note.clone() }))
    }
}
