use crate::access::alert_owner::whose;
use crate::decide::command::{DismissAlert, HandOverCustomer, SeeAlert};
use crate::records::alert::Alert;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::Period;
use std::collections::BTreeSet;

use super::*;
use crate::book::record::Record;
use crate::records::organisation::{Department, Person, Role, Team};
use crate::values::ids::{DepartmentId, TeamId};

fn names(world: &World, raised: &Raised, on: Day) -> Vec<String> {
    let mut names: Vec<String> =
        told(raised, &world.book, on).into_iter().filter_map(|it| world.book.person(it).map(|person| person.account.clone())).collect();
    names.sort();
    names
}

/// The book on a person's device, and the person's moment on a day.
fn device(world: &World, person: PersonId, on: Day) -> (Book, Moment) {
    let moment = world.ids.moment_on(on, person, &world.book);
    let mut book = Book::default();
    let is_open = |it: &Record| it.scope(&world.book).is_open_to(&moment.actor, &world.book);
    world.book.records().filter(is_open).for_each(|it| book.put(it));
    (book, moment)
}

#[test]
fn an_unhandled_alert_escalates() {
    // the rep, after 7 days the superior, after 60 the manager.
    let world = world();
    let due = world.book.order(world.ids.order).expect("the order").due_on;
    let of = |days| world.raised(AlertRule::ReceivableOverdue, world.ids.director, due.plus(days)).remove(0);
    for (days, expected) in
        [(1, vec!["lin"]), (7, vec!["lin"]), (8, vec!["boss", "lin"]), (60, vec!["boss", "lin"]), (61, vec!["boss", "lin", "manager"])]
    {
        assert_eq!(names(&world, &of(days), due.plus(days)), expected, "{days} days past due");
    }
    // AL-02 goes to the superior at once.
    let alarm = world.raised(AlertRule::CollectionOverdue, world.ids.director, due.plus(31)).remove(0);
    assert_eq!(names(&world, &alarm, due.plus(31)), ["boss", "lin"]);
}

#[test]
fn handling_pauses_escalation_until_its_deadline() {
    let mut world = world();
    let ids = world.ids;
    let due = world.book.order(ids.order).expect("the order").due_on;
    let of = |world: &World, days| world.raised(AlertRule::ReceivableOverdue, ids.director, due.plus(days)).remove(0);
    let alert = of(&world, 3).key;
    let plan =
        HandleAlert { alert, who: ids.lin, cause: Some(Cause::CustomerBudget), plan: "电话催款".to_owned(), until: due.plus(20) };
    world.does(due.plus(3), ids.lin, &Command::HandleAlert(plan));
    assert_eq!(names(&world, &of(&world, 20), due.plus(20)), ["lin"]);
    assert_eq!(status(&of(&world, 20), &world.book, due.plus(20)), Status::Handled { until: due.plus(20) });
    // AL-13: the day after the deadline, for the assignee, and for the superior at once.
    assert!(world.raised(AlertRule::ActionOverdue, ids.director, due.plus(20)).is_empty());
    let late = world.raised(AlertRule::ActionOverdue, ids.director, due.plus(21));
    assert_eq!(late.iter().map(|it| (it.person, it.measured, it.key.subject)).collect::<Vec<_>>(), [(ids.lin, 1, alert.id().into())]);
    assert_eq!(names(&world, &late[0], due.plus(21)), ["boss", "lin"]);
    assert_eq!(names(&world, &of(&world, 21), due.plus(21)), ["boss", "lin"]);
    // The payment ends the condition: neither the alert nor the overdue action is left.
    world.pays(ids.order, due.plus(21), 10_000, 1);
    assert!(world.raised(AlertRule::ActionOverdue, ids.director, due.plus(22)).is_empty());
}

