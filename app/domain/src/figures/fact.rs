//! What a record contributes to the figures: an amount of a measure, on a day, credited to a person. Every figure is a sum of facts, over the
//! book on the client and over the rollup on the server. A fact depends on its record alone, so every figure can be drilled down to its records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::book::record::Record;
use crate::figures::unreviewed;
use crate::records::expense::Expense;
use crate::records::follow_up::FollowUp;
use crate::records::opportunity::{Opportunity, Outcome};
use crate::records::order::{Collection, Order, Origin, Payment, Voided, counted};
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, PersonId, ProductId, TeamId};
use crate::values::money::Money;
use crate::values::stage::Stage;

/// What is counted. The names are stored in the database: add new ones, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 销售额 by deal day, net of returns and cancellations on the day they happen (A13).
    SalesAmount,
    /// 成交单数 by deal day, net in the same way.
    Deals,
    /// 回款金额 by the day of payment.
    Collected,
    /// 应收 by due day.
    Due,
    /// The paid part of the receivables, by the later of due day and payment day. `Due − Settled` before a day are the arrears on that day (A8).
    Settled,
    /// Follow-ups by day.
    FollowUps,
    /// 活动参与量: follow-ups at a named activity, by day (T-07, E-21).
    Activities,
    /// Opportunities won, by day.
    Won,
    /// Opportunities lost, by day.
    Lost,
    /// All opportunities, by opening day.
    ReachedProspect,
    /// … that reached 意向 or further.
    ReachedInterested,
    /// … that reached 方案提交 or further.
    ReachedProposal,
    /// … that reached 谈判中 or further.
    ReachedNegotiation,
    /// … that were won.
    ReachedWon,
    /// … whose order is paid in full.
    ReachedCollected,
    /// The part of [`Measure::SalesAmount`] that nobody but its author has approved (A33).
    SalesUnreviewed,
    /// The same part of [`Measure::Deals`].
    DealsUnreviewed,
    /// The same part of [`Measure::Collected`].
    CollectedUnreviewed,
    /// 销售费用 by the day of the expense (CO-01, F-09).
    SellingExpense,
    /// The part of [`Measure::SellingExpense`] spent on winning new customers (F-08).
    NewCustomerExpense,
    /// The part of [`Measure::SellingExpense`] that nobody but its author has approved (A33).
    SellingExpenseUnreviewed,
    /// The same part of [`Measure::NewCustomerExpense`].
    NewCustomerExpenseUnreviewed,
}

impl Measure {
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

    /// The name stored in the database.
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

    /// The inverse of [`Measure::as_str`].
    pub fn parse(word: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// The measure for the unapproved part of this one, if there is one.
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

    /// The inverse of [`Measure::unreviewed`]: the measure that this one is the unapproved part of.
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

    /// Whether the measure moves with the customer, like the follow-ups behind it: it counts towards nobody's bonus, and the previous owner
    /// loses it when the customer is handed over.
    pub fn goes_with_the_customer(self) -> bool {
        matches!(self, Measure::FollowUps | Measure::Activities)
    }

    /// The measure that counts opportunities which reached at least this stage.
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

/// The identity of a fact. Facts with the same key are one fact; their values are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactKey {
    pub measure: Measure,
    /// The day it counts for.
    pub on: Day,
    /// The person credited.
    pub person: PersonId,
    /// The person's team at the time (A36).
    pub team: Option<TeamId>,
    pub product: Option<ProductId>,
    /// The nil id for an expense without a customer.
    pub customer: CustomerId,
}

/// A value under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fact {
    pub key: FactKey,
    /// In fen, or a count.
    pub value: i64,
    /// 业绩来源 of the order (E-06). Not part of the key, so sums by key do not distinguish it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Fact {
    /// A fact without an origin.
    pub fn of(key: FactKey, value: i64) -> Fact {
        Fact { key, value, origin: None }
    }
}

/// The revision of these rules. Raise it when existing records contribute differently than before.
pub const REVISION: i32 = 1;

