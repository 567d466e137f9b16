//! Overview of a customer: key figures and the timeline, newest first. Derived from the records, never entered.

use crate::book::Book;
use crate::records::customer::{Customer, GradeStep, Observation};
use crate::records::expense::{Expense, ExpenseKind, ExpenseProfile};
use crate::records::follow_up::FollowUp;
use crate::records::opportunity::{Opportunity, Outcome};
use crate::records::order::Order;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CustomerId, ExpenseId, Key, OpportunityId, OrderId, PersonId};
use crate::values::money::Money;
use crate::values::stage::Stage;
use crate::views::last_contact::last_follow_up;

/// Key figures of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    /// Sales in the twelve months up to today (C-05).
    pub sold_in_a_year: Money,
    /// Still owed.
    pub balance: Money,
    /// Days the oldest open order is past due; 0 if none is.
    pub days_overdue: i32,
    pub last_contact: Option<Day>,
    /// Open opportunities.
    pub n_open: usize,
}

impl Dossier {
    pub fn of(customer: CustomerId, book: &Book, today: Day) -> Dossier {
        let standing = || book.orders_of(customer).filter(|it| it.cancelled.is_none());
        let since = a_year_before(today);
        Dossier {
            sold_in_a_year: standing().filter(|it| since < it.terms.deal_on && it.terms.deal_on <= today).map(Order::amount).sum(),
            balance: standing().map(Order::balance).sum(),
            days_overdue: standing().map(|it| it.days_overdue(today)).max().unwrap_or(0),
            last_contact: last_follow_up(customer, book).map(|it| it.on),
            n_open: book.opportunities_of(customer).filter(|it| it.is_open()).count(),
        }
    }
}

/// The same day one year earlier; 28 February for a leap day.
fn a_year_before(day: Day) -> Day {
    let (year, month, of_month) = day.ymd();
    Day::from_ymd(year - 1, month, of_month).unwrap_or_else(|| day.plus(-366))
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Filed,
    FollowedUp(FollowUp),
    Opened {
        opportunity: OpportunityId,
        title: String,
    },
    Moved {
        opportunity: OpportunityId,
        title: String,
        to: Stage,
    },
    Lost {
        opportunity: OpportunityId,
        title: String,
        reason: String,
    },
    Ordered {
        order: OrderId,
        number: String,
        /// As agreed, before returns.
        amount: Money,
    },
    Cancelled {
        order: OrderId,
        number: String,
        reason: String,
    },
    /// A payment.
    Paid {
        order: OrderId,
        number: String,
        amount: Money,
        /// Voided; counts for nothing.
        is_void: bool,
    },
    /// Credit (money beyond the value of an order) was paid back or used for another order.
    CreditUsed {
        /// The order it was paid for.
        order: OrderId,
        number: String,
        amount: Money,
        /// The number of the order it was used for; `None` when it was paid back.
        to: Option<String>,
        /// Voided; counts for nothing.
        is_void: bool,
    },
    /// A selling expense for the customer (CO-01).
    Spent {
        expense: ExpenseId,
        kind: ExpenseKind,
        amount: Money,
        note: String,
        /// Voided; counts for nothing.
        is_void: bool,
    },
    Noticed(Observation),
    /// The grade changed, or a proposed change was declined.
    Graded(GradeStep),
    /// Another customer was merged into this one.
    Merged {
        /// The other customer's number.
        number: String,
        /// The other customer's name.
        name: String,
        reason: String,
    },
    HandedOver {
        from: PersonId,
        to: PersonId,
        reason: String,
    },
}

/// One entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    pub on: Day,
    /// When it was recorded, if known.
    pub at: Option<Timestamp>,
    pub by: Option<PersonId>,
    /// The record it comes from.
    pub record: Key,
    pub event: Event,
}