#[test]
fn the_assigned_handler_receives_and_handles_the_overdue_action() {
    // AL-13: boss assigns wang the alerts about lin's month and lin's order. wang may see neither.
    let mut world = world();
    let ids = world.ids;
    world.target(ids.lin, Period::Month(ids.today.month()), 200);
    let month = world.raised(AlertRule::Completion, ids.boss, ids.today).remove(0);
    let order = world.raised(AlertRule::ReceivableOverdue, ids.boss, ids.today).remove(0);
    for alert in [month.key, order.key] {
        let plan = HandleAlert { alert, who: ids.wang, cause: Some(Cause::FollowUp), plan: "一起拜访".to_owned(), until: ids.today };
        world.does(ids.today, ids.boss, &Command::HandleAlert(plan));
        let life = crate::book::record::Record::Alert(world.book.alert(alert.id()).expect("its life").clone());
        for (who, holds) in [(ids.lin, true), (ids.wang, true), (ids.boss, true), (ids.manager, true), (ids.zhao, false)] {
            let actor = ids.moment(who, &world.book).actor;
            assert_eq!(life.scope(&world.book).is_open_to(&actor, &world.book), holds, "{who}");
        }
    }
    // The book on wang's device: the catalogue and the records open to wang.
    let later = ids.today.plus(1);
    let hers = ids.moment_on(later, ids.wang, &world.book);
    let mut book = Book::default();
    let open = |it: &crate::book::record::Record| it.scope(&world.book).is_open_to(&hers.actor, &world.book);
    world.book.records().filter(open).for_each(|it| book.put(it));
    let late = |book: &Book| raise(book, &hers).into_iter().filter(|it| it.key.rule == AlertRule::ActionOverdue).collect::<Vec<_>>();
    let found = late(&book);
    assert_eq!(found.iter().map(|it| (it.person, it.measured)).collect::<Vec<_>>(), [(ids.wang, 1), (ids.wang, 1)]);
    assert_eq!(resolved(&[], &hers.actor, &book), Vec::<&Alert>::new(), "this device cannot know whether it is settled");
    // wang can act on it, and the server accepts it.
    for raised in &found {
        assert_eq!(whose(raised.key.subject, &world.book).map(|it| it.person), Some(ids.wang));
        let plan = HandleAlert { alert: raised.key, who: ids.wang, cause: None, plan: "改约周五".to_owned(), until: later.plus(3) };
        world.does(later, ids.wang, &Command::HandleAlert(plan));
    }
    let of_month = found.iter().find(|it| it.customer.is_none()).expect("what is late about lin's month");
    for by in [ids.zhao, ids.lin] {
        let moment = ids.moment_on(later, by, &world.book);
        let seen = crate::decide::decide(&Command::SeeAlert(SeeAlert { alert: of_month.key }), &world.book, &moment);
        assert!(seen.is_err(), "it is not {by}'s");
    }
}

#[test]
fn the_assigned_handler_receives_the_alert_of_another_owner() {
    // AL-13: lin's order belongs to Acme, which zhao of the other team now holds; the manager assigns its alert to wang. lin, zhao and their
    // supervisors keep the alert, wang receives it, and nobody else does.
    let mut world = world();
    let ids = world.ids;
    let hand_over = Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: ids.zhao, reason: "换组".to_owned() });
    world.does(ids.today, ids.manager, &hand_over);
    let alert = world.raised(AlertRule::ReceivableOverdue, ids.manager, ids.today).remove(0).key;
    let holds = |world: &World| {
        let life = crate::book::record::Record::Alert(world.book.alert(alert.id()).expect("its life").clone());
        let sees = |who| life.scope(&world.book).is_open_to(&ids.moment(who, &world.book).actor, &world.book);
        [ids.lin, ids.wang, ids.zhao, ids.boss, ids.chen, ids.manager, ids.admin].map(sees)
    };
    let charges = |who| Command::HandleAlert(HandleAlert { alert, who, cause: None, plan: "上门对账".to_owned(), until: ids.today });
    world.does(ids.today, ids.manager, &charges(ids.zhao));
    assert_eq!(holds(&world), [true, false, true, true, true, true, false]);
    world.does(ids.today, ids.manager, &charges(ids.wang));
    assert_eq!(holds(&world), [true, true, true, true, true, true, false]);
    // wang can handle the overdue action with what is on wang's device.
    let later = ids.today.plus(1);
    let (book, hers) = device(&world, ids.wang, later);
    let late: Vec<Raised> = raise(&book, &hers).into_iter().filter(|it| it.key.rule == AlertRule::ActionOverdue).collect();
    assert_eq!(late.iter().map(|it| (it.person, it.key.subject)).collect::<Vec<_>>(), [(ids.wang, alert.id().into())]);
    let plan = HandleAlert { alert: late[0].key, who: ids.wang, cause: None, plan: "改约周五".to_owned(), until: later.plus(3) };
    world.does(later, ids.wang, &Command::HandleAlert(plan));
}

