use super::*;
use crate::decide::command::SetTarget;
use crate::figures::target_value::value_of;
use crate::records::target::Target;
use crate::values::calendar::{Day, Quarter, Week};
use crate::values::field::Field;
use crate::values::ids::{DepartmentId, TeamId};
use crate::values::kpi_name::KpiName;
use crate::values::refusal::Refusal;
use crate::values::target_of::TargetOf;

fn quarter() -> Period {
    Period::parse("2026-Q2").expect("a period")
}

fn month(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

fn set(of: TargetOf, period: Period, now: Option<i64>) -> Command {
    Command::SetTarget(SetTarget { of, metric: KpiName::SALES_AMOUNT, period, was: None, now, basis: "公司年度战略".to_owned() })
}

#[test]
fn setting_is_refused_for_every_reason() {
    let world = world();
    let ids = world.ids;
    let lin = TargetOf::Person(ids.lin);
    let not_yours = [(Field::Of, Refusal::NotYours)];
    for (by, of) in [
        (ids.lin, lin),
        (ids.chen, lin),
        (ids.boss, TargetOf::Team(ids.first_team)),
        (ids.boss, TargetOf::Company),
        (ids.manager, TargetOf::Company),
        (ids.admin, TargetOf::Company),
        (ids.director, TargetOf::Person(PersonId(fresh(1)))),
        (ids.director, TargetOf::Team(TeamId(fresh(1)))),
        (ids.director, TargetOf::Department(DepartmentId(fresh(1)))),
    ] {
        world.refuses(by, &set(of, quarter(), Some(1)), &not_yours);
    }
    for (by, of) in [
        (ids.boss, lin),
        (ids.manager, lin),
        (ids.manager, TargetOf::Team(ids.second_team)),
        (ids.manager, TargetOf::Department(ids.department)),
        (ids.director, TargetOf::Company),
    ] {
        assert!(world.decides(by, &set(of, quarter(), Some(0))).is_ok(), "{by} {of:?}");
    }
    let most = Money::LARGEST;
    world.refuses(ids.boss, &set(lin, quarter(), Some(-1)), &[(Field::Value, Refusal::NotPositive)]);
    world.refuses(ids.boss, &set(lin, quarter(), Some(most.0 + 1)), &[(Field::Value, Refusal::TooMuch { most })]);
    world.refuses(ids.boss, &set(lin, Period::Year(1989), None), &[(Field::Period, Refusal::TooEarly { first: Day::FIRST })]);
    world.refuses(ids.boss, &set(lin, Period::Year(2101), None), &[(Field::Period, Refusal::TooLate { last: Day::LAST })]);
    world.refuses(ids.boss, &set(lin, Period::Week(Week(i32::MAX)), None), &[(Field::Period, Refusal::TooLate { last: Day::LAST })]);
    world.refuses(
        ids.boss,
        &set(lin, Period::Quarter(Quarter(i32::MIN)), None),
        &[(Field::Period, Refusal::TooEarly { first: Day::FIRST })],
    );
    let wordy = match set(lin, quarter(), None) {
        Command::SetTarget(SetTarget { of, metric, period, was, now, .. }) => {
            Command::SetTarget(SetTarget { of, metric, period, was, now, basis: long(NOTE + 1) })
        }
        other => other,
    };
    world.refuses(ids.boss, &wordy, &[(Field::Basis, too_long(NOTE))]);
}

#[test]
fn the_same_target_is_the_same_record() {
    let mut world = world();
    let lin = TargetOf::Person(world.ids.lin);
    world.applies(world.ids.boss, &set(lin, quarter(), Some(150)));
    world.applies(world.ids.manager, &set(lin, quarter(), Some(160)));
    assert_eq!(world.book.targets().len(), 1);
    assert_eq!(value_of(&world.book, lin, KpiName::SALES_AMOUNT, quarter()), Some(160));
    // T-11: removed again by somebody who saw its value.
    let (metric, period) = (KpiName::SALES_AMOUNT, quarter());
    let away = Command::SetTarget(SetTarget { of: lin, metric, period, was: Some(160), now: None, basis: "目标调整".to_owned() });
    world.applies(world.ids.boss, &away);
    assert_eq!(value_of(&world.book, lin, KpiName::SALES_AMOUNT, quarter()), None);
    assert_ne!(Target::id_of(lin, KpiName::DEALS, quarter()), Target::id_of(lin, KpiName::SALES_AMOUNT, quarter()));
}

#[test]
fn a_period_without_a_target_sums_its_parts() {
    // T-06.
    let mut world = world();
    let (boss, lin) = (world.ids.boss, TargetOf::Person(world.ids.lin));
    for (text, value) in [("2026-04", 10), ("2026-05", 20), ("2026-06", 30)] {
        world.applies(boss, &set(lin, month(text), Some(value)));
    }
    let value = |world: &World, period| value_of(&world.book, lin, KpiName::SALES_AMOUNT, period);
    assert_eq!(value(&world, quarter()), Some(60));
    assert_eq!(value(&world, Period::Year(2026)), Some(60));
    world.applies(boss, &set(lin, Period::parse("2026-Q3").expect("a period"), Some(100)));
    assert_eq!(value(&world, Period::Year(2026)), Some(160));
    // A38: a set target counts, whatever its parts add up to.
    world.applies(boss, &set(lin, quarter(), Some(75)));
    assert_eq!(value(&world, quarter()), Some(75));
    assert_eq!(value(&world, Period::Year(2026)), Some(175));
    assert_eq!(value(&world, month("2026-07")), None, "a quarter says nothing of its months");
}

#[test]
fn a_team_without_a_target_is_the_sum_of_its_people() {
    // T-04; the manager sells without a team.
    let mut world = world();
    let ids = world.ids;
    for (by, who, value) in [(ids.boss, ids.lin, 10), (ids.boss, ids.wang, 20), (ids.chen, ids.zhao, 40), (ids.manager, ids.manager, 80)] {
        world.applies(by, &set(TargetOf::Person(who), quarter(), Some(value)));
    }
    let value = |world: &World, of| value_of(&world.book, of, KpiName::SALES_AMOUNT, quarter());
    assert_eq!(value(&world, TargetOf::Team(ids.first_team)), Some(30));
    assert_eq!(value(&world, TargetOf::Department(ids.department)), Some(150));
    assert_eq!(value(&world, TargetOf::Company), Some(150));
    world.applies(ids.manager, &set(TargetOf::Team(ids.first_team), quarter(), Some(35)));
    assert_eq!(value(&world, TargetOf::Department(ids.department)), Some(155), "a target set is not counted again by its people");
    assert_eq!(value_of(&world.book, TargetOf::Company, KpiName::DEALS, quarter()), None);
}

#[test]
fn the_largest_targets_of_everybody_still_have_a_sum() {
    let mut world = world();
    let lin = TargetOf::Person(world.ids.lin);
    for n in 0..12 {
        let period = Period::Month(crate::values::calendar::Month(2026 * 12 + n));
        world.applies(world.ids.boss, &set(lin, period, Some(Money::LARGEST.0)));
    }
    assert_eq!(value_of(&world.book, TargetOf::Company, KpiName::SALES_AMOUNT, Period::Year(2026)), Some(12 * Money::LARGEST.0));
}
