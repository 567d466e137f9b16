//! What needs evidence (A32, DQ-02, SA-03, SA-06). Nothing is ever refused for want of it: what is written without network comes first, and what
//! is missing is shown as 待补证明.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Dated;
use crate::values::method::Method;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;

/// What needs evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvidencePolicy {
    /// 成交: an order above this amount needs a contract or the like (SA-03); zero means every order, nothing means none.
    pub deal_above: Option<Money>,
    /// 回款: a payment above this amount needs a voucher (SA-06).
    pub payment_above: Option<Money>,
    /// Stages that an opportunity reaches only with evidence; open ones, for an order speaks for 成交.
    pub stages: BTreeSet<Stage>,
    /// Channels in which a follow-up needs a record of what was said (FU-09).
    pub methods: BTreeSet<Method>,
    /// Whatever must be proved is in no approved figure before somebody has looked at it and its evidence (A32), also where nothing else asks
    /// for a review.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub counts_when_reviewed: bool,
}

/// A32 leaves the limit to the administrator; until one is set, deals and payments above 50,000 need evidence, the rest is optional.
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
    /// Refuses what cannot be meant.
    pub fn check(policy: &Dated<EvidencePolicy>, refusals: &mut Refusals) {
        for version in policy.versions() {
            for (field, limit) in [("deal_above", version.rules.deal_above), ("payment_above", version.rules.payment_above)] {
                let field = format!("evidence.{field}");
                let limit = limit.unwrap_or(Money::ZERO);
                refusals.refuse_if(limit < Money::ZERO, &field, Refusal::TooLittle { least: Money::ZERO });
                refusals.refuse_if(Money::LARGEST < limit, &field, Refusal::TooMuch { most: Money::LARGEST });
            }
            let closed = version.rules.stages.iter().any(|it| !it.is_open());
            refusals.refuse_if(closed, "evidence.stages", Refusal::NotAStep);
        }
    }
}
