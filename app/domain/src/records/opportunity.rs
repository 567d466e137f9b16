//! Opportunities (商机): a possible deal with a customer that moves through the six stages or is lost (E-01, A28, A29).

mod risk;

use serde::{Deserialize, Serialize};

use crate::records::review::Review;
use crate::rules::pipeline::Pipeline;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, OpportunityId, OrderId, PersonId, ProductId, TeamId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;
use crate::values::tagged::tagged;
use crate::values::text;

pub use risk::{Response, Risk, RiskEnd};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Outcome {
    /// 成交, with the resulting order.
    Won { on: Day, order: OrderId },
    /// 流失.
    Lost {
        /// The day the loss became known.
        on: Day,
        reason: String,
    },
}
tagged!(Outcome, "as");

impl Outcome {
    pub fn on(&self) -> Day {
        match self {
            Outcome::Won { on, .. } | Outcome::Lost { on, .. } => *on,
        }
    }
}

/// A move between stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageMove {
    pub to: Stage,
    /// The previous stage; `None` for moves older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Stage>,
    pub on: Day,
    pub by: PersonId,
}

impl StageMove {
    /// Whether moving to `to` undoes this move: the same person moves it back on the same day. The move is then deleted.
    pub(crate) fn is_taken_back_by(&self, to: Stage, on: Day, by: PersonId) -> bool {
        self.from == Some(to) && self.on == on && self.by == by
    }
}

/// The fields of an opportunity that people edit. Merged field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpportunityProfile {
    pub title: String,
    /// The main product of interest.
    #[serde(default)]
    pub product: Option<ProductId>,
    /// Estimated amount.
    #[serde(default)]
    pub amount: Option<Money>,
    /// 预计成交时间.
    #[serde(default)]
    pub expected_close: Option<Day>,
    /// The company's sub-stage (A28, E-03), shown while the opportunity is in that stage.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sub_stage: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    pub id: OpportunityId,
    pub customer: CustomerId,
    /// The customer's name at opening, for people who may see the opportunity but not the customer.
    #[serde(default)]
    pub customer_name: String,
    /// Who works on it and, once it is closed, gets the credit.
    pub owner: PersonId,
    /// The owner's team at the last move (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    pub opened_on: Day,
    /// Who opened it; `None` for records older than this field, see [`Opportunity::opener`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_by: Option<PersonId>,
    /// The current stage, or the last one before it ended.
    pub stage: Stage,
    /// All moves, oldest first.
    #[serde(default)]
    pub moves: Vec<StageMove>,
    /// Set once it has ended.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Who recorded the outcome; `None` for records older than this field, see [`Opportunity::ender`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<PersonId>,
    /// Risks, oldest first (E-19, PL-03).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// The fields people edit.
    pub profile: OpportunityProfile,
    /// The review of its progress by a second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Opportunity>>>,
}

impl Opportunity {
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Who recorded the outcome, once it has ended. Falls back to the credited owner, whom no hand-over changes after the end.
    pub fn ender(&self) -> Option<PersonId> {
        self.outcome.as_ref().map(|_| self.ended_by.unwrap_or(self.owner))
    }

    /// The furthest stage ever reached, by moves and outcome.
    pub fn furthest(&self) -> Stage {
        let won = matches!(self.outcome, Some(Outcome::Won { .. })).then_some(Stage::Won);
        self.moves.iter().map(|it| it.to).chain([self.stage]).chain(won).max().unwrap_or(self.stage)
    }

    /// The stage at the end of `day`. Before the first move it is assumed to be the stage below that move's target, because the initial stage is
    /// not recorded.
    pub fn stage_on(&self, day: Day) -> Stage {
        if let Some(moved) = self.moves.iter().rev().find(|it| it.on <= day) {
            return moved.to;
        }
        let Some(first) = self.moves.first() else { return self.stage };
        Stage::OPEN.into_iter().rev().find(|it| *it < first.to).unwrap_or(first.to)
    }

    /// The day of the last change: opening, move or outcome.
    pub fn last_touched_on(&self) -> Day {
        self.outcome.as_ref().map_or(self.moved_on(), |it| it.on().max(self.moved_on()))
    }

    /// Open risks; none once it has ended.
    pub fn open_risks(&self) -> impl Iterator<Item = &Risk> {
        self.risks.iter().filter(|it| self.is_open() && it.is_open())
    }

    /// Days in the current stage; `None` once it has ended.
    pub fn days_in_stage(&self, today: Day) -> Option<i32> {
        self.is_open().then(|| today.0.saturating_sub(self.moved_on().0).max(0))
    }

    /// Days beyond the company's limit for the stage; 0 if within the limit or without one.
    pub fn days_over_limit(&self, pipeline: &Pipeline, today: Day) -> i32 {
        let limit = pipeline.limit(self.stage).map(i32::from);
        self.days_in_stage(today).zip(limit).map_or(0, |(days, limit)| days.saturating_sub(limit).max(0))
    }

    /// The day of its last move, or of its opening.
    pub fn moved_on(&self) -> Day {
        self.moves.last().map_or(self.opened_on, |it| it.on)
    }
}

impl OpportunityProfile {
    /// Returns a cleaned copy, or all refusals. The caller, who has the catalogue, checks the product.
    pub fn checked(&self) -> Result<OpportunityProfile, Refusals> {
        let mut refusals = Refusals::default();
        let title = refusals.keep(Field::Title, text::required(&self.title, text::LINE));
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten();
        let sub_stage = refusals.keep(Field::SubStage, text::optional(&self.sub_stage, text::LINE)).flatten();
        if let Some(amount) = self.amount {
            refusals.refuse_if(amount <= Money::ZERO, Field::Amount, Refusal::NotPositive);
            refusals.refuse_if(Money::LARGEST < amount, Field::Amount, Refusal::TooMuch { most: Money::LARGEST });
        }
        if let Some(on) = self.expected_close {
            refusals.refuse_if(on < Day::FIRST, Field::ExpectedClose, Refusal::TooEarly { first: Day::FIRST });
            refusals.refuse_if(Day::LAST < on, Field::ExpectedClose, Refusal::TooLate { last: Day::LAST });
        }
        refusals.into_result()?;
        Ok(OpportunityProfile {
            title: title.unwrap_or_default(),
            note: note.unwrap_or_default(),
            sub_stage: sub_stage.unwrap_or_default(),
            ..self.clone()
        })
    }
}
