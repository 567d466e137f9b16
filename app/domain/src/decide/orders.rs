//! Taking, amending and cancelling orders, and the payments against them.

use std::collections::BTreeSet;

use super::customers::keep_all;
use super::{Decision, Moment, amend as amend_fields, check_day, order_prefix, reaches, settle_number, wanted_number};
use crate::book::Book;
use crate::calendar::Day;
use crate::command::{RecordPayment, TakeOrder};
use crate::ids::{OrderId, PaymentId, ProductId};
use crate::money::Money;
use crate::opportunity::Opportunity;
use crate::order::{CustomerThen, FromOpportunity, Line, Order, OrderTerms, Payment, Voided};
use crate::refusal::{Refusal, Refusals};
use crate::text;

pub(super) fn take(asked: &TakeOrder, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    take_from(asked, None, book, moment)
}

pub(super) fn take_from(asked: &TakeOrder, from: Option<&Opportunity>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.order(asked.id).is_some(), "id", Refusal::Exists);
    // Who wins an opportunity of theirs takes its order, even when the customer itself is somebody else's.
    let named = book.customer(asked.customer);
    let customer = named.map(|it| book.standing(it));
    let credit = asked.owner.or(from.map(|it| it.owner)).or(customer.map(|it| it.owner));
    let reached = match (from, customer) {
        (Some(from), _) => reaches(from.owner, from.customer, book, moment),
        (None, _) => named.into_iter().chain(customer).any(|it| moment.actor.may_change(it.owner, book)),
    };
    refusals.refuse_if(!reached, "customer", Refusal::NotYours);
    refusals.refuse_if(asked.owner.is_some_and(|it| !moment.actor.may_change(it, book)), "owner", Refusal::NotYours);
    let number = wanted_number(asked.number.as_deref(), &mut refusals);
    check_products(&asked.terms, None, book, &mut refusals);
    let terms = keep_all(asked.terms.checked(moment.today), &mut refusals);
    let (Some(owner), Some(terms), true) = (credit, terms, refusals.is_empty()) else { return Err(refusals) };

    let name = customer.map(|it| &it.profile.name).or(from.map(|it| &it.customer_name));
    let (number, conflict) = settle_number(number.as_deref(), &order_prefix(terms.deal_on), asked.id.into(), book);
    let order = Order {
        id: asked.id,
        number,
        customer: customer.map_or(asked.customer, |it| it.id),
        customer_name: name.cloned().unwrap_or_default(),
        owner,
        team: book.person(owner).and_then(|it| it.team),
        from: from.map(|it| FromOpportunity { id: it.id, opened_on: it.opened_on, product: it.profile.product }),
        customer_then: customer.map(|it| CustomerThen { since: it.profile.cooperation_since, ..CustomerThen::default() }),
        made_at: moment.now,
        due_on: due_on(&terms, book),
        terms,
        ..Order::default()
    };
    Ok(Decision::put(order).with(conflict.into_iter().collect()))
}

pub(super) fn amend(id: OrderId, was: &OrderTerms, now: &OrderTerms, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    check_products(now, order.map(|it| &it.terms), book, &mut refusals);
    let now = keep_all(now.checked(moment.today), &mut refusals);
    let (Some(order), Some(now), true) = (order, now, refusals.is_empty()) else { return Err(refusals) };

    let (terms, conflicts) = amend_fields(id.into(), was, &now, &order.terms, &[], book, moment);
    let due_on = due_on(&terms, book);
    let amended = Order { terms, due_on, ..order.clone() };
    check_what_happened(&amended, &mut refusals);
    refusals.into_result()?;
    Ok(Decision::put(amended).with(conflicts))
}

pub(super) fn cancel(id: OrderId, on: Day, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    check_day(&mut refusals, "on", on, moment.today);
    let first = order.map_or(Day::FIRST, |it| it.terms.deal_on);
    refusals.refuse_if(on < first, "on", Refusal::TooEarly { first });
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(order), Some(reason), true) = (order, reason, refusals.is_empty()) else { return Err(refusals) };

    let cancelled = Some(Voided { on, by: moment.actor.person, reason });
    Ok(Decision::put(Order { cancelled, ..order.clone() }))
}

