use super::*;
use crate::decide::command::{DismissAlert, HandleAlert, SeeAlert};
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::organisation::Company;
use crate::rules::Dated;
use crate::rules::alert_rules::{AlertRule, AlertRules, Level, Setting};
use crate::values::calendar::Day;
use crate::values::cause::Cause;
use crate::values::field::{AlertPart, Field};
use crate::values::ids::CustomerId;
use crate::values::refusal::Refusal;
use crate::views::alert::{Status, raise, status};

/// Acme's order, past its due day (AL-06).
pub(super) fn receivable(world: &World) -> AlertKey {
    let due = world.book.order(world.ids.order).expect("the order").due_on;
    AlertKey { rule: AlertRule::ReceivableOverdue, subject: world.ids.order.into(), occurrence: Occurrence::Day(due) }
}

/// The delivery of Acme's order (AL-04).
pub(super) fn delivery(world: &World) -> AlertKey {
    AlertKey { rule: AlertRule::DeliveryLate, ..receivable(world) }
}

/// The alert for a person's month (AL-01).
pub(super) fn completion(person: PersonId, on: Day) -> AlertKey {
    AlertKey { rule: AlertRule::Completion, subject: person.into(), occurrence: Occurrence::Period(Period::Month(on.month())) }
}

pub(super) fn handle(alert: AlertKey, who: PersonId, on: Day) -> HandleAlert {
    HandleAlert { alert, who, cause: Some(Cause::FollowUp), plan: "每周回访两次".to_owned(), until: on.plus(7) }
}

fn dismiss(alert: AlertKey, reason: &str) -> Command {
    Command::DismissAlert(DismissAlert { alert, level: Level::Red, reason: reason.to_owned() })
}

#[test]
fn handling_is_refused_for_every_reason() {
    let mut world = world();
    let ids = world.ids;
    let mut left = world.book.person(ids.wang).expect("wang").clone();
    left.active = false;
    world.book.put(left.into());
    let reminder = handle(receivable(&world), ids.lin, ids.today);
    let alarm = handle(completion(ids.lin, ids.today), ids.lin, ids.today);
    let with = |change: fn(&mut HandleAlert, &World)| {
        let mut other = reminder.clone();
        change(&mut other, &world);
        Command::HandleAlert(other)
    };
    let last = ids.today.plus(366);
    let nobody = AlertKey { subject: CustomerId(fresh(1)).into(), ..receivable(&world) };
    for (by, command, reasons) in [
        (ids.zhao, with(|it, world| it.who = world.ids.zhao), vec![(Field::Alert, Refusal::NotYours)]),
        (ids.chen, with(|it, world| it.who = world.ids.chen), vec![(Field::Alert, Refusal::NotYours)]),
        (ids.admin, with(|_, _| ()), vec![(Field::Alert, Refusal::NotYours), (Field::Who, Refusal::NotYours)]),
        (ids.lin, Command::HandleAlert(HandleAlert { alert: nobody, ..reminder.clone() }), vec![(Field::Alert, Refusal::NotYours)]),
        (ids.lin, with(|it, world| it.who = world.ids.boss), vec![(Field::Who, Refusal::NotYours)]),
        (ids.boss, with(|it, world| it.who = world.ids.wang), vec![(Field::Who, Refusal::Inactive)]),
        (ids.lin, with(|it, _| it.plan = " ".to_owned()), vec![(Field::Plan, Refusal::Missing)]),
        (ids.lin, with(|it, _| it.plan = long(NOTE + 1)), vec![(Field::Plan, too_long(NOTE))]),
        (ids.lin, with(|it, world| it.until = world.ids.today.plus(-1)), vec![(Field::Until, Refusal::TooEarly { first: ids.today })]),
        (ids.lin, with(|it, world| it.until = world.ids.today.plus(367)), vec![(Field::Until, Refusal::TooLate { last })]),
        // AL-01, AL-02 (S1:L102): the superior analyses, and names the cause.
        (ids.lin, Command::HandleAlert(alarm.clone()), vec![(Field::Role, Refusal::NotAllowed)]),
        (ids.boss, Command::HandleAlert(HandleAlert { cause: None, ..alarm.clone() }), vec![(Field::Cause, Refusal::Missing)]),
    ] {
        world.refuses(by, &command, &reasons);
    }
    for (by, asked) in [(ids.lin, &reminder), (ids.boss, &reminder), (ids.boss, &alarm), (ids.manager, &alarm), (ids.director, &alarm)] {
        assert!(world.decides(by, &Command::HandleAlert(asked.clone())).is_ok(), "{by}");
    }
    // A supervisor's shortfall is analysed by the manager, a director's by the director.
    let own = handle(completion(ids.boss, ids.today), ids.boss, ids.today);
    world.refuses(ids.boss, &Command::HandleAlert(own.clone()), &[(Field::Role, Refusal::NotAllowed)]);
    assert!(world.decides(ids.manager, &Command::HandleAlert(own)).is_ok());
}

