use super::*;
use crate::decide::command::{ProposeTarget, SetTarget, SetTargets, TargetChange};
use crate::figures::target_value::{cuts_in_use, is_late, sum_of_cuts, value_in, value_of};
use crate::records::kpi::Buyer;
use crate::records::target::{CutBy, Target, TargetCut, TargetLevels, TargetLine};
use crate::values::calendar::{Day, Quarter, Week};
use crate::values::field::{Field, TargetPart};
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
    Command::SetTarget(SetTarget {
        of,
        metric: KpiName::SALES_AMOUNT,
        cut: None,
        period,
        was: None,
        now,
        levels: None,
        basis: "公司年度战略".to_owned(),
    })
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
    world.refuses(ids.director, &set(lin, Period::natural_year(1989), None), &[(Field::Period, Refusal::TooEarly { first: Day::FIRST })]);
    world.refuses(ids.boss, &set(lin, Period::natural_year(2101), None), &[(Field::Period, Refusal::TooLate { last: Day::LAST })]);
    world.refuses(ids.boss, &set(lin, Period::Week(Week(i32::MAX)), None), &[(Field::Period, Refusal::TooLate { last: Day::LAST })]);
    world.refuses(
        ids.director,
        &set(lin, Period::Quarter(Quarter(i32::MIN)), None),
        &[(Field::Period, Refusal::TooEarly { first: Day::FIRST })],
    );
    let wordy = match set(lin, quarter(), None) {
        Command::SetTarget(target) => Command::SetTarget(SetTarget { basis: long(NOTE + 1), ..target }),
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
    let away = Command::SetTarget(SetTarget {
        of: lin,
        metric,
        cut: None,
        period,
        was: Some(160),
        now: None,
        levels: None,
        basis: "目标调整".to_owned(),
    });
    world.applies(world.ids.boss, &away);
    assert_eq!(value_of(&world.book, lin, KpiName::SALES_AMOUNT, quarter()), None);
    assert_ne!(Target::id_of(lin, KpiName::DEALS, quarter()), Target::id_of(lin, KpiName::SALES_AMOUNT, quarter()));
}

#[test]
fn a_period_without_a_target_sums_its_parts() {
    // T-06.
    let mut world = world();
    let (boss, director, lin) = (world.ids.boss, world.ids.director, TargetOf::Person(world.ids.lin));
    for (by, text, value) in [(director, "2026-04", 10), (boss, "2026-05", 20), (boss, "2026-06", 30)] {
        world.applies(by, &set(lin, month(text), Some(value)));
    }
    let value = |world: &World, period| value_of(&world.book, lin, KpiName::SALES_AMOUNT, period);
    assert_eq!(value(&world, quarter()), Some(60));
    assert_eq!(value(&world, Period::natural_year(2026)), Some(60));
    world.applies(boss, &set(lin, Period::parse("2026-Q3").expect("a period"), Some(100)));
    assert_eq!(value(&world, Period::natural_year(2026)), Some(160));
    // A38: a set target counts, whatever its parts add up to.
    world.applies(boss, &set(lin, quarter(), Some(75)));
    assert_eq!(value(&world, quarter()), Some(75));
    assert_eq!(value(&world, Period::natural_year(2026)), Some(175));
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
        world.applies(world.ids.director, &set(lin, period, Some(Money::LARGEST.0)));
    }
    assert_eq!(value_of(&world.book, TargetOf::Company, KpiName::SALES_AMOUNT, Period::natural_year(2026)), Some(12 * Money::LARGEST.0));
}

fn change(of: TargetOf, period: &str, was: Option<i64>, now: Option<i64>) -> TargetChange {
    TargetChange { of, metric: KpiName::SALES_AMOUNT, cut: None, period: month(period), was, now }
}

fn act(targets: Vec<TargetChange>) -> Command {
    Command::SetTargets(SetTargets { targets, basis: "公司年度战略".to_owned() })
}

