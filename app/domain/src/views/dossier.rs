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
    all.extend(customer.hand_overs.iter().map(|it| Happening {
        on: it.at.day(offset),
        at: Some(it.at),
        by: Some(it.by),
        record,
        event: Event::HandedOver { from: it.from, to: it.to, reason: it.reason.clone() },
    }));
    all.extend(customer.observations.iter().map(|it| Happening {
        on: it.on,
        at: Some(it.at),
        by: Some(it.by),
        record,
        event: Event::Noticed(it.clone()),
    }));
    all.extend(customer.grade_steps.iter().map(|it| Happening {
        on: it.at.day(offset),
        at: Some(it.at),
        by: Some(it.by),
        record,
        event: Event::Graded(it.clone()),
    }));
    all.extend(customer.merged.iter().map(|it| Happening {
        on: it.at.day(offset),
        at: Some(it.at),
        by: Some(it.by),
        record,
        event: Event::Merged { number: it.number.clone(), name: it.name.clone(), reason: it.reason.clone() },
    }));
    all.extend(book.follow_ups_of(customer.id).map(|it| Happening {
        on: it.on,
        at: Some(it.made_at),
        by: Some(it.by),
        record: it.id.into(),
        event: Event::FollowedUp(it.clone()),
    }));
    book.opportunities_of(customer.id).for_each(|it| of_opportunity(it, book, &mut all));
    book.orders_of(customer.id).chain(book.advances_of(customer.id)).for_each(|it| of_order(it, book, &mut all));
    all.extend(book.expenses_of(customer.id).map(of_expense));
    // Within a day in the order recorded; entries without a time are the oldest. The sort is stable.
    all.sort_by_key(|it| (it.on, it.at));
    all.reverse();
    all
}

fn of_opportunity(it: &Opportunity, book: &Book, all: &mut Vec<Happening>) {
    let (opportunity, title, record) = (it.id, || it.profile.title.clone(), it.id.into());
    let opened = Event::Opened { opportunity, title: title() };
    all.push(Happening { on: it.opened_on, at: None, by: Some(it.opener(book)), record, event: opened });
    for step in &it.moves {
        let event = Event::Moved { opportunity, title: title(), to: step.to };
        all.push(Happening { on: step.on, at: None, by: Some(step.by), record, event });
    }
    if let Some(Outcome::Lost { on, reason }) = &it.outcome {
        let event = Event::Lost { opportunity, title: title(), reason: reason.clone() };
        all.push(Happening { on: *on, at: None, by: it.ender(), record, event });
    }
}

fn of_expense(it: &Expense) -> Happening {
    let ExpenseProfile { on, amount, kind, note, .. } = it.profile.clone();
    let event = Event::Spent { expense: it.id, kind, amount, note, is_void: !it.stands() };
    Happening { on, at: Some(it.made_at), by: Some(it.owner), record: it.id.into(), event }
}

fn of_order(it: &Order, book: &Book, all: &mut Vec<Happening>) {
    let (order, number, record) = (it.id, || it.number.clone(), it.id.into());
    if !it.is_advance() {
        let ordered = Event::Ordered { order, number: number(), amount: it.agreed() };
        all.push(Happening { on: it.terms.deal_on, at: Some(it.made_at), by: Some(it.author()), record, event: ordered });
    }
    // Credit used for this order is listed with the order it comes from.
    for payment in it.payments.iter().filter(|it| it.from_credit_of.is_none()) {
        let event = Event::Paid { order, number: number(), amount: payment.amount, is_void: payment.voided.is_some() };
        all.push(Happening { on: payment.on, at: Some(payment.made_at), by: Some(payment.by), record, event });
    }
    for used in &it.credit_uses {
        let to = used.to.map(|it| book.order(it).map(|it| it.number.clone()).unwrap_or_default());
        let event = Event::CreditUsed { order, number: number(), amount: used.amount, to, is_void: used.voided.is_some() };
        all.push(Happening { on: used.on, at: Some(used.made_at), by: Some(used.by), record, event });
    }
    if let Some(cancelled) = &it.cancelled {
        let event = Event::Cancelled { order, number: number(), reason: cancelled.reason.clone() };
        all.push(Happening { on: cancelled.on, at: None, by: Some(cancelled.by), record, event });
    }
}
