//! Fulfilment of orders: deliveries, payments in time, late or never, and the few cancellations.

use super::super::words;
use super::{ActResult, PlannedEvent, REMEMBERED, RepSimulation, before_a_weekend};
use crate::decide::command::{CancelOrder, Command, RecordDelivery, RecordPayment, Track};
use crate::records::order::PaymentMethod;
use crate::values::calendar::Day;
use crate::values::ids::{DeliveryId, OrderId, PaymentId};
use crate::values::money::Money;

impl RepSimulation<'_> {
    /// Plans the payments: in time; prepaid and the rest; late; half and the other half long after; or never.
    pub(super) fn plan_money(&mut self, order: OrderId, amount: Money, deal_on: Day, due_on: Day, pays: usize) {
        let dice = &mut self.teller.dice;
        let parts = match pays {
            0 => vec![(due_on.plus(dice.between(-15, 2)), 100)],
            1 => vec![(deal_on.plus(3), 30), (due_on, 70)],
            2 => vec![(due_on.plus(dice.between(3, 60)), 100)],
            3 => vec![(due_on.plus(5), 50), (due_on.plus(dice.between(30, 120)), 50)],
            _ => Vec::new(),
        };
        let n_parts = parts.len();
        for (index, (on, percent)) in parts.into_iter().enumerate() {
            let is_rest = index + 1 == n_parts;
            let on = on.max(deal_on.plus(1));
            let part = Money(amount.0 * percent / 100);
            self.events.entry(on).or_default().push(PlannedEvent::Pay(order, part, is_rest));
        }
    }

    /// Plans start and delivery: begun within three days (only generated for recent orders), delivered by the agreed day, a little late or late.
    pub(super) fn plan_goods(&mut self, order: OrderId, day: Day, agreed: Day) {
        let dice = &mut self.teller.dice;
        let is_fresh = self.today.plus(-REMEMBERED) <= day;
        if is_fresh && dice.chance(1) {
            return;
        }
        let begun = day.plus(dice.between(0, 2));
        let delivered = match dice.weighted(&[88, 8, 4]) {
            0 => agreed.plus(-dice.between(0, 5)),
            1 => agreed.plus(dice.between(1, 3)),
            _ => agreed.plus(dice.between(4, 12)),
        };
        if is_fresh {
            self.events.entry(begun).or_default().push(PlannedEvent::Begin(order));
        }
        // Events on a day off happen on the next working day: a delivery must not become late for that reason alone.
        let delivered = if delivered <= agreed { before_a_weekend(delivered) } else { delivered };
        self.events.entry(delivered.max(begun.plus(1))).or_default().push(PlannedEvent::Deliver(order));
    }

    pub(super) fn deliver(&mut self, day: Day, order: OrderId) -> ActResult {
        if self.teller.book.order(order).is_none_or(|it| it.cancelled.is_some()) {
            return Ok(());
        }
        let id = DeliveryId(self.teller.id());
        let delivery = Track::RecordDelivery(RecordDelivery { order, id, on: day, goods: Vec::new(), logistics: String::new() });
        self.teller.act(self.holder, Command::Track(delivery))
    }

    pub(super) fn pay(&mut self, day: Day, order: OrderId, amount: Money, is_rest: bool) -> ActResult {
        let Some(balance) = self.teller.book.order(order).filter(|it| it.cancelled.is_none()).map(|it| it.balance()) else { return Ok(()) };
        let amount = if is_rest { balance } else { amount.min(balance) };
        if amount <= Money::ZERO {
            return Ok(());
        }
        let method = PaymentMethod::ALL[self.teller.dice.weighted(&[78, 2, 14, 6])];
        let id = PaymentId(self.teller.id());
        let payment = RecordPayment { id, order, on: day, amount, method, note: String::new() };
        self.teller.act(self.holder, Command::RecordPayment(payment))
    }

    pub(super) fn cancel(&mut self, day: Day, order: OrderId) -> ActResult {
        let reason = (*self.teller.dice.pick(&words::CANCELLED)).to_owned();
        let amount = self.teller.book.order(order).map_or(0, |it| it.amount().0);
        self.teller.act(self.holder, Command::CancelOrder(CancelOrder { order, on: day, reason, refund: None }))?;
        self.sold.add(self.holder, day, -amount);
        Ok(())
    }
}
