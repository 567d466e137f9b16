//! Recording, amending, attributing and voiding expenses (CO-01).

mod amend_expense;
mod attribute_expense;
mod record_expense;
mod void_expense;

pub use amend_expense::AmendExpense;
pub use attribute_expense::AttributeExpense;
pub use record_expense::RecordExpense;
pub use void_expense::VoidExpense;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::expense::Expense;
use crate::values::field::Field;
use crate::values::ids::{ExpenseId, PersonId};
use crate::values::refusal::{Refusal, Refusals};

/// The owner must be somebody for whom this person may write and who may still hold customers.
fn check_owner(owner: PersonId, book: &Book, moment: &Moment, refusals: &mut Refusals) {
    let within_reach = moment.actor.may_write_for(owner, book);
    refusals.refuse_if(!within_reach, Field::Owner, Refusal::NotYours);
    refusals.refuse_if(within_reach && book.person(owner).is_some_and(|it| !it.may_hold_customers()), Field::Owner, Refusal::Inactive);
}

/// The expense, if this person may change it and it is not voided. The holder of its customer sees it but may not change it.
fn standing<'a>(id: ExpenseId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Expense> {
    let expense = book.expense(id).filter(|it| moment.actor.may_amend_expense(it, book));
    match expense {
        None => refusals.refuse(Field::Expense, Refusal::NotYours),
        Some(expense) => refusals.refuse_if(!expense.stands(), Field::Expense, Refusal::TakenBack),
    }
    expense
}
