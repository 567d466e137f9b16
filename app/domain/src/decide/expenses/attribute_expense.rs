use serde::{Deserialize, Serialize};

use super::{check_owner, standing};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend, own_customer};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::attachment::Attachment;
use crate::records::expense::{Attribution, Expense};
use crate::values::ids::{ExpenseId, Key};
use crate::values::refusal::Refusals;

/// Change who spent it or for which customer (CO-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeExpense {
    pub expense: ExpenseId,
    pub was: Attribution,
    pub now: Attribution,
}

impl Decide for AttributeExpense {
    const VERB: &'static str = "attribute_expense";

    fn subject(&self) -> Key {
        self.expense.into()
    }

    fn needs(&self) -> Needs {
        Needs { attached_to: vec![self.expense.into()], ..Needs::records([self.expense.into()]).and(self.now.customer) }
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let expense = standing(self.expense, book, moment, &mut refusals);
        if self.was.owner != self.now.owner {
            check_owner(self.now.owner, book, moment, &mut refusals);
        }
        let mut wanted = self.now;
        if self.was.customer != self.now.customer {
            wanted.customer = self.now.customer.and_then(|it| own_customer(it, book, moment, &mut refusals)).map(|it| it.id);
        }
        let (Some(expense), true) = (expense, refusals.is_empty()) else { return Err(refusals) };

        let (is, conflicts) = amend(self.expense.into(), &self.was, &wanted, &expense.attribution(), &[], book, moment);
        let mut after = Expense { owner: is.owner, customer: is.customer, ..expense.clone() };
        if is.owner != expense.owner {
            after.team = book.person(is.owner).and_then(|it| it.team);
        }
        if is.customer != expense.customer {
            after.customer_name = is.customer.and_then(|it| book.customer(it)).map(|it| it.profile.name.clone()).unwrap_or_default();
        }
        // The receipts get the expense's customer, owner and team.
        let receipts =
            book.attachments_of(Attachment::family_of(self.expense.into(), expense.customer)).filter(|it| it.of == self.expense.into());
        let (customer, owner, team) = (after.customer.unwrap_or_default(), Some(after.owner), after.team);
        let moved: Vec<Attachment> = receipts.map(|it| Attachment { customer, owner, team, ..it.clone() }).collect();
        Ok(moved.into_iter().fold(Decision::put(after), Decision::and).with(conflicts))
    }
}
