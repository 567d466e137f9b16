//! A follow-up (跟进): contact made with a customer in any channel, on a day, with what came of it (FU-01, E-11).
//! Append-only: two people writing at once cannot conflict. How many there were is counted, never typed (FU-02).

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::calendar::{Day, Timestamp};
use crate::dictionary::{Activity, Term};
use crate::ids::{CustomerId, FollowUpId, PersonId, TeamId};
use crate::review::Review;
use crate::rules::alert_rules::AlertRule;
use crate::working_days::{HOUR, WorkingDays, elapsed};

/// The channel (E-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 电话.
    Phone,
    /// 拜访.
    Visit,
    /// 邮件.
    Email,
    /// 方案.
    Proposal,
    /// 微信.
    Wechat,
    /// 线上会议.
    OnlineMeeting,
    /// 活动 (fair, salon).
    Event,
}

impl Method {
    /// All methods.
    pub const ALL: [Method; 7] =
        [Method::Visit, Method::Phone, Method::Wechat, Method::Email, Method::Proposal, Method::OnlineMeeting, Method::Event];
}

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

impl FollowUp {
    /// Whether nobody said in time what came of it: no feedback, and no opportunity of the customer opened, moved or decided since. How long that
    /// may take is the administrator's rule for AL-08 (C-10); while that is off, nothing is awaited.
    pub fn awaits_update(&self, book: &Book, now: Timestamp) -> bool {
        let company = book.company();
        let setting = company.alerts.on(now.day(company.utc_offset_minutes)).of(AlertRule::CustomerNotUpdated);
        let gone = || elapsed(setting.calendar, self.made_at, now, company.utc_offset_minutes, &WorkingDays::of(company));
        let is_late = || setting.level(gone(), HOUR) == Some(setting.raises);
        let told = || !self.feedback.is_empty() || book.opportunities_of(self.customer).any(|it| self.on <= it.last_touched_on());
        setting.on && !told() && is_late()
    }
}
