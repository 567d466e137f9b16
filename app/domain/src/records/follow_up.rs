//! A follow-up (跟进): contact made with a customer in any channel, on a day, with what came of it (FU-01, E-11).
//! Append-only: two people writing at once cannot conflict. How many there were is counted, never typed (FU-02).

use serde::{Deserialize, Serialize};

use crate::records::review::Review;
use crate::rules::dictionary::{Activity, Term};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CustomerId, FollowUpId, PersonId, TeamId};
use crate::values::method::Method;

/// One follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Which one.
    pub id: FollowUpId,
    /// With whom.
    pub customer: CustomerId,
    /// Who made the contact.
    pub by: PersonId,
    /// Their team at the time (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The day it happened.
    pub on: Day,
    /// The channel.
    pub method: Method,
    /// 沟通内容.
    pub content: String,
    /// 下一步计划.
    #[serde(default)]
    pub next_step: String,
    /// When the next step is due.
    #[serde(default)]
    pub next_on: Option<Day>,
    /// 预计成交时间.
    #[serde(default)]
    pub expected_close: Option<Day>,
    /// 客户反馈: what the customer answered (FU-05).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
    /// 活动: at which activity, of a follow-up by [`Method::Event`] (E-21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Term<Activity>>,
    /// When it was written down, by the clock of the device.
    pub made_at: Timestamp,
    /// When it reached the server, where that was notably later (A46).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Timestamp>,
    /// What the clock of the device said, where it was wrong: `made_at` is put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// Whether somebody else found it right (DQ-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<FollowUp>>>,
}
