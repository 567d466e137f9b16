//! Permissions (C0, R-01…R-07): one function per object and action. [`crate::decide`] uses these functions to refuse commands, and screens use
//! them to show buttons, so a button is visible exactly when its command would not be refused for lack of reach. Other preconditions (the order
//! is not cancelled, the opportunity is open) are state, not permission, and are checked on the record.
//!
//! Two people are responsible for a record of a customer: the one credited with it permanently (A36), and the customer's current owner. After a
//! hand-over the old owner continues to work with their own orders, and the new owner works with all of them.

mod customers;
mod deals;
mod field;
mod oversight;
mod pages;
mod support;

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::customer::Customer;
use crate::records::organisation::{Person, Role};
use crate::values::ids::{CustomerId, PersonId};

impl Actor {
    /// Whether the holder's records are within this person's reach.
    pub(crate) fn covers(&self, holder: PersonId, book: &Book) -> bool {
        if self.imports {
            return true;
        }
        if holder == self.person {
            return self.may_see_sales();
        }
        let Some(holder) = book.person(holder) else { return self.role == Role::Director };
        match self.role {
            Role::Rep | Role::Administrator | Role::Support => false,
            Role::Supervisor => self.team.is_some() && holder.team == self.team,
            Role::Manager => self.department.is_some() && Actor::of(holder, book).department == self.department,
            Role::Director => true,
        }
    }

    /// Whether this person may write sales records on behalf of `holder`, that is, choose them as the owner of a customer, task, opportunity,
    /// order or expense.
    pub fn may_write_for(&self, holder: PersonId, book: &Book) -> bool {
        self.may_enter_sales() && self.covers(holder, book)
    }

    /// People who can be chosen as the owner of a new record.
    pub fn owners_to_choose<'a>(&self, book: &'a Book) -> impl Iterator<Item = &'a Person> + use<'a> {
        let actor = *self;
        book.people().filter(move |it| it.may_hold_customers() && actor.may_write_for(it.id, book))
    }

    /// Whether this person may amend or remove a customer, record observations and follow-ups, add tasks, open opportunities, take orders and
    /// record expenses for it. For a merged customer, its former owner may still submit what was written before they knew of the merge.
    pub fn may_work_with_customer(&self, customer: &Customer, book: &Book) -> bool {
        [customer, book.standing(customer)].into_iter().any(|it| self.may_write_for(it.owner, book))
    }

    /// Whether this person may work with a customer's record: through the credited person or through the customer. A phone need not hold the
    /// customer.
    fn works_on(&self, credit: PersonId, customer: CustomerId, book: &Book) -> bool {
        self.may_write_for(credit, book) || book.customer(customer).is_some_and(|it| self.may_work_with_customer(it, book))
    }

    /// Whether this person is a superior: supervisor, manager or director.
    fn leads(&self) -> bool {
        matches!(self.role, Role::Supervisor | Role::Manager | Role::Director)
    }
}