#[test]
fn a_period_that_is_over_is_changed_by_a_director_with_a_reason() {
    // T-11: today is the 18th of May 2026.
    let mut world = world();
    let ids = world.ids;
    let lin = TargetOf::Person(ids.lin);
    let april = month("2026-04");
    for by in [ids.boss, ids.manager] {
        world.refuses(by, &set(lin, april, Some(1)), &[(Field::Period, Refusal::PeriodOver)]);
        let at = Field::TargetAt(0, TargetPart::Period);
        world.refuses(by, &act(vec![change(lin, "2026-04", None, Some(1))]), &[(at, Refusal::PeriodOver)]);
    }
    for running in ["2026-05", "2026-W21", "2026-Q2", "2026"] {
        assert!(world.decides(ids.boss, &set(lin, month(running), Some(1))).is_ok(), "{running}");
    }
    world.refuses(ids.boss, &set(lin, month("2026-W20"), Some(1)), &[(Field::Period, Refusal::PeriodOver)]);
    let silent = Command::SetTarget(SetTarget {
        of: lin,
        metric: KpiName::SALES_AMOUNT,
        cut: None,
        period: april,
        was: None,
        now: Some(1),
        levels: None,
        basis: " ".into(),
    });
    world.refuses(ids.director, &silent, &[(Field::Basis, Refusal::Missing)]);
    world.applies(ids.director, &set(lin, april, Some(100)));
    let line = TargetLine::whole(lin, KpiName::SALES_AMOUNT);
    let target = world.book.target(line.id(april)).expect("the target");
    assert!(target.is_late());
    assert!(is_late(&world.book, &line, quarter()), "every figure that uses it says so");
    assert!(is_late(&world.book, &TargetLine::whole(TargetOf::Company, KpiName::SALES_AMOUNT), quarter()));
    assert!(!is_late(&world.book, &TargetLine::whole(lin, KpiName::DEALS), quarter()));
    world.applies(ids.boss, &set(lin, month("2026-06"), Some(100)));
    assert!(!is_late(&world.book, &line, month("2026-06")));
}

#[test]
fn every_value_of_a_target_stays_with_its_author_and_its_reason() {
    // T-11.
    let mut world = world();
    let ids = world.ids;
    let lin = TargetOf::Person(ids.lin);
    let reset = |was: Option<i64>, now: Option<i64>, basis: &str| {
        let (of, metric, period) = (lin, KpiName::SALES_AMOUNT, quarter());
        Command::SetTarget(SetTarget { of, metric, cut: None, period, was, now, levels: None, basis: basis.to_owned() })
    };
    world.applies(ids.boss, &reset(None, Some(150), "年度战略"));
    world.applies(ids.boss, &reset(Some(150), Some(150), "年度战略"));
    world.applies(ids.manager, &reset(Some(150), Some(120), "调减低效客户"));
    world.applies(ids.boss, &reset(Some(120), None, "撤销"));
    let target = world.book.target(Target::id_of(lin, KpiName::SALES_AMOUNT, quarter())).expect("the target");
    let versions: Vec<_> = target.versions.iter().map(|it| (it.value, it.basis.as_str(), it.by)).collect();
    assert_eq!(
        versions,
        [(Some(150), "年度战略", Some(ids.boss)), (Some(120), "调减低效客户", Some(ids.manager)), (None, "撤销", Some(ids.boss))],
        "saving the same again is no version"
    );
}

#[test]
fn the_values_of_an_older_release_stay_when_they_are_changed() {
    let mut world = world();
    let lin = TargetOf::Person(world.ids.lin);
    let line = TargetLine::whole(lin, KpiName::SALES_AMOUNT);
    world.book.put(Target { basis: "年度战略".into(), ..Target::of(line.clone(), quarter(), Some(150)) }.into());
    world.applies(world.ids.boss, &set(lin, quarter(), Some(160)));
    let versions = &world.book.target(line.id(quarter())).expect("the target").versions;
    assert_eq!(versions.iter().map(|it| (it.value, it.by)).collect::<Vec<_>>(), [(Some(150), None), (Some(160), Some(world.ids.boss))]);
}

