//! What requires evidence (A32, DQ-02, SA-03, SA-06). Missing evidence never causes a refusal, because records are made offline first; it is
//! shown as 待补凭证.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::dated::Dated;
use crate::values::field::Field;
use crate::values::method::Method;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvidencePolicy {
    /// 成交: an order above this amount needs a contract or similar (SA-03). Zero means every order, `None` means no order.
    pub deal_above: Option<Money>,
    /// 回款: a payment above this amount needs a voucher (SA-06).
    pub payment_above: Option<Money>,
    /// Stages that need evidence. Only open ones; 成交 is proven by its order.
    pub stages: BTreeSet<Stage>,
    /// Contact methods whose follow-ups need a record of the conversation (FU-09).
    pub methods: BTreeSet<Method>,
    /// Whether items that need evidence count in approved figures only after someone has reviewed them with their evidence (A32), even if no
    /// other rule requires a review.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub counts_when_reviewed: bool,
}

/// A32 leaves the limit to the administrator. By default deals and payments above 50,000 need evidence; the rest is optional.
const LIMIT: Money = Money(5_000_000);

impl Default for EvidencePolicy {
    fn default() -> EvidencePolicy {
        EvidencePolicy {
            deal_above: Some(LIMIT),
            payment_above: Some(LIMIT),
            stages: BTreeSet::new(),
            methods: BTreeSet::new(),
            counts_when_reviewed: false,
        }
    }
}

impl EvidencePolicy {
    /// Refuses negative or excessive limits and closed stages.
    pub fn check(policy: &Dated<EvidencePolicy>, refusals: &mut Refusals) {
        for version in policy.versions() {
            for (field, limit) in
                [(Field::EvidenceDealAbove, version.rules.deal_above), (Field::EvidencePaymentAbove, version.rules.payment_above)]
            {
                let limit = limit.unwrap_or(Money::ZERO);
                refusals.refuse_if(limit < Money::ZERO, field, Refusal::TooLittle { least: Money::ZERO });
                refusals.refuse_if(Money::LARGEST < limit, field, Refusal::TooMuch { most: Money::LARGEST });
            }
            let closed = version.rules.stages.iter().any(|it| !it.is_open());
            refusals.refuse_if(closed, Field::EvidenceStages, Refusal::NotAStep);
        }
    }
}
