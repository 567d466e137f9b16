use super::*;
use crate::records::alert::Occurrence;
use crate::rules::alert_rules::AlertRule;

#[test]
fn a_receivable_past_its_due_day_raises_an_alert() {
    // AL-06: from the day after. AL-02, G14 (A6): not after 30 days, red after 31. Two separate alerts (A5).
    let world = world();
    let due = world.book.order(world.ids.order).expect("the order").due_on;
    for (days, reminder, alarm) in [
        (0, None, None),
        (1, Some((Level::Reminder, 1)), None),
        (30, Some((Level::Reminder, 30)), None),
        (31, Some((Level::Reminder, 31)), Some((Level::Red, 31))),
        (400, Some((Level::Reminder, 400)), Some((Level::Red, 400))),
    ] {
        let on = due.plus(days);
        let reminder = reminder.map(|(level, measured)| (level, measured, due.plus(1)));
        let alarm = alarm.map(|(level, measured)| (level, measured, due.plus(31)));
        assert_eq!(world.one(AlertRule::ReceivableOverdue, on), reminder, "AL-06, {days} days");
        assert_eq!(world.one(AlertRule::CollectionOverdue, on), alarm, "AL-02, {days} days");
    }
}

#[test]
fn the_operator_and_the_margin_come_from_the_companys_rules() {
    let mut world = world();
    let due = world.book.order(world.ids.order).expect("the order").due_on;
    let overdue = AlertRules::default_of(AlertRule::CollectionOverdue);
    world.rules(|it| it.with(AlertRule::CollectionOverdue, Setting { operator: Operator::AtLeast, margin: 2, ..overdue }));
    let level = |world: &World, days| world.one(AlertRule::CollectionOverdue, due.plus(days)).map(|it| it.0);
    assert_eq!((27..=30).map(|it| level(&world, it)).collect::<Vec<_>>(), [None, Some(Level::Amber), Some(Level::Amber), Some(Level::Red)]);
    world.rules(|it| it.with(AlertRule::CollectionOverdue, Setting { on: false, ..overdue }));
    assert_eq!(level(&world, 100), None);
}

#[test]
fn working_days_count_if_the_rule_says_so() {
    let mut world = world();
    // Due on Wednesday 2026-04-08. The labour holiday of 2026 is 1 to 5 May; 9 May is a make-up working day.
    let due = world.book.order(world.ids.order).expect("the order").due_on;
    assert_eq!(due, day("2026-04-08"));
    let overdue = AlertRules::default_of(AlertRule::CollectionOverdue);
    let setting = Setting { calendar: Calendar::WorkingDays, threshold: 16, ..overdue };
    world.rules(|it| it.with(AlertRule::CollectionOverdue, setting));
    assert_eq!(world.one(AlertRule::CollectionOverdue, day("2026-05-05")), None);
    assert_eq!(world.one(AlertRule::CollectionOverdue, day("2026-05-06")), Some((Level::Red, 17, day("2026-05-06"))));
}

#[test]
fn payment_resolves_the_alert_and_another_order_raises_a_new_one() {
    let mut world = world();
    let ids = world.ids;
    let second = world.sells(ids.lin, ids.today.plus(-65), 5, 1);
    let first = world.raised(AlertRule::CollectionOverdue, ids.lin, ids.today);
    assert_eq!(
        first.iter().map(|it| (it.key.occurrence, it.amount)).collect::<Vec<_>>(),
        [(Occurrence::Part(ids.order.0), Some(Money::whole(15_000)))]
    );
    world.pays(ids.order, ids.today, 10_000, 2);
    let next = world.raised(AlertRule::CollectionOverdue, ids.lin, ids.today);
    assert_eq!(next.iter().map(|it| (it.key.occurrence, it.measured)).collect::<Vec<_>>(), [(Occurrence::Part(second.0), 35)]);
    world.pays(second, ids.today, 5_000, 3);
    assert!(world.raised(AlertRule::CollectionOverdue, ids.lin, ids.today).is_empty());
    assert!(world.raised(AlertRule::ReceivableOverdue, ids.lin, ids.today).is_empty());
}

#[test]
fn one_daily_alert_counts_the_orders_that_need_attention() {
    // AL-15: a new alert every day, for the superior at once.
    let mut world = world();
    let ids = world.ids;
    world.sells(ids.lin, ids.today.plus(-65), 5, 1);
    let list = world.raised(AlertRule::DailyOrders, ids.boss, ids.today);
    assert_eq!(list.iter().map(|it| (it.person, it.measured)).collect::<Vec<_>>(), [(ids.lin, 2)]);
    assert!(told(&list[0], &world.book, ids.today).contains(&ids.boss));
    let tomorrow = world.raised(AlertRule::DailyOrders, ids.boss, ids.today.plus(1));
    assert_ne!(list[0].id(), tomorrow[0].id());
}

#[test]
fn the_due_day_follows_the_business_not_the_clock_of_the_phone() {
    let world = world();
    // The same moment can be another day elsewhere; the company's offset decides.
    let mut moment = world.ids.moment(world.ids.lin, &world.book);
    moment.now = Timestamp(0);
    assert_eq!(raise(&world.book, &moment).iter().filter(|it| it.key.rule == AlertRule::ReceivableOverdue).count(), 1);
}
