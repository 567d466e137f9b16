//! Recording, amending, attributing and voiding expenses (CO-01).

use super::customers::keep_all;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::RecordExpense;
use crate::decide::decision::{Decision, TakingBack, amend as amend_fields, own_customer};
use crate::records::attachment::Attachment;
use crate::records::expense::{Attribution, Expense, ExpenseProfile};
use crate::values::ids::{ExpenseId, PersonId};
use crate::values::refusal::{Refusal, Refusals};

pub(super) fn record(asked: &RecordExpense, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.expense(asked.id).is_some(), "id", Refusal::Exists);
    let customer = asked.customer.and_then(|it| own_customer(it, book, moment, &mut refusals));
    let owner = asked.owner.unwrap_or(moment.actor.person);
    check_owner(owner, book, moment, &mut refusals);
    let profile = keep_all(asked.profile.checked(moment.server_today), &mut refusals);
    let (Some(profile), true) = (profile, refusals.is_empty()) else { return Err(refusals) };

    Ok(Decision::put(Expense {
        id: asked.id,
        customer: customer.map(|it| it.id),
        customer_name: customer.map(|it| it.profile.name.clone()).unwrap_or_default(),
        owner,
        team: book.person(owner).and_then(|it| it.team),
        made_by: moment.actor.person,
        made_at: moment.now,
        clock_said: None,
        voided: None,
        profile,
        review: None,
    }))
}

pub(super) fn amend(id: ExpenseId, was: &ExpenseProfile, now: &ExpenseProfile, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let expense = standing(id, book, moment, &mut refusals);
    let now = keep_all(now.checked(moment.server_today), &mut refusals);
    let (Some(expense), Some(now), true) = (expense, now, refusals.is_empty()) else { return Err(refusals) };

    let (profile, conflicts) = amend_fields(id.into(), was, &now, &expense.profile, &[], book, moment);
    Ok(Decision::put(Expense { profile, ..expense.clone() }).with(conflicts))
}

/// Changes who spent it and for which customer. A new owner or customer must be within the actor's reach; unchanged ones are not checked again.
pub(super) fn attribute(id: ExpenseId, was: &Attribution, now: &Attribution, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let expense = standing(id, book, moment, &mut refusals);
    if was.owner != now.owner {
        check_owner(now.owner, book, moment, &mut refusals);
    }
    let mut wanted = *now;
    if was.customer != now.customer {
        wanted.customer = now.customer.and_then(|it| own_customer(it, book, moment, &mut refusals)).map(|it| it.id);
    }
    let (Some(expense), true) = (expense, refusals.is_empty()) else { return Err(refusals) };

    let (is, conflicts) = amend_fields(id.into(), was, &wanted, &expense.attribution(), &[], book, moment);
    let mut after = Expense { owner: is.owner, customer: is.customer, ..expense.clone() };
    if is.owner != expense.owner {
        after.team = book.person(is.owner).and_then(|it| it.team);
    }
    if is.customer != expense.customer {
        after.customer_name = is.customer.and_then(|it| book.customer(it)).map(|it| it.profile.name.clone()).unwrap_or_default();
    }
    // The receipts get the expense's customer, owner and team.
    let receipts = book.attachments_of(Attachment::family_of(id.into(), expense.customer)).filter(|it| it.of == id.into());
    let (customer, owner, team) = (after.customer.unwrap_or_default(), Some(after.owner), after.team);
    let moved: Vec<Attachment> = receipts.map(|it| Attachment { customer, owner, team, ..it.clone() }).collect();
    Ok(moved.into_iter().fold(Decision::put(after), Decision::and).with(conflicts))
}

pub(super) fn void(id: ExpenseId, asked: &TakingBack<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let expense = standing(id, book, moment, &mut refusals);
    let voided = asked.checked(moment, &mut refusals);
    let (Some(expense), true) = (expense, refusals.is_empty()) else { return Err(refusals) };

    Ok(Decision::put(Expense { voided, ..expense.clone() }))
}

/// The owner must be somebody for whom this person may write and who may still hold customers.
fn check_owner(owner: PersonId, book: &Book, moment: &Moment, refusals: &mut Refusals) {
    let within_reach = moment.actor.may_write_for(owner, book);
    refusals.refuse_if(!within_reach, "owner", Refusal::NotYours);
    refusals.refuse_if(within_reach && book.person(owner).is_some_and(|it| !it.may_hold_customers()), "owner", Refusal::Inactive);
}

/// The expense, if this person may change it and it is not voided. The holder of its customer sees it but may not change it.
fn standing<'a>(id: ExpenseId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Expense> {
    let expense = book.expense(id).filter(|it| moment.actor.may_amend_expense(it, book));
    match expense {
        None => refusals.refuse("expense", Refusal::NotYours),
        Some(expense) => refusals.refuse_if(!expense.stands(), "expense", Refusal::TakenBack),
    }
    expense
}
