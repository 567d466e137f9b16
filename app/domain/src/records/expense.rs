//! An expense (销售费用): money spent to sell (CO-01). Who spent it, on what, and whether it went into winning new customers, and through which
//! channel: that is what the cost of a new customer (F-08) and the expense ratio (F-09) are counted from. What the goods cost lies with the
//! lines of an order, not here. An expense is amended or taken back, never removed.

use serde::{Deserialize, Serialize};

use crate::records::customer::Source;
use crate::records::order::Voided;
use crate::records::review::Review;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CustomerId, ExpenseId, PersonId, TeamId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// What money was spent on (费用类别).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseKind {
    /// 差旅.
    #[default]
    Travel,
    /// 招待.
    Hospitality,
    /// 展会.
    Fair,
    /// 线上推广.
    OnlinePromotion,
    /// 渠道: what partners and those who recommend us are given.
    Channel,
    /// 样品.
    Samples,
    /// 其他; then the note says what.
    Other,
}

impl ExpenseKind {
    /// All kinds.
    pub const ALL: [ExpenseKind; 7] = [
        ExpenseKind::Travel,
        ExpenseKind::Hospitality,
        ExpenseKind::Fair,
        ExpenseKind::OnlinePromotion,
        ExpenseKind::Channel,
        ExpenseKind::Samples,
        ExpenseKind::Other,
    ];

    /// The acquisition channel that such an expense serves by its nature (E-22), where there is one: offered by the form, not imposed.
    pub fn usual_channel(self) -> Option<Source> {
        match self {
            ExpenseKind::Fair => Some(Source::Fair),
            ExpenseKind::OnlinePromotion => Some(Source::Online),
            ExpenseKind::Channel => Some(Source::Channel),
            ExpenseKind::Travel | ExpenseKind::Hospitality | ExpenseKind::Samples | ExpenseKind::Other => None,
        }
    }
}

/// What people write about an expense. Merged field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpenseProfile {
    /// 发生日期: the day it counts for.
    pub on: Day,
    /// 金额.
    pub amount: Money,
    /// 费用类别.
    #[serde(default)]
    pub kind: ExpenseKind,
    /// 新客户开发: it went into winning new customers (F-08).
    #[serde(default)]
    pub wins_new: bool,
    /// 获客渠道: the channel it was spent on (E-22), where it was spent on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Source>,
    /// Anything else; of 其他 what it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl ExpenseProfile {
    /// The same, cleaned; or everything wrong with it.
    pub fn checked(&self, today: Day) -> Result<ExpenseProfile, Refusals> {
        let mut refusals = Refusals::default();
        crate::values::refusal::check_day(&mut refusals, "on", self.on, today);
        refusals.refuse_if(self.amount <= Money::ZERO, "amount", Refusal::NotPositive);
        refusals.refuse_if(Money::LARGEST < self.amount, "amount", Refusal::TooMuch { most: Money::LARGEST });
        let note = match self.kind {
            ExpenseKind::Other => text::required(&self.note, text::NOTE),
            _ => text::optional(&self.note, text::NOTE).map(Option::unwrap_or_default),
        };
        let note = refusals.keep("note", note);
        refusals.into_result()?;
        Ok(ExpenseProfile { note: note.unwrap_or_default(), ..self.clone() })
    }
}

/// One expense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expense {
    /// Which one.
    pub id: ExpenseId,
    /// For which customer, where it was for one: it goes where the customer goes.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// The customer's name when it was recorded, for whoever spent it without holding the customer any more.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub customer_name: String,
    /// Who spent it: it counts in their figures.
    pub owner: PersonId,
    /// Their team at the time (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Who recorded it.
    pub made_by: PersonId,
    /// When, by the clock of the device.
    pub made_at: Timestamp,
    /// What the clock of the device said, where it was wrong: `made_at` is put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// Taken back, with who and why; then it counts nowhere.
    #[serde(default)]
    pub voided: Option<Voided>,
    /// What is written about it.
    pub profile: ExpenseProfile,
    /// Whether somebody else has looked at it (DQ-01); nothing when it need not be reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Expense>>>,
}

/// 归属: who spent it, and for whom. Merged field by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who spent it.
    pub owner: PersonId,
    /// For which customer, where it was for one.
    #[serde(default)]
    pub customer: Option<CustomerId>,
}

impl Expense {
    /// Who spent it, and for whom.
    pub fn attribution(&self) -> Attribution {
        Attribution { owner: self.owner, customer: self.customer }
    }

    /// Whether it counts.
    pub fn stands(&self) -> bool {
        self.voided.is_none()
    }
}
