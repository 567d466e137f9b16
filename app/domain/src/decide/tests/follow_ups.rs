use super::*;
use crate::decide::command::{AddFeedback, CancelTask};
use crate::rules::alert_rules::{AlertRule, AlertRules, Setting};
use crate::values::field::Field;
use crate::values::refusal::Refusal;

pub(super) fn log(world: &World, change: impl FnOnce(&mut LogFollowUp)) -> Command {
    let mut asked = LogFollowUp::of(FollowUpId(fresh(1)), world.ids.acme, world.ids.today, Method::Visit, "达成试用意向");
    change(&mut asked);
    Command::LogFollowUp(asked)
}

#[test]
fn a_follow_up_is_credited_to_its_author() {
    // FU-01, E-11, A36.
    let mut world = world();
    world.applies(world.ids.boss, &log(&world, |it| it.method = Method::Wechat));
    let logged = world.book.follow_up(FollowUpId(fresh(1))).expect("the follow-up");
    assert_eq!((logged.by, logged.team, logged.method), (world.ids.boss, Some(world.ids.first_team), Method::Wechat));
}

#[test]
fn every_method_of_contact_is_stored_by_its_word() {
    // E-11: 电话, 拜访, 邮件, 方案, 微信, 线上会议, 活动; the words are in the database.
    let words = ["visit", "phone", "wechat", "email", "proposal", "online_meeting", "event"];
    for (method, word) in Method::ALL.into_iter().zip(words) {
        let mut world = world();
        world.applies(world.ids.lin, &log(&world, |it| it.method = method));
        let logged = world.book.follow_up(FollowUpId(fresh(1))).expect("the follow-up");
        assert_eq!(logged.method, method);
        assert_eq!(serde_json::to_value(logged).expect("words")["method"], word);
    }
}

#[test]
fn follow_ups_are_counted() {
    // FU-02.
    let mut world = world();
    for n in 1..=3 {
        world.applies(world.ids.lin, &log(&world, |it| it.id = FollowUpId(fresh(n))));
    }
    assert_eq!(world.book.follow_ups_of(world.ids.acme).count(), 3);
}

#[test]
fn logging_is_refused_for_every_reason() {
    let mut world = world();
    let lin = world.ids.lin;
    let (early, too_early) = too_early();
    let (late, too_late) = too_late();
    let (tomorrow, in_future) = world.tomorrow();
    let before = (world.ids.today.plus(-1), Refusal::TooEarly { first: world.ids.today });
    for stranger in [world.ids.wang, world.ids.chen, world.ids.director, world.ids.admin] {
        world.refuses(stranger, &log(&world, |_| {}), &[(Field::Customer, Refusal::NotYours)]);
    }
    world.refuses(lin, &log(&world, |it| it.on = early), &[(Field::On, too_early)]);
    world.refuses(lin, &log(&world, |it| it.on = tomorrow), &[(Field::On, in_future)]);
    world.refuses(lin, &log(&world, |it| it.content = "\n".to_owned()), &[(Field::Content, Refusal::Missing)]);
    world.refuses(lin, &log(&world, |it| it.content = long(NOTE + 1)), &[(Field::Content, too_long(NOTE))]);
    world.refuses(lin, &log(&world, |it| it.next_step = long(NOTE + 1)), &[(Field::NextStep, too_long(NOTE))]);
    world.refuses(lin, &log(&world, |it| it.next_on = Some(before.0)), &[(Field::NextOn, before.1.clone())]);
    world.refuses(lin, &log(&world, |it| it.next_on = Some(late)), &[(Field::NextOn, too_late.clone())]);
    world.refuses(lin, &log(&world, |it| it.expected_close = Some(before.0)), &[(Field::ExpectedClose, before.1)]);
    world.refuses(lin, &log(&world, |it| it.expected_close = Some(late)), &[(Field::ExpectedClose, too_late)]);
    world.refuses(lin, &log(&world, |it| it.feedback = long(NOTE + 1)), &[(Field::Feedback, too_long(NOTE))]);
    let bare = log(&world, |it| it.next_task = Some(TaskId(fresh(5))));
    world.refuses(lin, &bare, &[(Field::NextStep, Refusal::Missing), (Field::NextOn, Refusal::Missing)]);
    world.refuses(lin, &log(&world, |it| it.completes = vec![TaskId(fresh(6))]), &[(Field::Completes, Refusal::NotYours)]);
    world.applies(lin, &log(&world, |it| it.next_on = Some(it.on)));
    world.refuses(lin, &log(&world, |_| {}), &[(Field::Id, Refusal::Exists)]);
}

