//! Follow-ups (跟进): a contact with a customer in any channel on a day, and its result (FU-01, E-11). Append-only: two people writing at once
//! cannot conflict. Their number is counted, never entered (FU-02).

use serde::{Deserialize, Serialize};

use crate::records::review::Review;
use crate::rules::dictionary::{Activity, Term};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CustomerId, FollowUpId, PersonId, TeamId};
use crate::values::method::Method;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    pub id: FollowUpId,
    pub customer: CustomerId,
    /// Who made the contact.
    pub by: PersonId,
    /// Their team at the time (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    pub on: Day,
    pub method: Method,
    /// 沟通内容.
    pub content: String,
    /// 下一步计划.
    #[serde(default)]
    pub next_step: String,
    /// Due day of the next step.
    #[serde(default)]
    pub next_on: Option<Day>,
    /// 预计成交时间.
    #[serde(default)]
    pub expected_close: Option<Day>,
    /// 客户反馈: the customer's answer (FU-05).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
    /// 活动: the activity, for a follow-up by [`Method::Event`] (E-21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Term<Activity>>,
    /// When it was recorded, by the device's clock.
    pub made_at: Timestamp,
    /// When it reached the server, if notably later (A46).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Timestamp>,
    /// The device's reading if its clock was wrong; `made_at` is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// The review by a second person (DQ-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<FollowUp>>>,
}
