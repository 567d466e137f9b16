//! The lists of words that a company offers for a choice (E-11, E-16, E-18, E-19, E-21, E-22, CO-01), as one set of rules with a day.

use serde::{Deserialize, Serialize};

use super::dictionary::checked_own;
use crate::values::expense_kind::ExpenseKind;
use crate::values::field::Field;
use crate::values::method::Method;
use crate::values::open_list::{OpenList, OwnWord};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::source::Source;
use crate::values::text;

/// The company's words. Of the lists with built-in entries, only the company's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dictionaries {
    /// Suggested 交付差异原因 (E-16); free text is always possible.
    #[serde(default)]
    pub gap_reasons: Vec<String>,
    /// 成功因素 (E-18).
    #[serde(default)]
    pub success_factors: Vec<String>,
    /// 风险 (E-19).
    #[serde(default)]
    pub risk_kinds: Vec<String>,
    /// 活动 (E-21).
    #[serde(default)]
    pub activities: Vec<String>,
    /// 客户来源 and 获客渠道 (E-22).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// 跟进方式 (E-11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    /// 费用类别 (CO-01).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expense_kinds: Vec<String>,
}

/// A list with built-in entries that a company extends in its dictionaries.
pub trait Listed: OpenList {
    /// The company's own entries.
    fn own_of(dictionaries: &Dictionaries) -> &[String];
}

impl Listed for Source {
    fn own_of(dictionaries: &Dictionaries) -> &[String] {
        &dictionaries.sources
    }
}

impl Listed for Method {
    fn own_of(dictionaries: &Dictionaries) -> &[String] {
        &dictionaries.methods
    }
}

impl Listed for ExpenseKind {
    fn own_of(dictionaries: &Dictionaries) -> &[String] {
        &dictionaries.expense_kinds
    }
}

impl Default for Dictionaries {
    fn default() -> Dictionaries {
        Dictionaries {
            gap_reasons: Dictionaries::usual_gap_reasons(),
            success_factors: Vec::new(),
            risk_kinds: Vec::new(),
            activities: Vec::new(),
            sources: Vec::new(),
            methods: Vec::new(),
            expense_kinds: Vec::new(),
        }
    }
}

impl Dictionaries {
    /// Maximum number of suggested delivery gap reasons.
    pub const MOST_GAP_REASONS: usize = 30;

    /// The default reasons (E-16).
    pub fn usual_gap_reasons() -> Vec<String> {
        ["物流延迟", "生产延期", "原料短缺", "质量返工", "客户要求延期"].map(str::to_owned).to_vec()
    }

    /// All options of a list: built-in entries, then the company's own, then `also`: what was chosen before and may no longer be listed.
    pub fn offered<T: Listed>(&self, also: impl IntoIterator<Item = T>) -> Vec<T> {
        T::offered(T::own_of(self), also)
    }

    /// A copy with cleaned words, without blanks and duplicates. Refuses each list under its own field.
    pub(crate) fn checked(&self, refusals: &mut Refusals) -> Dictionaries {
        let most = Dictionaries::MOST_GAP_REASONS;
        refusals.refuse_if(most < self.gap_reasons.len(), Field::GapReasons, Refusal::TooLong { longest: most as u32 });
        let reasons = self.gap_reasons.iter().map(|it| refusals.keep(Field::GapReasons, text::optional(it, text::LINE)).flatten());
        let gap_reasons = reasons.collect::<Vec<_>>().into_iter().flatten().collect();
        let mut own = |field, entries: &[String], longest| checked_own(field, entries, longest, refusals);
        Dictionaries {
            gap_reasons,
            success_factors: own(Field::SuccessFactors, &self.success_factors, text::LINE),
            risk_kinds: own(Field::RiskKinds, &self.risk_kinds, text::LINE),
            activities: own(Field::Activities, &self.activities, text::LINE),
            sources: own(Field::Sources, &self.sources, OwnWord::LONGEST),
            methods: own(Field::Methods, &self.methods, OwnWord::LONGEST),
            expense_kinds: own(Field::ExpenseKinds, &self.expense_kinds, OwnWord::LONGEST),
        }
    }
}
