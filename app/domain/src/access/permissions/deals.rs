//! Permissions for opportunities, orders with payments and fulfilment, expenses, and values entered for KPIs.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::expense::Expense;
use crate::records::kpi_entry::KpiEntry;
use crate::records::opportunity::Opportunity;
use crate::records::order::Order;
use crate::values::ids::PersonId;

impl Actor {
    /// Whether this person may amend, move, win or lose an opportunity.
    pub fn may_work_on_opportunity(&self, opportunity: &Opportunity, book: &Book) -> bool {
        self.works_on(opportunity.owner, opportunity.customer, book)
    }

    /// Whether this person may step in when help is requested: a superior of the opportunity's owner.
    pub fn may_step_in(&self, opportunity: &Opportunity, book: &Book) -> bool {
        self.leads() && self.covers(opportunity.owner, book)
    }

    /// Whether this person may raise, answer and close risks: those who work on the opportunity, and those who may step in. That includes a
    /// director, who otherwise only reads.
    pub fn may_answer_risks(&self, opportunity: &Opportunity, book: &Book) -> bool {
        self.may_work_on_opportunity(opportunity, book) || self.may_step_in(opportunity, book)
    }

    /// Whether this person answers a call for help from `who` as their superior.
    pub(crate) fn is_superior_of(&self, who: PersonId, book: &Book) -> bool {
        who != self.person && self.leads() && self.covers(who, book)
    }

    /// Whether this person may amend or cancel an order, record its payments and its fulfilment: the credited person and the customer's owner
    /// (A36).
    pub fn may_work_on_order(&self, order: &Order, book: &Book) -> bool {
        self.works_on(order.owner, order.customer, book)
    }

    /// Whether this person may say whom the amounts of an order are credited to (A37): a superior of its owner, without a part of their own.
    pub fn may_split_credit(&self, order: &Order, book: &Book) -> bool {
        self.is_superior_of(order.owner, book) && !order.is_work_of(self.person)
    }

    /// Whether this person may amend or withdraw a value entered for a KPI.
    pub fn may_change_kpi_entry(&self, entry: &KpiEntry, book: &Book) -> bool {
        self.may_write_for(entry.owner, book)
    }

    /// Whether this person may amend, reassign or withdraw an expense. The customer's owner sees it but did not spend it, and so may not.
    pub fn may_amend_expense(&self, expense: &Expense, book: &Book) -> bool {
        self.may_write_for(expense.owner, book)
    }
}
