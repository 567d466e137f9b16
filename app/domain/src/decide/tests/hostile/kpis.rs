//! Generators for commands about KPIs: their definitions, what people enter for them, and targets of any of them.

use super::*;
use crate::decide::command::{AmendKpiEntry, ProposeTarget, RecordKpiEntry, SetTarget, SetTargets, TargetChange, VoidKpiEntry};
use crate::figures::kpis::formulas;
use crate::records::customer::Scale;
use crate::records::kpi::{Buyer, Counted, EntryPolicy, Formula, Gauge, Kpi};
use crate::records::kpi_entry::KpiEntryProfile;
use crate::records::target::{TargetCut, TargetLevels};
use crate::sample::kpis::PILOTS;
use crate::values::better::Better;
use crate::values::calendar::Day;
use crate::values::ids::{KpiEntryId, KpiId};
use crate::values::kpi_unit::KpiUnit;
use crate::values::shipped_kpi::ShippedKpi;

/// The ids that arbitrary formulas name.
fn ids() -> impl Strategy<Value = KpiId> {
    prop_oneof![4 => Just(PILOTS), 5 => (101..105_u128).prop_map(|it| KpiId(fresh(it))), 1 => uuids().prop_map(KpiId)]
}

fn names() -> impl Strategy<Value = KpiName> {
    let shipped = proptest::sample::select(ShippedKpi::ALL.to_vec()).prop_map(KpiName::Shipped);
    prop_oneof![2 => shipped, 1 => ids().prop_map(KpiName::Own)]
}

/// Formulas of the same unit as the sample's own KPI.
pub(super) fn new_formulas() -> impl Strategy<Value = Formula> {
    let counted: Vec<Counted> = Counted::ALL.into_iter().filter(|it| it.unit() == KpiUnit::Count).collect();
    let gauge = proptest::sample::select(counted).prop_map(Gauge::sum);
    prop_oneof![1 => Just(Formula::entered(KpiUnit::Count)), 3 => gauge.prop_map(Formula::gauge), 1 => Just(Formula::gauge(Gauge::customers(Counted::Deals)))]
}

/// Half of them sound, so that other commands find KPIs to be about.
fn versions() -> impl Strategy<Value = Dated<Option<Formula>>> {
    let sound = prop_oneof![
        3 => Just(Formula::entered(KpiUnit::Count)),
        1 => any_policy().prop_map(|policy| Formula::Entered { unit: KpiUnit::Money, policy }),
        2 => proptest::sample::select(Counted::ALL.to_vec()).prop_map(|it| Formula::gauge(Gauge::sum(it))),
        1 => names().prop_map(|kpi| Formula::Kpi { kpi }),
    ];
    let today = small().1.today;
    let from = prop_oneof![6 => (0..4_i32).prop_map(move |it| today.plus(it)), 1 => days()];
    let version = (from, proptest::option::weighted(0.95, prop_oneof![sound, formulas()]));
    proptest::collection::vec(version, 1..3)
        .prop_map(|versions| versions.into_iter().fold(Dated::default(), |dated, (from, formula)| dated.since(from, formula)))
}

fn kpis() -> impl Strategy<Value = Kpi> {
    let better = proptest::sample::select(vec![Better::More, Better::Less, Better::Neither]);
    let roles = proptest::collection::btree_set(proptest::sample::select(Role::ALL.to_vec()), 0..3);
    let short = || prop_oneof![9 => "[a-z甲乙丙]{1,3}", 1 => texts()];
    let words = (texts(), short(), short(), short());
    (ids(), words, better, versions(), roles, proptest::bool::weighted(0.8)).prop_map(
        |(id, (name, name_en, note, unit_word), better, formula, roles, active)| Kpi {
            id,
            name,
            name_en,
            note,
            unit_word,
            better,
            formula,
            roles,
            active,
        },
    )
}

/// The day of an entry: mostly today, because formulas begin today.
fn entry_days() -> impl Strategy<Value = Day> {
    prop_oneof![5 => Just(small().1.today), 1 => days()]
}

fn cuts() -> impl Strategy<Value = Option<TargetCut>> {
    let line = prop_oneof![Just("A产品".to_owned()), texts()].prop_map(TargetCut::Line);
    let known = proptest::sample::select(vec![
        TargetCut::Scale(Scale::Large),
        TargetCut::Buyer(Buyer::New),
        TargetCut::Channel(Source::Fair),
        TargetCut::Region(small().1.region),
    ]);
    proptest::option::weighted(0.4, prop_oneof![line, products().prop_map(TargetCut::Product), known])
}

fn levels() -> impl Strategy<Value = Option<TargetLevels>> {
    let level = || proptest::option::weighted(0.3, numbers());
    let levels = (level(), level(), level()).prop_map(|(floor, stretch, challenge)| TargetLevels { floor, stretch, challenge });
    proptest::option::weighted(0.3, levels)
}

fn any_policy() -> impl Strategy<Value = EntryPolicy> {
    (proptest::bool::ANY, proptest::bool::ANY).prop_map(|(needs_evidence, needs_review)| EntryPolicy { needs_evidence, needs_review })
}