/// A customer's timeline, newest first.
pub fn timeline(customer: &Customer, book: &Book) -> Vec<Happening> {
    let record: Key = customer.id.into();
    let mut all = vec![Happening { on: customer.filed_on, at: None, by: Some(customer.filed_by), record, event: Event::Filed }];
    let offset = book.company().utc_offset_minutes;
    all.extend(customer.hand_overs.iter().map(|hand_over| Happening {
        on: hand_over.at.day(offset),
        at: Some(hand_over.at),
        by: Some(hand_over.by),
        record,
        event: Event::HandedOver { from: hand_over.from, to: hand_over.to, reason: hand_over.reason.clone() },
    }));
    all.extend(customer.observations.iter().map(|observation| Happening {
        on: observation.on,
        at: Some(observation.at),
        by: Some(observation.by),
        record,
        event: Event::Noticed(observation.clone()),
    }));
    all.extend(customer.grade_steps.iter().map(|grade_step| Happening {
        on: grade_step.at.day(offset),
        at: Some(grade_step.at),
        by: Some(grade_step.by),
        record,
        event: Event::Graded(grade_step.clone()),
    }));
    all.extend(customer.merged.iter().map(|merged| Happening {
        on: merged.at.day(offset),
        at: Some(merged.at),
        by: Some(merged.by),
        record,
        event: Event::Merged { number: merged.number.clone(), name: merged.name.clone(), reason: merged.reason.clone() },
    }));
    all.extend(book.follow_ups_of(customer.id).map(|follow_up| Happening {
        on: follow_up.on,
        at: Some(follow_up.made_at),
        by: Some(follow_up.by),
        record: follow_up.id.into(),
        event: Event::FollowedUp(follow_up.clone()),
    }));
    book.opportunities_of(customer.id).for_each(|it| of_opportunity(it, book, &mut all));
    book.orders_of(customer.id).chain(book.advances_of(customer.id)).for_each(|it| of_order(it, book, &mut all));
    all.extend(book.expenses_of(customer.id).map(of_expense));
    // Within a day in the order recorded; entries without a time are the oldest. The sort is stable.
    all.sort_by_key(|it| (it.on, it.at));
    all.reverse();
    all
}

fn of_opportunity(opportunity: &Opportunity, book: &Book, all: &mut Vec<Happening>) {
    let (id, title, record) = (opportunity.id, || opportunity.profile.title.clone(), opportunity.id.into());
    let opened = Event::Opened { opportunity: id, title: title() };
    all.push(Happening { on: opportunity.opened_on, at: None, by: Some(opportunity.opener(book)), record, event: opened });
    for step in &opportunity.moves {
        let event = Event::Moved { opportunity: id, title: title(), to: step.to };
        all.push(Happening { on: step.on, at: None, by: Some(step.by), record, event });
    }
    if let Some(Outcome::Lost { on, reason }) = &opportunity.outcome {
        let event = Event::Lost { opportunity: id, title: title(), reason: reason.clone() };
        all.push(Happening { on: *on, at: None, by: opportunity.ender(), record, event });
    }
}

fn of_expense(expense: &Expense) -> Happening {
    let ExpenseProfile { on, amount, kind, note, .. } = expense.profile.clone();
    let event = Event::Spent { expense: expense.id, kind, amount, note, is_void: !expense.stands() };
    Happening { on, at: Some(expense.made_at), by: Some(expense.owner), record: expense.id.into(), event }
}

fn of_order(order: &Order, book: &Book, all: &mut Vec<Happening>) {
    let (id, number, record) = (order.id, || order.number.clone(), order.id.into());
    if !order.is_advance() {
        let ordered = Event::Ordered { order: id, number: number(), amount: order.agreed() };
        all.push(Happening { on: order.terms.deal_on, at: Some(order.made_at), by: Some(order.author()), record, event: ordered });
    }
    // Credit used for this order is listed with the order it comes from.
    for payment in order.payments.iter().filter(|it| it.from_credit_of.is_none()) {
        let event = Event::Paid { order: id, number: number(), amount: payment.amount, is_void: payment.voided.is_some() };
        all.push(Happening { on: payment.on, at: Some(payment.made_at), by: Some(payment.by), record, event });
    }
    for used in &order.credit_uses {
        let to = used.to.map(|it| book.order(it).map(|order| order.number.clone()).unwrap_or_default());
        let event = Event::CreditUsed { order: id, number: number(), amount: used.amount, to, is_void: used.voided.is_some() };
        all.push(Happening { on: used.on, at: Some(used.made_at), by: Some(used.by), record, event });
    }
    if let Some(cancelled) = &order.cancelled {
        let event = Event::Cancelled { order: id, number: number(), reason: cancelled.reason.clone() };
        all.push(Happening { on: cancelled.on, at: None, by: Some(cancelled.by), record, event });
    }
}
