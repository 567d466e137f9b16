use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, voided};
use crate::decide::needs::Needs;
use crate::decide::orders::within_reach;
use crate::decide::verb::Decide;
use crate::values::field::Field;
use crate::values::ids::{CreditUseId, Key, OrderId};
use crate::values::refusal::{Refusal, Refusals};

/// Void a use of credit recorded by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidCreditUse {
    /// The order whose payments the credit comes from.
    pub order: OrderId,
    pub credit_use: CreditUseId,
    /// The order it was applied to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OrderId>,
    pub reason: String,
    /// Whether the figures of the original days are corrected; otherwise it is netted on the day it is voided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrects: bool,
}

impl Decide for VoidCreditUse {
    const VERB: &'static str = "void_credit_use";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()]).and(self.to)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let from = within_reach(self.order, book, moment, &mut refusals);
        let index = from
            .and_then(|it| it.credit_uses.iter().position(|credit_use| credit_use.id == self.credit_use && credit_use.voided.is_none()));
        let used = from.zip(index).map(|(from, index)| &from.credit_uses[index]).filter(|it| it.to == self.to);
        refusals.refuse_if(from.is_some() && used.is_none(), Field::CreditUse, Refusal::NotYours);
        // The money it paid may itself have been used since.
        let to = used.and_then(|it| it.to).and_then(|it| book.order(it));
        refusals.refuse_if(to.is_some_and(|it| !moment.actor.may_work_on_order(it, book)), Field::To, Refusal::NotYours);
        let spent = used.zip(to).is_some_and(|(used, to)| to.collected() < used.amount);
        refusals.refuse_if(spent, Field::CreditUse, Refusal::InUse { count: 1 });
        let voided = voided(&self.reason, self.corrects, moment, &mut refusals);
        let (Some(from), Some(index), Some(used), true) = (from, index, used, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = from.clone();
        changed.credit_uses[index].voided.clone_from(&voided);
        let mut decision = Decision::put(changed);
        if let Some(mut paid) = to.cloned() {
            paid.payments.iter_mut().filter(|it| it.id == used.payment()).for_each(|it| it.voided.clone_from(&voided));
            decision = decision.and(paid);
        }
        Ok(decision)
    }
}
