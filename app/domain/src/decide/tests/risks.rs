//! Risks of opportunities (E-19, PL-03).

use super::*;
use crate::decide::command::{AnswerRisk, ClearRisk, LoseOpportunity, RaiseRisk};
use crate::records::opportunity::Risk;
use crate::rules::dictionary::{RiskKind, Term};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::RiskId;
use crate::values::refusal::Refusal;

const ID: RiskId = RiskId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_060));

fn raise(world: &World, change: impl FnOnce(&mut RaiseRisk)) -> Command {
    let mut asked = RaiseRisk {
        id: ID,
        opportunity: OpportunityId(fresh(91)),
        kind: Term::Usual(RiskKind::LateDecision),
        on: world.ids.today,
        response: "每周三约见采购负责人".to_owned(),
        escalates: false,
    };
    change(&mut asked);
    Command::RaiseRisk(asked)
}

fn answer(response: &str, escalates: bool) -> Command {
    Command::AnswerRisk(AnswerRisk { opportunity: OpportunityId(fresh(91)), risk: ID, response: response.to_owned(), escalates })
}

fn clear(on: Day, how: &str) -> Command {
    Command::ClearRisk(ClearRisk { opportunity: OpportunityId(fresh(91)), risk: ID, on, how: how.to_owned() })
}

fn risk(world: &World) -> &Risk {
    &world.book.opportunity(OpportunityId(fresh(91))).expect("the opportunity").risks[0]
}

#[test]
fn a_risk_is_answered_escalated_and_closed() {
    let mut world = world();
    world.opportunity();
    let ids = world.ids;
    world.applies(ids.lin, &raise(&world, |_| {}));
    assert!(risk(&world).is_open() && risk(&world).awaits_help().is_none());
    world.applies(ids.lin, &answer("请总监出面拜访", true));
    assert_eq!(risk(&world).awaits_help().map(|it| it.by), Some(ids.lin));
    // A further response by lin does not end the request for help; a superior's response does.
    world.applies(ids.lin, &answer("已发邀请函", false));
    assert_eq!(risk(&world).awaits_help().map(|it| it.text.as_str()), Some("请总监出面拜访"));
    world.applies(ids.director, &answer("周五我与对方总经理通电话", false));
    assert!(risk(&world).awaits_help().is_none());
    assert_eq!(risk(&world).response().map(|it| it.by), Some(ids.director));
    world.applies(ids.lin, &clear(ids.today, "客户已定案"));
    let ended = risk(&world);
    assert_eq!((ended.is_open(), ended.responses.len()), (false, 4), "what was said stays said");
    assert_eq!(ended.end.as_ref().map(|it| (it.how.as_str(), it.by)), Some(("客户已定案", ids.lin)));
}

#[test]
fn only_a_superiors_response_ends_an_escalation() {
    // PL-03: the supervisor asks the director to step in. A response by the rep or the supervisor does not end the wait; the manager's does.
    let mut world = world();
    world.opportunity();
    let ids = world.ids;
    let awaits = |world: &World| risk(world).awaits_help().map(|it| it.by);
    world.applies(ids.lin, &raise(&world, |it| it.escalates = true));
    for (by, escalates, expected) in [
        (ids.lin, false, Some(ids.lin)),
        (ids.boss, true, Some(ids.boss)),
        (ids.lin, false, Some(ids.boss)),
        (ids.boss, false, Some(ids.boss)),
        (ids.manager, false, None),
        (ids.lin, false, None),
        (ids.lin, true, Some(ids.lin)),
        (ids.boss, false, None),
    ] {
        world.applies(by, &answer("继续跟进", escalates));
        assert_eq!(awaits(&world), expected, "{:?}", risk(&world).responses);
    }
    // In responses from before `steps_in` was stored, a response by anybody else ends the wait.
    let mut old = risk(&world).clone();
    old.responses.truncate(4);
    old.responses.iter_mut().for_each(|it| it.steps_in = None);
    assert_eq!(old.awaits_help(), None);
}

