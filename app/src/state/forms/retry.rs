//! Another try at a command that was refused: the form it came from, filled with her words.

use domain::book::Book;
use domain::command::Command;
use domain::ids::{CustomerId, ExpenseId, FollowUpId, OrderId, PaymentId, PersonId};
use uuid::Uuid;

use super::{CustomerForm, ExpenseForm, FollowUpForm, OrderForm, PaymentForm};
use crate::state::{Machine, draft};

/// A form filled with the words of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Retry {
    /// A follow-up.
    FollowUp(FollowUpForm),
    /// A sale.
    Order(OrderForm),
    /// A payment.
    Payment(PaymentForm),
    /// A customer, new or amended.
    Customer(CustomerForm),
    /// An expense.
    Expense(ExpenseForm),
}

/// The form for another try, when there is one that takes these words.
pub fn retry(command: &Command, book: &Book, new_id: Uuid) -> Option<Retry> {
    Some(match command {
        Command::LogFollowUp(it) => Retry::FollowUp(FollowUpForm::of(it, FollowUpId(new_id))),
        Command::TakeOrder(it) => Retry::Order(OrderForm::of(it, None, OrderId(new_id))?),
        Command::WinOpportunity { opportunity, order } => {
            let is_open = book.opportunity(*opportunity).is_some_and(|it| it.is_open());
            Retry::Order(OrderForm::of(order, is_open.then_some(*opportunity), OrderId(new_id))?)
        }
        Command::RecordPayment(it) => Retry::Payment(PaymentForm::of(it, PaymentId(new_id))),
        Command::RecordExpense(it) => Retry::Expense(ExpenseForm::of(it, ExpenseId(new_id))),
        Command::AmendExpense { expense, now, .. } => {
            let stands = book.expense(*expense).filter(|it| it.stands())?;
            Retry::Expense(ExpenseForm::wanting(*expense, &stands.profile, now))
        }
        Command::FileCustomer(it) => Retry::Customer(CustomerForm::of(it, CustomerId(new_id))),
        Command::AmendCustomer { customer, now, .. } => {
            Retry::Customer(CustomerForm::wanting(*customer, &book.customer(*customer)?.profile, now))
        }
        _ => return None,
    })
}

impl Retry {
    /// Leaves the words where the form will find them.
    pub fn plant(&self, machine: Machine, person: PersonId) {
        match self {
            Retry::FollowUp(it) => draft::plant(machine, person, &FollowUpForm::name(it.customer), it),
            Retry::Order(it) => draft::plant(machine, person, &OrderForm::name(it.customer, it.wins), it),
            Retry::Payment(it) => draft::plant(machine, person, &PaymentForm::name(it.order), it),
            Retry::Expense(it) => draft::plant(machine, person, &ExpenseForm::name(it.was.as_ref().map(|_| it.id)), it),
            Retry::Customer(it) => draft::plant(machine, person, &CustomerForm::name(it.was.as_ref().map(|_| it.id)), it),
        }
    }
}
