use super::*;
use crate::records::alert::Occurrence;
use crate::rules::alert_rules::AlertRule;

/// On a day, so many minutes after noon.
fn at_noon(world: &World, on: Day, minutes: i64) -> Moment {
    let mut moment = world.ids.moment_on(on, world.ids.lin, &world.book);
    moment.now = Timestamp(moment.now.0 + (120 + minutes) * 60_000);
    moment
}

fn of_lin(world: &World, moment: &Moment) -> Vec<(Occurrence, i64)> {
    let mine = |it: &Raised| it.key.rule == AlertRule::LateEntry && it.person == world.ids.lin;
    raise(&world.book, moment).into_iter().filter(mine).map(|it| (it.key.occurrence, it.measured)).collect()
}

#[test]
fn an_entry_after_noon_of_the_next_day_is_late() {
    // AL-12, A46.
    for (minutes, expected) in [(0, vec![]), (1, vec![(Occurrence::Day(day("2026-05-14")), 1)])] {
        let mut world = world();
        let (thursday, friday) = (day("2026-05-14"), day("2026-05-15"));
        world.visits(day("2026-05-13"), day("2026-05-13"), 3);
        world.visits(friday, friday, 1);
        let moment = at_noon(&world, friday, minutes);
        let log = LogFollowUp::of(FollowUpId(fresh(2)), world.ids.acme, thursday, Method::Phone, "补录");
        apply(&Command::LogFollowUp(log), &mut world.book, &moment).expect("a late entry is taken");
        assert_eq!(of_lin(&world, &moment), expected, "{minutes} minutes past noon");
        let next_week = world.ids.moment_on(day("2026-05-25"), world.ids.lin, &world.book);
        assert!(!of_lin(&world, &next_week).iter().any(|it| 0 < it.1), "it is gone the week after");
    }
}

#[test]
fn a_late_entry_alert_starts_when_the_entry_was_made() {
    // AL-12: an entry made on Monday about Thursday has been late since Monday, not for four days.
    let mut world = world();
    let (thursday, monday) = (day("2026-05-14"), day("2026-05-18"));
    world.visits(thursday, monday, 1);
    world.visits(thursday, monday.plus(1), 2);
    let raised = world.raised(AlertRule::LateEntry, world.ids.lin, monday.plus(1));
    let found: Vec<_> = raised.iter().filter(|it| 0 < it.measured).map(|it| (it.key.occurrence, it.measured, it.since)).collect();
    assert_eq!(found, [(Occurrence::Day(thursday), 2, monday)]);
}

#[test]
fn a_working_day_without_any_entry_is_missing_until_noon_of_the_next() {
    // AL-12 (漏录): Friday's entries can be made until Saturday noon; on Monday they are missing. Nothing is expected for the weekend.
    let mut world = world();
    let (friday, monday) = (day("2026-05-15"), day("2026-05-18"));
    world.visits(day("2026-05-14"), day("2026-05-14"), 1);
    assert_eq!(of_lin(&world, &at_noon(&world, friday.plus(1), 0)), []);
    let missing = vec![(Occurrence::Day(friday), 0)];
    assert_eq!(of_lin(&world, &at_noon(&world, friday.plus(1), 1)), missing);
    assert_eq!(of_lin(&world, &at_noon(&world, monday, 0)), missing);
    world.visits(friday, friday, 2);
    assert_eq!(of_lin(&world, &at_noon(&world, monday, 0)), []);
}

#[test]
fn imported_records_are_not_late_entries() {
    let mut world = world();
    let ids = world.ids;
    let line = Line::of(ids.product, Quantity::whole(1), Money::whole(1_000));
    let terms = OrderTerms { deal_on: ids.today.plus(-60), lines: vec![line], ..OrderTerms::default() };
    let take = TakeOrder { id: OrderId(fresh(1)), number: None, customer: ids.acme, owner: None, terms };
    world.does(ids.today, ids.lin, &Command::TakeOrder(take));
    assert!(of_lin(&world, &at_noon(&world, ids.today, 0)).iter().all(|it| it.1 == 0));
}
