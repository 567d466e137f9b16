//! Tests of contact quotas and of their progress (FU-07, FU-08).

use super::*;
use crate::decide::command::{EndQuota, HandOverCustomer, LoseOpportunity, MoveStage, Observe, OpenOpportunity, SetQuota};
use crate::records::customer::Customer;
use crate::records::opportunity::Opportunity;
use crate::records::quota::{Quota, Wanted};
use crate::values::calendar::{Day, Week};
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, ObservationId, QuotaId};
use crate::values::refusal::Refusal;
use crate::values::short_stage::ShortStage;
use crate::values::target_of::TargetOf;
use crate::views::quota_progress::{Progress, asked_of, standings};

const ID: QuotaId = QuotaId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_040));

/// 每周电话跟进5家意向客户 (FU-08).
const CALLS: Wanted = Wanted::Week { customers: 5, method: Some(Method::Phone), stage: Some(ShortStage::Interested) };

fn set(world: &World, of: TargetOf, wanted: Wanted) -> SetQuota {
    SetQuota { id: ID, of, wanted, from: world.ids.today.week(), until: None, reason: "意向客户转化慢".to_owned() }
}

/// lin's customers 1…n, each with an opportunity of that stage, and a quota for lin.
fn asking(n: u128, stage: Stage, wanted: Wanted) -> World {
    let mut world = world();
    let ids = world.ids;
    for at in 1..=n {
        let profile = CustomerProfile { name: format!("客户{at}"), ..CustomerProfile::default() };
        let id = CustomerId(fresh(200 + at));
        let number = format!("C9{at:02}");
        world.book.put(Customer::filed(id, number, ids.today.plus(-30), ids.lin, ids.lin, profile).into());
        let profile = OpportunityProfile { title: "扩容".to_owned(), ..OpportunityProfile::default() };
        let opened_on = ids.today.plus(-20);
        let open = Command::OpenOpportunity(OpenOpportunity {
            id: OpportunityId(fresh(300 + at)),
            customer: id,
            opened_on,
            stage,
            owner: None,
            profile,
        });
        world.applies(ids.lin, &open);
    }
    world.applies(ids.boss, &Command::SetQuota(set(&world, TargetOf::Person(ids.lin), wanted)));
    world
}

/// A contact with customer `at` on day `on`, recorded on day `written`.
fn contact(world: &mut World, by: PersonId, at: u128, method: Method, on: Day, written: Day) {
    let id = FollowUpId(fresh(400 + world.book.follow_ups().len() as u128));
    let customer = CustomerId(fresh(200 + at));
    let mut log = super::follow_ups::log(world, |it| (it.id, it.customer, it.method, it.on) = (id, customer, method, on));
    if let Command::LogFollowUp(follow_up) = &mut log {
        follow_up.content = "跟进".to_owned();
    }
    let moment = world.ids.moment_on(written, by, &world.book);
    apply(&log, &mut world.book, &moment).expect("the contact is taken");
}

#[track_caller]
fn check(world: &World, person: PersonId, week: Week, today: Day, expected: Option<(u32, u32)>) {
    let progress = world.book.quota(ID).and_then(|it| it.progress(person, week, today, &world.book));
    assert_eq!(progress.map(|it| (it.done, it.asked)), expected);
}

#[test]
fn each_customer_counts_once_a_week_from_monday_to_sunday() {
    // FU-08: 5 customers at 意向 by phone each week. Today is a Monday in the fixture.
    let monday = small().1.today;
    assert_eq!(monday, monday.week().first());
    let sunday = monday.plus(6);
    for (contacts, done) in [
        (vec![], 0),
        (vec![(1, Method::Phone, monday)], 1),
        (vec![(1, Method::Phone, monday), (1, Method::Phone, sunday)], 1),
        (vec![(1, Method::Phone, monday), (2, Method::Phone, sunday)], 2),
        (vec![(1, Method::Phone, monday.plus(-1)), (2, Method::Phone, monday.plus(7))], 0),
        (vec![(1, Method::Visit, monday), (2, Method::Wechat, monday)], 0),
        ((1..=6).map(|it| (it, Method::Phone, monday)).collect(), 6),
    ] {
        let mut world = asking(6, Stage::Interested, CALLS);
        let lin = world.ids.lin;
        for (at, method, on) in contacts {
            contact(&mut world, lin, at, method, on, on);
        }
        check(&world, lin, monday.week(), sunday, Some((done, 5)));
    }
}

