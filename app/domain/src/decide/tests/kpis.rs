//! KPIs that an administrator adds, and the values that people enter for them (R-05, S0:L282).

use super::*;
use crate::decide::command::{AmendKpiEntry, ApproveRecord, Attach, RecordKpiEntry, ResubmitRecord, ReturnRecord, Save, VoidKpiEntry};
use crate::records::kpi::{Counted, EntryPolicy, Formula, Gauge, Kpi, Narrowing};
use crate::records::kpi_entry::{KpiEntry, KpiEntryProfile};
use crate::records::organisation::Role;
use crate::records::review::{Matter, ReviewState};
use crate::records::reviewed::mark;
use crate::rules::{Dated, EvidencePolicy, KpiOfSet, KpiSet, KpiSets};
use crate::sample::kpis::{PILOTS, pilots};
use crate::values::calendar::Day;
use crate::values::ids::{AttachmentId, CustomerId, KpiEntryId, KpiId};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::method::Method;
use crate::values::money::{Money, Share};
use crate::values::refusal::Refusal;
use crate::values::shipped_kpi::ShippedKpi;

/// 试点客户数 from today on.
fn new_kpi(world: &World) -> Kpi {
    let formula = Dated::default().since(world.ids.today, Some(Formula::entered(KpiUnit::Count)));
    Kpi { formula, ..pilots(world.ids.today) }
}

fn save(was: Option<Kpi>, now: Kpi) -> Command {
    Command::SaveKpi(Save { was, now })
}

fn with(formula: Formula, kpi: Kpi, from: Day) -> Kpi {
    Kpi { formula: Dated::default().since(from, Some(formula)), ..kpi }
}

fn enter(world: &World, change: impl Fn(&mut RecordKpiEntry)) -> Command {
    let id = KpiEntryId(fresh(110));
    let mut entry = RecordKpiEntry { id, kpi: PILOTS, owner: None, on: world.ids.today, value: 3, note: "  试用协议  ".to_owned() };
    change(&mut entry);
    Command::RecordKpiEntry(entry)
}

#[test]
fn saving_a_kpi_is_refused_for_every_reason() {
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let kpi = new_kpi(&world);
    let sum = |of| Formula::gauge(Gauge::sum(of));
    world.refuses(world.ids.manager, &save(None, kpi.clone()), &[(Field::Role, Refusal::NotAllowed)]);
    let unnamed = Kpi { name: " ".to_owned(), unit_word: "很长很长很长很长的词".to_owned(), ..kpi.clone() };
    world.refuses(admin, &save(None, unnamed), &[(Field::Name, Refusal::Missing), (Field::UnitWord, Refusal::TooLong { longest: 8 })]);
    let never = Kpi { formula: Dated::default(), ..kpi.clone() };
    world.refuses(admin, &save(None, never), &[(Field::Formula, Refusal::Missing)]);
    let past = with(sum(Counted::Deals), kpi.clone(), today.plus(-1));
    world.refuses(admin, &save(None, past), &[(Field::FromDay, Refusal::TooEarly { first: today })]);
    for (formula, field, refusal) in [
        (Formula::sum([sum(Counted::SalesAmount), sum(Counted::Deals)]), Field::FormulaAt(1), Refusal::MixedUnits),
        (Formula::ratio(sum(Counted::Deals), sum(Counted::SalesAmount)), Field::FormulaAt(1), Refusal::MixedUnits),
        (Formula::per_head(Formula::Kpi { kpi: KpiName::Shipped(ShippedKpi::WinRate) }), Field::FormulaAt(0), Refusal::MixedUnits),
        (Formula::Kpi { kpi: KpiName::Own(KpiId(fresh(9))) }, Field::FormulaAt(0), Refusal::NotYours),
        (Formula::Kpi { kpi: KpiName::Own(PILOTS) }, Field::Formula, Refusal::Circular),
        (Formula::Sum { parts: Vec::new() }, Field::FormulaAt(0), Refusal::Missing),
        (Formula::gauge(Gauge::number(Counted::SalesAmount)), Field::FormulaAt(0), Refusal::NotCounted),
        (
            Formula::gauge(Gauge::sum(Counted::SalesAmount).only(Narrowing { method: Some(Method::Visit), ..Narrowing::default() })),
            Field::FormulaAt(0),
            Refusal::NotAsked,
        ),
        (Formula::ratio(sum(Counted::Deals), Formula::entered(KpiUnit::Count)), Field::FormulaAt(1), Refusal::NotCounted),
        (Formula::entered(KpiUnit::Share), Field::Formula, Refusal::Malformed),
    ] {
        let decided = world.decides(admin, &save(None, with(formula.clone(), kpi.clone(), today)));
        let refusals = decided.expect_err("refused");
        assert!(refusals.0.get(&field.into()).is_some_and(|it| it.contains(&refusal)), "{formula:?}: {refusals:?}");
    }
    world.applies(admin, &save(None, kpi.clone()));
    world.refuses(admin, &save(None, kpi.clone()), &[(Field::Id, Refusal::Exists)]);
    let twin = Kpi { id: KpiId(fresh(8)), ..kpi };
    world.refuses(admin, &save(None, twin), &[(Field::Name, Refusal::Taken)]);
}