#[test]
fn the_levels_lie_around_the_target() {
    let mut world = world();
    let ids = world.ids;
    let lin = TargetOf::Person(ids.lin);
    let with = |metric, now, levels| {
        let basis = "年度战略".to_owned();
        Command::SetTarget(SetTarget { of: lin, metric, cut: None, period: quarter(), was: None, now, levels: Some(levels), basis })
    };
    let levels = TargetLevels { floor: Some(80), stretch: Some(110), challenge: Some(120) };
    world.refuses(ids.boss, &with(KpiName::SALES_AMOUNT, Some(79), levels), &[(Field::Value, Refusal::OutOfOrder)]);
    let negative = TargetLevels { floor: Some(-1), ..levels };
    world.refuses(ids.boss, &with(KpiName::SALES_AMOUNT, Some(100), negative), &[(Field::Floor, Refusal::NotPositive)]);
    world.applies(ids.boss, &with(KpiName::SALES_AMOUNT, Some(100), levels));
    let id = Target::id_of(lin, KpiName::SALES_AMOUNT, quarter());
    assert_eq!(world.book.target(id).map(|it| it.levels), Some(levels));
    // An act that only moves the target keeps its levels, so they must still lie around it.
    let moved = TargetChange { period: quarter(), ..change(lin, "2026-Q2", Some(100), Some(115)) };
    world.refuses(ids.boss, &act(vec![moved]), &[(Field::TargetAt(0, TargetPart::Value), Refusal::OutOfOrder)]);
    assert_eq!(value_of(&world.book, lin, KpiName::SALES_AMOUNT, quarter()), Some(100), "only the target itself counts");
}

#[test]
fn several_targets_are_set_together_or_not_at_all() {
    // T-02, T-06.
    let mut world = world();
    let ids = world.ids;
    let (lin, wang) = (TargetOf::Person(ids.lin), TargetOf::Person(ids.wang));
    let all = vec![change(lin, "2026-06", None, Some(10)), change(wang, "2026-06", None, Some(20)), change(lin, "2026-07", None, Some(30))];
    world.applies(ids.boss, &act(all.clone()));
    let value = |world: &World, of, period| value_of(&world.book, of, KpiName::SALES_AMOUNT, month(period));
    assert_eq!(value(&world, TargetOf::Team(ids.first_team), "2026-06"), Some(30));

    let mut wrong = all.clone();
    wrong[0] = change(TargetOf::Person(ids.zhao), "2026-06", None, Some(-1));
    wrong.push(change(wang, "2026-06", Some(20), Some(21)));
    world.refuses(
        ids.boss,
        &act(wrong),
        &[
            (Field::TargetAt(0, TargetPart::Of), Refusal::NotYours),
            (Field::TargetAt(0, TargetPart::Value), Refusal::NotPositive),
            (Field::TargetAt(3, TargetPart::Period), Refusal::Taken),
        ],
    );
    assert_eq!(value(&world, wang, "2026-06"), Some(20), "nothing of it is saved");
    world.refuses(ids.boss, &act(Vec::new()), &[(Field::Targets, Refusal::Missing)]);
    let most = i64::try_from(SetTargets::MOST).expect("a small number");
    let many = vec![change(lin, "2026-06", None, Some(1)); SetTargets::MOST + 1];
    let refused = world.decides(ids.boss, &act(many)).expect_err("too many");
    assert_eq!(refused.0.get(&Field::Targets.into()), Some(&vec![Refusal::OutOfRange { least: 1, most }]));
    let unfounded = Command::SetTargets(SetTargets { targets: all, basis: " ".to_owned() });
    world.refuses(ids.boss, &unfounded, &[(Field::Basis, Refusal::Missing)]);
}

