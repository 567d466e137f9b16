//! KPIs of the company's own: what people enter, other KPIs within a formula, and the day from which a formula holds.

use super::*;
use crate::records::kpi::{Formula, Kpi};
use crate::records::kpi_entry::KpiEntry;
use crate::records::order::Voided;
use crate::records::organisation::Role;
use crate::records::review::{Approved, Review};
use crate::records::target::{Target, TargetLine};
use crate::rules::{KpiOfSet, KpiSet, KpiSets};
use crate::sample::kpis::{PILOTS, pilots};
use crate::sample::small;
use crate::values::calendar::{Stretch, Timestamp};
use crate::values::ids::{KpiEntryId, KpiId, PersonId};
use crate::values::kpi_unit::KpiUnit;
use crate::values::money::Share;
use crate::values::shipped_kpi::ShippedKpi;
use crate::values::target_of::TargetOf;
use uuid::Uuid;

fn entry(at: u128, owner: PersonId, on: Day, value: i64, book: &Book) -> KpiEntry {
    KpiEntry {
        id: KpiEntryId(Uuid::from_u128(at)),
        kpi: PILOTS,
        owner,
        team: book.person(owner).and_then(|it| it.team),
        on,
        value,
        note: String::new(),
        made_by: owner,
        made_at: Timestamp(0),
        clock_said: None,
        voided: None,
        review: None,
    }
}

#[test]
fn entered_values_are_summed_by_person_team_and_day() {
    let (mut book, ids) = small();
    book.put(pilots(ids.today).into());
    for (at, owner, on, value) in
        [(1, ids.lin, ids.today, 3), (2, ids.wang, ids.today, 4), (3, ids.zhao, ids.today, 5), (4, ids.lin, ids.today.plus(-40), 100)]
    {
        let entry = entry(at, owner, on, value, &book);
        book.put(entry.into());
    }
    let evaluator = Evaluator::of(&book, ids.today);
    let of = |filter: Filter| evaluator.measure(KpiName::Own(PILOTS), period("2026-05"), &filter).value.map(Ratio::rounded);
    assert_eq!(of(Filter::default()), Ok(12));
    assert_eq!(of(Filter { person: Some(ids.lin), ..Filter::default() }), Ok(3));
    assert_eq!(of(Filter { team: Some(ids.first_team), ..Filter::default() }), Ok(7));
    assert_eq!(of(Filter { product: Some(ids.product), ..Filter::default() }), Err(NoValue::NotApplicable(KpiBarrier::Entered)));
    let parts = evaluator.parts(KpiName::Own(PILOTS), period("2026-05").into(), &Filter::default());
    assert_eq!(parts.iter().map(|it| (it.total, it.records.len())).collect::<Vec<_>>(), [(12, 3)]);
}

#[test]
fn entries_that_nobody_approved_are_told_apart() {
    // A33: they count, the part is named, and only what is approved counts when that is asked for.
    let (mut book, ids) = small();
    book.put(pilots(ids.today).into());
    let approved = Some(Approved { by: ids.boss, at: Timestamp(1) });
    let of = |at, value, book: &Book| entry(at, ids.lin, ids.today, value, book);
    let held = of(3, 5, &book);
    let reviews = [
        (1, 3, None),
        (2, 4, Some(Review { approved, ..Review::pending(ids.lin) })),
        (3, 7, Some(Review { approved, held: Some(Box::new(held)), ..Review::pending(ids.lin) })),
        (4, 10, Some(Review::pending(ids.lin))),
    ];
    for (at, value, review) in reviews {
        let entry = KpiEntry { review: review.map(Box::new), ..of(at, value, &book) };
        book.put(entry.into());
    }
    let evaluator = Evaluator::of(&book, ids.today);
    let (name, may) = (KpiName::Own(PILOTS), period("2026-05"));
    let row = evaluator.row(name, may, &Filter::default()).expect("the KPI");
    assert_eq!((row.now.value.map(Ratio::rounded), row.unreviewed.map(Ratio::rounded)), (Ok(24), Some(12)));
    let only = Filter { approved_only: true, ..Filter::default() };
    let row = evaluator.row(name, may, &only).expect("the KPI");
    assert_eq!((row.now.value.map(Ratio::rounded), row.unreviewed), (Ok(12), None));
    // A withdrawn entry that was approved counts among what is approved until its withdrawal is.
    let voided = Some(Voided { by: ids.lin, on: ids.today, reason: "x".to_owned(), nets: false });
    let (before, review) = (of(2, 4, &book), Review { approved, ..Review::pending(ids.lin) });
    let withdrawn = KpiEntry { voided, review: Some(Box::new(Review { held: Some(Box::new(before)), ..review })), ..of(2, 4, &book) };
    book.put(withdrawn.into());
    let evaluator = Evaluator::of(&book, ids.today);
    let of = |filter: &Filter| evaluator.measure(name, may, filter).value.map(Ratio::rounded);
    assert_eq!((of(&Filter::default()), of(&only)), (Ok(20), Ok(12)));
}

