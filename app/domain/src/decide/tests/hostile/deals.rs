//! Generators for orders and what happens to them.

use super::*;
use crate::decide::command::{
    AnswerComplaint, ExplainDelivery, FinishNode, HandleAnomaly, PlanNode, RateOrder, RecordAcceptance, RecordAnomaly, RecordComplaint,
    RecordDelivery, RefundCredit, ReopenNode, ReturnGoods, VoidCreditUse, VoidDelivery, VoidReturn,
};
use crate::values::calendar::Day;

pub(super) fn terms() -> impl Strategy<Value = OrderTerms> {
    let discount = prop_oneof![6 => Just(0_i64), 2 => 0..10_001_i64, 1 => any::<i64>()];
    let line = (products(), numbers(), numbers(), discount, proptest::option::of(numbers())).prop_map(
        |(product, quantity, price, discount, cost)| {
            let (quantity, price, discount, cost) = (Quantity(quantity), Money(price), Share(discount), cost.map(Money));
            Line { product, quantity, price, discount, cost }
        },
    );
    let parts = proptest::collection::vec((days(), 1..5_i64, any::<bool>()), 0..4);
    let wild = proptest::collection::vec((days(), numbers(), any::<bool>()), 1..3);
    let plan = prop_oneof![3 => parts.prop_map(|it| (it, true)), 1 => wild.prop_map(|it| (it, false))];
    let day = || proptest::option::of(days());
    (days(), day(), day(), proptest::collection::vec(line, 0..4), plan, texts()).prop_map(
        |(deal_on, due_on, deliver_by, lines, (parts, is_shared), note)| {
            let mut terms = OrderTerms { deal_on, due_on, lines, note, deliver_by, ..OrderTerms::default() };
            let instalment = |(due_on, amount, prepaid)| Instalment { due_on, amount: Money(amount), prepaid };
            terms.instalments = parts.into_iter().map(instalment).collect();
            if is_shared {
                share_out(&mut terms);
            }
            terms
        },
    )
}

/// Makes the instalments add up to the lines, keeping their proportions.
pub(super) fn share_out(terms: &mut OrderTerms) {
    let (agreed, whole) = (terms.agreed().0, terms.instalments.iter().map(|it| it.amount.0).sum::<i64>().max(1));
    let mut left = agreed;
    let last = terms.instalments.len().saturating_sub(1);
    for (index, instalment) in terms.instalments.iter_mut().enumerate() {
        let part = if index == last { left } else { agreed / whole * instalment.amount.0 };
        (instalment.amount, left) = (Money(part), left - part);
    }
}

pub(super) fn goods() -> impl Strategy<Value = Vec<Goods>> {
    let quantity = prop_oneof![6 => (1..12_i64).prop_map(|it| it * 500), 2 => 1..2_000_000_i64, 1 => any::<i64>()];
    let goods = (products(), quantity).prop_map(|(product, quantity)| Goods { product, quantity: Quantity(quantity) });
    proptest::collection::vec(goods, 0..3)
}

/// Goods of one line, or of the product as a whole.
pub(super) fn line_goods() -> impl Strategy<Value = Vec<LineGoods>> {
    let price = prop_oneof![3 => Just(Money::whole(1_000)), 1 => numbers().prop_map(Money)];
    let sold_at = proptest::option::of(price.prop_map(|price| SoldAt { price, discount: Share::NONE }));
    let one = |(goods, sold_at): (Vec<Goods>, Option<SoldAt>)| -> Vec<LineGoods> {
        goods.into_iter().map(|it| LineGoods { sold_at, ..it.into() }).collect()
    };
    (goods(), sold_at).prop_map(one)
}

pub(super) fn responsible() -> impl Strategy<Value = Option<Responsible>> {
    proptest::option::of(prop_oneof![people().prop_map(Responsible::Person), texts().prop_map(Responsible::Other)])
}

pub(super) fn node_plans() -> impl Strategy<Value = NodePlan> {
    (responsible(), proptest::option::of(days())).prop_map(|(owner, due_on)| NodePlan { owner, due_on })
}

