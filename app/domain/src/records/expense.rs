//! Sales expenses (销售费用, CO-01): who spent money, on what, whether it served to win new customers, and through which channel. The cost of a new
//! customer (F-08) and the expense ratio (F-09) are computed from them. The cost of goods is kept on order lines, not here. An expense can be
//! amended or withdrawn, never deleted.

use serde::{Deserialize, Serialize};

pub use crate::values::expense_kind::ExpenseKind;

use crate::records::order::Voided;
use crate::records::review::Review;
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, ExpenseId, PersonId, TeamId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::source::Source;
use crate::values::text;

/// The fields of an expense that people edit. Merged field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpenseProfile {
    /// 发生日期: the day the expense counts for.
    pub on: Day,
    /// 金额.
    pub amount: Money,
    /// 费用类别.
    #[serde(default)]
    pub kind: ExpenseKind,
    /// 新客户开发: spent on winning new customers (F-08).
    #[serde(default)]
    pub wins_new: bool,
    /// 获客渠道: the channel it was spent on (E-22), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Source>,
    /// Required for 其他: what it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl ExpenseProfile {
    /// Returns a cleaned copy, or all refusals.
    pub fn checked(&self, today: Day) -> Result<ExpenseProfile, Refusals> {
        let mut refusals = Refusals::default();
        crate::values::refusal::check_day(&mut refusals, Field::On, self.on, today);
        refusals.refuse_if(self.amount <= Money::ZERO, Field::Amount, Refusal::NotPositive);
        refusals.refuse_if(Money::LARGEST < self.amount, Field::Amount, Refusal::TooMuch { most: Money::LARGEST });
        let note = match self.kind {
            ExpenseKind::Other => text::required(&self.note, text::NOTE),
            _ => text::optional(&self.note, text::NOTE).map(Option::unwrap_or_default),
        };
        let note = refusals.keep(Field::Note, note);
        refusals.into_result()?;
        Ok(ExpenseProfile { note: note.unwrap_or_default(), ..self.clone() })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expense {
    pub id: ExpenseId,
    /// The customer it was spent for, if any; the expense moves with that customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// The customer's name when it was recorded, for a spender who no longer owns the customer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub customer_name: String,
    /// Who spent it; it counts in their figures.
    pub owner: PersonId,
    /// The owner's team at the time (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    pub made_by: PersonId,
    /// By the device's clock.
    pub made_at: Timestamp,
    /// The device's reading if its clock was wrong; `made_at` is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// Set when withdrawn, with who and why; it then counts nowhere.
    #[serde(default)]
    pub voided: Option<Voided>,
    /// The fields people edit.
    pub profile: ExpenseProfile,
    /// The review by a second person (DQ-01); `None` if it needs no review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Expense>>>,
}

/// 归属: who spent it and for which customer. Merged field by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    pub owner: PersonId,
    /// The customer it was spent for, if any.
    #[serde(default)]
    pub customer: Option<CustomerId>,
}

impl Expense {
    pub fn attribution(&self) -> Attribution {
        Attribution { owner: self.owner, customer: self.customer }
    }

    /// Whether it is not withdrawn.
    pub fn stands(&self) -> bool {
        self.voided.is_none()
    }
}
