use super::*;
use crate::access::alert_owner::whose;
use crate::decide::command::{AmendCustomer, OpenOpportunity};
use crate::records::alert::Occurrence;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::Period;

#[test]
fn the_cadence_follows_the_grade() {
    // AL-10, FU-03, A34: 7 or 14 days, one or two months. Never due on a day off; raised the day after.
    for (grade, due) in
        [(Grade::Strategic, "2026-05-15"), (Grade::Key, "2026-05-22"), (Grade::Potential, "2026-06-08"), (Grade::Normal, "2026-07-08")]
    {
        let mut world = world();
        let ids = world.ids;
        let mut acme = world.book.customer(ids.acme).expect("Acme").clone();
        acme.profile.grade = grade;
        world.book.put(acme.into());
        world.visits(day("2026-05-08"), day("2026-05-08"), 1);
        assert_eq!(world.one(AlertRule::CadenceMissed, day(due)), None, "{grade:?}");
        let next = day(due).plus(1);
        assert_eq!(world.one(AlertRule::CadenceMissed, next), Some((Level::Reminder, 1, next)), "{grade:?}");
        world.visits(next, next, 2);
        assert_eq!(world.one(AlertRule::CadenceMissed, next), None, "{grade:?}");
    }
}

#[test]
fn a_cadence_that_ends_on_a_day_off_ends_before() {
    // A34: two weeks after 2026-04-18 is 2 May, a holiday, so it is due on 30 April. Without a contact, counted from the filing.
    let mut world = world();
    let ids = world.ids;
    let profile = CustomerProfile { name: "新客户".to_owned(), grade: Grade::Key, ..CustomerProfile::default() };
    let (id, filed_on) = (CustomerId(fresh(1)), day("2026-04-18"));
    // A manager files the customer, because only managers may give the grade 重点.
    let owner = Some(ids.zhao);
    world.does(filed_on, ids.manager, &Command::FileCustomer(FileCustomer { id, number: None, filed_on, owner, profile }));
    let of_new = |on: &str| world.raised(AlertRule::CadenceMissed, ids.zhao, day(on)).into_iter().find(|it| it.customer == Some(id));
    assert_eq!(of_new("2026-04-30"), None);
    assert_eq!(of_new("2026-05-01").map(|it| it.key.occurrence), Some(Occurrence::Day(day("2026-04-30"))));
}

#[test]
fn a_customer_is_brought_up_to_date_within_a_day_of_a_follow_up() {
    // AL-08, C-10, A19: 24 hours by the clock. Logged on Friday the 15th at ten.
    let friday = day("2026-05-15");
    let mut world = world();
    let ids = world.ids;
    world.visits(friday, friday, 1);
    let at = |world: &World, hours: i64, minutes: i64| {
        let mut moment = ids.moment_on(friday, ids.lin, &world.book);
        moment.now = Timestamp(moment.now.0 + (hours * 60 + minutes) * 60_000);
        moment.today = moment.now.day(480);
        let found = raise(&world.book, &moment).into_iter().find(|it| it.key.rule == AlertRule::CustomerNotUpdated);
        found.map(|it| (it.key.occurrence, it.measured))
    };
    let occurrence = Occurrence::Part(fresh(1));
    assert_eq!(at(&world, 24, 0), None);
    assert_eq!(at(&world, 24, 1), Some((occurrence, 24)));
    assert_eq!(at(&world, 24 * 37, 0), Some((occurrence, 24 * 37)), "the manager is told after 30 days, and has a week");
    assert_eq!(at(&world, 24 * 38, 0), None, "then it is history");

    // Working hours (A19): Saturday and Sunday do not count.
    let setting = Setting { calendar: Calendar::WorkingHours, ..AlertRules::default_of(AlertRule::CustomerNotUpdated) };
    world.rules(|it| it.with(AlertRule::CustomerNotUpdated, setting));
    assert_eq!(at(&world, 72, 0), None);
    assert_eq!(at(&world, 72, 1), Some((occurrence, 24)));

    // Saving without changes counts as a confirmation.
    let profile = world.book.customer(ids.acme).expect("Acme").profile.clone();
    world.does(
        day("2026-05-18"),
        ids.lin,
        &Command::AmendCustomer(AmendCustomer { customer: ids.acme, was: profile.clone(), now: profile }),
    );
    assert_eq!(at(&world, 80, 0), None);
    // The next follow-up raises it again; an opportunity resolves it, too.
    world.visits(day("2026-05-19"), day("2026-05-19"), 2);
    assert_eq!(at(&world, 150, 0), Some((Occurrence::Part(fresh(2)), 54)));
    let open = Command::OpenOpportunity(OpenOpportunity {
        id: crate::values::ids::OpportunityId(fresh(3)),
        customer: ids.acme,
        opened_on: day("2026-05-20"),
        stage: crate::values::stage::Stage::Interested,
        owner: None,
        profile: crate::records::opportunity::OpportunityProfile { title: "扩容".to_owned(), ..Default::default() },
    });
    world.does(day("2026-05-20"), ids.lin, &open);
    assert_eq!(at(&world, 150, 0), None);
}