#[test]
fn a_cycle_over_several_kpis_is_refused_and_what_others_need_is_not_ended() {
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let named = |id: u128, of: KpiId| {
        let kpi = Kpi { id: KpiId(fresh(id)), name: format!("指标{id}"), ..new_kpi(&world) };
        with(Formula::Kpi { kpi: KpiName::Own(of) }, kpi, today)
    };
    let (first, second) = (named(1, PILOTS), named(2, KpiId(fresh(1))));
    world.applies(admin, &save(None, new_kpi(&world)));
    world.applies(admin, &save(None, first.clone()));
    world.applies(admin, &save(None, second.clone()));
    let round = with(Formula::Kpi { kpi: KpiName::Own(second.id) }, new_kpi(&world), today);
    world.refuses(admin, &save(Some(new_kpi(&world)), round), &[(Field::Formula, Refusal::Circular)]);
    let ended = Kpi { active: false, ..first.clone() };
    world.refuses(admin, &save(Some(first.clone()), ended.clone()), &[(Field::Active, Refusal::InUse { count: 1 })]);
    world.applies(admin, &save(Some(second.clone()), Kpi { active: false, ..second }));
    world.applies(admin, &save(Some(first), ended));
}

#[test]
fn a_formula_keeps_its_past_and_its_unit() {
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let sum = |of| Some(Formula::gauge(Gauge::sum(of)));
    let old = Kpi { formula: Dated::default().since(today.plus(-60), sum(Counted::Deals)), ..new_kpi(&world) };
    world.book.put(old.clone().into());
    let changed = |formula| save(Some(old.clone()), Kpi { formula, ..old.clone() });
    let early = Refusal::TooEarly { first: today };
    world.refuses(admin, &changed(Dated::default().since(today, sum(Counted::Won))), &[(Field::FromDay, early.clone())]);
    world.refuses(admin, &changed(old.formula.since(today.plus(-5), sum(Counted::Won))), &[(Field::FromDay, early)]);
    world.refuses(admin, &changed(old.formula.since(today, sum(Counted::SalesAmount))), &[(Field::Formula, Refusal::MixedUnits)]);
    world.applies(admin, &changed(old.formula.since(today.plus(10), sum(Counted::Won))));
    let stored = world.book.kpi(PILOTS).expect("the KPI");
    // The decision says who set the new version, and leaves the old one as it was.
    let set: Vec<Option<PersonId>> = stored.formula.versions().iter().map(|version| version.set.map(|it| it.by)).collect();
    assert_eq!(set, [None, Some(admin)]);
    assert_eq!((stored.formula_on(today), stored.formula_on(today.plus(10))), (sum(Counted::Deals), sum(Counted::Won)));
}

