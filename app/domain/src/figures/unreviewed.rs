//! The part of the figures that nobody but the author has approved (A33). It has measures of its own, so that 含未审核 is an ordinary sum and
//! subtracting it gives the approved figure.

use crate::figures::claims::{collected_of, refunds_of, sales_of, spent_of};
use crate::figures::fact::{Fact, FactKey};
use crate::records::expense::Expense;
use crate::records::order::Order;
use crate::records::review::{Review, ReviewState};

/// The unapproved part of an order's figures: the current claims minus those of the version in force (`held`). Collections are credited like the
/// order.
pub fn unreviewed(order: &Order) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(review) = &order.review {
        add(&mut facts, claims_of(order), 1, review);
        if let Some(held) = &review.held {
            add(&mut facts, claims_of(held), -1, review);
        }
    }
    for payment in &order.payments {
        let Some(review) = &payment.review else { continue };
        add(&mut facts, collected_of(order, payment), 1, review);
        if let Some(held) = &review.held {
            add(&mut facts, collected_of(order, held), -1, review);
        }
    }
    facts.retain(|it| it.value != 0);
    facts
}

/// Sales, deals and refunds: the part covered by the review of the order itself.
fn claims_of(order: &Order) -> Vec<Fact> {
    sales_of(order).into_iter().chain(refunds_of(order)).collect()
}

/// The unapproved part of an expense. The version in force is credited like the current expense; otherwise an approved figure could depend on a
/// record that the person's device no longer holds.
pub fn unreviewed_expense(expense: &Expense) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(review) = &expense.review {
        add(&mut facts, spent_of(expense), 1, review);
        if let Some(held) = &review.held {
            let mut claims = spent_of(held);
            let (person, team, customer) = (expense.owner, expense.team, expense.customer.unwrap_or_default());
            claims.iter_mut().for_each(|it| it.key = FactKey { person, team, customer, ..it.key });
            add(&mut facts, claims, -1, review);
        }
    }
    facts
}

fn add<T>(facts: &mut Vec<Fact>, claims: Vec<Fact>, sign: i64, review: &Review<T>) {
    if review.state() == ReviewState::Approved {
        return;
    }
    for mut fact in claims {
        let Some(measure) = fact.key.measure.unreviewed() else { continue };
        fact.key.measure = measure;
        fact.value = fact.value.saturating_mul(sign);
        facts.push(fact);
    }
}
