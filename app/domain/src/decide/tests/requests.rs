//! Tests of requests for another grade, strategy or owner, and of deciding them (C-20, C-21, C0 matrix).

use super::*;
use crate::decide::command::{AnswerRequest, RequestChange};
use crate::records::customer::{Ask, Customer, GradeCause};
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, RequestId};
use crate::values::refusal::Refusal;

fn ask(world: &World, ask: Ask) -> Command {
    Command::RequestChange(RequestChange { id: RequestId(fresh(40)), customer: world.ids.acme, ask, reason: "增长很快".to_owned() })
}

fn answer(world: &World, accept: bool, to: Option<PersonId>, reason: &str) -> Command {
    Command::AnswerRequest(AnswerRequest { customer: world.ids.acme, request: RequestId(fresh(40)), accept, to, reason: reason.to_owned() })
}

fn grade(to: Grade) -> Ask {
    Ask::Grade { from: Grade::Normal, to }
}

fn strategy(to: &str) -> Ask {
    Ask::Strategy { from: String::new(), to: to.to_owned() }
}

fn stands(world: &World) -> &Customer {
    world.book.customer(world.ids.acme).expect("Acme")
}

#[test]
fn a_rep_proposes_a_grade_and_a_supervisor_decides() {
    let mut world = world();
    world.applies(world.ids.lin, &ask(&world, grade(Grade::Potential)));
    assert_eq!((stands(&world).profile.grade, stands(&world).open_requests().count()), (Grade::Normal, 1));
    world.refuses(world.ids.lin, &answer(&world, true, None, ""), &[(Field::Request, Refusal::NotAllowed)]);
    world.refuses(world.ids.boss, &answer(&world, false, None, " "), &[(Field::Reason, Refusal::Missing)]);
    world.applies(world.ids.boss, &answer(&world, true, None, ""));
    let customer = stands(&world);
    assert_eq!((customer.profile.grade, customer.open_requests().count()), (Grade::Potential, 0));
    let steps: Vec<_> = customer.grade_steps.iter().map(|it| (it.from, it.to, it.by, it.reason.as_str(), it.cause)).collect();
    let cause = GradeCause::Request { request: RequestId(fresh(40)) };
    assert_eq!(steps, [(Grade::Normal, Grade::Potential, world.ids.boss, "增长很快", cause)]);
    world.refuses(world.ids.boss, &answer(&world, true, None, ""), &[(Field::Request, Refusal::Answered)]);
}

#[test]
fn only_a_manager_decides_strategic_and_key() {
    // C0 matrix: "Change grade by hand".
    let mut world = world();
    world.applies(world.ids.boss, &ask(&world, grade(Grade::Key)));
    assert_eq!(stands(&world).profile.grade, Grade::Normal, "a supervisor asks too");
    world.refuses(world.ids.boss, &answer(&world, true, None, ""), &[(Field::Request, Refusal::NotAllowed)]);
    world.refuses(world.ids.chen, &answer(&world, true, None, ""), &[(Field::Customer, Refusal::NotYours)]);
    world.applies(world.ids.manager, &answer(&world, true, None, ""));
    assert_eq!(stands(&world).profile.grade, Grade::Key);
    // Lowering from 重点 also needs a manager.
    let down = Ask::Grade { from: Grade::Key, to: Grade::Normal };
    let command =
        Command::RequestChange(RequestChange {
            id: RequestId(fresh(41)), customer: world.ids.acme, ask: down, reason: "停止采购".into()
        });
    world.applies(world.ids.boss, &command);
    assert_eq!(stands(&world).open_requests().count(), 1);
}

#[test]
fn a_request_by_a_decider_is_decided_at_once() {
    for (by, to) in [("boss", Grade::Potential), ("manager", Grade::Strategic), ("director", Grade::Key)] {
        let mut world = world();
        let by = world.book.people().find(|it| it.account == by).expect("a person").id;
        world.applies(by, &ask(&world, grade(to)));
        let answered = stands(&world).requests[0].answer.as_ref().map(|it| (it.by, it.accepted));
        assert_eq!((stands(&world).profile.grade, answered), (to, Some((by, true))));
    }
}

#[test]
fn a_strategy_of_a_major_customer_needs_a_manager() {
    // C-21, R-03.
    let mut world = world();
    world.applies(world.ids.lin, &ask(&world, strategy("每周拜访")));
    assert_eq!(stands(&world).strategy, "每周拜访", "a person who works with another customer decides directly");
    let mut acme = stands(&world).clone();
    (acme.profile.grade, acme.strategy) = (Grade::Strategic, String::new());
    acme.requests.clear();
    world.book.put(acme.into());
    world.applies(world.ids.lin, &ask(&world, strategy("专属服务方案")));
    assert_eq!(stands(&world).strategy, "");
    world.refuses(world.ids.boss, &answer(&world, true, None, ""), &[(Field::Request, Refusal::NotAllowed)]);
    world.applies(world.ids.manager, &answer(&world, false, None, "先谈价格"));
    assert_eq!(stands(&world).strategy, "", "declined");
    let again =
        RequestChange {
            id: RequestId(fresh(42)), customer: world.ids.acme, ask: strategy("专属服务方案"), reason: "已谈好".into()
        };
    world.applies(world.ids.manager, &Command::RequestChange(again));
    assert_eq!(stands(&world).strategy, "专属服务方案");
}