#[test]
fn the_stage_is_that_of_the_day_of_the_contact() {
    let monday = small().1.today;
    for (stage, counts) in [(Stage::Prospect, 0), (Stage::Interested, 1), (Stage::Proposal, 1), (Stage::Negotiation, 1)] {
        let mut world = asking(1, stage, CALLS);
        let lin = world.ids.lin;
        contact(&mut world, lin, 1, Method::Phone, monday, monday);
        check(&world, lin, monday.week(), monday, Some((counts, 5)));
    }
    // The call that makes a prospect interested counts, and so does the one after which the deal is lost.
    let mut world = asking(2, Stage::Prospect, CALLS);
    let (lin, opportunity) = (world.ids.lin, OpportunityId(fresh(301)));
    contact(&mut world, lin, 1, Method::Phone, monday, monday);
    world.applies(lin, &Command::MoveStage(MoveStage { opportunity, from: Stage::Prospect, to: Stage::Interested, on: monday }));
    check(&world, lin, monday.week(), monday, Some((1, 5)));
    let later = world.ids.moment_on(monday.plus(3), lin, &world.book);
    let lose = Command::LoseOpportunity(LoseOpportunity { opportunity, on: monday.plus(3), reason: "预算取消".to_owned() });
    apply(&lose, &mut world.book, &later).expect("it is lost");
    check(&world, lin, monday.week(), monday.plus(4), Some((1, 5)));
    // A call to a prospect who becomes interested days later does not count.
    contact(&mut world, lin, 2, Method::Phone, monday, monday);
    let moved = Command::MoveStage(MoveStage {
        opportunity: OpportunityId(fresh(302)),
        from: Stage::Prospect,
        to: Stage::Interested,
        on: monday.plus(2),
    });
    let later = world.ids.moment_on(monday.plus(2), lin, &world.book);
    apply(&moved, &mut world.book, &later).expect("it moves");
    check(&world, lin, monday.week(), monday.plus(4), Some((1, 5)));
    let stages = |it: &Opportunity| [-20, -1, 0, 3].map(|by| it.stage_on(monday.plus(by)));
    let first = world.book.opportunity(opportunity).expect("the first");
    assert_eq!(stages(first), [Stage::Prospect, Stage::Prospect, Stage::Interested, Stage::Interested]);
}

#[test]
fn a_contact_written_down_late_counts_where_it_belongs() {
    let monday = small().1.today;
    let mut world = asking(2, Stage::Interested, CALLS);
    let lin = world.ids.lin;
    contact(&mut world, lin, 1, Method::Phone, monday.plus(4), monday.plus(9));
    check(&world, lin, monday.week(), monday.plus(9), Some((1, 5)));
    check(&world, lin, Week(monday.week().0 + 1), monday.plus(9), Some((0, 5)));
}

#[test]
fn a_customer_handed_over_in_mid_week_brings_its_contact_along() {
    let monday = small().1.today;
    let mut world = asking(2, Stage::Interested, CALLS);
    let ids = world.ids;
    world.applies(ids.boss, &Command::EndQuota(EndQuota { quota: ID, reason: String::new() }));
    world.book.remove(ID.into());
    world.applies(ids.boss, &Command::SetQuota(set(&world, TargetOf::Team(ids.first_team), CALLS)));
    contact(&mut world, ids.lin, 1, Method::Phone, monday, monday);
    contact(&mut world, ids.lin, 2, Method::Phone, monday, monday);
    check(&world, ids.lin, monday.week(), monday, Some((2, 5)));
    check(&world, ids.wang, monday.week(), monday, Some((0, 5)));
    let customer = CustomerId(fresh(201));
    world.applies(ids.boss, &Command::HandOverCustomer(HandOverCustomer { customer, to: ids.wang, reason: "调整".to_owned() }));
    for (person, done) in [(ids.lin, 1), (ids.wang, 1)] {
        check(&world, person, monday.week(), monday, Some((done, 5)));
        // The person's device holds only this and counts the same.
        let actor = ids.moment(person, &world.book).actor;
        let mut held = Book::default();
        world.book.records().filter(|it| it.scope(&world.book).is_open_to(&actor, &world.book)).for_each(|it| held.put(it));
        let progress = held.quota(ID).and_then(|it| it.progress(person, monday.week(), monday, &held));
        assert_eq!(progress.map(|it| it.done), Some(done));
    }
    // The quota applies to everybody who sells in the team, and to nobody else.
    for (person, is_asked) in [(ids.lin, true), (ids.wang, true), (ids.boss, false), (ids.zhao, false), (ids.manager, false)] {
        let person = world.book.person(person).expect("somebody").clone();
        assert_eq!(asked_of(&person, monday.week(), &world.book).count(), usize::from(is_asked), "{}", person.name);
    }
}

