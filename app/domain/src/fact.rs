//! What a record contributes to the figures: so much of a measure, on a day, credited to somebody. Every figure anywhere is a sum of facts,
//! on the phone over the book and on the server over the rollup; a fact follows from its record alone, so a figure can always be opened down
//! to its records.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::expense::Expense;
use crate::follow_up::FollowUp;
use crate::ids::{CustomerId, PersonId, ProductId, TeamId};
use crate::money::Money;
use crate::opportunity::{Opportunity, Outcome, Stage};
use crate::order::{Collection, Order, Origin};
use crate::record::Record;
use crate::review;

/// What is counted. The text is in the database: add, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 销售额 by deal day, net of cancellations on the day they happen (A13).
    SalesAmount,
    /// 成交单数 by deal day, net likewise.
    Deals,
    /// 回款金额 by the day the money came.
    Collected,
    /// 应收 by due day.
    Due,
    /// What of the receivables is paid, by the later of due day and payment day: `Due − Settled` before a day are the arrears on it (A8).
    Settled,
    /// Follow-ups by day.
    FollowUps,
    /// 活动参与量: follow-ups at an activity that was named, by day (T-07, E-21).
    Activities,
    /// Opportunities won, by day.
    Won,
    /// Opportunities lost, by day.
    Lost,
    /// Opportunities by opening day: all of them.
    ReachedProspect,
    /// … that got to 意向 or further.
    ReachedInterested,
    /// … that got to 方案提交 or further.
    ReachedProposal,
    /// … that got to 谈判中 or further.
    ReachedNegotiation,
    /// … that were won.
    ReachedWon,
    /// … whose order is paid in full.
    ReachedCollected,
    /// What of [`Measure::SalesAmount`] nobody but its author has approved (A33).
    SalesUnreviewed,
    /// Likewise of [`Measure::Deals`].
    DealsUnreviewed,
    /// Likewise of [`Measure::Collected`].
    CollectedUnreviewed,
    /// 销售费用 by the day it was spent (CO-01, F-09).
    SellingExpense,
    /// What of it went into winning new customers (F-08).
    NewCustomerExpense,
    /// What of [`Measure::SellingExpense`] nobody but its author has approved (A33).
    SellingExpenseUnreviewed,
    /// Likewise of [`Measure::NewCustomerExpense`].
    NewCustomerExpenseUnreviewed,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Measure; 22] = [
        Measure::SalesAmount,
        Measure::Deals,
        Measure::Collected,
        Measure::Due,
        Measure::Settled,
        Measure::FollowUps,
        Measure::Activities,
        Measure::Won,
        Measure::Lost,
        Measure::ReachedProspect,
        Measure::ReachedInterested,
        Measure::ReachedProposal,
        Measure::ReachedNegotiation,
        Measure::ReachedWon,
        Measure::ReachedCollected,
        Measure::SalesUnreviewed,
        Measure::DealsUnreviewed,
        Measure::CollectedUnreviewed,
        Measure::SellingExpense,
        Measure::NewCustomerExpense,
        Measure::SellingExpenseUnreviewed,
        Measure::NewCustomerExpenseUnreviewed,
    ];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::SalesAmount => "sales_amount",
            Measure::Deals => "deals",
            Measure::Collected => "collected",
            Measure::Due => "due",
            Measure::Settled => "settled",
            Measure::FollowUps => "follow_ups",
            Measure::Activities => "activities",
            Measure::Won => "won",
            Measure::Lost => "lost",
            Measure::ReachedProspect => "reached_prospect",
            Measure::ReachedInterested => "reached_interested",
            Measure::ReachedProposal => "reached_proposal",
            Measure::ReachedNegotiation => "reached_negotiation",
            Measure::ReachedWon => "reached_won",
            Measure::ReachedCollected => "reached_collected",
            Measure::SalesUnreviewed => "sales_unreviewed",
            Measure::DealsUnreviewed => "deals_unreviewed",
            Measure::CollectedUnreviewed => "collected_unreviewed",
            Measure::SellingExpense => "selling_expense",
            Measure::NewCustomerExpense => "new_customer_expense",
            Measure::SellingExpenseUnreviewed => "selling_expense_unreviewed",
            Measure::NewCustomerExpenseUnreviewed => "new_customer_expense_unreviewed",
        }
    }

    /// The measure of this word.
    pub fn parse(word: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// The measure of what of this one nobody but its author has approved, where that is known.
    pub fn unreviewed(self) -> Option<Measure> {
        match self {
            Measure::SalesAmount => Some(Measure::SalesUnreviewed),
            Measure::Deals => Some(Measure::DealsUnreviewed),
            Measure::Collected => Some(Measure::CollectedUnreviewed),
            Measure::SellingExpense => Some(Measure::SellingExpenseUnreviewed),
            Measure::NewCustomerExpense => Some(Measure::NewCustomerExpenseUnreviewed),
            _ => None,
        }
    }

    /// The measure of which this one is the part that nobody has approved.
    pub fn reviewed(self) -> Option<Measure> {
        match self {
            Measure::SalesUnreviewed => Some(Measure::SalesAmount),
            Measure::DealsUnreviewed => Some(Measure::Deals),
            Measure::CollectedUnreviewed => Some(Measure::Collected),
            Measure::SellingExpenseUnreviewed => Some(Measure::SellingExpense),
            Measure::NewCustomerExpenseUnreviewed => Some(Measure::NewCustomerExpense),
            _ => None,
        }
    }

    /// Whether what it counts lies with the customer alone, like the follow-ups it comes from: it is nobody's bonus, and who hands the customer over
    /// no longer has it.
    pub fn goes_with_the_customer(self) -> bool {
        matches!(self, Measure::FollowUps | Measure::Activities)
    }

    /// The measure that counts opportunities which got at least this far.
    pub fn reached(stage: Stage) -> Measure {
        match stage {
            Stage::Prospect => Measure::ReachedProspect,
            Stage::Interested => Measure::ReachedInterested,
            Stage::Proposal => Measure::ReachedProposal,
            Stage::Negotiation => Measure::ReachedNegotiation,
            Stage::Won => Measure::ReachedWon,
            Stage::Collected => Measure::ReachedCollected,
        }
    }
}