pub(super) fn record_payment(asked: &RecordPayment, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(asked.order, book, moment, &mut refusals);
    let exists = order.is_some_and(|it| it.payments.iter().any(|it| it.id == asked.id));
    refusals.refuse_if(exists, "id", Refusal::Exists);
    check_day(&mut refusals, "on", asked.on, moment.today);
    refusals.refuse_if(asked.amount <= Money::ZERO, "amount", Refusal::NotPositive);
    if let Some(most) = order.map(Order::balance) {
        refusals.refuse_if(most < asked.amount, "amount", Refusal::TooMuch { most });
    }
    let note = refusals.keep("note", text::optional(&asked.note, text::NOTE)).flatten().unwrap_or_default();
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

    // Money that an import brings in was received by whoever sold.
    let by = if moment.actor.imports { order.owner } else { moment.actor.person };
    let mut paid = order.clone();
    paid.payments.push(Payment {
        id: asked.id,
        on: asked.on,
        amount: asked.amount,
        method: asked.method,
        note,
        by,
        team: book.person(by).and_then(|it| it.team),
        made_at: moment.now,
        voided: None,
        arrived_at: None,
        review: None,
    });
    Ok(Decision::put(paid))
}

pub(super) fn void_payment(id: OrderId, payment: PaymentId, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    let index = order.and_then(|it| it.payments.iter().position(|it| it.id == payment && it.voided.is_none()));
    refusals.refuse_if(order.is_some() && index.is_none(), "payment", Refusal::NotYours);
    // What was given back for returned goods was paid before.
    let paid = order.zip(index).map(|(order, index)| order.collected() - order.payments[index].amount);
    refusals.refuse_if(paid.is_some_and(|it| it < Money::ZERO), "payment", Refusal::InUse { count: 1 });
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(order), Some(index), Some(reason), true) = (order, index, reason, refusals.is_empty()) else {
        return Err(refusals);
    };

    let mut changed = order.clone();
    changed.payments[index].voided = Some(Voided { on: moment.today, by: moment.actor.person, reason });
    Ok(Decision::put(changed))
}

/// The order, when it is within reach: both who is credited with it and who holds the customer answer for it.
pub(super) fn within_reach<'a>(id: OrderId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Order> {
    let order = book.order(id).filter(|it| reaches(it.owner, it.customer, book, moment));
    refusals.refuse_if(order.is_none(), "order", Refusal::NotYours);
    order
}

/// The order, when it is within reach and not cancelled.
pub(super) fn standing<'a>(id: OrderId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Order> {
    let order = within_reach(id, book, moment, refusals)?;
    refusals.refuse_if(order.cancelled.is_some(), "order", Refusal::Cancelled);
    order.cancelled.is_none().then_some(order)
}

/// Products must be known; one that is no longer sold may stay on an order but not come onto one.
fn check_products(terms: &OrderTerms, stands: Option<&OrderTerms>, book: &Book, refusals: &mut Refusals) {
    for (index, line) in terms.lines.iter().enumerate() {
        let field = format!("lines.{index}.product");
        let was_there = stands.is_some_and(|it| it.lines.iter().any(|it| it.product == line.product));
        match book.product(line.product) {
            None => refusals.refuse(&field, Refusal::NotYours),
            Some(product) => refusals.refuse_if(!product.active && !was_there, &field, Refusal::Inactive),
        }
    }
}

/// An order cannot be amended below what was already paid, delivered or brought back.
fn check_what_happened(order: &Order, refusals: &mut Refusals) {
    let least = order.collected() + order.returned_amount();
    refusals.refuse_if(order.agreed() < least, "lines", Refusal::TooLittle { least });
    let went = order.valid_deliveries().flat_map(|it| it.goods.iter().map(|it| it.product));
    let came = order.valid_returns().flat_map(|it| it.goods.iter().map(|it| it.product));
    let products: BTreeSet<ProductId> = went.chain(came).collect();
    for product in products {
        let (returned, worth) = order.returned(product);
        let sold: Money = order.terms.lines_of(product).map(Line::amount).sum();
        let least = order.delivered(product).max(returned);
        refusals.refuse_if(order.ordered(product) < least, "lines", Refusal::TooFew { least });
        refusals.refuse_if(sold < worth, "lines", Refusal::TooLittle { least: worth });
    }
}

/// The due date agreed, else the company's credit days after the deal (A6).
fn due_on(terms: &OrderTerms, book: &Book) -> Day {
    terms.due_on.unwrap_or_else(|| terms.deal_on.plus(book.company().credit_days))
}
