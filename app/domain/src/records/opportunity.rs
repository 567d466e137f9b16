//! An opportunity (商机): a chance of a deal with a customer, moving through the six stages or lost (E-01, A28, A29).

mod risk;

use serde::{Deserialize, Serialize};

use crate::records::review::Review;
use crate::rules::pipeline::Pipeline;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, OpportunityId, OrderId, PersonId, ProductId, TeamId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;
use crate::values::text;

pub use risk::{Response, Risk, RiskEnd};

/// How an opportunity ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "as")]
pub enum Outcome {
    /// 成交, with the order that came of it.
    Won {
        /// The day of the deal.
        on: Day,
        /// The order.
        order: OrderId,
    },
    /// 流失.
    Lost {
        /// The day it was known.
        on: Day,
        /// Why.
        reason: String,
    },
}

impl Outcome {
    /// The day it ended.
    pub fn on(&self) -> Day {
        match self {
            Outcome::Won { on, .. } | Outcome::Lost { on, .. } => *on,
        }
    }
}

/// One move between stages: who and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageMove {
    /// The stage moved to.
    pub to: Stage,
    /// The stage moved from; nothing where it was moved before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Stage>,
    /// The day.
    pub on: Day,
    /// Who moved it.
    pub by: PersonId,
}

impl StageMove {
    /// Whether moving to `to` takes this move back: by the same person, on the same day, to where it came from. Then it never happened.
    pub(crate) fn is_taken_back_by(&self, to: Stage, on: Day, by: PersonId) -> bool {
        self.from == Some(to) && self.on == on && self.by == by
    }
}

/// What people write about an opportunity. Merged field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpportunityProfile {
    /// What it is about.
    pub title: String,
    /// The product wanted most.
    #[serde(default)]
    pub product: Option<ProductId>,
    /// What it may be worth.
    #[serde(default)]
    pub amount: Option<Money>,
    /// 预计成交时间.
    #[serde(default)]
    pub expected_close: Option<Day>,
    /// The company's own step within the stage (A28, E-03); shown while the opportunity is in that stage.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sub_stage: String,
    /// Anything else.
    #[serde(default)]
    pub note: String,
}

/// An opportunity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    /// Which one.
    pub id: OpportunityId,
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name when it was opened, for whoever may see the opportunity but not the customer.
    #[serde(default)]
    pub customer_name: String,
    /// Who works on it; at the end, who is credited.
    pub owner: PersonId,
    /// Their team when it last moved (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The day it was opened.
    pub opened_on: Day,
    /// Who opened it; see [`Opportunity::opener`] for records from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_by: Option<PersonId>,
    /// Where it stands, or stood when it ended.
    pub stage: Stage,
    /// Every move, oldest first.
    #[serde(default)]
    pub moves: Vec<StageMove>,
    /// How it ended, if it has.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Who wrote down how it ended; see [`Opportunity::ender`] for records from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<PersonId>,
    /// What may keep it from being won, oldest first (E-19, PL-03).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// What people write about it.
    pub profile: OpportunityProfile,
    /// Whether somebody else agreed on how far it has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Opportunity>>>,
}

impl Opportunity {
    /// Whether it is still open.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Who wrote down how it ended, once it has. Where that was not kept: who is credited, which no hand-over changes any more.
    pub fn ender(&self) -> Option<PersonId> {
        self.outcome.as_ref().map(|_| self.ended_by.unwrap_or(self.owner))
    }

    /// The furthest stage it ever reached, by moves and outcome.
    pub fn furthest(&self) -> Stage {
        let won = matches!(self.outcome, Some(Outcome::Won { .. })).then_some(Stage::Won);
        self.moves.iter().map(|it| it.to).chain([self.stage]).chain(won).max().unwrap_or(self.stage)
    }

    /// Where it stood when a day ended. Before the first move that is the stage below the one it moved to: where it began is not written down.
    pub fn stage_on(&self, day: Day) -> Stage {
        if let Some(moved) = self.moves.iter().rev().find(|it| it.on <= day) {
            return moved.to;
        }
        let Some(first) = self.moves.first() else { return self.stage };
        Stage::OPEN.into_iter().rev().find(|it| *it < first.to).unwrap_or(first.to)
    }

    /// The day it was last opened, moved or decided.
    pub fn last_touched_on(&self) -> Day {
        self.outcome.as_ref().map_or(self.moved_on(), |it| it.on().max(self.moved_on()))
    }

    /// What threatens it now; nothing does once it has ended.
    pub fn open_risks(&self) -> impl Iterator<Item = &Risk> {
        self.risks.iter().filter(|it| self.is_open() && it.is_open())
    }

    /// Days in its present stage; nothing once it has ended.
    pub fn days_in_stage(&self, today: Day) -> Option<i32> {
        self.is_open().then(|| today.0.saturating_sub(self.moved_on().0).max(0))
    }

    /// Days beyond what the company allows for the stage; 0 while within or without a limit.
    pub fn days_over_limit(&self, pipeline: &Pipeline, today: Day) -> i32 {
        let limit = pipeline.limit(self.stage).map(i32::from);
        self.days_in_stage(today).zip(limit).map_or(0, |(days, limit)| days.saturating_sub(limit).max(0))
    }

    /// The day of its last move.
    pub fn moved_on(&self) -> Day {
        self.moves.last().map_or(self.opened_on, |it| it.on)
    }
}

impl OpportunityProfile {
    /// The same, cleaned; or everything wrong with it. Products are checked by whoever knows the catalogue.
    pub fn checked(&self) -> Result<OpportunityProfile, Refusals> {
        let mut refusals = Refusals::default();
        let title = refusals.keep("title", text::required(&self.title, text::LINE));
        let note = refusals.keep("note", text::optional(&self.note, text::NOTE)).flatten();
        let sub_stage = refusals.keep("sub_stage", text::optional(&self.sub_stage, text::LINE)).flatten();
        if let Some(amount) = self.amount {
            refusals.refuse_if(amount <= Money::ZERO, "amount", Refusal::NotPositive);
            refusals.refuse_if(Money::LARGEST < amount, "amount", Refusal::TooMuch { most: Money::LARGEST });
        }
        if let Some(on) = self.expected_close {
            refusals.refuse_if(on < Day::FIRST, "expected_close", Refusal::TooEarly { first: Day::FIRST });
            refusals.refuse_if(Day::LAST < on, "expected_close", Refusal::TooLate { last: Day::LAST });
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
