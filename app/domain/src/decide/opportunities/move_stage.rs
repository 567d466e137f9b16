use serde::{Deserialize, Serialize};

use super::open_and_own;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::merge::Conflict;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::opportunity::StageMove;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OpportunityId};
use crate::values::json;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::stage::Stage;

/// Move an open opportunity to another open stage (E-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveStage {
    pub opportunity: OpportunityId,
    /// The stage that the person saw.
    pub from: Stage,
    pub to: Stage,
    pub on: Day,
}

impl Decide for MoveStage {
    const VERB: &'static str = "move_stage";

    fn subject(&self) -> Key {
        self.opportunity.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.opportunity.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let opportunity = open_and_own(self.opportunity, book, moment, &mut refusals);
        refusals.refuse_if(!self.to.is_open(), Field::To, Refusal::NotAStep);
        refusals.refuse_if(self.from == self.to, Field::To, Refusal::Unchanged);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let first = opportunity.map_or(Day::FIRST, |it| it.opened_on);
        refusals.refuse_if(self.on < first, Field::On, Refusal::TooEarly { first });
        let (Some(opportunity), true) = (opportunity, refusals.is_empty()) else { return Err(refusals) };

        if opportunity.stage == self.to {
            return Ok(Decision::default());
        }
        if opportunity.stage != self.from {
            let last = opportunity.moves.last();
            let stamp = book.stamps(self.opportunity.into()).get("stage").copied().unwrap_or_default();
            return Ok(Decision::default().with(vec![Conflict {
                record: self.opportunity.into(),
                field: Field::Stage.into(),
                yours: json::tree(self.to),
                theirs: json::tree(opportunity.stage),
                by: last.map(|it| it.by),
                at: stamp.at,
            }]));
        }
        let mut moved = opportunity.clone();
        moved.stage = self.to;
        moved.team = book.team_on(moved.owner, moment.today);
        let by = moment.author(moved.owner);
        if opportunity.moves.last().is_some_and(|it| it.is_taken_back_by(self.to, self.on, by)) {
            moved.moves.pop();
        } else {
            moved.moves.push(StageMove { to: self.to, from: Some(self.from), on: self.on, by });
        }
        Ok(Decision::put(moved))
    }
}
