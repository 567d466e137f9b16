//! Uses of money paid beyond what an order is worth (客户余额): refunds, and payments for another order. Both are recorded on the order whose money
//! it is, so that two people cannot use the same money.

use super::orders::{standing, within_reach};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::{ApplyCredit, Refund};
use crate::decide::decision::{Decision, TakingBack};
use crate::records::order::{CreditUse, Order, Payment, PaymentMethod};
use crate::values::calendar::Day;
use crate::values::ids::{CreditUseId, OrderId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

pub(super) fn refund(id: OrderId, asked: &Refund, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = within_reach(id, book, moment, &mut refusals);
    let used = order.and_then(|it| refunded(it, asked, moment, &mut refusals));
    let (Some(order), Some(used), true) = (order, used, refusals.is_empty()) else { return Err(refusals) };
    Ok(Decision::put(with(order, used)))
}

/// The refund as it is recorded on the order; `None` if refused.
pub(super) fn refunded(order: &Order, asked: &Refund, moment: &Moment, refusals: &mut Refusals) -> Option<CreditUse> {
    check_use(order, asked.id, asked.on, asked.amount, order.credit_on(asked.on), moment, refusals);
    let note = refusals.keep("note", text::optional(&asked.note, text::NOTE)).flatten().unwrap_or_default();
    let (by, made_at) = (moment.actor.person, moment.now);
    let used = CreditUse { id: asked.id, on: asked.on, amount: asked.amount, to: None, note, by, made_at, voided: None };
    refusals.is_empty().then_some(used)
}

pub(super) fn apply(asked: &ApplyCredit, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let from = within_reach(asked.order, book, moment, &mut refusals);
    let mut of_target = Refusals::default();
    let to = standing(asked.to, book, moment, &mut of_target);
    of_target.0.into_values().flatten().for_each(|it| refusals.refuse("to", it));
    let is_another = from.zip(to).is_some_and(|(from, to)| from.id == to.id || from.customer != to.customer);
    refusals.refuse_if(is_another, "to", Refusal::NotYours);
    if let Some((from, to)) = from.zip(to).filter(|_| !is_another) {
        let most = from.credit_on(asked.on).min(to.balance());
        check_use(from, asked.id, asked.on, asked.amount, most, moment, &mut refusals);
        refusals.refuse_if(to.payments.iter().any(|it| it.id.0 == asked.id.0), "id", Refusal::Exists);
    }
    let (Some(from), Some(to), true) = (from, to, refusals.is_empty()) else { return Err(refusals) };

    let (by, made_at, note) = (moment.actor.person, moment.now, String::new());
    let used = CreditUse { id: asked.id, on: asked.on, amount: asked.amount, to: Some(to.id), note, by, made_at, voided: None };
    let mut paid = to.clone();
    paid.payments.push(Payment {
        id: used.payment(),
        on: asked.on,
        amount: asked.amount,
        method: PaymentMethod::default(),
        note: String::new(),
        by,
        team: book.person(by).and_then(|it| it.team),
        made_at,
        voided: None,
        arrived_at: None,
        clock_said: None,
        review: None,
        from_credit_of: Some(from.id),
    });
    Ok(Decision::put(with(from, used)).and(paid))
}

/// Identifies a use of credit.
#[derive(Clone, Copy)]
pub(super) struct Which {
    pub order: OrderId,
    pub credit_use: CreditUseId,
    pub to: Option<OrderId>,
}

pub(super) fn void(which: Which, asked: &TakingBack<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let from = within_reach(which.order, book, moment, &mut refusals);
    let index = from.and_then(|it| it.credit_uses.iter().position(|it| it.id == which.credit_use && it.voided.is_none()));
    let used = from.zip(index).map(|(from, index)| &from.credit_uses[index]).filter(|it| it.to == which.to);
    refusals.refuse_if(from.is_some() && used.is_none(), "credit_use", Refusal::NotYours);
    // The money it paid may itself have been used since.
    let to = used.and_then(|it| it.to).and_then(|it| book.order(it));
    refusals.refuse_if(to.is_some_and(|it| !moment.actor.may_work_on_order(it, book)), "to", Refusal::NotYours);
    let spent = used.zip(to).is_some_and(|(used, to)| to.collected() < used.amount);
    refusals.refuse_if(spent, "credit_use", Refusal::InUse { count: 1 });
    let voided = asked.checked(moment, &mut refusals);
    let (Some(from), Some(index), Some(used), true) = (from, index, used, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = from.clone();
    changed.credit_uses[index].voided.clone_from(&voided);
    let mut decision = Decision::put(changed);
    if let Some(mut paid) = to.cloned() {
        paid.payments.iter_mut().filter(|it| it.id == used.payment()).for_each(|it| it.voided.clone_from(&voided));
        decision = decision.and(paid);
    }
    Ok(decision)
}

/// Refuses known ids, future days, and amounts that are not positive or exceed `most`.
fn check_use(order: &Order, id: CreditUseId, on: Day, amount: Money, most: Money, moment: &Moment, refusals: &mut Refusals) {
    refusals.refuse_if(order.credit_uses.iter().any(|it| it.id == id), "id", Refusal::Exists);
    check_day(refusals, "on", on, moment.server_today);
    refusals.refuse_if(amount <= Money::ZERO, "amount", Refusal::NotPositive);
    refusals.refuse_if(most < amount, "amount", Refusal::TooMuch { most });
}

fn with(order: &Order, used: CreditUse) -> Order {
    let mut changed = order.clone();
    changed.credit_uses.push(used);
    changed
}
