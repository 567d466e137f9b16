//! The state of an order at the end of a day. Figures of a period use the state as of its last day, so that later events do not change them
//! (A13).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Due, Instalment, Line, Order, Voided, counted, counted_by};
use crate::values::calendar::Day;
use crate::values::ids::ProductId;
use crate::values::money::Money;

impl Order {
    /// The order without later events; what was voided or cancelled only later still counts.
    pub fn as_of(&self, day: Day) -> Cow<'_, Order> {
        if self.happened_on().all(|it| it <= day) {
            return Cow::Borrowed(self);
        }
        let mut then = self.clone();
        then.cancelled = then.cancelled.filter(|it| it.on <= day);
        then.payments.retain_mut(|it| revive(it.on, &mut it.voided, day));
        then.credit_uses.retain_mut(|it| revive(it.on, &mut it.voided, day));
        then.returns.retain_mut(|it| revive(it.on, &mut it.voided, day));
        then.deliveries.retain_mut(|it| revive(it.on, &mut it.voided, day));
        then.acceptances.retain(|it| it.on <= day);
        then.nodes.iter_mut().for_each(|it| it.done = it.done.filter(|done| done.on <= day));
        Cow::Owned(then)
    }

    /// Every day on which something happened to the order.
    fn happened_on(&self) -> impl Iterator<Item = Day> {
        let both = |on: Day, voided: &Option<Voided>| [Some(on), voided.as_ref().map(|it| it.on)];
        let payments = self.payments.iter().flat_map(move |it| both(it.on, &it.voided));
        let uses = self.credit_uses.iter().flat_map(move |it| both(it.on, &it.voided));
        let returns = self.returns.iter().flat_map(move |it| both(it.on, &it.voided));
        let deliveries = self.deliveries.iter().flat_map(move |it| both(it.on, &it.voided));
        let others = self.acceptances.iter().map(|it| Some(it.on)).chain(self.nodes.iter().map(|it| it.done.map(|done| done.on)));
        let cancelled = std::iter::once(self.cancelled.as_ref().map(|it| it.on));
        payments.chain(uses).chain(returns).chain(deliveries).chain(others).chain(cancelled).flatten()
    }

    /// The days on which its net amount changed, starting with the day of the deal.
    pub(crate) fn days_of_worth(&self) -> BTreeSet<Day> {
        let deal_on = self.terms.deal_on;
        let returns = self.returns.iter().filter_map(|it| counted(it.on, it.voided.as_ref()));
        let returns = returns.flat_map(|(on, ends)| std::iter::once(on).chain(ends));
        let days = returns.chain(self.cancelled.as_ref().map(|it| it.on)).map(|it| it.max(deal_on));
        std::iter::once(deal_on).chain(days).collect()
    }

    /// The days on which the amount owed or paid changed.
    pub(crate) fn days_of_account(&self) -> BTreeSet<Day> {
        let deal_on = self.terms.deal_on;
        let payments = self.payments.iter().filter_map(|it| counted(it.on, it.voided.as_ref()));
        let uses = self.credit_uses.iter().filter_map(|it| counted(it.on, it.voided.as_ref()));
        let mut days = self.days_of_worth();
        days.extend(payments.chain(uses).flat_map(|(on, ends)| std::iter::once(on).chain(ends)).map(|it| it.max(deal_on)));
        days
    }

    /// Net sales per product at the end of `day`; empty for a cancelled order.
    pub(crate) fn sold_by(&self, day: Day) -> BTreeMap<ProductId, Money> {
        let mut sold: BTreeMap<ProductId, Money> = BTreeMap::new();
        if self.cancelled.as_ref().is_some_and(|it| it.on <= day) {
            return sold;
        }
        let lines = self.terms.lines.iter().map(|it| (it.product, Line::amount(it)));
        let returns = self.returns.iter().filter(|it| counted_by(it.on, it.voided.as_ref(), day));
        let returned = returns.flat_map(|it| &it.goods).map(|it| (it.product, -it.amount));
        for (product, amount) in lines.chain(returned) {
            let sum = sold.entry(product).or_default();
            *sum = *sum + amount;
        }
        sold
    }

    /// Whether it counted as a deal at the end of `day`: not cancelled, and not fully returned.
    pub(crate) fn was_deal_by(&self, day: Day) -> bool {
        self.cancelled.as_ref().is_none_or(|it| day < it.on) && Money::ZERO < self.amount_on(day)
    }

    /// Net collected amount at the end of `day`: payments less refunds and less credit used for other orders.
    pub fn collected_by(&self, day: Day) -> Money {
        let paid: Money = self.payments.iter().filter(|it| counted_by(it.on, it.voided.as_ref(), day)).map(|it| it.amount).sum();
        let returns = self.returns.iter().filter(|it| counted_by(it.on, it.voided.as_ref(), day));
        let uses = self.credit_uses.iter().filter(|it| counted_by(it.on, it.voided.as_ref(), day));
        paid - returns.map(|it| it.refund).sum() - uses.map(|it| it.amount).sum()
    }

    /// The dues with their paid parts at the end of `day`; empty for a cancelled order.
    pub(crate) fn dues_by(&self, schedule: &[Instalment], day: Day) -> Vec<Due> {
        if self.cancelled.as_ref().is_some_and(|it| it.on <= day) {
            return Vec::new();
        }
        let (mut worth, mut paid) = (self.amount_on(day), self.collected_by(day).max(Money::ZERO));
        let mut dues = Vec::with_capacity(schedule.len());
        for instalment in schedule {
            // Returns reduce the latest due first; payments go to the earliest due first.
            let amount = instalment.amount.min(worth);
            worth = worth - amount;
            let part = amount.min(paid);
            paid = paid - part;
            if Money::ZERO < amount {
                dues.push(Due { on: instalment.due_on, amount, paid: part, prepaid: instalment.prepaid });
            }
        }
        dues
    }
}

/// Whether an event had happened by the end of `day`. Clears a void that happened later.
fn revive(happened: Day, voided: &mut Option<Voided>, day: Day) -> bool {
    if voided.as_ref().is_some_and(|it| it.nets && day < it.on) {
        *voided = None;
    }
    happened <= day
}
