//! Opportunities, orders with their payments and their way to the customer, and expenses.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::expense::Expense;
use crate::records::opportunity::Opportunity;
use crate::records::order::Order;
use crate::values::ids::PersonId;

impl Actor {
    /// Whether this person may amend an opportunity, move it, win it or lose it.
    pub fn may_work_on_opportunity(&self, opportunity: &Opportunity, book: &Book) -> bool {
        self.works_on(opportunity.owner, opportunity.customer, book)
    }

    /// Whether this person may step in when help is asked for: whoever leads those who work on it.
    pub fn may_step_in(&self, opportunity: &Opportunity, book: &Book) -> bool {
        self.leads() && self.covers(opportunity.owner, book)
    }

    /// Whether this person may raise, answer and clear risks: whoever works on the opportunity, and whoever may be asked to step in. A director
    /// reads all and is asked for a word here.
    pub fn may_answer_risks(&self, opportunity: &Opportunity, book: &Book) -> bool {
        self.may_work_on_opportunity(opportunity, book) || self.may_step_in(opportunity, book)
    }

    /// Whether this person answers to somebody's call for help as their superior.
    pub(crate) fn is_superior_of(&self, who: PersonId, book: &Book) -> bool {
        who != self.person && self.leads() && self.covers(who, book)
    }

    /// Whether this person may amend or cancel an order, record its payments and write down how it goes: whoever is credited with it, and whoever
    /// holds the customer (A36).
    pub fn may_work_on_order(&self, order: &Order, book: &Book) -> bool {
        self.works_on(order.owner, order.customer, book)
    }

    /// Whether this person may amend an expense, say whose it is, and take it back. Whoever holds its customer sees it, but did not spend it.
    pub fn may_amend_expense(&self, expense: &Expense, book: &Book) -> bool {
        self.may_write_for(expense.owner, book)
    }
}