#[test]
fn a_closed_opportunity_has_no_open_risks() {
    let mut world = world();
    let opportunity = world.opportunity();
    let (lin, today) = (world.ids.lin, world.ids.today);
    world.applies(lin, &raise(&world, |it| it.kind = Term::read("汇率波动")));
    let open = |world: &World| world.book.opportunity(opportunity).map_or(0, |it| it.open_risks().count());
    assert_eq!(open(&world), 1);
    world.applies(lin, &Command::LoseOpportunity(LoseOpportunity { opportunity, on: today, reason: "预算取消".to_owned() }));
    assert_eq!(open(&world), 0);
    world.refuses(lin, &raise(&world, |it| it.id = RiskId(fresh(61))), &[(Field::Opportunity, Refusal::Closed)]);
    world.applies(lin, &clear(today, "随项目取消"));
}

#[test]
fn risks_are_refused_for_every_reason() {
    let mut world = world();
    let ids = world.ids;
    world.refuses(ids.lin, &raise(&world, |_| {}), &[(Field::Opportunity, Refusal::NotYours)]);
    world.opportunity();
    let (tomorrow, in_future) = world.tomorrow();
    let (early, too_early) = too_early();
    for stranger in [ids.wang, ids.zhao, ids.admin] {
        world.refuses(stranger, &raise(&world, |_| {}), &[(Field::Opportunity, Refusal::NotYours)]);
        world.refuses(stranger, &answer("x", false), &[(Field::Opportunity, Refusal::NotYours)]);
        world.refuses(stranger, &clear(ids.today, "x"), &[(Field::Opportunity, Refusal::NotYours)]);
    }
    world.refuses(ids.lin, &raise(&world, |it| it.kind = Term::read(" ")), &[(Field::RiskKind, Refusal::Missing)]);
    world.refuses(ids.lin, &raise(&world, |it| it.kind = Term::read(&long(LINE + 1))), &[(Field::RiskKind, too_long(LINE))]);
    world.refuses(ids.lin, &raise(&world, |it| it.on = tomorrow), &[(Field::On, in_future.clone())]);
    world.refuses(ids.lin, &raise(&world, |it| it.on = early), &[(Field::On, too_early)]);
    world.refuses(ids.lin, &raise(&world, |it| it.response = " ".to_owned()), &[(Field::Response, Refusal::Missing)]);
    world.refuses(ids.lin, &raise(&world, |it| it.response = long(NOTE + 1)), &[(Field::Response, too_long(NOTE))]);
    world.refuses(ids.lin, &answer("x", false), &[(Field::Risk, Refusal::NotYours)]);
    world.applies(ids.lin, &raise(&world, |_| {}));
    world.refuses(ids.lin, &raise(&world, |_| {}), &[(Field::Id, Refusal::Exists)]);
    world.refuses(ids.lin, &answer(" ", true), &[(Field::Response, Refusal::Missing)]);
    world.refuses(ids.lin, &clear(tomorrow, "x"), &[(Field::On, in_future)]);
    world.refuses(ids.lin, &clear(ids.today.plus(-1), "x"), &[(Field::On, Refusal::TooEarly { first: ids.today })]);
    world.refuses(ids.lin, &clear(ids.today, " "), &[(Field::How, Refusal::Missing)]);
    world.applies(ids.boss, &clear(ids.today, "已解决"));
    world.refuses(ids.lin, &answer("x", false), &[(Field::Risk, Refusal::Finished)]);
    world.refuses(ids.lin, &clear(ids.today, "x"), &[(Field::Risk, Refusal::Finished)]);
}

#[test]
fn a_risk_does_not_invalidate_a_review() {
    // Reviewers only vouch for how far an opportunity has come.
    let mut world = world();
    let id = world.opportunity();
    let mark = |world: &World| crate::records::reviewed::mark(world.book.opportunity(id).expect("the opportunity"));
    let before = mark(&world);
    world.applies(world.ids.lin, &raise(&world, |_| {}));
    assert_eq!(mark(&world), before);
}
