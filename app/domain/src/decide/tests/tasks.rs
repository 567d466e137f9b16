use super::*;
use crate::book::record::Record;
use crate::decide::command::{AmendTask, CancelTask, FinishTask, HandOverCustomer, ReviewTask};
use crate::rules::cadence::Interval;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::refusal::Refusal;

const ID: TaskId = TaskId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_007));

fn add(world: &World, change: impl FnOnce(&mut AddTask)) -> Command {
    let profile = TaskProfile { goal: "介绍新产品".to_owned(), method: Some(Method::Phone), due_on: world.ids.today, every: None };
    let mut asked = AddTask { id: ID, customer: world.ids.acme, owner: None, profile };
    change(&mut asked);
    Command::AddTask(asked)
}

fn amend(world: &World, change: impl FnOnce(&mut TaskProfile)) -> Command {
    let was = world
        .book
        .task(ID)
        .map_or(TaskProfile { goal: "x".to_owned(), method: None, due_on: world.ids.today, every: None }, |it| it.profile.clone());
    let mut now = was.clone();
    change(&mut now);
    Command::AmendTask(AmendTask { task: ID, was, now })
}

fn cancel(reason: &str) -> Command {
    Command::CancelTask(CancelTask { task: ID, reason: reason.to_owned() })
}

#[test]
fn a_task_is_planned_or_assigned() {
    // FU-04.
    for (by, owner, origin) in [
        (small().1.lin, None, TaskOrigin::Planned),
        (small().1.boss, Some(small().1.lin), TaskOrigin::Assigned),
        (small().1.boss, Some(small().1.wang), TaskOrigin::Assigned),
        (small().1.boss, Some(small().1.boss), TaskOrigin::Planned),
    ] {
        let mut world = world();
        world.applies(by, &add(&world, |it| it.owner = owner));
        let task = world.book.task(ID).expect("the task").clone();
        assert_eq!((task.owner, task.made_by, task.origin), (owner.unwrap_or(by), by, origin));
        // The devices of its owner and of the customer's holder hold it.
        for person in [task.owner, world.ids.lin, world.ids.boss] {
            let actor = world.ids.moment(person, &world.book).actor;
            assert!(Record::Task(task.clone()).scope(&world.book).is_open_to(&actor, &world.book));
        }
    }
}