#[test]
fn progress_is_compared_with_the_elapsed_working_days() {
    let monday = small().1.today;
    let mut world = asking(5, Stage::Interested, CALLS);
    let lin = world.ids.lin;
    // Five working days for five customers: one a day, and today does not count yet.
    for (by, behind) in [(0, 0), (1, 1), (4, 4), (5, 5), (6, 5), (30, 5)] {
        let progress = world.book.quota(ID).and_then(|it| it.progress(lin, monday.week(), monday.plus(by), &world.book));
        assert_eq!(progress, Some(Progress { done: 0, asked: 5, behind, has_begun: 0 < by }), "after {by} days");
        assert_eq!(progress.map(Progress::is_short), Some(0 < behind));
    }
    contact(&mut world, lin, 1, Method::Phone, monday, monday);
    let on_tuesday = world.book.quota(ID).and_then(|it| it.progress(lin, monday.week(), monday.plus(1), &world.book));
    assert_eq!(on_tuesday.map(|it| (it.is_short(), it.left())), Some((false, 4)));
    let quota = world.book.quota(ID).expect("what is asked");
    assert_eq!(quota.left_to_contact(lin, monday, &world.book), (2..=5).map(|it| CustomerId(fresh(200 + it))).collect::<Vec<_>>());

    let ids = world.ids;
    world.applies(ids.boss, &Command::SetQuota(SetQuota { id: QuotaId(fresh(41)), ..set(&world, TargetOf::Person(ids.wang), CALLS) }));
    for (by, people) in [(ids.boss, vec![ids.wang, ids.lin]), (ids.lin, vec![ids.lin]), (ids.chen, vec![]), (ids.admin, vec![])] {
        let actor = ids.moment(by, &world.book).actor;
        let all = standings(&actor, monday.week(), monday.plus(3), &world.book);
        assert_eq!(all.iter().map(|it| it.person).collect::<Vec<_>>(), people);
    }
}

#[test]
fn days_before_the_quota_do_not_count_as_behind() {
    // Today is a Monday in the fixture. Set on Wednesday morning: on Thursday one of three days is over.
    let monday = small().1.today;
    for wanted in [CALLS, Wanted::Day { grade: Grade::Key }] {
        let mut world = asking(1, Stage::Interested, wanted);
        let lin = world.ids.lin;
        let mut customer = world.book.customer(CustomerId(fresh(201))).expect("the customer").clone();
        customer.profile.grade = Grade::Key;
        world.book.put(customer.into());
        let on_monday = world.book.quota(ID).expect("what is asked").clone();
        let made_at = crate::values::calendar::Timestamp(on_monday.made_at.0 + 2 * 24 * 3_600_000);
        world.book.put(Quota { made_at, ..on_monday }.into());
        for (by, behind) in [(0, 0), (2, 0), (3, 1)] {
            let progress = world.book.quota(ID).and_then(|it| it.progress(lin, monday.week(), monday.plus(by), &world.book));
            assert_eq!(progress.map(|it| (it.behind, it.has_begun)), Some((behind, 0 < behind)), "{wanted:?} after {by} days");
        }
    }
}