#[test]
fn line_breaks_stay_and_control_characters_go() {
    let mut world = world();
    world.applies(world.ids.lin, &log(&world, |it| it.content = "第一\n第\u{0}二\u{7}".to_owned()));
    assert_eq!(world.book.follow_up(FollowUpId(fresh(1))).map(|it| it.content.as_str()), Some("第一\n第二"));
}

#[test]
fn a_promise_makes_a_task_and_the_contact_settles_it() {
    // FU-05, FU-06, E-12, A35.
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let task = TaskId(fresh(7));
    world.applies(lin, &world.promise(FollowUpId(fresh(1)), task));
    let made = world.book.task(task).expect("the task").clone();
    assert_eq!((made.owner, made.profile.due_on, made.profile.goal.as_str()), (lin, today.plus(3), "3日内提交报价单"));
    assert_eq!(made.origin, TaskOrigin::Promised { by: FollowUpId(fresh(1)) });
    assert_eq!((made.status(&world.book), made.days_overdue(today.plus(3)), made.days_overdue(today.plus(4))), (TaskStatus::Pending, 0, 1));
    world.refuses(lin, &world.promise(FollowUpId(fresh(2)), task), &[(Field::NextTask, Refusal::Exists)]);

    // A contact that does not complete the task leaves it in progress.
    let later = world.ids.moment_on(today.plus(1), lin, &world.book);
    apply(&log(&world, |it| it.id = FollowUpId(fresh(3))), &mut world.book, &later).expect("the rules accept");
    assert_eq!(world.book.task(task).map(|it| it.status(&world.book)), Some(TaskStatus::InProgress));
    assert_eq!(crate::views::open_tasks::settled_by_contact(world.ids.acme, lin, today, &world.book), [], "not due yet");
    assert_eq!(crate::views::open_tasks::settled_by_contact(world.ids.acme, lin, today.plus(3), &world.book), [task]);

    world.applies(lin, &log(&world, |it| (it.id, it.completes) = (FollowUpId(fresh(4)), vec![task])));
    let done = world.book.task(task).expect("the task");
    assert_eq!(done.end, Some(TaskEnd::Done { on: today, by: lin, follow_up: Some(FollowUpId(fresh(4))) }));
    assert_eq!((done.status(&world.book), done.days_overdue(today.plus(9))), (TaskStatus::Done, 0));
}

#[test]
fn a_follow_up_for_a_cancelled_task_is_kept() {
    let mut world = world();
    let lin = world.ids.lin;
    let task = TaskId(fresh(7));
    world.applies(lin, &world.promise(FollowUpId(fresh(1)), task));
    world.applies(world.ids.boss, &Command::CancelTask(CancelTask { task, reason: "客户已取消".to_owned() }));
    let decision = world.applies(lin, &log(&world, |it| (it.id, it.completes) = (FollowUpId(fresh(4)), vec![task])));
    assert_eq!(
        decision.conflicts.iter().map(|it| (it.field.known(), it.by)).collect::<Vec<_>>(),
        [(Some(Field::End), Some(world.ids.boss))]
    );
    assert!(world.book.follow_up(FollowUpId(fresh(4))).is_some());
    assert_eq!(world.book.task(task).map(|it| it.status(&world.book)), Some(TaskStatus::Cancelled));
}

