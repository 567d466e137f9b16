//! A command dated in an open period changes no figure of a closed period. Only an explicit correction of the past may.

use crate::decide::command::{
    CancelOrder, ClearRisk, FinishNode, FinishTask, LoseOpportunity, MoveStage, OpenOpportunity, RecordAcceptance, RecordDelivery,
    RefundCredit, ReturnGoods, ReviewTask, VoidCreditUse, VoidDelivery, VoidExpense, VoidPayment, VoidReturn, WinOpportunity,
};
use crate::values::calendar::Day;
use std::collections::BTreeMap;

use super::*;
use crate::figures::analytics::{Filter, NewCustomer, new_customers};
use crate::figures::fact::FactKey;
use crate::figures::fulfilment::Fulfilment;

/// The days a command is dated on; `None` if it corrects existing records of any date.
fn dated(command: &Command) -> Option<Vec<Day>> {
    match command {
        Command::FileCustomer(customer) => Some(vec![customer.filed_on]),
        Command::Observe(observation) => Some(vec![observation.on]),
        Command::LogFollowUp(follow_up) => Some(vec![follow_up.on]),
        Command::FinishTask(FinishTask { on, .. })
        | Command::ReviewTask(ReviewTask { on, .. })
        | Command::MoveStage(MoveStage { on, .. })
        | Command::LoseOpportunity(LoseOpportunity { on, .. })
        | Command::ClearRisk(ClearRisk { on, .. }) => Some(vec![*on]),
        Command::CancelOrder(CancelOrder { on, refund, .. }) => Some(std::iter::once(*on).chain(refund.as_ref().map(|it| it.on)).collect()),
        Command::RefundCredit(RefundCredit { refund, .. }) => Some(vec![refund.on]),
        Command::ApplyCredit(credit) => Some(vec![credit.on]),
        Command::OpenOpportunity(OpenOpportunity { opened_on, .. }) => Some(vec![*opened_on]),
        Command::WinOpportunity(WinOpportunity { order, .. }) => Some(vec![order.terms.deal_on]),
        Command::RaiseRisk(risk) => Some(vec![risk.on]),
        Command::TakeOrder(order) => Some(vec![order.terms.deal_on]),
        Command::RecordPayment(payment) => Some(vec![payment.on]),
        Command::RecordAdvance(advance) => Some(vec![advance.on]),
        Command::RecordExpense(expense) => Some(vec![expense.profile.on]),
        Command::RecordKpiEntry(entry) => Some(vec![entry.on]),
        Command::VoidPayment(VoidPayment { corrects, .. })
        | Command::VoidExpense(VoidExpense { corrects, .. })
        | Command::VoidCreditUse(VoidCreditUse { corrects, .. }) => (!corrects).then(Vec::new),
        Command::Track(Track::VoidDelivery(VoidDelivery { corrects, .. }) | Track::VoidReturn(VoidReturn { corrects, .. })) => {
            (!corrects).then(Vec::new)
        }
        Command::Track(
            Track::FinishNode(FinishNode { on, .. })
            | Track::RecordDelivery(RecordDelivery { on, .. })
            | Track::RecordAcceptance(RecordAcceptance { on, .. }),
        )
        | Command::Track(Track::ReturnGoods(ReturnGoods { on, .. })) => Some(vec![*on]),
        // Corrections of what was recorded.
        Command::AmendOrder(_)
        | Command::SplitCredit(_)
        | Command::AmendExpense(_)
        | Command::AttributeExpense(_)
        | Command::AmendCustomer(_)
        | Command::MergeCustomers(_)
        | Command::AmendKpiEntry(_)
        | Command::VoidKpiEntry(_)
        | Command::Track(Track::ReopenNode(_)) => None,
        Command::HandOverCustomer(_)
        | Command::RequestChange(_)
        | Command::AnswerRequest(_)
        | Command::DecideGrade(_)
        | Command::RemoveCustomer(_)
        | Command::AddFeedback(_)
        | Command::AddTask(_)
        | Command::AmendTask(_)
        | Command::CancelTask(_)
        | Command::AmendOpportunity(_)
        | Command::AnswerRisk(_)
        | Command::SetQuota(_)
        | Command::EndQuota(_)
        | Command::ApproveRecord(_)
        | Command::ReturnRecord(_)
        | Command::ResubmitRecord(_)
        | Command::SetTarget(_)
        | Command::SetTargets(_)
        | Command::ProposeTarget(_)
        | Command::SeeAlert(_)
        | Command::HandleAlert(_)
        | Command::DismissAlert(_)
        | Command::SavePerson(_)
        | Command::SaveTeam(_)
        | Command::SaveDepartment(_)
        | Command::SaveRegion(_)
        | Command::SaveProduct(_)
        | Command::SaveCompany(_)
        | Command::SaveKpi(_)
        | Command::SaveBenchmark(_)
        | Command::WritePlanningNote(_)
        | Command::VoidPlanningNote(_)
        | Command::AddPeople(_)
        | Command::PlanMove(_)
        | Command::Attach(_)
        | Command::WithdrawAttachment(_)
        | Command::StoreAttachment(_)
        | Command::Track(
            Track::PlanNode(_)
            | Track::ExplainDelivery(_)
            | Track::RateOrder(_)
            | Track::RecordComplaint(_)
            | Track::AnswerComplaint(_)
            | Track::RecordAnomaly(_)
            | Track::HandleAnomaly(_),
        ) => Some(Vec::new()),
    }
}