#[test]
fn key_customers_are_contacted_every_working_day() {
    // FU-07: 重点客户每日跟进.
    let monday = small().1.today;
    let mut world = asking(3, Stage::Interested, Wanted::Day { grade: Grade::Key });
    let lin = world.ids.lin;
    for at in [1, 2] {
        let mut customer = world.book.customer(CustomerId(fresh(200 + at))).expect("the customer").clone();
        customer.profile.grade = Grade::Key;
        world.book.put(customer.into());
    }
    let today = |world: &World, by: i32| {
        let progress = world.book.quota(ID).and_then(|it| it.progress_today(lin, monday.plus(by), &world.book));
        progress.map(|it| (it.done, it.asked))
    };
    assert_eq!(today(&world, 0), Some((0, 2)));
    contact(&mut world, lin, 1, Method::Wechat, monday, monday);
    contact(&mut world, lin, 1, Method::Phone, monday, monday);
    contact(&mut world, lin, 3, Method::Phone, monday, monday);
    assert_eq!((today(&world, 0), today(&world, 1)), (Some((1, 2)), Some((0, 2))));
    // Two of four by Tuesday evening. Monday's second one is missing, however many lin calls on Tuesday.
    let week = |world: &World, by: i32| world.book.quota(ID).and_then(|it| it.progress(lin, monday.week(), monday.plus(by), &world.book));
    assert_eq!(week(&world, 0), Some(Progress { done: 1, asked: 2, behind: 0, has_begun: false }), "the day is not over");
    assert_eq!(week(&world, 1), Some(Progress { done: 1, asked: 4, behind: 1, has_begun: true }));
    contact(&mut world, lin, 2, Method::Phone, monday.plus(1), monday.plus(1));
    assert_eq!(week(&world, 1), Some(Progress { done: 2, asked: 4, behind: 1, has_begun: true }));
    assert_eq!(week(&world, 1).map(Progress::is_short), Some(true));
    contact(&mut world, lin, 1, Method::Phone, monday.plus(1), monday.plus(1));
    assert_eq!(week(&world, 1), Some(Progress { done: 3, asked: 4, behind: 1, has_begun: true }));
    assert_eq!(week(&world, 6), Some(Progress { done: 3, asked: 10, behind: 7, has_begun: true }));
    // The call of Monday is recorded late.
    contact(&mut world, lin, 2, Method::Phone, monday, monday.plus(1));
    assert_eq!(week(&world, 1).map(|it| (it.behind, it.is_short())), Some((0, false)));
    // Nothing is due on a Saturday.
    assert_eq!(today(&world, 5), Some((0, 0)));
}

#[test]
fn a_quota_applies_from_its_week_to_its_last_day_or_end() {
    let monday = small().1.today;
    let mut world = asking(0, Stage::Interested, CALLS);
    let ids = world.ids;
    let holds = |quota: &Quota| (-1..=3).map(|by| quota.holds_in(Week(monday.week().0 + by))).collect::<Vec<_>>();
    let quota = world.book.quota(ID).expect("what is asked").clone();
    assert_eq!(holds(&quota), [false, true, true, true, true], "持续");
    // The last day is the Wednesday of the second week: that week counts in full.
    assert_eq!(holds(&Quota { until: Some(monday.plus(9)), ..quota.clone() }), [false, true, true, false, false]);
    assert_eq!(holds(&Quota { from: Week(monday.week().0 + 2), ..quota }), [false, false, false, true, true]);
    let later = ids.moment_on(monday.plus(9), ids.boss, &world.book);
    apply(&Command::EndQuota(EndQuota { quota: ID, reason: "已达成".to_owned() }), &mut world.book, &later).expect("it ends");
    let ended = world.book.quota(ID).expect("what was asked").clone();
    assert_eq!(holds(&ended), [false, true, false, false, false], "what was asked before stays");
    world.refuses(ids.boss, &Command::EndQuota(EndQuota { quota: ID, reason: String::new() }), &[(Field::Quota, Refusal::Finished)]);
}