pub(super) fn of_kpis() -> impl Strategy<Value = Command> {
    let entries = || (130..136_u128).prop_map(|it| KpiEntryId(fresh(it)));
    let entry = (entries(), ids(), proptest::option::weighted(0.3, people()), entry_days(), numbers(), texts())
        .prop_map(|(id, kpi, owner, on, value, note)| RecordKpiEntry { id, kpi, owner, on, value, note });
    let profile = || (entry_days(), numbers(), texts()).prop_map(|(on, value, note)| KpiEntryProfile { on, value, note });
    let amendment = (entries(), profile(), profile()).prop_map(|(entry, was, now)| AmendKpiEntry { entry, was, now });
    let value = || proptest::option::of(numbers());
    let target = ((owners(), cuts()), names(), periods(), value(), value(), texts(), levels())
        .prop_map(|((of, cut), metric, period, was, now, basis, levels)| SetTarget { of, metric, cut, period, was, now, levels, basis });
    let change = ((owners(), cuts()), names(), periods(), value(), value())
        .prop_map(|((of, cut), metric, period, was, now)| TargetChange { of, metric, cut, period, was, now });
    let act = (proptest::collection::vec(change, 0..4), texts()).prop_map(|(targets, basis)| SetTargets { targets, basis });
    let proposal = (people(), names(), periods(), value(), texts()).prop_map(|(of, metric, period, value, basis)| ProposeTarget {
        of,
        metric,
        period,
        value,
        basis,
    });
    // Boxed, because a union holds the largest of its values inline, in every frame that moves it.
    prop_oneof![
        1 => act.prop_map(Command::SetTargets).boxed(),
        1 => proposal.prop_map(Command::ProposeTarget).boxed(),
        2 => saved(kpis().boxed()).prop_map(Command::SaveKpi).boxed(),
        2 => kpis().prop_map(|now| Command::SaveKpi(Save { was: None, now })).boxed(),
        4 => entry.prop_map(Command::RecordKpiEntry).boxed(),
        2 => amendment.prop_map(Command::AmendKpiEntry).boxed(),
        1 => (entries(), texts()).prop_map(|(entry, reason)| Command::VoidKpiEntry(VoidKpiEntry { entry, reason })).boxed(),
        2 => target.prop_map(Command::SetTarget).boxed(),
    ]
}

/// Commands about KPIs by people who may give them, in the morning of the small company's today.
pub(super) fn kpi_work() -> impl Strategy<Value = (PersonId, Timestamp, Command)> {
    let ids = small().1;
    let by = move |command: Command, seller: PersonId| {
        let by = match &command {
            Command::SaveKpi(_) => ids.admin,
            Command::SetTarget(_) | Command::SetTargets(_) => ids.director,
            _ => seller,
        };
        (by, this_morning(), command)
    };
    (of_kpis(), proptest::sample::select(vec![ids.lin, ids.boss, ids.manager])).prop_map(move |(command, seller)| by(command, seller))
}

/// Asserts what holds of the KPIs, entries and targets of any book built by decisions.
pub(super) fn check_kpis(book: &Book) {
    let mut named: Vec<String> = book.kpis().filter(|it| it.active).map(|it| crate::values::text::name_key(&it.name)).collect();
    let n_named = named.len();
    named.sort_unstable();
    named.dedup();
    assert_eq!(named.len(), n_named, "KPIs in use have different names");
    for kpi in book.kpis() {
        let unit = crate::figures::kpis::unit_of(KpiName::Own(kpi.id), book);
        assert!(unit.is_some(), "a stored KPI has a unit: {kpi:?}");
        for formula in kpi.formula.versions().iter().filter_map(|it| it.rules.as_ref()) {
            assert!(!crate::figures::kpis::depends_on(formula, kpi.id, book), "no KPI depends on itself: {kpi:?}");
        }
    }
    for entry in book.kpi_entries() {
        assert!(book.kpi(entry.kpi).is_some() && 0 < entry.value, "an entry is of a KPI: {entry:?}");
    }
    for target in book.targets() {
        let unit = crate::figures::kpis::unit_of(target.metric, book);
        assert!(unit.is_some_and(|it| target.value.is_none_or(|value| (0..=it.most()).contains(&value))), "{target:?}");
        let newest = target.versions.last();
        // A target that somebody only proposed has no version and no value.
        let in_force = newest.map(|it| (it.value, it.levels)).unwrap_or_default();
        assert_eq!(in_force, (target.value, target.levels), "the newest version is in force: {target:?}");
        assert!(target.versions.iter().all(|it| it.by.is_some() && it.on.is_some()), "every version is signed: {target:?}");
        assert_eq!(target.line().id(target.period), target.id, "the id follows from owner, KPI, cut and period: {target:?}");
    }
}

/// Computes every KPI of the book.
pub(super) fn ask_kpis(book: &Book, today: Day) {
    use crate::figures::analytics::Filter;
    use crate::figures::kpis::Evaluator;
    let evaluator = Evaluator::of(book, today);
    let own: Vec<KpiName> = book.kpis().map(|it| KpiName::Own(it.id)).collect();
    for name in ShippedKpi::ALL.into_iter().map(KpiName::Shipped).chain(own) {
        let approved = Filter { person: Some(small().1.lin), approved_only: true, ..Filter::default() };
        for (period, filter) in [(Period::Month(today.month()), Filter::default()), (Period::natural_year(i32::MAX), approved)] {
            let row = evaluator.row(name, period, &filter);
            assert!(row.is_none_or(|it| it.now.value.is_ok() || it.completion.is_none()), "{name} {period}");
        }
    }
}
