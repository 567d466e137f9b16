//! Risks of an open opportunity, the responses to them and their escalation (风险 – 应对 – 升级; E-19, PL-03). Append-only: nothing is overwritten,
//! and two people writing at once cannot conflict.

use serde::{Deserialize, Serialize};

use crate::rules::dictionary::{RiskKind, Term};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{PersonId, RiskId};

/// A response to a risk, as of its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// 应对.
    pub text: String,
    /// Whether it asks a superior to step in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub escalates: bool,
    pub by: PersonId,
    pub at: Timestamp,
    /// Whether a superior steps in with this response after being asked; `None` for responses older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps_in: Option<bool>,
}

/// How a risk was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskEnd {
    pub on: Day,
    /// The result.
    pub how: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    pub id: RiskId,
    pub kind: Term<RiskKind>,
    /// The day it was identified.
    pub on: Day,
    /// Responses, oldest first; never empty.
    pub responses: Vec<Response>,
    /// Set once it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<RiskEnd>,
}

impl Risk {
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// The latest response.
    pub fn response(&self) -> Option<&Response> {
        self.responses.last()
    }

    /// The open request for a superior to step in, if any. Other people's later responses do not withdraw it.
    pub fn awaits_help(&self) -> Option<&Response> {
        let at = self.responses.iter().rposition(|it| it.escalates).filter(|_| self.is_open())?;
        let asked = &self.responses[at];
        let steps_in = |it: &Response| it.steps_in.unwrap_or(it.by != asked.by);
        (!self.responses[at + 1..].iter().any(steps_in)).then_some(asked)
    }
}