#[test]
fn asking_is_refused_for_every_reason() {
    let mut world = world();
    let ids = world.ids;
    let of_lin = set(&world, TargetOf::Person(ids.lin), CALLS);
    let week = |by: i32| Week(ids.today.week().0 + by);
    let many = |customers| Wanted::Week { customers, method: None, stage: None };
    let out_of_range = Refusal::OutOfRange { least: 1, most: Wanted::MOST };
    let monday = ids.today.week().first();
    for (by, asked, field, refusal) in [
        (ids.lin, of_lin.clone(), Field::Of, Refusal::NotYours),
        (ids.chen, of_lin.clone(), Field::Of, Refusal::NotYours),
        (ids.admin, of_lin.clone(), Field::Of, Refusal::NotYours),
        (ids.boss, SetQuota { of: TargetOf::Person(ids.boss), ..of_lin.clone() }, Field::Of, Refusal::NotYours),
        (ids.boss, SetQuota { of: TargetOf::Team(ids.second_team), ..of_lin.clone() }, Field::Of, Refusal::NotYours),
        (ids.director, SetQuota { of: TargetOf::Company, ..of_lin.clone() }, Field::Of, Refusal::NotYours),
        (ids.manager, SetQuota { of: TargetOf::Department(ids.department), ..of_lin.clone() }, Field::Of, Refusal::NotYours),
        (ids.boss, SetQuota { wanted: many(0), ..of_lin.clone() }, Field::Customers, out_of_range.clone()),
        (ids.boss, SetQuota { wanted: many(201), ..of_lin.clone() }, Field::Customers, out_of_range),
        (ids.boss, SetQuota { from: week(-1), ..of_lin.clone() }, Field::From, Refusal::TooEarly { first: monday }),
        (ids.boss, SetQuota { from: week(60), ..of_lin.clone() }, Field::From, Refusal::TooLate { last: ids.today.plus(366) }),
        (ids.boss, SetQuota { until: Some(monday.plus(-1)), ..of_lin.clone() }, Field::Until, Refusal::TooEarly { first: monday }),
        (ids.boss, SetQuota { until: Some(too_late().0), ..of_lin.clone() }, Field::Until, too_late().1),
        (ids.boss, SetQuota { reason: long(NOTE + 1), ..of_lin.clone() }, Field::Reason, too_long(NOTE)),
    ] {
        world.refuses(by, &Command::SetQuota(asked), &[(field, refusal)]);
    }
    for (by, of) in [
        (ids.boss, TargetOf::Person(ids.lin)),
        (ids.boss, TargetOf::Team(ids.first_team)),
        (ids.manager, TargetOf::Team(ids.second_team)),
        (ids.manager, TargetOf::Person(ids.boss)),
        (ids.director, TargetOf::Person(ids.zhao)),
    ] {
        let asked = SetQuota { of, wanted: many(200), until: Some(monday), ..of_lin.clone() };
        assert!(world.decides(by, &Command::SetQuota(asked)).is_ok(), "{by:?} {of:?}");
    }
    world.applies(ids.boss, &Command::SetQuota(of_lin.clone()));
    world.refuses(ids.boss, &Command::SetQuota(of_lin), &[(Field::Id, Refusal::Exists)]);
    let end = |quota| Command::EndQuota(EndQuota { quota, reason: String::new() });
    world.refuses(ids.lin, &end(ID), &[(Field::Quota, Refusal::NotYours)]);
    world.refuses(ids.boss, &end(QuotaId(fresh(77))), &[(Field::Quota, Refusal::NotYours)]);
    let wang = world.book.person(ids.wang).expect("wang").clone();
    world.book.put(crate::records::organisation::Person { active: false, ..wang }.into());
    let left = SetQuota { id: QuotaId(fresh(42)), ..set(&world, TargetOf::Person(ids.wang), CALLS) };
    world.refuses(ids.boss, &Command::SetQuota(left), &[(Field::Of, Refusal::Inactive)]);
}

#[test]
fn an_observation_is_no_contact() {
    let mut world = asking(1, Stage::Interested, CALLS);
    let (lin, monday) = (world.ids.lin, world.ids.today);
    let what = crate::records::customer::Observed::Interview { factors: Vec::new() };
    let observe = Observe { id: ObservationId(fresh(1)), customer: CustomerId(fresh(201)), on: monday, what, content: "x".to_owned() };
    world.applies(lin, &Command::Observe(observe));
    check(&world, lin, monday.week(), monday, Some((0, 5)));
}

#[test]
fn a_slow_clock_cannot_set_a_quota_for_a_past_week() {
    let world = world();
    let today = world.ids.today;
    let last_week = today.plus(-7);
    let moment = Moment { server_today: today, ..world.ids.moment_on(last_week, world.ids.boss, &world.book) };
    let ask = Command::SetQuota(SetQuota { from: last_week.week(), ..set(&world, TargetOf::Person(world.ids.lin), CALLS) });
    let first = today.week().first();
    assert_eq!(decide(&ask, &world.book, &moment), Err(Refusals::of(Field::From, Refusal::TooEarly { first })));
}
