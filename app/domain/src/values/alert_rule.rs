//! The names of the alert rules (AL-01…AL-15).

use serde::{Deserialize, Serialize};

/// A monitored condition. The text is sent and stored: add variants, never rename them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertRule {
    /// AL-01: a person's completion rate is too low.
    Completion,
    /// AL-02: a customer's payment is long overdue.
    CollectionOverdue,
    /// AL-03: production or service of an order has not started.
    OrderNotStarted,
    /// AL-04: a delivery is later than agreed.
    DeliveryLate,
    /// AL-05: a complaint is unanswered.
    ComplaintUnanswered,
    /// AL-06: a payment is past its due day.
    ReceivableOverdue,
    /// AL-07: a task is past its due day.
    TaskOverdue,
    /// AL-08: a customer's data was not updated after a follow-up (C-10).
    CustomerNotUpdated,
    /// AL-09: the contract of an A customer ends soon (C-14).
    ContractEnding,
    /// AL-10: a customer was not contacted within the interval of its grade (FU-03).
    CadenceMissed,
    /// AL-11: customers need regrading at the end of the quarter (C-11).
    GradeReview,
    /// AL-12: records of a day were entered late or not at all (补录, 漏录; A46).
    LateEntry,
    /// AL-13: an agreed measure is past its deadline.
    ActionOverdue,
    /// AL-14: a collection rate is below its minimum.
    CollectionRate,
    /// AL-15: daily report of a person's orders with problems.
    DailyOrders,
    /// A KPI of a person or a team is out of the bounds that an administrator set. There are any number of these rules.
    Kpi,
}

impl AlertRule {
    /// The rules of the requirements, in their order. Each has one setting.
    pub const ALL: [AlertRule; 15] = [
        AlertRule::Completion,
        AlertRule::CollectionOverdue,
        AlertRule::OrderNotStarted,
        AlertRule::DeliveryLate,
        AlertRule::ComplaintUnanswered,
        AlertRule::ReceivableOverdue,
        AlertRule::TaskOverdue,
        AlertRule::CustomerNotUpdated,
        AlertRule::ContractEnding,
        AlertRule::CadenceMissed,
        AlertRule::GradeReview,
        AlertRule::LateEntry,
        AlertRule::ActionOverdue,
        AlertRule::CollectionRate,
        AlertRule::DailyOrders,
    ];

    /// Those, and the one for KPIs.
    pub fn every() -> impl Iterator<Item = AlertRule> {
        AlertRule::ALL.into_iter().chain([AlertRule::Kpi])
    }

    /// The identifier in URLs and in alert ids.
    pub fn as_str(self) -> &'static str {
        match self {
            AlertRule::Completion => "completion",
            AlertRule::CollectionOverdue => "collection_overdue",
            AlertRule::OrderNotStarted => "order_not_started",
            AlertRule::DeliveryLate => "delivery_late",
            AlertRule::ComplaintUnanswered => "complaint_unanswered",
            AlertRule::ReceivableOverdue => "receivable_overdue",
            AlertRule::TaskOverdue => "task_overdue",
            AlertRule::CustomerNotUpdated => "customer_not_updated",
            AlertRule::ContractEnding => "contract_ending",
            AlertRule::CadenceMissed => "cadence_missed",
            AlertRule::GradeReview => "grade_review",
            AlertRule::LateEntry => "late_entry",
            AlertRule::ActionOverdue => "action_overdue",
            AlertRule::CollectionRate => "collection_rate",
            AlertRule::DailyOrders => "daily_orders",
            AlertRule::Kpi => "kpi",
        }
    }

    pub fn parse(word: &str) -> Option<AlertRule> {
        AlertRule::every().find(|it| it.as_str() == word)
    }
}