#[test]
fn a_formula_of_another_kpi_follows_it_and_a_cycle_has_no_value() {
    let (mut book, ids) = small();
    book.put(pilots(ids.today).into());
    let entry = entry(1, ids.lin, ids.today, 3, &book);
    book.put(entry.into());
    let per_head = KpiId(Uuid::from_u128(77));
    let of_pilots = Formula::per_head(Formula::Kpi { kpi: KpiName::Own(PILOTS) });
    let kpi =
        Kpi { id: per_head, formula: crate::rules::Dated::default().since(ids.today.plus(-30), Some(of_pilots)), ..pilots(ids.today) };
    book.put(kpi.clone().into());
    let days: Stretch = period("2026-05").into();
    let measure = |book: &Book, name| Evaluator::of(book, ids.today).measure(name, days, &Filter::default()).value;
    assert_eq!(measure(&book, KpiName::Own(per_head)), Ok(crate::values::ratio::ratio(3, 6).expect("a half")));
    assert_eq!(unit_of(KpiName::Own(per_head), &book), Some(KpiUnit::Count));
    assert!(depends_on(&kpi.formula_on(ids.today).expect("a formula"), PILOTS, &book));

    // Two administrators at once: each names the other's.
    let round = Formula::Kpi { kpi: KpiName::Own(per_head) };
    book.put(Kpi { formula: crate::rules::Dated::default().since(ids.today.plus(-30), Some(round)), ..pilots(ids.today) }.into());
    assert_eq!(measure(&book, KpiName::Own(per_head)), Err(NoValue::NoData));
    assert_eq!(unit_of(KpiName::Own(per_head), &book), None);
}

#[test]
fn a_changed_formula_leaves_what_is_over_as_it_was() {
    let (mut book, ids) = small();
    let count = |of| Some(Formula::gauge(crate::records::kpi::Gauge::sum(of)));
    use crate::records::kpi::Counted::{CustomersFiled, Deals};
    let formula = crate::rules::Dated::default()
        .since(Day::parse("2026-01-01").expect("a day"), count(Deals))
        .since(Day::parse("2026-05-10").expect("a day"), count(CustomersFiled));
    book.put(Kpi { formula, ..pilots(ids.today) }.into());
    let evaluator = Evaluator::of(&book, ids.today);
    let of = |text: &str| evaluator.measure(KpiName::Own(PILOTS), period(text), &Filter::default()).value.map(Ratio::rounded);
    // Acme was filed and bought on 2026-03-09.
    assert_eq!((of("2026-03"), of("2026-05"), of("2025-12")), (Ok(1), Ok(0), Err(NoValue::NoData)));
}

#[test]
fn a_changed_formula_marks_what_is_compared_across_it() {
    // deals until 2026-05-09, sales from then on; the other KPI names it.
    let (mut book, ids) = small();
    use crate::records::kpi::Counted::{Deals, SalesAmount};
    let count = |of| Some(Formula::gauge(crate::records::kpi::Gauge::sum(of)));
    let day = |text| Day::parse(text).expect("a day");
    let formula = crate::rules::Dated::default().since(day("2026-01-01"), count(Deals)).since(day("2026-05-10"), count(SalesAmount));
    book.put(Kpi { formula, ..pilots(ids.today) }.into());
    let per_head = KpiId(Uuid::from_u128(77));
    let of_pilots = Formula::per_head(Formula::Kpi { kpi: KpiName::Own(PILOTS) });
    let formula = crate::rules::Dated::default().since(day("2026-01-01"), Some(of_pilots));
    book.put(Kpi { id: per_head, formula, ..pilots(ids.today) }.into());
    let evaluator = Evaluator::of(&book, ids.today);
    for kpi in [PILOTS, per_head].map(KpiName::Own) {
        for (one, other, expected) in [
            ("2026-03", "2026-04", None),
            ("2026-04", "2026-05", Some("2026-05-10")),
            ("2026-05", "2026-04", Some("2026-05-10")),
            ("2026-05", "2026-06", None),
            ("2025-12", "2026-02", None),
            ("2026-Q1", "2026-Q2", Some("2026-05-10")),
            // The year until today, which is after the change, and the one before the KPI.
            ("2025", "2026", Some("2026-05-10")),
        ] {
            let found = evaluator.changes(kpi, period(one).into(), period(other).into());
            assert_eq!(
                found.iter().map(|it| it.from).collect::<Vec<_>>(),
                expected.map(day).into_iter().collect::<Vec<_>>(),
                "{one} {other}"
            );
            assert!(found.iter().all(|it| it.kpi == KpiName::Own(PILOTS) && Some(&it.before) == count(Deals).as_ref()));
        }
        let row = |text| evaluator.row(kpi, period(text), &Filter::default()).expect("it exists").changes.len();
        assert_eq!((row("2026-04"), row("2026-05")), (0, 1));
        assert_eq!(evaluator.changes_in_trend(kpi, day("2026-05-01").month()).len(), 1);
        assert_eq!(evaluator.changes_in_trend(kpi, day("2026-04-01").month()).len(), 0);
    }
    assert_eq!(evaluator.changes(KpiName::SALES_AMOUNT, period("2025").into(), period("2026").into()), [], "shipped ones never change");
}

