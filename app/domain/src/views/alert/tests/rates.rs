use super::*;
use crate::decide::command::ReturnGoods;
use crate::records::alert::Occurrence;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::Period;

fn month(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

#[test]
fn completion_of_a_finished_period_is_not_scaled_by_time() {
    // AL-01, G9: 12 of 15 are exactly 80 % and not red. A2: a value shown as 80 % may still be below it.
    let may = month("2026-05");
    for (target, sold, level) in [
        (15, 12, Some(Level::Amber)),
        (1_000, 799, Some(Level::Red)),
        (1_000, 800, Some(Level::Amber)),
        (100, 85, None),
        (100, 84, Some(Level::Amber)),
        (100, 100, None),
    ] {
        let mut world = world();
        let ids = world.ids;
        world.target(ids.lin, may, target);
        world.sells(ids.lin, day("2026-05-06"), sold, 1);
        for on in ["2026-05-31", "2026-06-01", "2026-06-30"] {
            let found = world.one(AlertRule::Completion, day(on)).map(|it| it.0);
            assert_eq!(found, level, "{sold} of {target} on {on}");
        }
        // The alert stays until the next period is over.
        assert_eq!(world.one(AlertRule::Completion, day("2026-07-01")), None);
    }
}

#[test]
fn completion_of_a_running_period_is_compared_with_elapsed_time() {
    // A4: May 2026 has 18 working days from the 6th on and one make-up day on the 9th: 19 in all.
    let mut world = world();
    let ids = world.ids;
    world.target(ids.lin, month("2026-05"), 190);
    assert_eq!(world.one(AlertRule::Completion, day("2026-05-05")), None, "nothing is due before anybody works");
    assert_eq!(world.one(AlertRule::Completion, day("2026-05-06")), None, "on the first morning no working day is gone");
    assert_eq!(world.one(AlertRule::Completion, day("2026-05-07")), Some((Level::Red, 0, day("2026-05-07"))));
    // Ten are due per day: on the 9th, three days are due, and 24 are exactly 80 % of them.
    world.sells(ids.lin, day("2026-05-07"), 24, 1);
    assert_eq!(world.one(AlertRule::Completion, day("2026-05-08")), None);
    assert_eq!(world.one(AlertRule::Completion, day("2026-05-09")), Some((Level::Amber, 8_000, day("2026-05-09"))));
    assert_eq!(world.one(AlertRule::Completion, day("2026-05-10")), Some((Level::Red, 6_000, day("2026-05-09"))));
    // Without the adjustment for elapsed time, every rep is red from the first elapsed working day until the end.
    world.rules(|it| AlertRules { adjust_for_time: false, ..it });
    assert_eq!(world.one(AlertRule::Completion, day("2026-05-08")), Some((Level::Red, 1_263, day("2026-05-07"))));
}

#[test]
fn the_last_day_of_a_period_does_not_count_as_elapsed() {
    // A4: June 2026 has 21 working days and ends on a Tuesday. Ten are due per day.
    let mut world = world();
    let ids = world.ids;
    world.target(ids.lin, month("2026-06"), 210);
    world.sells(ids.lin, day("2026-06-01"), 170, 1);
    assert_eq!(world.one(AlertRule::Completion, day("2026-06-30")), None, "170 of the 200 of 20 days");
    assert_eq!(world.one(AlertRule::Completion, day("2026-07-01")), Some((Level::Amber, 8_095, day("2026-07-01"))));
}

#[test]
fn a_return_counts_in_the_period_of_its_own_day() {
    // AL-01, A13: 15 of 15 sold in May. Three returned in May, from an order of December, leave 80 %.
    let may = month("2026-05");
    for (returned, level) in [(0, None), (2, None), (3, Some(Level::Amber)), (4, Some(Level::Red))] {
        let mut world = world();
        let ids = world.ids;
        world.target(ids.lin, may, 15);
        world.sells(ids.lin, day("2026-05-06"), 15, 1);
        let old = world.sells(ids.lin, day("2025-12-01"), 10, 2);
        if 0 < returned {
            let goods = vec![crate::records::order::Goods { product: ids.product, quantity: Quantity::whole(returned) }];
            let (id, reason) = (crate::values::ids::ReturnId(fresh(3)), "型号不符".to_owned());
            let back = crate::decide::command::Track::ReturnGoods(ReturnGoods {
                order: old,
                id,
                on: day("2026-05-08"),
                goods: goods.into_iter().map(Into::into).collect(),
                delivered: None,
                reason,
                keeps: false,
            });
            world.does(day("2026-05-08"), ids.lin, &Command::Track(back));
        }
        assert_eq!(world.one(AlertRule::Completion, day("2026-06-01")).map(|it| it.0), level, "{returned}");
    }
}

#[test]
fn a_quarter_counts_where_the_months_have_no_targets() {
    let mut world = world();
    let ids = world.ids;
    world.target(ids.lin, month("2026-Q2"), 600);
    let found = world.raised(AlertRule::Completion, ids.director, day("2026-05-18"));
    assert_eq!(found.iter().map(|it| it.key.occurrence).collect::<Vec<_>>(), [Occurrence::Period(month("2026-Q2"))]);
    world.target(ids.lin, month("2026-05"), 200);
    let found = world.raised(AlertRule::Completion, ids.director, day("2026-05-18"));
    assert_eq!(found.iter().map(|it| it.key.occurrence).collect::<Vec<_>>(), [Occurrence::Period(month("2026-05"))]);
}

#[test]
fn a_person_without_the_records_sees_no_completion_alert() {
    let mut world = world();
    let ids = world.ids;
    world.target(ids.lin, month("2026-05"), 200);
    for (by, expected) in [(ids.lin, 1), (ids.boss, 1), (ids.manager, 1), (ids.director, 1), (ids.wang, 0), (ids.chen, 0), (ids.admin, 0)] {
        assert_eq!(world.raised(AlertRule::Completion, by, ids.today).len(), expected, "{by}");
    }
}

#[test]
fn no_target_raises_no_completion_alert() {
    // A3.
    let mut world = world();
    assert_eq!(world.one(AlertRule::Completion, world.ids.today), None);
    world.target(world.ids.lin, month("2026-05"), 0);
    assert_eq!(world.one(AlertRule::Completion, world.ids.today), None);
}

#[test]
fn the_collection_rate_of_the_last_month_has_a_floor() {
    // AL-14, A8: 10,000 due in April, nothing before.
    for (paid, level) in [(0, Some(Level::Reminder)), (8_999, Some(Level::Reminder)), (9_000, None), (10_000, None)] {
        let mut world = world();
        let ids = world.ids;
        if 0 < paid {
            world.pays(ids.order, day("2026-04-20"), paid, 1);
        }
        assert_eq!(world.one(AlertRule::CollectionRate, day("2026-04-30")), None, "April is not over, in March nothing was due");
        let found = world.one(AlertRule::CollectionRate, day("2026-05-01"));
        assert_eq!(found, level.map(|it| (it, paid, day("2026-05-01"))), "{paid} of 10,000");
    }
}
