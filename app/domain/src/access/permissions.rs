//! Who may do what (C0, R-01…R-05), one function per thing and verb. [`crate::decide`] refuses by these functions and screens show their buttons
//! by them, so a button is there exactly when its command would not be refused for reach. What else a command needs (an order that is not
//! cancelled, an opportunity that is open) is state, not permission: it is asked of the record.
//!
//! Two people answer for what was made for a customer: whoever is credited with it, for good (A36), and whoever holds the customer now. After a
//! hand-over the old owner goes on working with their own orders, and the new owner works with all of them.

mod customers;
mod deals;
mod field;
mod oversight;
mod pages;

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::customer::Customer;
use crate::records::organisation::{Person, Role};
use crate::values::ids::{CustomerId, PersonId};

impl Actor {
    /// Whether what `holder` is responsible for is within this person's reach.
    pub(crate) fn covers(&self, holder: PersonId, book: &Book) -> bool {
        if self.imports {
            return true;
        }
        if holder == self.person {
            return self.role != Role::Administrator;
        }
        let Some(holder) = book.person(holder) else { return self.role == Role::Director };
        match self.role {
            Role::Rep | Role::Administrator => false,
            Role::Supervisor => self.team.is_some() && holder.team == self.team,
            Role::Manager => self.department.is_some() && Actor::of(holder, book).department == self.department,
            Role::Director => true,
        }
    }

    /// Whether this person may write sales records as somebody's: choose them as the owner of a customer, a task, an opportunity, an order or an
    /// expense.
    pub fn may_write_for(&self, holder: PersonId, book: &Book) -> bool {
        self.may_enter_sales() && self.covers(holder, book)
    }

    /// The people who can be chosen as the owner of a new record.
    pub fn owners_to_choose<'a>(&self, book: &'a Book) -> impl Iterator<Item = &'a Person> + use<'a> {
        let actor = *self;
        book.people().filter(move |it| it.may_hold_customers() && actor.may_write_for(it.id, book))
    }

    /// Whether this person may amend or remove a customer, write down what they noticed, log follow-ups, add tasks, open opportunities, take
    /// orders and spend on it. Where it was merged into another, whoever held the one that went may still bring in what was written before they
    /// knew.
    pub fn may_work_with_customer(&self, customer: &Customer, book: &Book) -> bool {
        [customer, book.standing(customer)].into_iter().any(|it| self.may_write_for(it.owner, book))
    }

    /// Whether this person works with what was made for a customer: through whoever is credited with it, or through the customer. A phone need
    /// not hold the customer.
    fn works_on(&self, credit: PersonId, customer: CustomerId, book: &Book) -> bool {
        self.may_write_for(credit, book) || book.customer(customer).is_some_and(|it| self.may_work_with_customer(it, book))
    }

    /// Whether this person answers for others: a supervisor, a manager, a director.
    fn leads(&self) -> bool {
        matches!(self.role, Role::Supervisor | Role::Manager | Role::Director)
    }
}