pub fn facts(record: &Record) -> Vec<Fact> {
    match record {
        Record::Order(it) => of_order(it),
        Record::Opportunity(it) => of_opportunity(it),
        Record::FollowUp(it) => of_follow_up(it),
        Record::Expense(it) => of_expense(it),
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
    facts.extend(unreviewed::unreviewed(order));
    facts.iter_mut().for_each(|it| it.origin = order.terms.origin);
    // Funnel steps belong to the opportunity, which has no origin.
    if let Some(from) = order.from.filter(|_| order.cancelled.is_none() && order.collection() == Collection::Full) {
        facts.push(Fact::of(key(Measure::ReachedCollected, from.opened_on, from.product), 1));
    }
    facts
}

/// What an order contributes to sales and deals, net of returns and cancellation, each on the day it happened (A13).
pub(crate) fn sales_of(order: &Order) -> Vec<Fact> {
    let mut facts = Vec::with_capacity(6 + order.terms.lines.len());
    let main = order.main_product();
    let mut before = (BTreeMap::new(), 0);
    for day in order.days_of_worth() {
        let now = (order.sold_by(day), i64::from(order.was_deal_by(day)));
        let changes = changed(&before.0, &now.0).into_iter();
        facts.extend(changes.map(|(product, value)| Fact::of(key_of(order, Measure::SalesAmount, day, Some(product)), value)));
        if now.1 != before.1 {
            facts.push(Fact::of(key_of(order, Measure::Deals, day, main), now.1 - before.1));
        }
        before = now;
    }
    facts
}

/// The differences between two maps, without zeros.
fn changed<K: Ord + Copy>(before: &BTreeMap<K, Money>, after: &BTreeMap<K, Money>) -> BTreeMap<K, i64> {
    let mut changes: BTreeMap<K, i64> = after.iter().map(|(key, value)| (*key, value.0)).collect();
    for (key, value) in before {
        let change = changes.entry(*key).or_default();
        *change = change.saturating_sub(value.0);
    }
    changes.retain(|_, value| *value != 0);
    changes
}

/// What a payment contributes to the collected amount: added on the day of payment, subtracted on the day it is voided.
pub(crate) fn collected_of(order: &Order, payment: &Payment) -> Vec<Fact> {
    in_and_out(order, payment.on, payment.voided.as_ref(), payment.amount)
}

/// The refunds of an order's returns, negative, each on its own day.
pub(crate) fn refunds_of(order: &Order) -> impl Iterator<Item = Fact> {
    order.returns.iter().flat_map(|it| in_and_out(order, it.on, it.voided.as_ref(), -it.refund))
}

/// Adds the amount to the collected amount on `on`, and subtracts it on the day it stops counting.
fn in_and_out(order: &Order, on: Day, voided: Option<&Voided>, amount: Money) -> Vec<Fact> {
    let Some((on, ends)) = counted(on, voided).filter(|_| amount != Money::ZERO) else { return Vec::new() };
    let fact = |on, amount: Money| Fact::of(key_of(order, Measure::Collected, on, order.main_product()), amount.0);
    std::iter::once(fact(on, amount)).chain(ends.map(|it| fact(it, -amount))).collect()
}

/// The key of an order's fact.
fn key_of(order: &Order, measure: Measure, on: Day, product: Option<ProductId>) -> FactKey {
    FactKey { measure, on, person: order.owner, team: order.team, product, customer: order.customer }
}

/// What an order contributes to the receivables: amounts due and amounts paid, each on the later of the day it changed and the due day. So a
/// payment, return or cancellation changes nothing before its own day (A8, A13).
fn receivable(order: &Order) -> Vec<(Measure, Day, i64)> {
    let schedule = order.schedule();
    let mut facts = Vec::new();
    let mut before: BTreeMap<(Measure, Day), Money> = BTreeMap::new();
    for day in order.days_of_account() {
        let mut now: BTreeMap<(Measure, Day), Money> = BTreeMap::new();
        for due in order.dues_by(&schedule, day) {
            for (measure, amount) in [(Measure::Due, due.amount), (Measure::Settled, due.paid)] {
                let sum = now.entry((measure, due.on)).or_default();
                *sum = *sum + amount;
            }
        }
        facts.extend(changed(&before, &now).into_iter().map(|((measure, due_on), value)| (measure, day.max(due_on), value)));
        before = now;
    }
    facts
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
    facts.extend(unreviewed::unreviewed_expense(expense));
    facts
}

/// The amounts of an expense: added on its day, subtracted on the day it is voided.
pub(crate) fn spent_of(expense: &Expense) -> Vec<Fact> {
    let Some((on, ends)) = counted(expense.profile.on, expense.voided.as_ref()) else { return Vec::new() };
    let key = |measure, on| FactKey {
        measure,
        on,
        person: expense.owner,
        team: expense.team,
        product: None,
        customer: expense.customer.unwrap_or_default(),
    };
    let amount = expense.profile.amount.0;
    let measures = std::iter::once(Measure::SellingExpense).chain(expense.profile.wins_new.then_some(Measure::NewCustomerExpense));
    let fact = |measure| std::iter::once(Fact::of(key(measure, on), amount)).chain(ends.map(|it| Fact::of(key(measure, it), -amount)));
    measures.flat_map(fact).collect()
}

#[cfg(test)]
mod tests;
