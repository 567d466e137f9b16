//! What happens to the orders: begun, delivered, accepted; sometimes late, with the reason; a complaint, an anomaly, returned goods.

use std::collections::{BTreeMap, BTreeSet};

use super::act::Act;
use super::dice::Dice;
use super::story::Story;
use crate::decide::command::{
    AnswerComplaint, Command, ExplainDelivery, FinishNode, HandleAnomaly, RateOrder, RecordAcceptance, RecordAnomaly, RecordComplaint,
    RecordDelivery, ReturnGoods, TakeOrder, Track, WinOpportunity,
};
use crate::records::order::{DeliveryGap, Goods, Rating};
use crate::values::calendar::Day;
use crate::values::ids::{AcceptanceId, AnomalyId, ComplaintId, CustomerId, DeliveryId, OrderId, PersonId, ReturnId};
use crate::values::money::{Money, Quantity};
use crate::values::node::{Node, Responsible};

/// Adds the steps of every order that was not cancelled, up to today.
pub(super) fn tell(story: &mut Story, deals: &[Act]) {
    // Separate random numbers, so that the rest of the company does not change.
    let mut ways = Ways { dice: Dice::new(0x0DE1_17E5), holders: holders(deals), paid_on: paid_on(deals), told: 0 };
    let cancelled: BTreeSet<OrderId> = deals
        .iter()
        .filter_map(|act| match &act.command {
            Command::CancelOrder(cancellation) => Some(cancellation.order),
            _ => None,
        })
        .collect();
    for act in deals {
        if let Command::TakeOrder(order) | Command::WinOpportunity(WinOpportunity { order, .. }) = &act.command
            && !cancelled.contains(&order.id)
        {
            ways.follow(story, order);
        }
    }
}

/// The owners of each customer, with their first day.
fn holders(deals: &[Act]) -> BTreeMap<CustomerId, Vec<(Day, PersonId)>> {
    let mut holders: BTreeMap<CustomerId, Vec<(Day, PersonId)>> = BTreeMap::new();
    for act in deals {
        match &act.command {
            Command::FileCustomer(customer) => {
                holders.entry(customer.id).or_default().push((customer.filed_on, customer.owner.unwrap_or(act.by)))
            }
            Command::HandOverCustomer(hand_over) => {
                holders.entry(hand_over.customer).or_default().push((act.made_at.day(480), hand_over.to))
            }
            _ => {}
        }
    }
    holders
}

/// The day on which each order was paid in full, if it was.
fn paid_on(deals: &[Act]) -> BTreeMap<OrderId, Day> {
    let mut owed: BTreeMap<OrderId, Money> = BTreeMap::new();
    let mut paid_on = BTreeMap::new();
    for act in deals {
        match &act.command {
            Command::TakeOrder(order) | Command::WinOpportunity(WinOpportunity { order, .. }) => {
                _ = owed.insert(order.id, order.terms.agreed())
            }
            Command::VoidPayment(void) => _ = owed.remove(&void.order),
            Command::RecordPayment(payment) => {
                if let Some(owed) = owed.get_mut(&payment.order) {
                    *owed = *owed - payment.amount;
                    if *owed <= Money::ZERO {
                        paid_on.insert(payment.order, payment.on);
                    }
                }
            }
            _ => {}
        }
    }
    paid_on
}

struct Ways {
    dice: Dice,
    holders: BTreeMap<CustomerId, Vec<(Day, PersonId)>>,
    paid_on: BTreeMap<OrderId, Day>,
    told: usize,
}

