//! Permissions for follow-ups, tasks and evidence.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::attachment::Attachment;
use crate::records::follow_up::FollowUp;
use crate::records::task::Task;
use crate::values::ids::{CustomerId, ExpenseId, FollowUpId, Key, Kind, KpiEntryId, OpportunityId, OrderId};

impl Actor {
    /// Whether this person may add the customer's feedback to a follow-up.
    pub fn may_add_feedback(&self, follow_up: &FollowUp, book: &Book) -> bool {
        self.works_on(follow_up.by, follow_up.customer, book)
    }

    /// Whether this person may amend, finish, review or cancel a task.
    pub fn may_work_on_task(&self, task: &Task, book: &Book) -> bool {
        self.works_on(task.owner, task.customer, book)
    }

    /// Whether this person may attach evidence to a record.
    pub fn may_attach_to(&self, of: Key, book: &Book) -> bool {
        match of.kind {
            Kind::FollowUp => book.follow_up(FollowUpId(of.id)).is_some_and(|it| self.holds_customer(it.customer, book)),
            // What is attached to the customer itself, such as a business card, moves with the customer.
            Kind::Customer => {
                let customer = book.customer(CustomerId(of.id)).map(|it| book.standing(it));
                customer.is_some_and(|it| self.may_write_for(it.owner, book))
            }
            Kind::Opportunity => book.opportunity(OpportunityId(of.id)).is_some_and(|it| self.may_work_on_opportunity(it, book)),
            Kind::Order => book.order(OrderId(of.id)).is_some_and(|it| self.may_work_on_order(it, book)),
            Kind::Expense => book.expense(ExpenseId(of.id)).is_some_and(|it| self.may_amend_expense(it, book)),
            Kind::KpiEntry => book.kpi_entry(KpiEntryId(of.id)).is_some_and(|it| self.may_change_kpi_entry(it, book)),
            _ => false,
        }
    }

    /// Whether this person may withdraw evidence.
    pub fn may_withdraw(&self, attachment: &Attachment, book: &Book) -> bool {
        match attachment.owner {
            Some(owner) if matches!(attachment.of.kind, Kind::Expense | Kind::KpiEntry) => self.may_write_for(owner, book),
            Some(owner) => self.works_on(owner, attachment.customer, book),
            None => self.holds_customer(attachment.customer, book),
        }
    }

    /// Whether this person may write for the customer's owner. Follow-ups and the customer's own attachments move with the customer; nobody else
    /// is credited with them.
    fn holds_customer(&self, customer: CustomerId, book: &Book) -> bool {
        book.customer(customer).is_some_and(|it| self.may_write_for(it.owner, book))
    }
}
