//! Commands whose decision depends on records that the other tests' commands do not depend on.

use super::super::access::{OVERPAID, attaching, held_by};
use super::super::firsts::{cancel, comes_back, moves, sold_twice};
use super::super::{alerts, expenses};
use super::*;
use crate::decide::command::{
    AnswerRequest, ApplyCredit, Attach, AttributeExpense, DecideGrade, FinishTask, MergeCustomers, RemoveCustomer, RequestChange, SeeAlert,
    Track, VoidCreditUse, VoidReturn, WinOpportunity,
};
use crate::records::alert::AlertKey;
use crate::records::customer::Ask;
use crate::records::expense::Attribution;
use crate::values::grade::Grade;
use crate::values::ids::{CreditUseId, CustomerId, Key, RequestId, ReturnId};
use crate::views::grading::quarter_under_review;

/// A book, who gives the command, and the command.
type Story = (World, PersonId, Command);

/// The customer without purchases of [`held_by`].
const IDLE: CustomerId = CustomerId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_050));

/// lin's world after this command by lin.
fn after(command: impl FnOnce(&World) -> Command) -> World {
    let mut world = held_by(small().1.lin);
    let command = command(&world);
    world.applies(world.ids.lin, &command);
    world
}

fn lins(world: World, command: impl FnOnce(&World) -> Command) -> Story {
    let (by, command) = (world.ids.lin, command(&world));
    (world, by, command)
}

pub(super) fn all() -> Vec<Story> {
    [handing_over(), attaching_to_each(), with_numbers(), with_orders_beside(), with_families(), others()].into_iter().flatten().collect()
}

/// Requests that hand over open opportunities, tasks and evidence at once.
fn handing_over() -> Vec<Story> {
    let ask = |world: &World| {
        let ask = Ask::HandOver { to: Some(world.ids.wang) };
        Command::RequestChange(RequestChange {
            id: RequestId(fresh(200)), customer: world.ids.acme, ask, reason: "照顾不过来".to_owned()
        })
    };
    let grant = |world: &World| {
        let (request, reason) = (RequestId(fresh(200)), String::new());
        Command::AnswerRequest(AnswerRequest { customer: world.ids.acme, request, accept: true, to: None, reason })
    };
    let (asked, waits) = (held_by(small().1.lin), after(ask));
    let (manager, at_once, granted) = (asked.ids.manager, ask(&asked), grant(&waits));
    vec![(asked, manager, at_once), (waits, manager, granted)]
}

/// Evidence of each kind of record.
fn attaching_to_each() -> Vec<Story> {
    let attach = |of: fn(&World) -> Key| {
        let attach = |world: &World| Command::Attach(Attach { of: of(world), ..attaching(world.ids.order, 201) });
        lins(held_by(small().1.lin), attach)
    };
    vec![
        attach(|it| it.ids.acme.into()),
        attach(|_| OpportunityId(fresh(91)).into()),
        attach(|_| FollowUpId(fresh(51)).into()),
        attach(|_| expenses::ID.into()),
    ]
}

/// Numbers that are taken, outside of the company's own format.
fn with_numbers() -> Vec<Story> {
    let number = || Some("K-7".to_owned());
    let file = |world: &World, id: u128| {
        let profile = CustomerProfile { name: format!("客户{id}"), ..world.book.customer(world.ids.acme).expect("Acme").profile.clone() };
        let (id, filed_on) = (CustomerId(fresh(id)), world.ids.today);
        Command::FileCustomer(FileCustomer { id, number: number(), filed_on, owner: None, profile })
    };
    let take = |world: &World, id: u128| TakeOrder { number: number(), ..world.take(id, 1) };
    let of_idle = |world: &World| Command::TakeOrder(TakeOrder { customer: IDLE, ..take(world, 202) });
    let win = |world: &World| Command::WinOpportunity(WinOpportunity { opportunity: OpportunityId(fresh(91)), order: take(world, 203) });
    vec![
        lins(after(|it| file(it, 202)), |it| file(it, 203)),
        lins(after(of_idle), |it| Command::TakeOrder(take(it, 203))),
        lins(after(of_idle), win),
    ]
}

