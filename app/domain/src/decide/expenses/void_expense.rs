use serde::{Deserialize, Serialize};

use super::standing;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, voided};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::expense::Expense;
use crate::values::ids::{ExpenseId, Key};
use crate::values::refusal::Refusals;

/// Void an expense; the record of it and the reason stay visible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidExpense {
    pub expense: ExpenseId,
    pub reason: String,
    /// Whether the figures of the original day are corrected; otherwise it is netted on the day it is voided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrects: bool,
}

impl Decide for VoidExpense {
    const VERB: &'static str = "void_expense";

    fn subject(&self) -> Key {
        self.expense.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.expense.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let expense = standing(self.expense, book, moment, &mut refusals);
        let voided = voided(&self.reason, self.corrects, moment, &mut refusals);
        let (Some(expense), true) = (expense, refusals.is_empty()) else { return Err(refusals) };

        Ok(Decision::put(Expense { voided, ..expense.clone() }))
    }
}