#[test]
fn an_a_customers_contract_raises_an_alert_a_month_before_its_end() {
    // AL-09, C-14: within one month, including the boundary day; only A customers (among those of their owner).
    let mut world = world();
    let ids = world.ids;
    let ends = |world: &mut World, id: CustomerId, on: &str| {
        let mut customer = world.book.customer(id).expect("a customer").clone();
        customer.profile.contract_ends_on = Some(day(on));
        world.book.put(customer.into());
    };
    ends(&mut world, ids.acme, "2026-06-30");
    let filed_on = ids.today.plus(-30);
    let small = CustomerId(fresh(1));
    let profile = CustomerProfile { name: "小客户".to_owned(), ..CustomerProfile::default() };
    world.does(filed_on, ids.lin, &Command::FileCustomer(FileCustomer { id: small, number: None, filed_on, owner: None, profile }));
    ends(&mut world, small, "2026-06-10");
    assert_eq!(world.one(AlertRule::ContractEnding, day("2026-05-29")), None);
    let since = day("2026-05-30");
    assert_eq!(world.one(AlertRule::ContractEnding, since), Some((Level::Reminder, 31, since)));
    assert_eq!(world.one(AlertRule::ContractEnding, day("2026-06-15")), Some((Level::Reminder, 15, since)));
    assert_eq!(world.one(AlertRule::ContractEnding, day("2026-07-02")), Some((Level::Reminder, -2, since)));
    ends(&mut world, ids.acme, "2027-06-30");
    assert_eq!(world.one(AlertRule::ContractEnding, day("2026-07-02")), None, "renewed");
}

#[test]
fn pending_grade_proposals_are_one_alert_per_owner() {
    // AL-11, C-11, A24: Acme bought for 600,000, has an explicit demand and is still graded 普通. The review of the second quarter proposes
    // another grade.
    let mut world = world();
    let ids = world.ids;
    world.sells(ids.lin, ids.today.plus(-50), 600, 1);
    let mut acme = world.book.customer(ids.acme).expect("Acme").clone();
    acme.profile.demand_explicit = true;
    world.book.put(acme.into());
    assert_eq!(world.one(AlertRule::GradeReview, day("2026-06-30")), None, "the quarter is not over, and one quarter is not enough");
    let due = day("2026-07-01");
    let found = world.raised(AlertRule::GradeReview, ids.boss, due);
    let seen = found.iter().map(|it| (it.person, it.measured, it.since, it.key.occurrence)).collect::<Vec<_>>();
    assert_eq!(seen, [(ids.lin, 1, due, Occurrence::Period(Period::parse("2026-Q2").expect("a period")))]);
    assert!(told(&found[0], &world.book, due).contains(&ids.boss), "who decides is told at once");
    let mut acme = world.book.customer(ids.acme).expect("Acme").clone();
    acme.profile.grade =
        crate::views::grading::proposal(&acme, &world.book, crate::views::grading::quarter_under_review(due, Default::default()))
            .expect("a proposal")
            .to;
    world.book.put(acme.into());
    assert_eq!(world.one(AlertRule::GradeReview, due), None);
}

#[test]
fn an_overdue_task_alerts_its_owner() {
    // AL-07, FU-06: the due day itself is in time.
    let mut world = world();
    let ids = world.ids;
    let due = day("2026-05-20");
    let profile = crate::records::task::TaskProfile { goal: "介绍新产品".to_owned(), method: None, due_on: due, every: None };
    let plan = Command::AddTask(crate::decide::command::AddTask {
        id: crate::values::ids::TaskId(fresh(1)),
        customer: ids.acme,
        owner: Some(ids.lin),
        profile,
    });
    world.does(ids.today, ids.boss, &plan);
    assert_eq!(world.one(AlertRule::TaskOverdue, due), None);
    assert_eq!(world.one(AlertRule::TaskOverdue, due.plus(2)), Some((Level::Reminder, 2, due.plus(1))));
    let found = world.raised(AlertRule::TaskOverdue, ids.lin, due.plus(2)).remove(0);
    assert_eq!((found.person, whose(found.key.subject, &world.book).map(|it| it.person)), (ids.lin, Some(ids.lin)));
}