/// Another department with a manager, and a rep in a team without a supervisor.
fn second_department(world: &mut World) -> (PersonId, PersonId) {
    let (ids, department, team) = (world.ids, DepartmentId(fresh(40)), TeamId(fresh(41)));
    let person = |id, name: &str, role, team, department| {
        let name = name.to_owned();
        Person {
            id: PersonId(fresh(id)),
            account: name.clone(),
            name,
            role,
            team,
            department,
            email: None,
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        }
    };
    let (rep, manager) = (person(42, "sun", Role::Rep, Some(team), None), person(43, "qian", Role::Manager, None, Some(department)));
    let both = (rep.id, manager.id);
    let of_department = Department { id: department, name: "二部".to_owned() };
    world.does(ids.today, ids.admin, &Command::SaveDepartment(Save { was: None, now: of_department }));
    let of_team = Team { id: team, name: "三组".to_owned(), department, region: None };
    world.does(ids.today, ids.admin, &Command::SaveTeam(Save { was: None, now: of_team }));
    for now in [rep, manager] {
        world.does(ids.today, ids.admin, &Command::SavePerson(Save { was: None, now }));
    }
    both
}

#[test]
fn superiors_notified_of_an_overdue_action_hold_its_alert() {
    // AL-13: the director assigns the alert about lin's order. Besides those who hold it through lin, the assignee's superiors receive the
    // alert, see the overdue action on their own device and may report on it. Nobody else does.
    let mut world = world();
    let (sun, qian) = second_department(&mut world);
    let ids = world.ids;
    let alert = world.raised(AlertRule::ReceivableOverdue, ids.director, ids.today).remove(0).key;
    let through_lin = BTreeSet::from([ids.lin, ids.boss, ids.manager, ids.director]);
    for (charged, above) in [
        (ids.wang, vec![]),
        (ids.zhao, vec![ids.chen]),
        // A supervisor's superior is the manager, a manager's is the director.
        (ids.chen, vec![]),
        (ids.manager, vec![]),
        // Without a supervisor, the manager.
        (sun, vec![qian]),
        (qian, vec![]),
    ] {
        let plan = HandleAlert { alert, who: charged, cause: None, plan: "上门对账".to_owned(), until: ids.today };
        world.does(ids.today, ids.director, &Command::HandleAlert(plan));
        let life = Record::Alert(world.book.alert(alert.id()).expect("its life").clone());
        let holds = |it: &PersonId| life.scope(&world.book).is_open_to(&ids.moment(*it, &world.book).actor, &world.book);
        let holders: BTreeSet<PersonId> = world.book.people().map(|it| it.id).filter(holds).collect();
        let expected: BTreeSet<PersonId> = through_lin.iter().copied().chain([charged]).chain(above).collect();
        assert_eq!(holders, expected, "{charged} is charged");

        let later = ids.today.plus(300);
        let late = world.raised(AlertRule::ActionOverdue, ids.director, later).remove(0);
        for person in told(&late, &world.book, later) {
            let (book, theirs) = device(&world, person, later);
            let seen: Vec<Raised> = raise(&book, &theirs).into_iter().filter(|it| it.key == late.key).collect();
            assert_eq!(seen.len(), 1, "{person} is told that {charged} is late");
            assert!(told(&seen[0], &book, later).contains(&person));
            assert!(crate::decide::decide(&Command::SeeAlert(SeeAlert { alert: late.key }), &world.book, &theirs).is_ok());
        }
    }
}