#[test]
fn adding_is_refused_for_every_reason() {
    let mut world = world();
    let (lin, boss) = (world.ids.lin, world.ids.boss);
    let yesterday = world.ids.today.plus(-1);
    let past = Refusal::TooEarly { first: world.ids.today };
    let (early, too_early) = too_early();
    let (late, too_late) = too_late();
    world.refuses(world.ids.zhao, &add(&world, |_| {}), &[(Field::Customer, Refusal::NotYours)]);
    world.refuses(lin, &add(&world, |it| it.owner = Some(world.ids.wang)), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(boss, &add(&world, |it| it.owner = Some(world.ids.zhao)), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(lin, &add(&world, |it| it.profile.goal = String::new()), &[(Field::Goal, Refusal::Missing)]);
    world.refuses(lin, &add(&world, |it| it.profile.goal = long(NOTE + 1)), &[(Field::Goal, too_long(NOTE))]);
    world.refuses(lin, &add(&world, |it| it.profile.due_on = yesterday), &[(Field::DueOn, past)]);
    world.refuses(lin, &add(&world, |it| it.profile.due_on = early), &[(Field::DueOn, too_early)]);
    world.refuses(lin, &add(&world, |it| it.profile.due_on = late), &[(Field::DueOn, too_late)]);
    world.applies(lin, &add(&world, |_| {}));
    world.refuses(lin, &add(&world, |_| {}), &[(Field::Id, Refusal::Exists)]);
    let wang = world.book.person(world.ids.wang).expect("wang").clone();
    world.book.put(crate::records::organisation::Person { active: false, ..wang }.into());
    let left = add(&world, |it| (it.id, it.owner) = (TaskId(fresh(8)), Some(world.ids.wang)));
    world.refuses(boss, &left, &[(Field::Owner, Refusal::Inactive)]);
}

#[test]
fn a_task_is_amended_while_it_is_open() {
    let mut world = world();
    let lin = world.ids.lin;
    let (tomorrow, yesterday) = (world.ids.today.plus(1), world.ids.today.plus(-1));
    world.refuses(lin, &amend(&world, |_| {}), &[(Field::Task, Refusal::NotYours)]);
    world.applies(lin, &add(&world, |_| {}));
    world.refuses(world.ids.wang, &amend(&world, |_| {}), &[(Field::Task, Refusal::NotYours)]);
    world.refuses(lin, &amend(&world, |it| it.goal = " ".to_owned()), &[(Field::Goal, Refusal::Missing)]);
    world.refuses(lin, &amend(&world, |it| it.due_on = yesterday), &[(Field::DueOn, Refusal::TooEarly { first: world.ids.today })]);
    world.applies(lin, &amend(&world, |it| (it.due_on, it.method) = (tomorrow, None)));
    let profile = &world.book.task(ID).expect("the task").profile;
    assert_eq!((profile.due_on, profile.method, profile.goal.as_str()), (tomorrow, None, "介绍新产品"));
    world.applies(lin, &cancel("客户出差"));
    world.refuses(lin, &amend(&world, |_| {}), &[(Field::Task, Refusal::Finished)]);
}

#[test]
fn a_task_ends_once() {
    // FU-06.
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let (tomorrow, in_future) = world.tomorrow();
    let finish = |on, follow_up| Command::FinishTask(FinishTask { task: ID, on, follow_up });
    world.refuses(lin, &finish(today, None), &[(Field::Task, Refusal::NotYours)]);
    world.applies(lin, &add(&world, |_| {}));
    world.refuses(world.ids.wang, &finish(today, None), &[(Field::Task, Refusal::NotYours)]);
    world.refuses(lin, &finish(tomorrow, None), &[(Field::On, in_future)]);
    world.refuses(lin, &finish(today, Some(FollowUpId(fresh(1)))), &[(Field::FollowUp, Refusal::NotYours)]);
    world.refuses(world.ids.wang, &cancel("x"), &[(Field::Task, Refusal::NotYours)]);
    world.refuses(lin, &cancel(" "), &[(Field::Reason, Refusal::Missing)]);
    let open = world.book.clone();

    world.applies(lin, &finish(today, None));
    assert_eq!(world.applies(lin, &finish(today, None)), Decision::default(), "twice done is done");
    world.refuses(lin, &cancel("x"), &[(Field::Task, Refusal::Finished)]);

    world.book = open;
    world.applies(lin, &cancel("客户出差"));
    world.refuses(lin, &finish(today, None), &[(Field::Task, Refusal::Finished)]);
    world.refuses(lin, &cancel("x"), &[(Field::Task, Refusal::Finished)]);
}

#[test]
fn a_hand_over_moves_open_tasks() {
    // C-20.
    let mut world = world();
    world.applies(world.ids.lin, &add(&world, |_| {}));
    let hand_over = Command::HandOverCustomer(HandOverCustomer { customer: world.ids.acme, to: world.ids.wang, reason: String::new() });
    world.applies(world.ids.boss, &hand_over);
    let task: &Task = world.book.task(ID).expect("the task");
    assert_eq!((task.owner, task.made_by), (world.ids.wang, world.ids.lin));
}

#[test]
fn an_ongoing_task_comes_back_after_its_interval() {
    // E-23, A44: 持续, reviewed monthly by default.
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    world.applies(lin, &add(&world, |it| it.profile.every = Some(Interval::Months(1))));
    let task = |world: &World| world.book.task(ID).expect("the task").clone();
    assert_eq!((task(&world).due_on(), task(&world).days_overdue(today.plus(3))), (today, 3));
    let review = |on| Command::ReviewTask(ReviewTask { task: ID, on, note: "关系稳定".to_owned() });
    world.applies(lin, &review(today));
    let next = today.plus_months(1);
    for (day, overdue) in [(today, 0), (next, 0), (next.plus(1), 1)] {
        assert_eq!((task(&world).due_on(), task(&world).days_overdue(day)), (next, overdue));
    }
    // A review that is recorded late does not move the due day back.
    let day = today.plus(-3);
    world.applies(lin, &review(day));
    assert_eq!((task(&world).due_on(), task(&world).reviews.len()), (next, 2));
    // A new interval counts from the last review; a new due day applies if it is later.
    world.applies(lin, &amend(&world, |it| it.every = Some(Interval::Days(7))));
    assert_eq!(task(&world).due_on(), today.plus(7));
    world.applies(lin, &amend(&world, |it| it.due_on = today.plus(20)));
    assert_eq!(task(&world).due_on(), today.plus(20));
    world.applies(lin, &Command::FinishTask(FinishTask { task: ID, on: today, follow_up: None }));
    assert!(!task(&world).is_open(), "somebody ends it");
}

#[test]
fn the_day_of_an_ongoing_task_can_be_moved_either_way() {
    // E-23: reviewed on the first day, due in a month, then moved earlier or later.
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    world.applies(lin, &add(&world, |it| it.profile.every = Some(Interval::Months(1))));
    let at = |world: &mut World, day: Day, command: &Command| {
        let moment = world.ids.moment_on(day, lin, &world.book);
        apply(command, &mut world.book, &moment).expect("it is taken");
        world.book.task(ID).expect("the task").due_on()
    };
    let review = |on| Command::ReviewTask(ReviewTask { task: ID, on, note: String::new() });
    assert_eq!(at(&mut world, today, &review(today)), today.plus_months(1));
    let earlier = amend(&world, |it| it.due_on = today.plus(14));
    assert_eq!(at(&mut world, today.plus(1), &earlier), today.plus(14));
    let goal = amend(&world, |it| it.goal = "换个目标".to_owned());
    assert_eq!(at(&mut world, today.plus(2), &goal), today.plus(14), "the day stays");
    assert_eq!(at(&mut world, today.plus(3), &review(today.plus(-2))), today.plus(14), "a look from before, written down late");
    // Reviewed before that day, it comes back after its interval.
    assert_eq!(at(&mut world, today.plus(10), &review(today.plus(10))), today.plus(10).plus_months(1));
    let later = amend(&world, |it| it.due_on = today.plus(90));
    assert_eq!(at(&mut world, today.plus(11), &later), today.plus(90));
    assert_eq!(at(&mut world, today.plus(20), &review(today.plus(20))), today.plus(90), "not before the day that was chosen");
    let back = amend(&world, |it| it.due_on = today.plus(60));
    assert_eq!(at(&mut world, today.plus(21), &back), today.plus(60));
    let next = today.plus(40).plus_months(1);
    assert_eq!(at(&mut world, today.plus(40), &review(today.plus(40))), next);
    // The stored day chosen again, by a phone whose clock is behind.
    let now = world.book.task(ID).expect("the task").profile.clone();
    let again = Command::AmendTask(AmendTask { task: ID, was: TaskProfile { due_on: next, ..now.clone() }, now });
    assert_eq!(at(&mut world, today.plus(39), &again), today.plus(60));
}

#[test]
fn a_follow_up_reviews_an_ongoing_task() {
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    world.applies(lin, &add(&world, |it| it.profile.every = Some(Interval::Days(14))));
    assert_eq!(crate::views::open_tasks::settled_by_contact(world.ids.acme, lin, today, &world.book), [ID]);
    world.applies(lin, &super::follow_ups::log(&world, |it| it.completes = vec![ID]));
    let task = world.book.task(ID).expect("the task");
    assert_eq!((task.is_open(), task.due_on()), (true, today.plus(14)));
    assert_eq!(task.reviews[0].follow_up, Some(FollowUpId(fresh(1))));
    assert!(crate::views::open_tasks::settled_by_contact(world.ids.acme, lin, today, &world.book).is_empty());
    let due = |day: Day| crate::views::agenda::Agenda::of(&world.book, day).tasks.len();
    assert_eq!((due(today.plus(13)), due(today.plus(14))), (0, 1), "the day it is looked at again");
}

#[test]
fn ongoing_tasks_are_refused_for_every_reason() {
    let mut world = world();
    let lin = world.ids.lin;
    let (tomorrow, in_future) = world.tomorrow();
    let review = |on, note: &str| Command::ReviewTask(ReviewTask { task: ID, on, note: note.to_owned() });
    for (every, most) in [(Interval::Days(0), 730), (Interval::Days(731), 730), (Interval::Months(0), 24), (Interval::Months(25), 24)] {
        world.refuses(lin, &add(&world, |it| it.profile.every = Some(every)), &[(Field::Every, Refusal::OutOfRange { least: 1, most })]);
    }
    world.refuses(lin, &review(world.ids.today, ""), &[(Field::Task, Refusal::NotYours)]);
    world.applies(lin, &add(&world, |_| {}));
    world.refuses(lin, &review(world.ids.today, ""), &[(Field::Task, Refusal::NotAllowed)]);
    world.applies(lin, &amend(&world, |it| it.every = Some(Interval::Months(24))));
    world.refuses(world.ids.wang, &review(world.ids.today, ""), &[(Field::Task, Refusal::NotYours)]);
    world.refuses(lin, &review(tomorrow, ""), &[(Field::On, in_future)]);
    world.refuses(lin, &review(world.ids.today, &long(NOTE + 1)), &[(Field::Note, too_long(NOTE))]);
    world.applies(lin, &cancel("客户流失"));
    world.refuses(lin, &review(world.ids.today, ""), &[(Field::Task, Refusal::Finished)]);
}