/// Commands about the money and the goods of an order, so that commands hit the same order more often.
pub(super) fn of_orders() -> impl Strategy<Value = Command> {
    let order = || prop_oneof![5 => Just(small().1.order), 1 => orders()];
    let ids = || (30..33_u128).prop_map(fresh);
    let pieces = (1..5_i64).prop_map(|it| vec![Goods { product: small().1.product, quantity: Quantity::whole(it) }]);
    let reason = || "x".to_owned();
    prop_oneof![
        3 => (order(), ids(), days(), (1..16_i64).prop_map(|it| Money::whole(it * 700))).prop_map(|(order, id, on, amount)| Command::RecordPayment(RecordPayment {
            id: PaymentId(id),
            order,
            on,
            amount,
            method: PaymentMethod::Cash,
            note: String::new(),
        })),
        2 => (order(), ids()).prop_map(move |(order, id)| {
            Command::VoidPayment(VoidPayment { order, payment: PaymentId(id), reason: reason(), corrects: false })
        }),
        3 => (order(), ids(), days(), pieces, any::<Option<bool>>()).prop_map(move |(order, id, on, goods, delivered)| {
            Command::Track(Track::ReturnGoods(ReturnGoods { order, id: ReturnId(id), on, goods: goods.into_iter().map(Into::into).collect(), delivered, reason: reason(), keeps: false }))
        }),
        1 => (order(), ids()).prop_map(move |(order, id)| {
            Command::Track(Track::VoidReturn(VoidReturn { order, returned: ReturnId(id), reason: reason(), corrects: false }))
        }),
        1 => (order(), days(), refunds()).prop_map(move |(order, on, refund)| {
            Command::CancelOrder(CancelOrder { order, on, reason: reason(), refund: refund.filter(|it| it.amount != Money(1)) })
        }),
        2 => credit_uses(),
    ]
}

/// Arbitrary commands, mostly by the holder of the order.
fn commands() -> impl Strategy<Value = (PersonId, Command)> {
    let by = prop_oneof![4 => Just(small().1.lin), 1 => people()];
    (by, prop_oneof![2 => of_orders().boxed(), 1 => anything().prop_map(|it| it.2).boxed()])
}

/// Sums, and for each period how well orders were fulfilled and which customers were new.
type Figures = (BTreeMap<FactKey, i64>, Vec<(Fulfilment, Vec<NewCustomer>)>);

/// All figures of the periods before a day, by fact key.
fn figures_before(first: Day, book: &Book) -> Figures {
    let mut sums = rollup::recount(book.records());
    // How far the opportunities of a month got, and what is unapproved, always refers to today.
    let is_of_its_time =
        |it: Measure| it.reviewed().is_none() && !Stage::ALL.into_iter().map(Measure::reached).any(|reached| reached == it);
    sums.retain(|key, _| key.on < first && is_of_its_time(key.measure));
    let orders: Vec<&crate::records::order::Order> = book.orders().collect();
    let mut periods = Vec::new();
    let mut month = first.month();
    for _ in 0..3 {
        month = Month(month.0 - 1);
        let period = Period::Month(month);
        let fulfilment = Fulfilment::of(&orders, period, small().1.today, book);
        periods.push((fulfilment, new_customers(period, &Filter::default(), book)));
    }
    (sums, periods)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// May is open, and April is over.
    #[test]
    fn commands_dated_in_an_open_period_change_no_closed_figures(
        before in proptest::collection::vec(commands(), 0..24),
        after in proptest::collection::vec(commands(), 1..12),
    ) {
        let (mut book, ids) = small();
        for (by, command) in before {
            let moment = ids.moment(by, &book);
            let _ = apply(&command, &mut book, &moment);
        }
        let first = ids.today.month().first();
        for (by, command) in after {
            if dated(&command).is_none_or(|it| it.iter().any(|day| *day < first)) {
                continue;
            }
            let then = figures_before(first, &book);
            let moment = ids.moment(by, &book);
            if apply(&as_seen(command.clone(), &book), &mut book, &moment).is_ok() {
                let mut now = figures_before(first, &book);
                // Voiding a full return restores the order's place among its customer's orders, whenever it is voided (A11).
                if matches!(command, Command::Track(Track::VoidReturn(_))) {
                    now.1.iter_mut().zip(&then.1).for_each(|(now, then)| now.1.clone_from(&then.1));
                }
                prop_assert_eq!(now, then, "{:?}", command);
            }
        }
    }
}
