//! Taking, amending and cancelling orders, the payments for them, and advances.

use std::collections::BTreeSet;

use super::credit;
use super::customers::keep_all;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::numbers::order_prefix;
use crate::decide::command::{RecordAdvance, RecordPayment, Refund, TakeOrder};
use crate::decide::decision::{Decision, TakingBack, amend as amend_fields, own_customer, settle_number, wanted_number};
use crate::records::opportunity::Opportunity;
use crate::records::order::{CustomerThen, FromOpportunity, Line, Order, OrderTerms, Payment, Voided};
use crate::values::calendar::Day;
use crate::values::ids::{OrderId, PaymentId, PersonId, ProductId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

pub(super) fn take(asked: &TakeOrder, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    take_from(asked, None, book, moment)
}

pub(super) fn take_from(asked: &TakeOrder, from: Option<&Opportunity>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.order(asked.id).is_some(), "id", Refusal::Exists);
    // Whoever wins their own opportunity may take its order, even if the customer is somebody else's.
    let named = book.customer(asked.customer);
    let customer = named.map(|it| book.standing(it));
    let credit = asked.owner.or(from.map(|it| it.owner)).or(customer.map(|it| it.owner));
    let reached = match from {
        Some(opportunity) => moment.actor.may_work_on_opportunity(opportunity, book),
        None => named.is_some_and(|it| moment.actor.may_work_with_customer(it, book)),
    };
    refusals.refuse_if(!reached, "customer", Refusal::NotYours);
    refusals.refuse_if(asked.owner.is_some_and(|it| !moment.actor.may_write_for(it, book)), "owner", Refusal::NotYours);
    let number = wanted_number(asked.number.as_deref(), &mut refusals);
    check_products(&asked.terms, None, book, &mut refusals);
    let terms = keep_all(asked.terms.checked(moment.server_today), &mut refusals);
    let (Some(owner), Some(terms), true) = (credit, terms, refusals.is_empty()) else { return Err(refusals) };

    let name = customer.map(|it| &it.profile.name).or(from.map(|it| &it.customer_name));
    let (number, conflict) = settle_number(number.as_deref(), &order_prefix(terms.deal_on), asked.id.into(), book, moment);
    let order = Order {
        id: asked.id,
        number,
        customer: customer.map_or(asked.customer, |it| it.id),
        customer_name: name.cloned().unwrap_or_default(),
        owner,
        team: book.person(owner).and_then(|it| it.team),
        from: from.map(|it| FromOpportunity { id: it.id, opened_on: it.opened_on, product: it.profile.product }),
        customer_then: customer.map(|it| CustomerThen { since: it.profile.cooperation_since, ..CustomerThen::default() }),
        made_by: Some(moment.author(owner)),
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
    let now = keep_all(now.checked(moment.server_today), &mut refusals);
    let (Some(order), Some(now), true) = (order, now, refusals.is_empty()) else { return Err(refusals) };

    let (terms, conflicts) = amend_fields(id.into(), was, &now, &order.terms, &[], book, moment);
    let due_on = due_on(&terms, book);
    let amended = Order { terms, due_on, ..order.clone() };
    check_what_happened(&amended, order, &mut refusals);
    refusals.into_result()?;
    Ok(Decision::put(amended).with(conflicts))
}

pub(super) fn cancel(
    id: OrderId,
    on: Day,
    reason: &str,
    refund: Option<&Refund>,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    check_day(&mut refusals, "on", on, moment.server_today);
    let first = order.map_or(Day::FIRST, |it| it.terms.deal_on);
    refusals.refuse_if(on < first, "on", Refusal::TooEarly { first });
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(order), Some(reason), true) = (order, reason, refusals.is_empty()) else { return Err(refusals) };

    let cancelled = Some(Voided { on, by: moment.actor.person, reason, nets: true });
    let mut gone = Order { cancelled, ..order.clone() };
    if let Some(refund) = refund {
        let mut of_refund = Refusals::default();
        let used = credit::refunded(&gone, refund, moment, &mut of_refund);
        of_refund.0.into_iter().for_each(|(field, all)| all.into_iter().for_each(|it| refusals.refuse(&format!("refund.{field}"), it)));
        refusals.into_result()?;
        gone.credit_uses.extend(used);
    }
    Ok(Decision::put(gone))
}