#[test]
fn a_rep_asks_for_another_owner() {
    // C-20: request on an own customer, the supervisor accepts or declines; a hand-over changes nothing else.
    let mut world = world();
    let open = world.opportunity();
    world.applies(world.ids.lin, &ask(&world, Ask::HandOver { to: None }));
    world.refuses(world.ids.boss, &answer(&world, true, None, ""), &[(Field::To, Refusal::Missing)]);
    world.refuses(world.ids.boss, &answer(&world, true, Some(world.ids.zhao), ""), &[(Field::To, Refusal::NotYours)]);
    let before = stands(&world).clone();
    world.applies(world.ids.boss, &answer(&world, true, Some(world.ids.wang), ""));
    let after = stands(&world);
    assert_eq!((after.owner, &after.profile, after.hand_overs.len()), (world.ids.wang, &before.profile, 1));
    assert_eq!(after.hand_overs[0].reason, "增长很快");
    assert_eq!(world.book.opportunity(open).map(|it| it.owner), Some(world.ids.wang));
}

#[test]
fn a_request_can_be_withdrawn_by_its_author() {
    let mut world = world();
    world.applies(world.ids.lin, &ask(&world, grade(Grade::Potential)));
    world.refuses(world.ids.wang, &answer(&world, false, None, ""), &[(Field::Customer, Refusal::NotYours)]);
    world.applies(world.ids.lin, &answer(&world, false, None, ""));
    assert_eq!((stands(&world).profile.grade, stands(&world).open_requests().count()), (Grade::Normal, 0));
}

#[test]
fn asking_is_refused_for_every_reason() {
    let mut world = world();
    let (lin, acme) = (world.ids.lin, world.ids.acme);
    for stranger in [world.ids.wang, world.ids.zhao, world.ids.admin] {
        world.refuses(stranger, &ask(&world, grade(Grade::Key)), &[(Field::Customer, Refusal::NotYours)]);
    }
    world.refuses(lin, &ask(&world, grade(Grade::Normal)), &[(Field::Grade, Refusal::Unchanged)]);
    let stale = Ask::Grade { from: Grade::Key, to: Grade::Potential };
    world.refuses(lin, &ask(&world, stale), &[(Field::Grade, Refusal::ChangedMeanwhile)]);
    world.refuses(lin, &ask(&world, strategy(" ")), &[(Field::Strategy, Refusal::Unchanged)]);
    world.refuses(
        lin,
        &ask(&world, strategy(&long(NOTE + 1))),
        &[(Field::Strategy, too_long(NOTE)), (Field::Strategy, Refusal::Unchanged)],
    );
    let stale = Ask::Strategy { from: "别的".to_owned(), to: "新的".to_owned() };
    world.refuses(lin, &ask(&world, stale), &[(Field::Strategy, Refusal::ChangedMeanwhile)]);
    world.refuses(lin, &ask(&world, Ask::HandOver { to: Some(lin) }), &[(Field::To, Refusal::Unchanged)]);
    world.refuses(lin, &ask(&world, Ask::HandOver { to: Some(world.ids.director) }), &[(Field::To, Refusal::Inactive)]);
    let request = |reason: &str, customer: CustomerId, id: u128| {
        let (id, ask) = (RequestId(fresh(id)), grade(Grade::Key));
        Command::RequestChange(RequestChange { id, customer, ask, reason: reason.to_owned() })
    };
    world.refuses(lin, &request("", acme, 40), &[(Field::Reason, Refusal::Missing)]);
    world.refuses(lin, &request(&long(NOTE + 1), acme, 40), &[(Field::Reason, too_long(NOTE))]);
    world.applies(lin, &request("x", acme, 40));
    world.refuses(lin, &request("x", acme, 40), &[(Field::Id, Refusal::Exists), (Field::Request, Refusal::Exists)]);
    world.refuses(lin, &request("x", acme, 41), &[(Field::Request, Refusal::Exists)]);
    world.refuses(
        lin,
        &Command::AnswerRequest(AnswerRequest {
            customer: acme,
            request: RequestId(fresh(99)),
            accept: true,
            to: None,
            reason: String::new(),
        }),
        &[(Field::Customer, Refusal::NotYours)],
    );
}
