//! The lists of words that a company offers for a choice (E-16, E-18, E-19, E-21), as one set of rules with a day.

use serde::{Deserialize, Serialize};

use super::dictionary::checked_own;
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};
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
}

impl Default for Dictionaries {
    fn default() -> Dictionaries {
        Dictionaries {
            gap_reasons: Dictionaries::usual_gap_reasons(),
            success_factors: Vec::new(),
            risk_kinds: Vec::new(),
            activities: Vec::new(),
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

    /// A copy with cleaned words, without blanks and duplicates. Refuses each list under its own field.
    pub(crate) fn checked(&self, refusals: &mut Refusals) -> Dictionaries {
        let most = Dictionaries::MOST_GAP_REASONS;
        refusals.refuse_if(most < self.gap_reasons.len(), Field::GapReasons, Refusal::TooLong { longest: most as u32 });
        let reasons = self.gap_reasons.iter().map(|it| refusals.keep(Field::GapReasons, text::optional(it, text::LINE)).flatten());
        let gap_reasons = reasons.collect::<Vec<_>>().into_iter().flatten().collect();
        Dictionaries {
            gap_reasons,
            success_factors: checked_own(Field::SuccessFactors, &self.success_factors, refusals),
            risk_kinds: checked_own(Field::RiskKinds, &self.risk_kinds, refusals),
            activities: checked_own(Field::Activities, &self.activities, refusals),
        }
    }
}
