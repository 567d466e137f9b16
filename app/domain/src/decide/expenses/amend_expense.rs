use serde::{Deserialize, Serialize};

use super::standing;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::expense::{Expense, ExpenseProfile};
use crate::values::ids::{ExpenseId, Key};
use crate::values::refusal::Refusals;

/// Amend an expense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendExpense {
    pub expense: ExpenseId,
    pub was: ExpenseProfile,
    pub now: ExpenseProfile,
}

impl Decide for AmendExpense {
    const VERB: &'static str = "amend_expense";

    fn subject(&self) -> Key {
        self.expense.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.expense.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let expense = standing(self.expense, book, moment, &mut refusals);
        let now = keep_all(self.now.checked(moment.server_today), &mut refusals);
        let (Some(expense), Some(now), true) = (expense, now, refusals.is_empty()) else { return Err(refusals) };

        let (profile, conflicts) = amend(self.expense.into(), &self.was, &now, &expense.profile, &[], book, moment);
        Ok(Decision::put(Expense { profile, ..expense.clone() }).with(conflicts))
    }
}
