//! What may keep an open opportunity from becoming a deal, what is done about it, and who is asked to step in (风险 – 应对 – 升级; E-19, PL-03).
//! Append-only: what was said stays said, and two people writing at once cannot conflict.

use serde::{Deserialize, Serialize};

use crate::rules::dictionary::{RiskKind, Term};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{PersonId, RiskId};

/// What is done about a risk, as of then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// 应对.
    pub text: String,
    /// Whether a superior is asked to step in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub escalates: bool,
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Whether a superior who was asked stepped in with this; unknown of words from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps_in: Option<bool>,
}

/// How a risk ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskEnd {
    /// The day.
    pub on: Day,
    /// What became of it.
    pub how: String,
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// A risk of an opportunity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// Which one.
    pub id: RiskId,
    /// Of what kind.
    pub kind: Term<RiskKind>,
    /// The day it was seen.
    pub on: Day,
    /// What is done about it, oldest first; never empty.
    pub responses: Vec<Response>,
    /// How it ended, if it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<RiskEnd>,
}

impl Risk {
    /// Whether it still threatens.
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// What is done about it now.
    pub fn response(&self) -> Option<&Response> {
        self.responses.last()
    }

    /// Who asked a superior to step in, while none has. What anybody else adds does not take it back.
    pub fn awaits_help(&self) -> Option<&Response> {
        let at = self.responses.iter().rposition(|it| it.escalates).filter(|_| self.is_open())?;
        let asked = &self.responses[at];
        let steps_in = |it: &Response| it.steps_in.unwrap_or(it.by != asked.by);
        (!self.responses[at + 1..].iter().any(steps_in)).then_some(asked)
    }
}