impl Ways {
    fn follow(&mut self, story: &mut Story, asked: &TakeOrder) {
        self.told += 1;
        let (order, deal_on, told) = (asked.id, asked.terms.deal_on, self.told);
        let by = asked.terms.deliver_by.unwrap_or(deal_on.plus(14));
        let begun = deal_on.plus(self.dice.between(1, 4));
        let is_late = self.dice.chance(14);
        let delivered = by.plus(if is_late { self.dice.between(2, 9) } else { -self.dice.between(0, 5) }).max(begun.plus(2));
        let accepted = delivered.plus(self.dice.between(1, 6));

        // One in twelve of the recent orders is not begun yet.
        if !told.is_multiple_of(12) || begun.plus(15) < story.today {
            self.step(story, asked, begun, |_, on| Track::FinishNode(FinishNode { order, node: Node::Production, on }));
        }
        let logistics = format!("顺丰 SF{}", 100_000 + told * 37);
        let in_parts = told.is_multiple_of(6);
        if in_parts && let Some(part) = first_part(asked) {
            let early = delivered.plus(-2).max(begun);
            let logistics = logistics.clone();
            self.step(story, asked, early, |id, on| {
                Track::RecordDelivery(RecordDelivery { order, id: DeliveryId(id), on, goods: vec![part], logistics })
            });
        }
        self.step(story, asked, delivered, |id, on| {
            Track::RecordDelivery(RecordDelivery { order, id: DeliveryId(id), on, goods: Vec::new(), logistics })
        });
        if is_late {
            let reason = if told.is_multiple_of(2) { "物流延迟" } else { "生产延期" }.to_owned();
            let now = Some(DeliveryGap { reason, note: String::new() });
            self.step(story, asked, delivered, |_, _| Track::ExplainDelivery(ExplainDelivery { order, was: None, now }));
        }
        if told.is_multiple_of(19) {
            let note = "外壳有划痕,待更换".to_owned();
            self.step(story, asked, accepted, |id, on| {
                Track::RecordAcceptance(RecordAcceptance { order, id: AcceptanceId(id), on, passed: false, note })
            });
        }
        let note = if told.is_multiple_of(3) { "客户签收单已回传" } else { "" }.to_owned();
        let passed = accepted.plus(if told.is_multiple_of(19) { 5 } else { 0 });
        self.step(story, asked, passed, |id, on| {
            Track::RecordAcceptance(RecordAcceptance { order, id: AcceptanceId(id), on, passed: true, note })
        });
        self.hear(story, asked, passed, is_late);
        // Goods are only returned where everything was paid, so that the generated payments stay correct.
        if let Some(paid_on) = self.paid_on.get(&order).copied().filter(|_| told.is_multiple_of(9)) {
            self.bring_back(story, asked, paid_on.max(passed).plus(6));
        }
    }

    /// Adds ratings, complaints and anomalies.
    fn hear(&mut self, story: &mut Story, asked: &TakeOrder, on: Day, is_late: bool) {
        let (order, told) = (asked.id, self.told);
        if told.is_multiple_of(2) {
            let score = if is_late { 3 } else { 4 + u8::from(told.is_multiple_of(4)) };
            let now = Some(Rating { score, note: String::new() });
            self.step(story, asked, on.plus(2), |_, _| Track::RateOrder(RateOrder { order, was: None, now }));
        }
        if told.is_multiple_of(17) {
            let (id, text) = (ComplaintId(story.id(on)), "安装调试时间比约定晚了两天".to_owned());
            self.step(story, asked, on.plus(3), |_, _| Track::RecordComplaint(RecordComplaint { order, id, text }));
            let text = "已致歉,并安排工程师上门补做培训".to_owned();
            // A recent complaint still waits for an answer.
            if on.plus(20) < story.today {
                self.step(story, asked, on.plus(4), |_, _| Track::AnswerComplaint(AnswerComplaint { order, complaint: id, text }));
            }
        }
        if told.is_multiple_of(13) {
            let (id, problem) = (AnomalyId(story.id(on)), "到货时一件外包装破损".to_owned());
            let responsible = Some(Responsible::Other("物流专员".to_owned()));
            self.step(story, asked, on.plus(-1), |_, _| Track::RecordAnomaly(RecordAnomaly { order, id, problem, responsible }));
            let text = "与承运商核实,已补发备件".to_owned();
            self.step(story, asked, on.plus(4), |_, _| Track::HandleAnomaly(HandleAnomaly { order, anomaly: id, text, solves: true }));
        }
    }

    fn bring_back(&mut self, story: &mut Story, asked: &TakeOrder, on: Day) {
        let Some(part) = first_part(asked) else { return };
        let (order, goods, reason) = (asked.id, vec![part], "型号与现场不匹配".to_owned());
        self.step(story, asked, on, |id, on| {
            Track::ReturnGoods(ReturnGoods {
                order,
                id: ReturnId(id),
                on,
                goods: goods.into_iter().map(Into::into).collect(),
                delivered: None,
                reason,
                keeps: false,
            })
        });
    }

    /// Adds a step by the customer's owner, unless its day is in the future.
    fn step(&mut self, story: &mut Story, asked: &TakeOrder, on: Day, what: impl FnOnce(uuid::Uuid, Day) -> Track) {
        if story.today < on {
            return;
        }
        let on = story.working(on).max(asked.terms.deal_on);
        let holder = self.holders.get(&asked.customer).and_then(|it| it.iter().rev().find(|(since, _)| *since <= on)).map(|it| it.1);
        let Some(holder) = holder else { return };
        let id = story.id(on);
        story.act(holder, on, Command::Track(what(id, on)));
    }
}

/// One piece of the first line, if it has more than one.
fn first_part(asked: &TakeOrder) -> Option<Goods> {
    let line = asked.terms.lines.first().filter(|it| Quantity::whole(1) < it.quantity)?;
    Some(Goods { product: line.product, quantity: Quantity::whole(1) })
}