#[test]
fn entering_a_value_is_refused_for_every_reason() {
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    world.refuses(lin, &enter(&world, |_| {}), &[(Field::Kpi, Refusal::NotYours)]);
    world.applies(world.ids.admin, &save(None, new_kpi(&world)));
    let most = KpiEntryProfile::MOST;
    for (change, expected) in [
        (Box::new(|it: &mut RecordKpiEntry| it.value = 0) as Box<dyn Fn(&mut RecordKpiEntry)>, (Field::Value, Refusal::NotPositive)),
        (Box::new(move |it: &mut RecordKpiEntry| it.value = most + 1), (Field::Value, Refusal::OutOfRange { least: 1, most })),
        (Box::new(move |it: &mut RecordKpiEntry| it.on = today.plus(1)), (Field::On, Refusal::InFuture { today })),
        (Box::new(move |it: &mut RecordKpiEntry| it.on = today.plus(-1)), (Field::On, Refusal::TooEarly { first: today })),
        (Box::new(|it: &mut RecordKpiEntry| it.owner = Some(small().1.zhao)), (Field::Owner, Refusal::NotYours)),
    ] {
        world.refuses(lin, &enter(&world, change), &[expected]);
    }
    world.refuses(world.ids.admin, &enter(&world, |_| {}), &[(Field::Owner, Refusal::NotYours)]);
    world.applies(lin, &enter(&world, |it| it.value = most));
    let entry = world.book.kpi_entry(KpiEntryId(fresh(110))).expect("the entry");
    assert_eq!((entry.value, entry.team, entry.note.as_str()), (most, Some(world.ids.first_team), "试用协议"));
    world.refuses(lin, &enter(&world, |_| {}), &[(Field::Id, Refusal::Exists)]);

    // For supervisors only, computed, ended: each by its own word.
    let only = Kpi { roles: [Role::Supervisor].into(), ..new_kpi(&world) };
    world.book.put(only.into());
    world.refuses(lin, &enter(&world, |it| it.id = KpiEntryId(fresh(111))), &[(Field::Owner, Refusal::NotAllowed)]);
    world.book.put(with(Formula::gauge(Gauge::sum(Counted::Deals)), new_kpi(&world), today).into());
    world.refuses(lin, &enter(&world, |it| it.id = KpiEntryId(fresh(111))), &[(Field::Kpi, Refusal::NotAllowed)]);
    world.book.put(Kpi { active: false, ..new_kpi(&world) }.into());
    world.refuses(lin, &enter(&world, |it| it.id = KpiEntryId(fresh(111))), &[(Field::Kpi, Refusal::Inactive)]);
    let money = with(Formula::entered(KpiUnit::Money), new_kpi(&world), today);
    world.book.put(money.into());
    let more = enter(&world, |it| (it.id, it.value) = (KpiEntryId(fresh(111)), Money::LARGEST.0 + 1));
    world.refuses(lin, &more, &[(Field::Value, Refusal::TooMuch { most: Money::LARGEST })]);
}

#[test]
fn an_entry_is_withdrawn_once_with_a_reason() {
    let mut world = world();
    let lin = world.ids.lin;
    world.applies(world.ids.admin, &save(None, new_kpi(&world)));
    world.applies(lin, &enter(&world, |_| {}));
    let void = |reason: &str| Command::VoidKpiEntry(VoidKpiEntry { entry: KpiEntryId(fresh(110)), reason: reason.to_owned() });
    world.refuses(lin, &void(" "), &[(Field::Reason, Refusal::Missing)]);
    world.refuses(world.ids.wang, &void("x"), &[(Field::Entry, Refusal::NotYours)]);
    world.applies(world.ids.boss, &void("重复填报"));
    let entry = world.book.kpi_entry(KpiEntryId(fresh(110))).expect("the entry");
    assert_eq!(entry.voided.as_ref().map(|it| (it.by, it.reason.as_str())), Some((world.ids.boss, "重复填报")));
    world.refuses(lin, &void("x"), &[(Field::Entry, Refusal::TakenBack)]);
}

fn entry_id() -> KpiEntryId {
    KpiEntryId(fresh(110))
}

fn matter() -> Matter {
    Matter::KpiEntry { entry: entry_id() }
}

/// Entered KPIs from today on that ask this of those who enter them.
fn asking(world: &World, policy: EntryPolicy) -> Kpi {
    with(Formula::Entered { unit: KpiUnit::Count, policy }, new_kpi(world), world.ids.today)
}

fn stored(world: &World) -> KpiEntry {
    world.book.kpi_entry(entry_id()).expect("the entry").clone()
}

fn state(world: &World) -> Option<ReviewState> {
    stored(world).review.map(|it| it.state())
}

fn amend(world: &World, change: impl Fn(&mut KpiEntryProfile)) -> Command {
    let was =
        world.book.kpi_entry(entry_id()).map_or(KpiEntryProfile { on: world.ids.today, value: 1, note: String::new() }, KpiEntry::profile);
    let mut now = was.clone();
    change(&mut now);
    Command::AmendKpiEntry(AmendKpiEntry { entry: entry_id(), was, now })
}