#[test]
fn the_present_formula_computes_earlier_periods_only_when_asked() {
    // Acme bought for 10,000 yuan on 2026-03-09.
    let (mut book, ids) = small();
    use crate::records::kpi::Counted::{Deals, SalesAmount};
    let count = |of| Some(Formula::gauge(crate::records::kpi::Gauge::sum(of)));
    let day = |text| Day::parse(text).expect("a day");
    let formula = crate::rules::Dated::default().since(day("2026-01-01"), count(Deals)).since(day("2026-05-10"), count(SalesAmount));
    let tomorrow = formula.since(ids.today.plus(1), count(Deals));
    book.put(Kpi { formula: tomorrow, ..pilots(ids.today) }.into());
    let kpi = KpiName::Own(PILOTS);
    let march = |evaluator: &Evaluator<'_>| evaluator.measure(kpi, period("2026-03"), &Filter::default()).value.map(Ratio::rounded);
    let evaluator = Evaluator::of(&book, ids.today);
    assert_eq!(march(&evaluator), Ok(1), "the formula of its time");
    let present = Evaluator::of(&book, ids.today).by_present_formula();
    assert_eq!(march(&present), Ok(1_000_000), "the formula of today, not the planned one");
    assert_eq!(present.changes(kpi, period("2026-03").into(), period("2026-05").into()), [], "both alike");
    let parts = present.parts(kpi, period("2026-03").into(), &Filter::default());
    assert_eq!(parts.iter().map(|it| it.total).collect::<Vec<_>>(), [1_000_000]);
    let trend = present.trend(kpi, day("2026-05-01").month(), &Filter::default());
    assert_eq!(trend[9].1.map(Ratio::rounded), Some(1_000_000), "March is the third from the end");
    assert_eq!(trend[9].0, day("2026-03-01").month());
}

#[test]
fn roles_have_their_kpis() {
    let (mut book, ids) = small();
    book.put(Kpi { roles: [Role::Rep].into(), ..pilots(ids.today) }.into());
    let actor = |person, book: &Book| ids.moment(person, book).actor;
    let has = |person| kpis_of(&actor(person, &book), &book, ids.today).contains(&KpiName::Own(PILOTS));
    assert_eq!((has(ids.lin), has(ids.boss), has(ids.director)), (true, true, true), "R-11: superiors see what their people have");
    let mut of_managers = book.clone();
    of_managers.put(Kpi { roles: [Role::Manager].into(), ..pilots(ids.today) }.into());
    let sees = |person| kpis_of(&actor(person, &of_managers), &of_managers, ids.today).contains(&KpiName::Own(PILOTS));
    assert_eq!([ids.lin, ids.boss, ids.manager, ids.director].map(sees), [false, false, true, true]);
    assert_eq!(entered_by(&actor(ids.boss, &book), &book, ids.today).count(), 0, "only reps enter it");
    assert_eq!(entered_by(&actor(ids.lin, &book), &book, ids.today).count(), 1);
    assert_eq!(entered_by(&actor(ids.lin, &book), &book, ids.today.plus(-31)).count(), 0, "before its first day");
    for person in [ids.lin, ids.boss, ids.manager, ids.director] {
        let mut order = groups_for(&actor(person, &book));
        order.sort_unstable();
        assert_eq!(order, crate::records::kpi::KpiGroup::ALL, "every group has a place");
    }
    book.put(Kpi { active: false, ..pilots(ids.today) }.into());
    assert!(!kpis_of(&actor(ids.lin, &book), &book, ids.today).contains(&KpiName::Own(PILOTS)));
}