#[test]
fn feedback_is_added_once() {
    // C-10, FU-05.
    let mut world = world();
    let (lin, id) = (world.ids.lin, FollowUpId(fresh(1)));
    let add = |feedback: &str| Command::AddFeedback(AddFeedback { follow_up: id, feedback: feedback.to_owned() });
    world.refuses(lin, &add("x"), &[(Field::FollowUp, Refusal::NotYours)]);
    world.applies(lin, &log(&world, |_| {}));
    world.refuses(world.ids.wang, &add("x"), &[(Field::FollowUp, Refusal::NotYours)]);
    world.refuses(lin, &add(" "), &[(Field::Feedback, Refusal::Missing)]);
    world.refuses(lin, &add(&long(NOTE + 1)), &[(Field::Feedback, too_long(NOTE))]);

    let now = world.ids.moment(lin, &world.book).now;
    let awaits = |world: &World, hours: i64| {
        let now = crate::values::calendar::Timestamp(now.0 + hours * 3_600_000);
        world.book.follow_up(id).is_some_and(|it| it.awaits_update(&world.book, now))
    };
    assert!(!awaits(&world, 24) && awaits(&world, 25));
    // C-09: how long it may take is the administrator's rule.
    let mut lenient = world.book.clone();
    let (rules, mut company) = (AlertRules::default(), lenient.company().clone());
    let two_days = Setting { threshold: 48, ..rules.of(AlertRule::CustomerNotUpdated) };
    company.alerts = company.alerts.since(world.ids.today, rules.with(AlertRule::CustomerNotUpdated, two_days));
    lenient.put(company.into());
    let world_of_two_days = World { book: lenient, ids: world.ids };
    assert!(!awaits(&world_of_two_days, 48) && awaits(&world_of_two_days, 49));
    world.applies(lin, &add("需求变化：增加两个模块"));
    assert!(!awaits(&world, 25));
    world.refuses(lin, &add("y"), &[(Field::Feedback, Refusal::Exists)]);
}

#[test]
fn a_contact_at_an_activity_names_it_and_is_counted() {
    // E-21, T-07: 活动参与量.
    use crate::figures::analytics::{Figure, Filter, facts_of, totals};
    use crate::rules::dictionary::{Activity, Term};
    let mut world = world();
    let lin = world.ids.lin;
    let at = |nth: u128, word: &str| {
        let activity = Some(Term::<Activity>::read(word));
        log(&world, |it| (it.id, it.method, it.activity) = (FollowUpId(fresh(nth)), Method::Event, activity))
    };
    let (fair, own) = (at(1, "fair"), at(2, " 新品路演 "));
    let unnamed = log(&world, |it| (it.id, it.method) = (FollowUpId(fresh(3)), Method::Event));
    for command in [&fair, &own, &unnamed] {
        world.applies(lin, command);
    }
    let kept = |nth: u128| world.book.follow_up(FollowUpId(fresh(nth))).and_then(|it| it.activity.clone());
    assert_eq!((kept(1), kept(2), kept(3)), (Some(Term::Usual(Activity::Fair)), Some(Term::Own("新品路演".to_owned())), None));
    let totals = totals(&facts_of(&world.book), Period::Month(world.ids.today.month()), &Filter::default(), &world.book);
    assert_eq!((Figure::Activities.value(&totals), Figure::FollowUps.value(&totals)), (Some(2.into()), Some(3.into())));

    let by_phone = log(&world, |it| (it.id, it.activity) = (FollowUpId(fresh(4)), Some(Term::read("salon"))));
    world.refuses(lin, &by_phone, &[(Field::Activity, Refusal::NotAllowed)]);
    for (word, refusal) in [(" ".to_owned(), Refusal::Missing), (long(LINE + 1), too_long(LINE))] {
        let bad = log(&world, |it| (it.id, it.method, it.activity) = (FollowUpId(fresh(4)), Method::Event, Some(Term::read(&word))));
        world.refuses(lin, &bad, &[(Field::Activity, refusal)]);
    }
}
