//! What makes a customer strategic, key, potential or normal, and the other lines that customers are sorted by (C-05…C-09, C-13, A11, A20–A27).

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::refusal::{Refusal, Refusals};

/// What a grade asks for: so much bought in a year, and so long a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// 年采购额, at least.
    pub amount: Money,
    /// 合作时长 in whole months, at least.
    pub months: i32,
}

/// Which year the annual amount is of (A22).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// The twelve months up to the day.
    #[default]
    Rolling,
    /// The calendar year of the day, from 1 January.
    CalendarYear,
}

impl Window {
    /// Both.
    pub const ALL: [Window; 2] = [Window::Rolling, Window::CalendarYear];
}

/// The rules of grades and tiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeRules {
    /// 战略客户 (C-05).
    pub strategic: Bar,
    /// 重点客户 (C-06).
    pub key: Bar,
    /// 潜力客户: this much in a year and a demand that is explicit (C-07).
    pub potential: Money,
    /// Which year is meant (A22).
    #[serde(default)]
    pub window: Window,
    /// So many quarter-ends in a row must agree before a change of grade is proposed (C-11, A24).
    pub quarters: i32,
    /// A customer is new for so many months from the first deal (A11).
    pub new_for_months: i32,
    /// A customers make up this share of sales, in percent (C-13, A27).
    pub a_percent: i64,
    /// A and B customers together make up this share of sales, in percent.
    pub b_percent: i64,
}

impl Default for GradeRules {
    fn default() -> GradeRules {
        GradeRules {
            strategic: Bar { amount: Money::whole(500_000), months: 24 },
            key: Bar { amount: Money::whole(200_000), months: 12 },
            potential: Money::whole(50_000),
            window: Window::Rolling,
            quarters: 2,
            new_for_months: 12,
            a_percent: 80,
            b_percent: 95,
        }
    }
}

impl GradeRules {
    /// Longest stretch that makes sense, in months.
    const LONGEST: i64 = 240;

    /// Refuses what cannot be a set of rules. Each field by the name the form gives it.
    pub fn check(&self, refusals: &mut Refusals) {
        refusals.refuse_if(self.potential <= Money::ZERO, "potential_amount", Refusal::NotPositive);
        for (field, amount, least) in
            [("key_amount", self.key.amount, self.potential), ("strategic_amount", self.strategic.amount, self.key.amount)]
        {
            refusals.refuse_if(amount <= least, field, Refusal::TooLittle { least });
            refusals.refuse_if(Money::LARGEST < amount, field, Refusal::TooMuch { most: Money::LARGEST });
        }
        let key_months = i64::from(self.key.months);
        for (field, value, least, most) in [
            ("key_months", key_months, 0, GradeRules::LONGEST),
            ("strategic_months", i64::from(self.strategic.months), key_months.clamp(0, GradeRules::LONGEST), GradeRules::LONGEST),
            ("quarters", i64::from(self.quarters), 1, 8),
            ("new_for_months", i64::from(self.new_for_months), 1, GradeRules::LONGEST),
            ("a_percent", self.a_percent, 1, 99),
            ("b_percent", self.b_percent, self.a_percent.clamp(1, 99) + 1, 100),
        ] {
            refusals.refuse_if(!(least..=most).contains(&value), field, Refusal::OutOfRange { least, most });
        }
    }
}
