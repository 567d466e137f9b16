use super::*;
use crate::records::kpi::{Counted, Formula, Gauge, Kpi};
use crate::records::organisation::Role;
use crate::rules::{Dated, FieldPolicy, KpiAlert, KpiAlertLength, KpiAlertOf, KpiBreach};
use crate::sample::kpis::{PILOTS, pilots};
use crate::values::better::Better;
use crate::values::money::Share;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::sensitive::Sensitive;
use crate::values::shipped_kpi::ShippedKpi;

const RULE: Uuid = Uuid::from_u128(0xA1);

fn rule(of: KpiAlertOf, when: KpiBreach) -> KpiAlert {
    let (superior_after, manager_after) = (KpiAlert::usual_superior_after(), KpiAlert::usual_manager_after());
    KpiAlert { id: RULE, kpi: KpiName::DEALS, of, length: KpiAlertLength::Month, when, raises: Level::Red, superior_after, manager_after }
}

fn month(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

/// Sets Lin's target for March.
fn sets(world: &mut World, metric: KpiName, was: Option<i64>, target: i64) {
    let (of, period, basis) = (TargetOf::Person(world.ids.lin), month("2026-03"), "去年同期".to_owned());
    let set = SetTarget { of, metric, cut: None, period, was, now: Some(target), levels: None, basis };
    world.does(world.ids.today, world.ids.director, &Command::SetTarget(set));
}

/// Who is told of which period, with the value in parts per ten thousand, on a day.
fn found(world: &World, on: Day) -> Vec<(PersonId, Period, i64)> {
    let of = |raised: &Raised| match raised.key.occurrence {
        Occurrence::Kpi { rule: RULE, period } => (raised.person, period, raised.measured),
        other => panic!("{other:?}"),
    };
    world.raised(AlertRule::Kpi, world.ids.director, on).iter().map(of).collect()
}

fn with(when: KpiBreach, of: KpiAlertOf) -> World {
    let mut world = world();
    world.rules(|rules| AlertRules { kpis: vec![rule(of, when)], ..rules });
    world
}

#[test]
fn a_value_below_its_bound_is_told_once_the_period_is_over() {
    // Lin's only deal was in March; who sold nothing has 0.
    for (least, lin) in [(1, false), (2, true)] {
        let world = with(KpiBreach::Below { value: least }, KpiAlertOf::People);
        let on = |text| found(&world, day(text)).into_iter().filter(|it| it.0 == world.ids.lin && it.1 == month("2026-03")).count();
        assert_eq!(on("2026-03-31"), 0, "the month still runs");
        assert_eq!(on("2026-04-01"), usize::from(lin), "at least {least}");
        assert_eq!(on("2026-04-30"), usize::from(lin), "until the next month is over");
        assert_eq!(on("2026-05-01"), 0);
    }
}

#[test]
fn a_value_above_its_bound_is_told_while_the_period_runs() {
    for (most, expected) in [(0, 1), (1, 0)] {
        let world = with(KpiBreach::Above { value: most }, KpiAlertOf::People);
        let raised = world.raised(AlertRule::Kpi, world.ids.director, day("2026-03-12"));
        assert_eq!(raised.iter().filter(|it| it.person == world.ids.lin).count(), expected, "above {most}");
        // The deal was on the ninth.
        assert!(raised.iter().all(|it| it.since == day("2026-03-09") && it.measured == 10_000), "{raised:?}");
    }
}

#[test]
fn completion_is_compared_with_the_working_days_that_are_gone() {
    // A4, AL-01: one deal in March, on Monday the 9th; 22 working days, of which so many are gone.
    for (target, by, on, expected) in [
        // 5 days are gone on the morning of the 9th: 1/4 against 5/22 is ahead.
        (4, 1_000, "2026-03-09", false),
        // 15 are gone on the 23rd: 1/4 against 15/22 is 36.7 %, which is 63.3 % behind.
        (4, 6_300, "2026-03-23", true),
        (4, 6_400, "2026-03-23", false),
        // The whole month: 25 %, exactly 75 % behind.
        (4, 7_499, "2026-04-01", true),
        (4, 7_500, "2026-04-01", false),
        // No working day is gone yet.
        (4, 1, "2026-03-01", false),
    ] {
        let mut world = with(KpiBreach::Behind { by: Share(by) }, KpiAlertOf::People);
        sets(&mut world, KpiName::DEALS, None, target);
        let is_told = found(&world, day(on)).iter().any(|it| it.0 == world.ids.lin && it.1 == month("2026-03"));
        assert_eq!(is_told, expected, "{by} of {target} on {on}");
    }
    // Without a target there is nothing to be behind (A3).
    let world = with(KpiBreach::Behind { by: Share(1) }, KpiAlertOf::People);
    assert_eq!(found(&world, day("2026-04-01")), []);
}

#[test]
fn who_is_above_is_told_after_the_days_of_the_rule() {
    // AL-01, R-05: Lin's month fell short; it is known on the first of April.
    for (superior_after, manager_after, on, expected) in [
        (3, 14, "2026-04-03", 1),
        (3, 14, "2026-04-04", 2),
        (3, 14, "2026-04-14", 2),
        (3, 14, "2026-04-15", 3),
        (0, 1, "2026-04-01", 2),
        (0, 1, "2026-04-02", 3),
        (20, 20, "2026-04-20", 1),
        (20, 20, "2026-04-21", 3),
    ] {
        let mut world = with(KpiBreach::Below { value: 2 }, KpiAlertOf::People);
        world.rules(|rules| AlertRules { kpis: vec![KpiAlert { superior_after, manager_after, ..rules.kpis[0] }], ..rules });
        let all = world.raised(AlertRule::Kpi, world.ids.director, day(on));
        let of_lin = all.iter().find(|it| it.person == world.ids.lin && found_in(it, "2026-03")).expect("raised");
        assert_eq!(told(of_lin, &world.book, day(on)).len(), expected, "{superior_after}, {manager_after} on {on}");
    }
}

fn found_in(raised: &Raised, period: &str) -> bool {
    matches!(raised.key.occurrence, Occurrence::Kpi { period: of, .. } if of == month(period))
}

#[test]
fn a_team_is_judged_as_a_whole_and_its_supervisor_answers() {
    let world = with(KpiBreach::Below { value: 2 }, KpiAlertOf::Teams);
    let all = found(&world, day("2026-04-01"));
    let people = all.iter().filter(|it| it.1 == month("2026-03")).map(|it| it.0).collect::<Vec<_>>();
    assert!(people.contains(&world.ids.boss), "{people:?}");
    assert!(people.iter().all(|it| world.book.person(*it).is_some_and(|person| person.role == Role::Supervisor)));
    // The value of the team is that of its people.
    assert!(all.contains(&(world.ids.boss, month("2026-03"), 10_000)));
    // A rep's device does not hold the team.
    assert_eq!(world.raised(AlertRule::Kpi, world.ids.lin, day("2026-04-01")), []);
    assert_eq!(world.raised(AlertRule::Kpi, world.ids.boss, day("2026-04-01")).len(), 1);
}

#[test]
fn of_what_should_be_little_too_much_is_behind() {
    let mut world = with(KpiBreach::Behind { by: Share(1_000) }, KpiAlertOf::People);
    let formula = Dated::default().since(day("2026-01-01"), Some(Formula::gauge(Gauge::sum(Counted::Deals))));
    world.book.put(Kpi { formula, better: Better::Less, ..pilots(world.ids.today) }.into());
    let own = KpiName::Own(PILOTS);
    world.rules(|rules| AlertRules { kpis: vec![KpiAlert { kpi: own, ..rules.kpis[0] }], ..rules });
    for (was, target, expected) in [(None, 1, 0), (Some(1), 2, 0)] {
        sets(&mut world, own, was, target);
        assert_eq!(found(&world, day("2026-04-01")).len(), expected, "1 of at most {target}");
    }
    // An ended KPI is looked at no more.
    world.rules(|rules| AlertRules { kpis: vec![rule(KpiAlertOf::People, KpiBreach::Below { value: 5 })], ..rules });
    world.rules(|rules| AlertRules { kpis: vec![KpiAlert { kpi: own, ..rules.kpis[0] }], ..rules });
    assert!(!found(&world, day("2026-04-01")).is_empty());
    let ended = Kpi { active: false, ..world.book.kpi(PILOTS).expect("it").clone() };
    world.book.put(ended.into());
    assert_eq!(found(&world, day("2026-04-01")), []);
}

#[test]
fn a_rule_on_a_kpi_is_refused_outside_its_bounds() {
    let check = |when, raises| {
        let one = KpiAlert { raises, ..rule(KpiAlertOf::People, when) };
        AlertRules { kpis: vec![one], ..AlertRules::default() }.check()
    };
    let (red, none) = (Level::Red, Refusals::default());
    let share = |refused| Refusals::of(crate::values::field::Field::KpiAlerts, refused);
    for (when, raises, expected) in [
        (KpiBreach::Behind { by: Share(1) }, red, none.clone()),
        (KpiBreach::Behind { by: Share(9_999) }, Level::Reminder, none.clone()),
        (KpiBreach::Behind { by: Share(0) }, red, share(Refusal::OutOfRange { least: 1, most: 99 })),
        (KpiBreach::Behind { by: Share(10_000) }, red, share(Refusal::OutOfRange { least: 1, most: 99 })),
        (KpiBreach::Below { value: 0 }, red, share(Refusal::NotPositive)),
        (KpiBreach::Below { value: 1 }, red, none.clone()),
        (KpiBreach::Above { value: 0 }, red, none),
        (KpiBreach::Above { value: -1 }, red, share(Refusal::NotPositive)),
        (KpiBreach::Above { value: 1 }, Level::Amber, share(Refusal::Malformed)),
    ] {
        assert_eq!(check(when, raises), expected, "{when:?}");
    }
    let twice = AlertRules { kpis: vec![rule(KpiAlertOf::People, KpiBreach::Above { value: 1 }); 2], ..AlertRules::default() };
    assert_eq!(twice.check(), share(Refusal::Exists));
}

#[test]
fn rules_of_an_older_release_have_none_on_kpis() {
    let text = serde_json::to_string(&AlertRules::default()).expect("a text");
    assert!(!text.contains("kpis"), "{text}");
    let rules = AlertRules { kpis: vec![rule(KpiAlertOf::Teams, KpiBreach::Behind { by: Share(2_000) })], ..AlertRules::default() };
    let text = serde_json::to_string(&rules).expect("a text");
    assert_eq!(serde_json::from_str::<AlertRules>(&text).expect("rules"), rules);
}

#[test]
fn a_kpi_of_costs_is_told_only_of_those_who_see_them() {
    // R-08, F-16: the phone of somebody else could not raise it.
    for (sees, expected) in [(true, 1), (false, 0)] {
        let mut world = world();
        let margin =
            KpiAlert { kpi: KpiName::Shipped(ShippedKpi::GrossMargin), ..rule(KpiAlertOf::People, KpiBreach::Below { value: 9_900 }) };
        world.rules(|rules| AlertRules { kpis: vec![margin], ..rules });
        let mut company = world.book.company().clone();
        let policy = FieldPolicy::default().with(Sensitive::Costs, Role::Rep, sees);
        company.field_policy = company.field_policy.since(day("2026-01-01"), policy);
        world.book.put(company.into());
        let mut order = world.book.order(world.ids.order).expect("the order").clone();
        order.terms.lines[0].cost = Some(Money::whole(600));
        world.book.put(order.into());
        let of_lin = found(&world, day("2026-04-01")).into_iter().filter(|it| it.0 == world.ids.lin).count();
        assert_eq!(of_lin, expected, "{sees}");
    }
}