#[test]
fn a_target_is_cut_by_what_its_kpi_knows() {
    // T-05, T-09, T-10.
    let mut world = world();
    let ids = world.ids;
    let lin = TargetOf::Person(ids.lin);
    let product = world.book.products().next().expect("a product").clone();
    let cut = |metric, cut| TargetChange { metric, cut: Some(cut), ..change(lin, "2026-06", None, Some(60)) };
    let at = Field::TargetAt(0, TargetPart::Cut);
    for (metric, by, refusal) in [
        (KpiName::SALES_AMOUNT, TargetCut::Product(ProductId(fresh(3))), Refusal::NotYours),
        (KpiName::SALES_AMOUNT, TargetCut::Region(crate::values::ids::RegionId(fresh(3))), Refusal::NotYours),
        (KpiName::SALES_AMOUNT, TargetCut::Line("没有这条线".into()), Refusal::NotYours),
        (KpiName::Shipped(crate::values::shipped_kpi::ShippedKpi::FollowUps), TargetCut::Line(product.line.clone()), Refusal::NotAsked),
    ] {
        world.refuses(ids.boss, &act(vec![cut(metric, by)]), &[(at, refusal)]);
    }
    let new = TargetCut::Buyer(Buyer::New);
    world.applies(
        ids.boss,
        &act(vec![cut(KpiName::SALES_AMOUNT, TargetCut::Line(product.line.clone())), cut(KpiName::SALES_AMOUNT, new.clone())]),
    );
    let whole = TargetLine::whole(lin, KpiName::SALES_AMOUNT);
    assert_eq!(value_in(&world.book, &whole, month("2026-06")), None, "a cut is not the whole");
    let team = TargetLine::whole(TargetOf::Team(ids.first_team), KpiName::SALES_AMOUNT);
    for (line, by) in [(&whole, CutBy::Line), (&team, CutBy::Line), (&team, CutBy::Buyer)] {
        let cuts = &cuts_in_use(&world.book)[&by];
        assert_eq!(sum_of_cuts(&world.book, line, cuts, month("2026-06")), Some(60), "{by:?}");
        assert_eq!(sum_of_cuts(&world.book, line, cuts, quarter()), Some(60), "the parts lie in the future: {by:?}");
    }
    assert_eq!(cuts_in_use(&world.book).into_keys().collect::<Vec<_>>(), [CutBy::Line, CutBy::Buyer]);
    assert_eq!(
        value_in(&world.book, &TargetLine { cut: Some(new), ..team }, quarter()),
        Some(60),
        "a cut is summed over people and months too"
    );
}

#[test]
fn a_rep_proposes_their_own_target_and_the_superior_s_answers_it() {
    // C0, "Set targets".
    let mut world = world();
    let ids = world.ids;
    let propose = |of: PersonId, period: Period, value: Option<i64>, basis: &str| {
        Command::ProposeTarget(ProposeTarget { of, metric: KpiName::SALES_AMOUNT, period, value, basis: basis.to_owned() })
    };
    for (by, of) in [(ids.lin, ids.wang), (ids.boss, ids.lin), (ids.director, ids.director), (ids.admin, ids.admin)] {
        world.refuses(by, &propose(of, quarter(), Some(1), "在手商机"), &[(Field::Of, Refusal::NotYours)]);
    }
    world.refuses(
        ids.lin,
        &propose(ids.lin, month("2026-04"), Some(-1), " "),
        &[(Field::Basis, Refusal::Missing), (Field::Period, Refusal::PeriodOver), (Field::Value, Refusal::NotPositive)],
    );
    world.refuses(ids.lin, &propose(ids.lin, quarter(), None, ""), &[(Field::Value, Refusal::Unchanged)]);

    let lin = TargetOf::Person(ids.lin);
    let proposal = |world: &World| {
        let target = world.book.target(Target::id_of(lin, KpiName::SALES_AMOUNT, quarter())).expect("the target");
        target.proposal.as_ref().map(|it| (it.value, it.by))
    };
    world.applies(ids.lin, &propose(ids.lin, quarter(), Some(90), "在手商机"));
    assert_eq!(proposal(&world), Some((90, ids.lin)));
    assert_eq!(value_of(&world.book, lin, KpiName::SALES_AMOUNT, quarter()), None, "a proposal counts for nothing");
    world.applies(ids.lin, &propose(ids.lin, quarter(), None, ""));
    assert_eq!(proposal(&world), None);
    world.applies(ids.lin, &propose(ids.lin, quarter(), Some(95), "在手商机"));
    world.applies(ids.boss, &set(lin, quarter(), Some(95)));
    assert_eq!((proposal(&world), value_of(&world.book, lin, KpiName::SALES_AMOUNT, quarter())), (None, Some(95)));
}