/// What identifies a fact: two facts of the same identity are one, with their values added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactKey {
    /// What is counted.
    pub measure: Measure,
    /// The day it counts for.
    pub on: Day,
    /// Who is credited.
    pub person: PersonId,
    /// Their team at the time (A36).
    pub team: Option<TeamId>,
    /// The product, where there is one.
    pub product: Option<ProductId>,
    /// The customer; the nil id for an expense that was for none.
    pub customer: CustomerId,
}

/// So much of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fact {
    /// Of what, when, whose.
    pub key: FactKey,
    /// How much: currency units' smallest part, or a count.
    pub value: i64,
    /// 业绩来源 of the order it comes from (E-06). Beside the identity, not in it: sums by key do not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Fact {
    /// So much under a key, of no origin.
    pub fn of(key: FactKey, value: i64) -> Fact {
        Fact { key, value, origin: None }
    }
}

/// Everything a record contributes.
pub fn facts(record: &Record) -> Vec<Fact> {
    match record {
        Record::Order(it) => of_order(it),
        Record::Opportunity(it) => of_opportunity(it),
        Record::FollowUp(it) => of_follow_up(it),
        Record::Expense(it) => of_expense(it),
        _ => Vec::new(),
    }
}

/// What an order contributes.
pub fn of_order(order: &Order) -> Vec<Fact> {
    let mut facts = sales_of(order);
    let main = order.main_product();
    let key = |measure, on, product| key_of(order, measure, on, product);
    for payment in order.valid_payments() {
        facts.push(Fact::of(key(Measure::Collected, payment.on, main), payment.amount.0));
    }
    facts.extend(refunds_of(order));
    if order.cancelled.is_none() {
        facts.extend(receivable(order).into_iter().map(|(measure, on, value)| Fact::of(key(measure, on, main), value.0)));
    }
    facts.extend(review::unreviewed(order));
    facts.iter_mut().for_each(|it| it.origin = order.terms.origin);
    // A step of the funnel is the opportunity's, which has no origin.
    if let Some(from) = order.from.filter(|_| order.cancelled.is_none() && order.collection() == Collection::Full) {
        facts.push(Fact::of(key(Measure::ReachedCollected, from.opened_on, from.product), 1));
    }
    facts
}