#[test]
fn amending_an_entry_is_refused_for_every_reason_at_once() {
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    world.refuses(lin, &amend(&world, |it| it.value = 5), &[(Field::Entry, Refusal::NotYours)]);
    world.applies(world.ids.admin, &save(None, new_kpi(&world)));
    world.applies(lin, &enter(&world, |_| {}));
    let most = KpiEntryProfile::MOST;
    for (value, expected) in
        [(0, Some(Refusal::NotPositive)), (1, None), (most, None), (most + 1, Some(Refusal::OutOfRange { least: 1, most }))]
    {
        match expected {
            None => drop(world.applies(lin, &amend(&world, |it| it.value = value))),
            Some(refusal) => world.refuses(lin, &amend(&world, |it| it.value = value), &[(Field::Value, refusal)]),
        }
    }
    let wrong = amend(&world, |it| (it.value, it.on) = (-1, today.plus(1)));
    world.refuses(lin, &wrong, &[(Field::On, Refusal::InFuture { today }), (Field::Value, Refusal::NotPositive)]);
    world.refuses(lin, &amend(&world, |it| it.on = today.plus(-1)), &[(Field::On, Refusal::TooEarly { first: today })]);
    world.refuses(world.ids.wang, &amend(&world, |it| it.value = 5), &[(Field::Entry, Refusal::NotYours)]);
    world.applies(world.ids.boss, &amend(&world, |it| (it.value, it.note) = (5, " 含一户续签 ".to_owned())));
    assert_eq!((stored(&world).value, stored(&world).note.as_str(), stored(&world).owner), (5, "含一户续签", lin));
    world.applies(lin, &Command::VoidKpiEntry(VoidKpiEntry { entry: entry_id(), reason: "重复填报".to_owned() }));
    world.refuses(lin, &amend(&world, |it| it.value = 6), &[(Field::Entry, Refusal::TakenBack)]);
}

#[test]
fn an_entry_waits_for_a_review_if_its_kpi_asks_for_one() {
    // DQ-01, A33: by the KPI's own policy on the day of the entry; A32: evidence that counts only when reviewed asks for a review, too.
    let none = EntryPolicy::default();
    let reviewed = EntryPolicy { needs_review: true, ..none };
    let proven = EntryPolicy { needs_evidence: true, ..none };
    for (policy, counts_when_reviewed, expected) in [
        (none, true, None),
        (reviewed, false, Some(ReviewState::Pending)),
        (proven, false, None),
        (proven, true, Some(ReviewState::Pending)),
    ] {
        let mut world = world();
        let mut company = world.book.company().clone();
        let evidence = EvidencePolicy { counts_when_reviewed, ..EvidencePolicy::default() };
        company.evidence = Dated::default().since(world.ids.today, evidence);
        world.book.put(company.into());
        world.book.put(asking(&world, policy).into());
        world.applies(world.ids.lin, &enter(&world, |_| {}));
        assert_eq!(state(&world), expected, "{policy:?} {counts_when_reviewed}");
        let lacks = crate::views::evidence::of_kpi_entry(&stored(&world), &world.book);
        assert_eq!(!lacks.is_empty(), policy.needs_evidence, "{policy:?}");
    }
}