#[test]
fn an_action_settled_before_a_hand_over_is_not_overdue() {
    // AL-13: lin was to visit Acme again and did. Later Acme is handed over to zhao of the other team. boss keeps the alert but no longer holds
    // the customer that shows that the visit took place.
    let mut world = world();
    let ids = world.ids;
    let missed = ids.today.plus(200);
    let alert = world.raised(AlertRule::CadenceMissed, ids.director, missed).remove(0).key;
    assert_eq!(alert.subject, ids.acme.into());
    let plan = HandleAlert { alert, who: ids.lin, cause: None, plan: "本周拜访".to_owned(), until: missed };
    world.does(missed, ids.boss, &Command::HandleAlert(plan));
    let later = missed.plus(1);
    let is_late = |world: &World, person| {
        let (book, moment) = device(world, person, later);
        raise(&book, &moment).iter().any(|it| it.key.rule == AlertRule::ActionOverdue)
    };
    assert!(is_late(&world, ids.boss), "as long as nobody went");
    world.visits(missed, missed, 2);
    let hand_over = Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: ids.zhao, reason: "换组".to_owned() });
    world.does(missed, ids.manager, &hand_over);
    assert!(device(&world, ids.boss, later).0.alert(alert.id()).is_some(), "boss keeps what was agreed");
    for person in [ids.boss, ids.zhao, ids.chen, ids.manager, ids.director] {
        assert!(!is_late(&world, person), "{person}");
    }
}

#[test]
fn a_dismissal_of_an_overdue_action_follows_the_handler_to_another_team() {
    // AL-13: the director assigns zhao the alert about lin's order, chen dismisses the overdue action, and zhao moves to a team of another
    // department. Its manager is notified from then on and also receives chen's dismissal.
    let mut world = world();
    let (sun, qian) = second_department(&mut world);
    let ids = world.ids;
    let alert = world.raised(AlertRule::ReceivableOverdue, ids.director, ids.today).remove(0).key;
    let plan = HandleAlert { alert, who: ids.zhao, cause: None, plan: "上门对账".to_owned(), until: ids.today };
    world.does(ids.today, ids.director, &Command::HandleAlert(plan));
    let later = ids.today.plus(300);
    let late = world.raised(AlertRule::ActionOverdue, ids.director, later).remove(0);
    world.does(later, ids.chen, &Command::DismissAlert(DismissAlert { alert: late.key, level: late.level, reason: "已约下周".to_owned() }));
    let was = world.book.person(ids.zhao).expect("zhao").clone();
    let now = Person { team: world.book.person(sun).and_then(|it| it.team), ..was.clone() };
    world.does(later, ids.admin, &Command::SavePerson(Save { was: Some(was), now }));
    let (book, moment) = device(&world, qian, later);
    assert!(book.alert(alert.id()).is_some() && book.alert(late.key.id()).is_some());
    assert!(open(&book, &moment).iter().all(|it| it.key != late.key));
}

#[test]
fn dismissed_alerts_are_not_open_and_notify_nobody() {
    let mut world = world();
    let ids = world.ids;
    let raised = world.raised(AlertRule::ReceivableOverdue, ids.director, ids.today).remove(0);
    let dismiss = Command::DismissAlert(DismissAlert { alert: raised.key, level: raised.level, reason: "客户已付".to_owned() });
    world.does(ids.today, ids.lin, &dismiss);
    assert!(told(&raised, &world.book, ids.today).is_empty());
    let moment = ids.moment(ids.lin, &world.book);
    assert!(open(&world.book, &moment).iter().all(|open| open.key != raised.key));
}

#[test]
fn the_next_superior_is_notified_if_one_is_inactive() {
    let mut world = world();
    let ids = world.ids;
    let mut boss = world.book.person(ids.boss).expect("boss").clone();
    boss.active = false;
    world.does(ids.today, ids.admin, &Command::SavePerson(Save { was: world.book.person(ids.boss).cloned(), now: boss }));
    let alarm = world.raised(AlertRule::CollectionOverdue, ids.director, ids.today).remove(0);
    assert_eq!(names(&world, &alarm, ids.today), ["lin", "manager"]);
}