/// What an order contributes to sales and deals, net of what came back and of its cancellation, each on the day it happened (A13).
pub(crate) fn sales_of(order: &Order) -> Vec<Fact> {
    let mut facts = Vec::with_capacity(6 + order.terms.lines.len());
    let main = order.main_product();
    let key = |measure, on, product| key_of(order, measure, on, product);
    let deal_on = order.terms.deal_on;
    for line in &order.terms.lines {
        facts.push(Fact::of(key(Measure::SalesAmount, deal_on, Some(line.product)), line.amount().0));
        if let Some(cancelled) = &order.cancelled {
            facts.push(Fact::of(key(Measure::SalesAmount, cancelled.on, Some(line.product)), -line.amount().0));
        }
    }
    for returned in order.valid_returns() {
        for goods in &returned.goods {
            facts.push(Fact::of(key(Measure::SalesAmount, returned.on, Some(goods.product)), -goods.amount.0));
            // A cancellation takes back what was still left.
            if let Some(cancelled) = &order.cancelled {
                facts.push(Fact::of(key(Measure::SalesAmount, cancelled.on, Some(goods.product)), goods.amount.0));
            }
        }
    }
    facts.push(Fact::of(key(Measure::Deals, deal_on, main), 1));
    if let Some(undone_on) = order.undone_on().or(order.cancelled.as_ref().map(|it| it.on)) {
        facts.push(Fact::of(key(Measure::Deals, undone_on, main), -1));
    }
    facts
}

/// What an order gives back of what was collected, each on its day.
pub(crate) fn refunds_of(order: &Order) -> impl Iterator<Item = Fact> {
    let refunds = order.valid_returns().filter(|it| it.refund != Money::ZERO);
    refunds.map(|it| Fact::of(key_of(order, Measure::Collected, it.on, order.main_product()), -it.refund.0))
}

/// Whose a fact of an order is.
fn key_of(order: &Order, measure: Measure, on: Day, product: Option<ProductId>) -> FactKey {
    FactKey { measure, on, person: order.owner, team: order.team, product, customer: order.customer }
}

/// The key of what a payment of an order contributes.
pub(crate) fn collected_key(order: &Order, measure: Measure, on: Day) -> FactKey {
    key_of(order, measure, on, order.main_product())
}

/// What an order contributes to the receivables: each instalment when it is due, each payment when it settles one, and returned goods on
/// their own day, or on the due day when that is later. Until then nothing of the past changes (A8, A13).
fn receivable(order: &Order) -> Vec<(Measure, Day, Money)> {
    let schedule = order.schedule();
    let mut facts: Vec<(Measure, Day, Money)> = schedule.iter().map(|it| (Measure::Due, it.due_on, it.amount)).collect();
    let paid = order.allocation();
    facts.extend(paid.iter().map(|(payment, due_on, amount)| (Measure::Settled, payment.on.max(*due_on), *amount)));

    // What is due last is taken back first, and what was paid last is given back first.
    let mut due: Vec<(Day, Money)> = schedule.iter().map(|it| (it.due_on, it.amount)).collect();
    let mut settled: Vec<(Day, Money)> = paid.iter().map(|(_, due_on, amount)| (*due_on, *amount)).collect();
    for returned in order.valid_returns() {
        let mut take = |parts: &mut Vec<(Day, Money)>, measure, mut left: Money| {
            while let Some((due_on, amount)) = parts.last_mut().filter(|_| Money::ZERO < left) {
                let part = left.min(*amount);
                facts.push((measure, returned.on.max(*due_on), -part));
                (left, *amount) = (left - part, *amount - part);
                if *amount <= Money::ZERO {
                    parts.pop();
                }
            }
        };
        take(&mut due, Measure::Due, returned.amount());
        take(&mut settled, Measure::Settled, returned.refund);
    }
    facts.retain(|(_, _, value)| *value != Money::ZERO);
    facts
}

/// What an opportunity contributes: its way through the funnel, counted on the day it was opened, and its end.
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

/// What a follow-up contributes.
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

/// What an expense contributes.
pub fn of_expense(expense: &Expense) -> Vec<Fact> {
    let mut facts = spent_of(expense);
    facts.extend(review::unreviewed_expense(expense));
    facts
}

/// What an expense contributes to what was spent; nothing once it was taken back.
pub(crate) fn spent_of(expense: &Expense) -> Vec<Fact> {
    if !expense.stands() {
        return Vec::new();
    }
    let key = |measure| FactKey {
        measure,
        on: expense.profile.on,
        person: expense.owner,
        team: expense.team,
        product: None,
        customer: expense.customer.unwrap_or_default(),
    };
    let fact = |measure| Fact::of(key(measure), expense.profile.amount.0);
    let mut facts = vec![fact(Measure::SellingExpense)];
    facts.extend(expense.profile.wins_new.then(|| fact(Measure::NewCustomerExpense)));
    facts
}

#[cfg(test)]
mod tests;
