//! An order as it stood when a day ended. Figures of a period ask for it as of the period's last day, so that what happens later changes
//! nothing in them (A13).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Due, Instalment, Line, Order, Voided, counted, counted_by};
use crate::values::calendar::Day;
use crate::values::ids::ProductId;
use crate::values::money::Money;

impl Order {
    /// The order without what happened after a day, and with what was taken back or cancelled after it.
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
        then.nodes.iter_mut().for_each(|it| it.done = it.done.filter(|it| it.on <= day));
        Cow::Owned(then)
    }

    /// Every day on which something happened to it.
    fn happened_on(&self) -> impl Iterator<Item = Day> {
        let both = |on: Day, voided: &Option<Voided>| [Some(on), voided.as_ref().map(|it| it.on)];
        let payments = self.payments.iter().flat_map(move |it| both(it.on, &it.voided));
        let uses = self.credit_uses.iter().flat_map(move |it| both(it.on, &it.voided));
        let returns = self.returns.iter().flat_map(move |it| both(it.on, &it.voided));
        let deliveries = self.deliveries.iter().flat_map(move |it| both(it.on, &it.voided));
        let others = self.acceptances.iter().map(|it| Some(it.on)).chain(self.nodes.iter().map(|it| it.done.map(|it| it.on)));
        let cancelled = std::iter::once(self.cancelled.as_ref().map(|it| it.on));
        payments.chain(uses).chain(returns).chain(deliveries).chain(others).chain(cancelled).flatten()
    }

    /// The days on which what it is worth changed, the first being the day of the deal.
    pub(crate) fn days_of_worth(&self) -> BTreeSet<Day> {
        let deal_on = self.terms.deal_on;
        let returns = self.returns.iter().filter_map(|it| counted(it.on, it.voided.as_ref()));
        let returns = returns.flat_map(|(on, ends)| std::iter::once(on).chain(ends));
        let days = returns.chain(self.cancelled.as_ref().map(|it| it.on)).map(|it| it.max(deal_on));
        std::iter::once(deal_on).chain(days).collect()
    }

    /// The days on which what is owed for it, or what is paid of it, changed.
    pub(crate) fn days_of_account(&self) -> BTreeSet<Day> {
        let deal_on = self.terms.deal_on;
        let payments = self.payments.iter().filter_map(|it| counted(it.on, it.voided.as_ref()));
        let uses = self.credit_uses.iter().filter_map(|it| counted(it.on, it.voided.as_ref()));
        let mut days = self.days_of_worth();
        days.extend(payments.chain(uses).flat_map(|(on, ends)| std::iter::once(on).chain(ends)).map(|it| it.max(deal_on)));
        days
    }

    /// What of each product was sold, as it stood when a day ended; nothing for a cancelled order.
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

    /// Whether it counted as a deal when a day ended: not cancelled, and something of it was left.
    pub(crate) fn was_deal_by(&self, day: Day) -> bool {
        self.cancelled.as_ref().is_none_or(|it| day < it.on) && Money::ZERO < self.amount_on(day)
    }

    /// What had been paid when a day ended, less what had been given back or put towards other orders.
    pub fn collected_by(&self, day: Day) -> Money {
        let paid: Money = self.payments.iter().filter(|it| counted_by(it.on, it.voided.as_ref(), day)).map(|it| it.amount).sum();
        let returns = self.returns.iter().filter(|it| counted_by(it.on, it.voided.as_ref(), day));
        let uses = self.credit_uses.iter().filter(|it| counted_by(it.on, it.voided.as_ref(), day));
        paid - returns.map(|it| it.refund).sum() - uses.map(|it| it.amount).sum()
    }

    /// What was due on which day, and what of it was paid, as it stood when a day ended; nothing for a cancelled order.
    pub(crate) fn dues_by(&self, schedule: &[Instalment], day: Day) -> Vec<Due> {
        if self.cancelled.as_ref().is_some_and(|it| it.on <= day) {
            return Vec::new();
        }
        let (mut worth, mut paid) = (self.amount_on(day), self.collected_by(day).max(Money::ZERO));
        let mut dues = Vec::with_capacity(schedule.len());
        for it in schedule {
            // Returns take away from what is due last, payments go to what is due first.
            let amount = it.amount.min(worth);
            worth = worth - amount;
            let part = amount.min(paid);
            paid = paid - part;
            if Money::ZERO < amount {
                dues.push(Due { on: it.due_on, amount, paid: part, prepaid: it.prepaid });
            }
        }
        dues
    }
}

/// Whether something had happened when a day ended; what was taken back later stands.
fn revive(happened: Day, voided: &mut Option<Voided>, day: Day) -> bool {
    if voided.as_ref().is_some_and(|it| it.nets && day < it.on) {
        *voided = None;
    }
    happened <= day
}