pub(super) fn record_payment(asked: &RecordPayment, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(asked.order, book, moment, &mut refusals);
    let exists = order.is_some_and(|it| it.payments.iter().any(|it| it.id == asked.id));
    refusals.refuse_if(exists, "id", Refusal::Exists);
    check_day(&mut refusals, "on", asked.on, moment.server_today);
    refusals.refuse_if(asked.amount <= Money::ZERO, "amount", Refusal::NotPositive);
    // Money beyond the balance becomes the customer's credit.
    if let Some(most) = order.map(|it| (Money::LARGEST - it.collected()).max(Money::ZERO)) {
        refusals.refuse_if(most < asked.amount, "amount", Refusal::TooMuch { most });
    }
    let note = refusals.keep("note", text::optional(&asked.note, text::NOTE)).flatten().unwrap_or_default();
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

    let by = moment.author(order.owner);
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
        clock_said: None,
        review: None,
        from_credit_of: None,
    });
    Ok(Decision::put(paid))
}

pub(super) fn void_payment(
    id: OrderId,
    payment: PaymentId,
    asked: &TakingBack<'_>,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    // A payment can be voided even if the order was cancelled. A payment from credit is voided at the order the credit came from.
    let order = within_reach(id, book, moment, &mut refusals);
    let is_meant = |it: &Payment| it.id == payment && it.voided.is_none() && it.from_credit_of.is_none();
    let index = order.and_then(|it| it.payments.iter().position(is_meant));
    refusals.refuse_if(order.is_some() && index.is_none(), "payment", Refusal::NotYours);
    // Money that was refunded or applied to other orders must stay paid.
    let paid = order.zip(index).map(|(order, index)| order.collected() - order.payments[index].amount);
    refusals.refuse_if(paid.is_some_and(|it| it < Money::ZERO), "payment", Refusal::InUse { count: 1 });
    let voided = asked.checked(moment, &mut refusals);
    let (Some(order), Some(index), true) = (order, index, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = order.clone();
    changed.payments[index].voided = voided;
    Ok(Decision::put(changed))
}

/// Records 预收款, money received before there is an order. Credited to the owner of the customer.
pub(super) fn record_advance(asked: &RecordAdvance, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.order(asked.id).is_some(), "id", Refusal::Exists);
    let customer = own_customer(asked.customer, book, moment, &mut refusals);
    check_day(&mut refusals, "on", asked.on, moment.server_today);
    refusals.refuse_if(asked.amount <= Money::ZERO, "amount", Refusal::NotPositive);
    refusals.refuse_if(Money::LARGEST < asked.amount, "amount", Refusal::TooMuch { most: Money::LARGEST });
    let note = refusals.keep("note", text::optional(&asked.note, text::NOTE)).flatten().unwrap_or_default();
    let (Some(customer), true) = (customer, refusals.is_empty()) else { return Err(refusals) };

    let (number, _) = settle_number(None, &order_prefix(asked.on), asked.id.into(), book, moment);
    let team_of = |it: PersonId| book.person(it).and_then(|it| it.team);
    let by = moment.actor.person;
    let payment = Payment {
        id: asked.payment,
        on: asked.on,
        amount: asked.amount,
        method: asked.method,
        note,
        by,
        team: team_of(by),
        made_at: moment.now,
        voided: None,
        arrived_at: None,
        clock_said: None,
        review: None,
        from_credit_of: None,
    };
    Ok(Decision::put(Order {
        id: asked.id,
        number,
        customer: customer.id,
        customer_name: customer.profile.name.clone(),
        owner: customer.owner,
        team: team_of(customer.owner),
        made_by: Some(by),
        made_at: moment.now,
        due_on: asked.on,
        terms: OrderTerms { deal_on: asked.on, ..OrderTerms::default() },
        payments: vec![payment],
        ..Order::default()
    }))
}

/// The order, if this person may work on it: both its credited owner and the holder of its customer may.
pub(super) fn within_reach<'a>(id: OrderId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Order> {
    let order = book.order(id).filter(|it| moment.actor.may_work_on_order(it, book));
    refusals.refuse_if(order.is_none(), "order", Refusal::NotYours);
    order
}

/// The order, if this person may work on it and it is neither cancelled nor an advance.
pub(super) fn standing<'a>(id: OrderId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Order> {
    let order = within_reach(id, book, moment, refusals)?;
    // An advance has nothing to amend, deliver or cancel.
    refusals.refuse_if(order.is_advance(), "order", Refusal::NotAStep);
    refusals.refuse_if(order.cancelled.is_some(), "order", Refusal::Cancelled);
    (order.cancelled.is_none() && !order.is_advance()).then_some(order)
}

/// Products must exist. A discontinued product may stay on an order but not be added to one.
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

/// Refuses amendments below what was already paid, delivered or returned.
fn check_what_happened(order: &Order, before: &Order, refusals: &mut Refusals) {
    // More may have been paid than the order was worth before the amendment: the surplus does not count.
    let least = (order.collected() + order.returned_amount()).min(before.agreed());
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

/// The agreed due date, else the deal day plus the company's credit days (A6).
fn due_on(terms: &OrderTerms, book: &Book) -> Day {
    terms.due_on.unwrap_or_else(|| terms.deal_on.plus(book.company().credit_days))
}