pub(super) fn tracks() -> impl Strategy<Value = Command> {
    let nodes = || proptest::sample::select(Node::ALL.to_vec());
    let ids = || (30..33_u128).prop_map(fresh);
    let gaps = || proptest::option::of((texts(), texts()).prop_map(|(reason, note)| DeliveryGap { reason, note }));
    let ratings = || proptest::option::of((0..8_u8, texts()).prop_map(|(score, note)| Rating { score, note }));
    prop_oneof![
        (orders(), nodes(), days()).prop_map(|(order, node, on)| Track::FinishNode(FinishNode { order, node, on })),
        (orders(), nodes()).prop_map(|(order, node)| Track::ReopenNode(ReopenNode { order, node })),
        (orders(), nodes(), node_plans(), node_plans()).prop_map(|(order, node, was, now)| Track::PlanNode(PlanNode {
            order,
            node,
            was,
            now
        })),
        (orders(), ids(), days(), goods(), texts()).prop_map(|(order, id, on, goods, logistics)| Track::RecordDelivery(RecordDelivery {
            order,
            id: DeliveryId(id),
            on,
            goods,
            logistics
        })),
        (orders(), ids(), texts()).prop_map(|(order, id, reason)| Track::VoidDelivery(VoidDelivery {
            order,
            delivery: DeliveryId(id),
            reason,
            corrects: false
        })),
        (orders(), ids(), days(), any::<bool>(), texts()).prop_map(|(order, id, on, passed, note)| Track::RecordAcceptance(
            RecordAcceptance { order, id: AcceptanceId(id), on, passed, note }
        )),
        (orders(), gaps(), gaps()).prop_map(|(order, was, now)| Track::ExplainDelivery(ExplainDelivery { order, was, now })),
        (orders(), ratings(), ratings()).prop_map(|(order, was, now)| Track::RateOrder(RateOrder { order, was, now })),
        (orders(), ids(), texts()).prop_map(|(order, id, text)| Track::RecordComplaint(RecordComplaint {
            order,
            id: ComplaintId(id),
            text
        })),
        (orders(), ids(), texts()).prop_map(|(order, id, text)| Track::AnswerComplaint(AnswerComplaint {
            order,
            complaint: ComplaintId(id),
            text
        })),
        (orders(), ids(), texts(), responsible()).prop_map(|(order, id, problem, responsible)| Track::RecordAnomaly(RecordAnomaly {
            order,
            id: AnomalyId(id),
            problem,
            responsible
        })),
        (orders(), ids(), texts(), any::<bool>()).prop_map(|(order, id, text, solves)| Track::HandleAnomaly(HandleAnomaly {
            order,
            anomaly: AnomalyId(id),
            text,
            solves
        })),
        (orders(), ids(), days(), line_goods(), any::<(Option<bool>, bool)>(), texts()).prop_map(
            |(order, id, on, goods, (delivered, keeps), reason)| {
                Track::ReturnGoods(ReturnGoods { order, id: ReturnId(id), on, goods, delivered, keeps, reason })
            }
        ),
        (orders(), ids(), texts()).prop_map(|(order, id, reason)| Track::VoidReturn(VoidReturn {
            order,
            returned: ReturnId(id),
            reason,
            corrects: false
        })),
    ]
    .prop_map(Command::Track)
}

pub(super) fn refunds() -> impl Strategy<Value = Option<Refund>> {
    let amount = prop_oneof![3 => (1..12_i64).prop_map(|it| it * 50_000), 1 => numbers()];
    let refund = (36..39_u128, days(), amount, texts()).prop_map(|(id, on, amount, note)| Refund {
        id: CreditUseId(fresh(id)),
        on,
        amount: Money(amount),
        note,
    });
    proptest::option::weighted(0.7, refund)
}

/// Commands about money beyond what an order is worth.
pub(super) fn credit_uses() -> impl Strategy<Value = Command> {
    let refund =
        refunds().prop_map(|it| it.unwrap_or(Refund { id: CreditUseId(fresh(36)), on: Day(0), amount: Money(1), note: String::new() }));
    let ids = || (36..39_u128).prop_map(|it| CreditUseId(fresh(it)));
    let amount = prop_oneof![3 => (1..12_i64).prop_map(|it| it * 50_000), 1 => numbers()];
    prop_oneof![
        1 => (33..36_u128, orders(), customers(), days(), numbers(), texts()).prop_map(|(payment, id, customer, on, amount, note)| {
            let (payment, amount, method) = (PaymentId(fresh(payment)), Money(amount), PaymentMethod::Cash);
            Command::RecordAdvance(RecordAdvance { id, payment, customer, on, amount, method, note })
        }),
        2 => (orders(), refund).prop_map(|(order, refund)| Command::RefundCredit(RefundCredit { order, refund })),
        2 => (ids(), orders(), orders(), days(), amount).prop_map(|(id, order, to, on, amount)| {
            Command::ApplyCredit(ApplyCredit { id, order, to, on, amount: Money(amount) })
        }),
        1 => (orders(), ids(), proptest::option::of(orders()), texts(), any::<bool>()).prop_map(|(order, credit_use, to, reason, corrects)| {
            Command::VoidCreditUse(VoidCreditUse { order, credit_use, to, reason, corrects })
        }),
    ]
}

pub(super) fn taking() -> impl Strategy<Value = TakeOrder> {
    (orders(), proptest::option::of(texts()), customers(), terms()).prop_map(|(id, number, customer, terms)| TakeOrder {
        id,
        number,
        customer,
        owner: None,
        terms,
    })
}