#[test]
fn dismissing_is_refused_for_every_reason() {
    let world = world();
    let ids = world.ids;
    world.refuses(ids.lin, &dismiss(delivery(&world), "x"), &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(ids.lin, &dismiss(completion(ids.lin, ids.today), "x"), &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(ids.boss, &dismiss(completion(ids.boss, ids.today), "x"), &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(ids.zhao, &dismiss(receivable(&world), "x"), &[(Field::Alert, Refusal::NotYours)]);
    world.refuses(ids.lin, &dismiss(receivable(&world), "  "), &[(Field::Reason, Refusal::Missing)]);
    world.refuses(ids.boss, &dismiss(delivery(&world), &long(NOTE + 1)), &[(Field::Reason, too_long(NOTE))]);
    assert!(world.decides(ids.lin, &dismiss(receivable(&world), "客户已付,待银行到账")).is_ok());
    assert!(world.decides(ids.boss, &dismiss(delivery(&world), "客户要求推迟")).is_ok());
}

#[test]
fn an_alert_is_raised_seen_handled_and_resolved_by_the_fact() {
    let mut world = world();
    let ids = world.ids;
    let key = receivable(&world);
    let stands = |world: &World| {
        let moment = ids.moment(ids.lin, &world.book);
        raise(&world.book, &moment).into_iter().find(|it| it.key == key).map(|it| status(&it, &world.book, ids.today))
    };
    assert_eq!(stands(&world), Some(Status::Raised));
    world.applies(ids.lin, &Command::SeeAlert(SeeAlert { alert: key }));
    world.applies(ids.lin, &Command::SeeAlert(SeeAlert { alert: key }));
    assert_eq!(stands(&world), Some(Status::Seen));
    assert_eq!(world.book.alert(key.id()).map(|it| it.seen.len()), Some(1));
    world.applies(ids.lin, &Command::HandleAlert(handle(key, ids.lin, ids.today)));
    assert_eq!(stands(&world), Some(Status::Handled { until: ids.today.plus(7) }));
    world.applies(ids.boss, &dismiss(key, "先不催"));
    // Decisions within the same second: the last one counts, and none is lost.
    assert_eq!(stands(&world), Some(Status::Dismissed));
    world.applies(ids.lin, &Command::RecordPayment(world.pay(1, 10_000)));
    assert_eq!(stands(&world), None);
    let moment = ids.moment(ids.lin, &world.book);
    let raised = raise(&world.book, &moment);
    assert_eq!(crate::views::alert::resolved(&raised, &moment.actor, &world.book).iter().map(|it| it.key).collect::<Vec<_>>(), [key]);
}

#[test]
fn a_dismissal_does_not_cover_a_higher_level() {
    let mut world = world();
    let ids = world.ids;
    let key = delivery(&world);
    world.applies(ids.boss, &Command::DismissAlert(DismissAlert { alert: key, level: Level::Amber, reason: "x".to_owned() }));
    let life = world.book.alert(key.id()).expect("its life has begun");
    assert!(life.is_dismissed(Level::Amber) && life.is_dismissed(Level::Reminder) && !life.is_dismissed(Level::Red));
}

#[test]
fn rules_before_today_cannot_be_changed() {
    let mut world = world();
    let ids = world.ids;
    let save = |world: &World, from: Day, rules: AlertRules| {
        let was = world.book.company().clone();
        let now = Company { alerts: was.alerts.since(from, rules), ..was.clone() };
        Command::SaveCompany(Save { was: Some(was), now })
    };
    let late = AlertRules::default_of(AlertRule::DeliveryLate);
    let rules = |threshold| AlertRules::default().with(AlertRule::DeliveryLate, Setting { threshold, ..late });
    world.applies(ids.admin, &save(&world, ids.today, rules(5)));
    assert_eq!(world.book.company().alerts.on(ids.today).of(AlertRule::DeliveryLate).threshold, 5);
    assert_eq!(world.book.company().alerts.on(ids.today.plus(-1)), AlertRules::default());
    let too_early = [(Field::Alerts, Refusal::TooEarly { first: ids.today })];
    world.refuses(ids.admin, &save(&world, ids.today.plus(-1), rules(6)), &too_early);
    let was = world.book.company().clone();
    let cleared = Company { alerts: Dated::default(), ..was.clone() };
    // What has taken effect today may change, but not vanish.
    world.refuses(
        ids.admin,
        &Command::SaveCompany(Save { was: Some(was), now: cleared }),
        &[(Field::Alerts, Refusal::TooEarly { first: ids.today })],
    );
    assert!(world.decides(ids.admin, &save(&world, ids.today, rules(6))).is_ok());
    let range = Refusal::OutOfRange { least: 0, most: 366 };
    world.refuses(
        ids.admin,
        &save(&world, ids.today, rules(1_000)),
        &[(Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Threshold), range)],
    );
    world.refuses(ids.boss, &save(&world, ids.today, rules(4)), &[(Field::Role, Refusal::NotAllowed)]);
}