/// A KPI with its weight in percent.
type PartOfSet = (KpiName, Option<i64>);

/// Sets of these roles, each of KPIs with their weights in percent.
fn sets(of: &[(Role, &[PartOfSet])]) -> KpiSets {
    let set = |kpis: &[PartOfSet]| KpiSet {
        kpis: kpis.iter().map(|(kpi, weight)| KpiOfSet { kpi: *kpi, weight: weight.map(|it| Share(it * 100)) }).collect(),
    };
    KpiSets { sets: of.iter().map(|(role, kpis)| (*role, set(kpis))).collect(), ..KpiSets::default() }
}

fn with_sets(mut book: Book, from: Day, sets: KpiSets) -> Book {
    let mut company = book.company().clone();
    company.kpi_sets = company.kpi_sets.since(from, sets);
    book.put(company.into());
    book
}

#[test]
fn the_set_of_a_role_in_force_on_the_day_decides_who_has_a_kpi() {
    //
    let (mut book, ids) = small();
    book.put(pilots(ids.today).into());
    let (visits, sales, own) = (KpiName::Shipped(ShippedKpi::Visits), KpiName::SALES_AMOUNT, KpiName::Own(PILOTS));
    let of_reps: &[PartOfSet] = &[(own, None), (visits, None)];
    let of_supervisors: &[PartOfSet] = &[(sales, None)];
    let book = with_sets(book, ids.today, sets(&[(Role::Rep, of_reps), (Role::Supervisor, of_supervisors)]));
    let actor = |person| ids.moment(person, &book).actor;
    let kpis = |person, on| kpis_of(&actor(person), &book, on);
    assert_eq!(kpis(ids.lin, ids.today), [own, visits], "in the order of the set");
    assert_eq!(kpis(ids.boss, ids.today), [sales, visits, own], "their own first, then what their people have");
    let all = ShippedKpi::ALL.len() + 1;
    assert_eq!(kpis(ids.manager, ids.today).len(), all, "a role without a set has every KPI");
    assert_eq!(kpis(ids.lin, ids.today.plus(-1)).len(), all, "before the first day of the sets");
    let enters = |person, on| entered_by(&actor(person), &book, on).count();
    assert_eq!([enters(ids.lin, ids.today), enters(ids.boss, ids.today), enters(ids.boss, ids.today.plus(-1))], [1, 0, 1]);
}

#[test]
fn a_weighted_attainment_adds_completions_up_to_the_cap() {
    // the sum of weight × min(completion, cap); what has no target adds nothing and is named.
    let (mut book, ids) = small();
    book.put(pilots(ids.today).into());
    let (visits, deals, own) = (KpiName::Shipped(ShippedKpi::Visits), KpiName::DEALS, KpiName::Own(PILOTS));
    let entry = entry(1, ids.lin, ids.today, 9, &book);
    book.put(entry.into());
    let filter = Filter { person: Some(ids.lin), ..Filter::default() };
    let month = Period::Month(ids.today.month());
    for (cap, target, counted, total) in [
        (100, 18, Some((50, false)), 30),
        (100, 9, Some((100, false)), 60),
        (100, 6, Some((100, true)), 60),
        (150, 6, Some((150, false)), 90),
        (120, 6, Some((120, true)), 72),
    ] {
        let of_reps: &[PartOfSet] = &[(own, Some(60)), (visits, Some(40)), (deals, None)];
        let set = KpiSets { cap: Share(cap * 100), ..sets(&[(Role::Rep, of_reps)]) };
        let mut book = with_sets(book.clone(), ids.today, set);
        book.put(Target::of(TargetLine::whole(TargetOf::Person(ids.lin), own), month, Some(target)).into());
        let weighted = Evaluator::of(&book, ids.today).weighted(month, &filter).expect("weights");
        let first = &weighted.parts[0];
        assert_eq!((weighted.total.map(|it| it.in_parts(100)), weighted.measured), (Some(total), Share(6_000)), "{cap} {target}");
        let said = first.adds.map(|it| (it.in_parts(100) * 100 / 60, first.is_capped));
        assert_eq!(said, counted, "{cap} {target}");
        assert_eq!(weighted.parts.iter().map(|it| (it.kpi, it.adds.is_some())).collect::<Vec<_>>(), [(own, true), (visits, false)]);
    }
    let none = Evaluator::of(&book, ids.today).weighted(month, &filter);
    assert_eq!(none, None, "without weights there is no such figure");
}
