//! Taking, amending and cancelling orders, the payments for them, and advances.

mod amend_order;
mod cancel_order;
mod record_advance;
mod record_payment;
mod split_credit;
mod take_order;
mod void_payment;

pub use amend_order::AmendOrder;
pub use cancel_order::CancelOrder;
pub use record_advance::RecordAdvance;
pub use record_payment::RecordPayment;
pub use split_credit::SplitCredit;
pub use take_order::TakeOrder;
pub use void_payment::VoidPayment;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::order::{Order, OrderTerms};
use crate::values::calendar::Day;
use crate::values::field::{Field, LinePart};
use crate::values::ids::OrderId;
use crate::values::refusal::{Refusal, Refusals};

/// The order, if this person may work on it: both its credited owner and the holder of its customer may.
pub(super) fn within_reach<'a>(id: OrderId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Order> {
    answered_by(id, book, refusals, |it| moment.actor.may_work_on_order(it, book))
}

/// The order, if this person may record this step of it.
pub(super) fn answered_by<'a>(id: OrderId, book: &'a Book, refusals: &mut Refusals, may: impl Fn(&Order) -> bool) -> Option<&'a Order> {
    let order = book.order(id).filter(|it| may(it));
    refusals.refuse_if(order.is_none(), Field::Order, Refusal::NotYours);
    order
}

/// The order, if this person may work on it and it is neither cancelled nor an advance.
pub(super) fn standing<'a>(id: OrderId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Order> {
    still_standing(within_reach(id, book, moment, refusals)?, refusals)
}

/// The order, if it is neither cancelled nor an advance.
pub(super) fn still_standing<'a>(order: &'a Order, refusals: &mut Refusals) -> Option<&'a Order> {
    // An advance has nothing to amend, deliver or cancel.
    refusals.refuse_if(order.is_advance(), Field::Order, Refusal::NotAStep);
    refusals.refuse_if(order.cancelled.is_some(), Field::Order, Refusal::Cancelled);
    (order.cancelled.is_none() && !order.is_advance()).then_some(order)
}

/// Products must exist. A discontinued product may stay on an order but not be added to one.
fn check_products(terms: &OrderTerms, stands: Option<&OrderTerms>, book: &Book, refusals: &mut Refusals) {
    for (index, line) in terms.lines.iter().enumerate() {
        let field = Field::LineOf(index, LinePart::Product);
        let was_there = stands.is_some_and(|order| order.lines.iter().any(|it| it.product == line.product));
        match book.product(line.product) {
            None => refusals.refuse(field, Refusal::NotYours),
            Some(product) => refusals.refuse_if(!product.active && !was_there, field, Refusal::Inactive),
        }
    }
}

/// The terms, where lines without a cost have that of their product on the day of the deal (F-16). What the order then keeps is what its margin is
/// computed with, whatever the product costs later.
fn with_costs(terms: &OrderTerms, book: &Book) -> OrderTerms {
    let mut terms = terms.clone();
    for line in &mut terms.lines {
        line.cost = line.cost.or_else(|| book.product(line.product)?.cost_on(terms.deal_on));
    }
    terms
}

/// The agreed due date, else the deal day plus the company's credit days (A6).
fn due_on(terms: &OrderTerms, book: &Book) -> Day {
    terms.due_on.unwrap_or_else(|| terms.deal_on.plus(book.company().credit_days))
}
