//! The facts of a record. They depend on the record alone.

use crate::book::record::Record;
use crate::figures::claims::{collected_of, in_and_out, key_of, receivable, refunds_of, sales_of, spent_of};
use crate::figures::credit_split::credited;
use crate::figures::fact::{Fact, FactKey, Measure};
use crate::figures::unreviewed::{unreviewed, unreviewed_expense};
use crate::records::expense::Expense;
use crate::records::follow_up::FollowUp;
use crate::records::opportunity::{Opportunity, Outcome};
use crate::records::order::{Collection, Order};
use crate::values::stage::Stage;

pub fn facts(record: &Record) -> Vec<Fact> {
    match record {
        Record::Order(order) => of_order(order),
        Record::Opportunity(opportunity) => of_opportunity(opportunity),
        Record::FollowUp(follow_up) => of_follow_up(follow_up),
        Record::Expense(expense) => of_expense(expense),
        _ => Vec::new(),
    }
}

pub fn of_order(order: &Order) -> Vec<Fact> {
    let mut facts = sales_of(order);
    let main = order.main_product();
    let key = |measure, on, product| key_of(order, measure, on, product);
    facts.extend(order.payments.iter().flat_map(|it| collected_of(order, it)));
    facts.extend(refunds_of(order));
    facts.extend(order.credit_uses.iter().flat_map(|it| in_and_out(order, it.on, it.voided.as_ref(), -it.amount)));
    facts.extend(receivable(order).into_iter().map(|(measure, on, value)| Fact::of(key(measure, on, main), value)));
    facts.extend(unreviewed(order));
    facts.iter_mut().for_each(|it| it.origin = order.terms.origin);
    // Funnel steps belong to the opportunity, which has no origin.
    if let Some(from) = order.from.filter(|_| order.cancelled.is_none() && order.collection() == Collection::Full) {
        facts.push(Fact::of(key(Measure::ReachedCollected, from.opened_on, from.product), 1));
    }
    credited(order, facts)
}

/// What an opportunity contributes: the funnel stages reached, on its opening day, and its outcome, on the day of the outcome.
pub fn of_opportunity(opportunity: &Opportunity) -> Vec<Fact> {
    let key = |measure, on| FactKey {
        measure,
        on,
        person: opportunity.owner,
        team: opportunity.team,
        product: opportunity.profile.product,
        customer: opportunity.customer,
    };
    let furthest = opportunity.furthest();
    let mut facts: Vec<Fact> = Stage::ALL
        .into_iter()
        .filter(|it| *it <= furthest)
        .map(|it| Fact::of(key(Measure::reached(it), opportunity.opened_on), 1))
        .collect();
    match &opportunity.outcome {
        Some(Outcome::Won { on, .. }) => facts.push(Fact::of(key(Measure::Won, *on), 1)),
        Some(Outcome::Lost { on, .. }) => facts.push(Fact::of(key(Measure::Lost, *on), 1)),
        None => {}
    }
    facts
}

pub fn of_follow_up(follow_up: &FollowUp) -> Vec<Fact> {
    let key = |measure| FactKey {
        measure,
        on: follow_up.on,
        person: follow_up.by,
        team: follow_up.team,
        product: None,
        customer: follow_up.customer,
    };
    let at_activity = follow_up.activity.is_some().then_some(Measure::Activities);
    [Measure::FollowUps].into_iter().chain(at_activity).map(|it| Fact::of(key(it), 1)).collect()
}

pub fn of_expense(expense: &Expense) -> Vec<Fact> {
    let mut facts = spent_of(expense);
    facts.extend(unreviewed_expense(expense));
    facts
}

#[cfg(test)]
mod tests;