#[test]
fn an_entry_is_returned_amended_and_approved_by_somebody_else() {
    let mut world = world();
    let (lin, boss) = (world.ids.lin, world.ids.boss);
    world.book.put(asking(&world, EntryPolicy { needs_review: true, needs_evidence: false }).into());
    world.applies(lin, &enter(&world, |_| {}));
    let seen = mark(&stored(&world));
    let approve = |seen| Command::ApproveRecord(ApproveRecord { matter: matter(), seen });
    let send_back = |seen, reason: &str| Command::ReturnRecord(ReturnRecord { matter: matter(), seen, reason: reason.to_owned() });
    world.refuses(lin, &approve(seen), &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(boss, &send_back(seen, ""), &[(Field::Reason, Refusal::Missing)]);
    world.applies(boss, &send_back(seen, "少一户"));
    assert_eq!(state(&world), Some(ReviewState::Returned));
    assert_eq!(crate::views::review_queue::returned_to(&world.book, lin).len(), 1);
    world.refuses(
        world.ids.wang,
        &Command::ResubmitRecord(ResubmitRecord { matter: matter(), answer: "x".to_owned() }),
        &[(Field::Matter, Refusal::NotYours)],
    );
    world.applies(lin, &amend(&world, |it| it.value = 2));
    assert_eq!(state(&world), Some(ReviewState::Pending));
    // Somebody who saw the version before does not approve this one.
    world.refuses(boss, &approve(seen), &[(Field::Matter, Refusal::ChangedMeanwhile)]);
    world.applies(boss, &approve(mark(&stored(&world))));
    assert_eq!(state(&world), Some(ReviewState::Approved));
    // Changed after its approval: the approved version stays in force until the next one.
    world.applies(lin, &amend(&world, |it| it.value = 9));
    let review = stored(&world).review.expect("under review");
    assert_eq!((review.state(), review.held.map(|it| it.value)), (ReviewState::Pending, Some(2)));
    // A reviewer's own entry goes to somebody above.
    world.refuses(boss, &enter(&world, |_| {}), &[(Field::Id, Refusal::Exists)]);
}

#[test]
fn evidence_of_an_entry_is_added_by_those_who_may_change_it() {
    let mut world = world();
    let lin = world.ids.lin;
    world.book.put(asking(&world, EntryPolicy { needs_evidence: true, needs_review: false }).into());
    world.applies(lin, &enter(&world, |_| {}));
    let attach = |id| Command::Attach(Attach { of: entry_id().into(), ..super::attachments::card(AttachmentId(fresh(id))) });
    world.refuses(world.ids.zhao, &attach(120), &[(Field::Of, Refusal::NotYours)]);
    world.applies(lin, &attach(121));
    assert!(crate::views::evidence::of_kpi_entry(&stored(&world), &world.book).is_empty());
    let attachment = world.book.attachments_of(CustomerId(entry_id().0)).next().expect("the photo").clone();
    assert_eq!((attachment.owner, attachment.team), (Some(lin), Some(world.ids.first_team)));
}

/// Sets the KPIs of reps from a day on.
fn sets_of_reps(world: &World, from: Day, kpis: &[(KpiName, Option<i64>)]) -> Command {
    let was = world.book.company().clone();
    let part = |(kpi, weight): &(KpiName, Option<i64>)| KpiOfSet { kpi: *kpi, weight: weight.map(|it| Share(it * 100)) };
    let set = KpiSet { kpis: kpis.iter().map(part).collect() };
    let mut now = was.clone();
    now.kpi_sets = was.kpi_sets.since(from, KpiSets { sets: [(Role::Rep, set)].into(), ..KpiSets::default() });
    Command::SaveCompany(Save { was: Some(was), now })
}

#[test]
fn a_set_is_refused_at_the_kpi_that_does_not_fit() {
    //
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    world.book.put(Kpi { active: false, ..new_kpi(&world) }.into());
    let (unknown, own) = (KpiName::Own(KpiId(fresh(9))), KpiName::Own(PILOTS));
    let (sales, complaints) = (KpiName::SALES_AMOUNT, KpiName::Shipped(ShippedKpi::ComplaintRate));
    let at = |at| Field::KpiSetAt(Role::Rep, at);
    let several = sets_of_reps(&world, today, &[(sales, Some(50)), (complaints, Some(40)), (unknown, None), (own, None)]);
    world.refuses(
        admin,
        &several,
        &[
            (Field::KpiSetOf(Role::Rep), Refusal::NotWhole { sum: Share(9_000) }),
            (at(1), Refusal::NoWeight),
            (at(2), Refusal::NotYours),
            (at(3), Refusal::Inactive),
        ],
    );
    let fits = sets_of_reps(&world, today, &[(sales, Some(100)), (complaints, None)]);
    world.refuses(world.ids.manager, &fits, &[(Field::Role, Refusal::NotAllowed)]);
    world.applies(admin, &fits);
    let set = world.book.company().kpi_sets.versions().last().and_then(|it| it.set).map(|it| it.by);
    assert_eq!(set, Some(admin), "the decision says who set it");
}

#[test]
fn a_value_is_entered_by_those_whose_set_has_the_kpi_on_its_day() {
    // by the set of the day that the value is for.
    let mut world = world();
    let (admin, lin, today) = (world.ids.admin, world.ids.lin, world.ids.today);
    let from_yesterday = with(Formula::entered(KpiUnit::Count), new_kpi(&world), today.plus(-1));
    world.book.put(from_yesterday.into());
    world.applies(admin, &sets_of_reps(&world, today, &[(KpiName::DEALS, None)]));
    world.refuses(lin, &enter(&world, |_| {}), &[(Field::Owner, Refusal::NotAllowed)]);
    world.applies(lin, &enter(&world, |it| it.on = today.plus(-1)));
}