/// Changes that make another order the first of its customer.
fn with_orders_beside() -> Vec<Story> {
    let returned = {
        let mut world = sold_twice();
        let back = comes_back(&world, 204, 10, "2026-04-15");
        world.applies(world.ids.lin, &back);
        world
    };
    let void = |world: &World| {
        let (order, returned, reason) = (world.ids.order, ReturnId(fresh(204)), "登错".to_owned());
        Command::Track(Track::VoidReturn(VoidReturn { order, returned, reason, corrects: true }))
    };
    vec![
        lins(sold_twice(), |it| cancel(it, "2026-04-11")),
        lins(sold_twice(), |it| moves(it.ids.order, "2026-04-11", &it.book)),
        lins(sold_twice(), |it| comes_back(it, 204, 10, "2026-04-15")),
        lins(returned, void),
    ]
}

/// Commands about a customer whose other records matter.
fn with_families() -> Vec<Story> {
    // Enough purchases, for long enough, to stay 潜力客户.
    let order_of_idle = |world: &World| {
        let mut asked = TakeOrder { customer: IDLE, ..world.take(205, 60) };
        asked.terms.deal_on = world.ids.today.plus(-200);
        Command::TakeOrder(asked)
    };
    let merge = |world: &World| Command::MergeCustomers(MergeCustomers { keep: world.ids.acme, gone: IDLE, reason: String::new() });
    let grade = |world: &World| {
        let (quarter, from, to) = (quarter_under_review(world.ids.today, Default::default()), Grade::Potential, Grade::Normal);
        Command::DecideGrade(DecideGrade { customer: IDLE, quarter, from, to, accept: true, reason: String::new() })
    };
    let by_the_manager = |world: World, command: fn(&World) -> Command| {
        let (by, command) = (world.ids.manager, command(&world));
        (world, by, command)
    };
    let mut graded = after(order_of_idle);
    let mut idle = graded.book.customer(IDLE).expect("the idle one").clone();
    idle.profile.demand_explicit = true;
    graded.book.put(idle.into());
    let mut merged = held_by(small().1.lin);
    merged.applies(merged.ids.manager, &merge(&merged));
    let win = |world: &World| {
        let order = TakeOrder { customer: IDLE, ..world.take(206, 1) };
        Command::WinOpportunity(WinOpportunity { opportunity: OpportunityId(fresh(91)), order })
    };
    let again = |world: &World| {
        let order = TakeOrder { id: OrderId(fresh(205)), ..world.take(206, 1) };
        Command::WinOpportunity(WinOpportunity { opportunity: OpportunityId(fresh(91)), order })
    };
    vec![
        by_the_manager(after(order_of_idle), merge),
        by_the_manager(graded, grade),
        lins(merged, win),
        lins(after(order_of_idle), again),
        lins(held_by(small().1.lin), |it| Command::RemoveCustomer(RemoveCustomer { customer: it.ids.acme })),
    ]
}

/// Commands about one more record.
fn others() -> Vec<Story> {
    let receipt = |world: &World| Command::Attach(Attach { of: expenses::ID.into(), ..attaching(world.ids.order, 206) });
    let attribute = |world: &World| {
        let was = Attribution { owner: world.ids.lin, customer: None };
        let now = Attribution { customer: Some(world.ids.acme), ..was };
        Command::AttributeExpense(AttributeExpense { expense: expenses::ID, was, now })
    };
    let finish = |world: &World| {
        let (task, follow_up) = (TaskId(fresh(52)), Some(FollowUpId(fresh(51))));
        Command::FinishTask(FinishTask { task, on: world.ids.today, follow_up })
    };
    let apply = |world: &World| {
        let (id, order, to, on) = (CreditUseId(fresh(207)), OVERPAID, world.ids.order, world.ids.today);
        Command::ApplyCredit(ApplyCredit { id, order, to, on, amount: Money::whole(100) })
    };
    let void = |world: &World| {
        let (credit_use, to, reason) = (CreditUseId(fresh(207)), Some(world.ids.order), "登错".to_owned());
        Command::VoidCreditUse(VoidCreditUse { order: OVERPAID, credit_use, to, reason, corrects: false })
    };
    let seen =
        |world: &World| Command::SeeAlert(SeeAlert { alert: AlertKey { subject: world.ids.acme.into(), ..alerts::receivable(world) } });
    vec![
        lins(after(receipt), attribute),
        lins(held_by(small().1.lin), finish),
        lins(after(apply), void),
        lins(held_by(small().1.lin), seen),
    ]
}
