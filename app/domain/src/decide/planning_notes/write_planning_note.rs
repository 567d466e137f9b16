use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::planning_note::{PlanningNote, PlanningTopic};
use crate::values::calendar::{Day, Period};
use crate::values::field::Field;
use crate::values::ids::{Key, PlanningNoteId, RegionId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Write down what those who set the targets of a period should know (T-08).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritePlanningNote {
    pub id: PlanningNoteId,
    pub topic: PlanningTopic,
    /// A month, quarter or year.
    pub period: Period,
    /// `None` for all regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub text: String,
}

impl Decide for WritePlanningNote {
    const VERB: &'static str = "write_planning_note";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.id.into()])
    }

    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.planning_note(self.id).is_some(), Field::Id, Refusal::Exists);
        refusals.refuse_if(!moment.actor.may_write_planning_note(self.topic), Field::Topic, Refusal::NotAllowed);
        refusals.refuse_if(matches!(self.period, Period::Week(_)), Field::Period, Refusal::Malformed);
        refusals.refuse_if(self.period.first() < Day::FIRST, Field::Period, Refusal::TooEarly { first: Day::FIRST });
        refusals.refuse_if(Day::LAST < self.period.last(), Field::Period, Refusal::TooLate { last: Day::LAST });
        refusals.refuse_if(self.region.is_some_and(|it| book.region(it).is_none()), Field::Region, Refusal::NotYours);
        let text = refusals.keep(Field::Text, text::required(&self.text, text::NOTE));
        let (Some(text), true) = (text, refusals.is_empty()) else { return Err(refusals) };
        Ok(Decision::put(PlanningNote {
            id: self.id,
            topic: self.topic,
            period: self.period,
            region: self.region,
            text,
            made_by: moment.actor.person,
            made_at: moment.now,
            voided: None,
        }))
    }
}
