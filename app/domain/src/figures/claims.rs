//! What an order or an expense contributes, before the part that nobody has approved is told apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::figures::fact::{Fact, FactKey, Measure};
use crate::records::expense::Expense;
use crate::records::order::{Order, Payment, Voided, counted};
use crate::values::calendar::Day;
use crate::values::ids::ProductId;
use crate::values::money::Money;

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

/// The quantities an order sells, in thousandths, net of returns and cancellation like its amount (F-05).
pub(crate) fn quantity_of(order: &Order) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut before: BTreeMap<ProductId, i64> = BTreeMap::new();
    for day in order.days_of_worth() {
        let stands = order.cancelled.as_ref().is_none_or(|it| day < it.on);
        let left = |product: ProductId| (order.ordered(product) - order.returned_by(product, day).0).0;
        let now: BTreeMap<ProductId, i64> =
            if stands { order.products().into_iter().map(|it| (it, left(it))).collect() } else { BTreeMap::new() };
        for product in before.keys().chain(now.keys()).copied().collect::<BTreeSet<_>>() {
            let of = |map: &BTreeMap<ProductId, i64>| map.get(&product).copied().unwrap_or_default();
            let change = of(&now).saturating_sub(of(&before));
            if change != 0 {
                facts.push(Fact::of(key_of(order, Measure::SalesAmount, day, Some(product)), change));
            }
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
pub(crate) fn in_and_out(order: &Order, on: Day, voided: Option<&Voided>, amount: Money) -> Vec<Fact> {
    let Some((on, ends)) = counted(on, voided).filter(|_| amount != Money::ZERO) else { return Vec::new() };
    let fact = |on, amount: Money| Fact::of(key_of(order, Measure::Collected, on, order.main_product()), amount.0);
    std::iter::once(fact(on, amount)).chain(ends.map(|it| fact(it, -amount))).collect()
}

/// The key of an order's fact.
pub(crate) fn key_of(order: &Order, measure: Measure, on: Day, product: Option<ProductId>) -> FactKey {
    FactKey { measure, on, person: order.owner, team: order.team, product, customer: order.customer }
}

/// What an order contributes to the receivables: amounts due and amounts paid, each on the later of the day it changed and the due day. So a
/// payment, return or cancellation changes nothing before its own day (A8, A13).
pub(crate) fn receivable(order: &Order) -> Vec<(Measure, Day, i64)> {
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
