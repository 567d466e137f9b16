//! A formula that is tried gives what the saved KPI would give, to each role within its reach.

use super::*;
use crate::figures::analytics::Filter;
use crate::figures::kpis::{Evaluator, NoValue};
use crate::records::kpi::{Counted, Formula, Gauge, Kpi, Narrowing};
use crate::rules::Dated;
use crate::sample::kpis::{PILOTS, pilots};
use crate::values::calendar::Period;
use crate::values::ids::{Kind, KpiId};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::ratio::Ratio;
use crate::values::target_of::TargetOf;

const TRIED: KpiId = KpiId(uuid::Uuid::from_u128(0x77));

fn draft(formula: Formula, rows: KpiRows) -> RuleDraft {
    RuleDraft::Kpi(KpiDraft { kpi: TRIED, formula, period: Period::Month(TODAY.month()), rows })
}

fn visits() -> Formula {
    Formula::gauge(Gauge::sum(Counted::FollowUps).only(Narrowing { method: Some(Method::Visit), ..Narrowing::default() }))
}

pub(super) fn deals_per_visit(rows: KpiRows) -> RuleDraft {
    draft(Formula::ratio(Formula::gauge(Gauge::sum(Counted::Deals)), visits()), rows)
}

fn tried(draft: &RuleDraft, book: &Book, moment: &Moment) -> KpiSimulation {
    match simulate(draft, book, moment) {
        Ok(Simulation::Kpi(found)) => found,
        other => panic!("no formula: {other:?}"),
    }
}

#[test]
fn a_formula_that_is_tried_gives_what_the_saved_kpi_gives() {
    // R-05, C2: of the company, each team and each person, in the running and in the last full month.
    for book in &*BOOKS {
        for rows in [KpiRows::Teams, KpiRows::People] {
            for draft in [deals_per_visit(rows), draft(visits(), rows), draft(Formula::entered(KpiUnit::Count), rows)] {
                let RuleDraft::Kpi(asked) = &draft else { unreachable!() };
                let mut saved = book.clone();
                let formula = Dated::default().since(Day::FIRST, Some(asked.formula.clone()));
                saved.put(Kpi { id: TRIED, formula, ..pilots(TODAY) }.into());
                let evaluator = Evaluator::of(&saved, TODAY);
                let name = KpiName::Own(TRIED);
                let moment = moment_of(Role::Administrator, book);
                let found = tried(&draft, book, &moment);
                let of = |filter: &Filter| found.periods.map(|period| evaluator.measure(name, period, filter));
                assert_eq!(found.all.map(|it| it.measured), of(&Filter::default()));
                assert!(!found.rows.first.is_empty());
                for row in &found.rows.first {
                    assert_eq!(row.values.map(|it| it.measured), of(&row.of.into()), "{:?}", row.of);
                }
                let n_records = found.periods.map(|period| {
                    let parts = evaluator.parts(name, period.into(), &Filter::default());
                    parts.iter().flat_map(|part| part.records.iter().map(|it| it.0)).collect::<BTreeSet<_>>().len()
                });
                assert_eq!(found.all.map(|it| it.n_records as usize), n_records);
                assert_eq!((found.periods[1], found.named), (found.periods[0].previous(), None), "an administrator sees no records");
            }
        }
    }
}

#[test]
fn what_adds_up_is_the_sum_of_its_rows_and_a_rate_says_that_it_is_not() {
    let book = &BOOKS[1];
    let moment = moment_of(Role::Director, book);
    let found = tried(&draft(visits(), KpiRows::Teams), book, &moment);
    let sum = |at: usize| found.rows.first.iter().map(|it| it.values[at].measured.value.map_or(0, Ratio::rounded)).sum::<i64>();
    assert!(found.adds_up);
    assert_eq!([sum(0), sum(1)], found.all.map(|it| it.measured.value.map_or(0, Ratio::rounded)));
    assert!(!tried(&deals_per_visit(KpiRows::Teams), book, &moment).adds_up);
}

#[test]
fn a_formula_is_tried_by_those_who_read_rules_each_within_their_reach() {
    // R-02…R-05.
    let book = &BOOKS[0];
    let not_allowed = Err(Refusals::of(Field::Role, Refusal::NotAllowed));
    for role in [Role::Rep, Role::Supervisor] {
        assert_eq!(simulate(&deals_per_visit(KpiRows::Teams), book, &moment_of(role, book)), not_allowed, "{role:?}");
    }
    let of = |role, rows| tried(&draft(visits(), rows), book, &moment_of(role, book));
    let [manager, director, admin] = [Role::Manager, Role::Director, Role::Administrator].map(|it| of(it, KpiRows::Teams));
    assert_eq!((&director.all, &director.rows), (&admin.all, &admin.rows));
    assert!(manager.rows.first.len() < director.rows.first.len(), "only the teams of the department");
    let department = moment_of(Role::Manager, book).actor.department;
    let is_within = |it: &TriedRow| matches!(it.of, TargetOf::Team(id) if book.team(id).map(|team| team.department) == department);
    assert!(manager.rows.first.iter().filter(|it| matches!(it.of, TargetOf::Team(_))).all(is_within));
    let named = director.named.expect("a director sees records");
    assert!(named.first.iter().all(|it| it.record.kind == Kind::FollowUp && it.customer.is_some() && !it.name.is_empty()));
    assert_eq!(named.first.len() + named.n_more as usize, director.all.iter().map(|it| it.n_records as usize).sum::<usize>());
    let covered = |record: &TriedRecord| {
        let owner = record.customer.and_then(|id| book.customer(id)).map(|it| it.owner).expect("an owner");
        moment_of(Role::Manager, book).actor.covers(owner, book)
    };
    assert!(manager.named.expect("a manager sees records").first.iter().all(covered));
}

#[test]
fn a_formula_that_cannot_be_computed_is_refused_at_its_part() {
    let (mut book, ids) = small();
    book.put(pilots(ids.today).into());
    let moment = ids.moment(ids.admin, &book);
    let sum = |of| Formula::gauge(Gauge::sum(of));
    let own = |kpi| Formula::Kpi { kpi: KpiName::Own(kpi) };
    for (kpi, formula, field, refusal) in [
        (TRIED, Formula::sum([sum(Counted::SalesAmount), sum(Counted::Deals)]), Field::FormulaAt(1), Refusal::MixedUnits),
        (TRIED, Formula::ratio(sum(Counted::Deals), sum(Counted::SalesAmount)), Field::FormulaAt(1), Refusal::MixedUnits),
        (TRIED, own(TRIED), Field::Formula, Refusal::Circular),
        (TRIED, own(KpiId(uuid::Uuid::from_u128(9))), Field::FormulaAt(0), Refusal::NotYours),
        (TRIED, Formula::gauge(Gauge::number(Counted::SalesAmount)), Field::FormulaAt(0), Refusal::NotCounted),
        (PILOTS, sum(Counted::SalesAmount), Field::Formula, Refusal::MixedUnits),
    ] {
        let draft = RuleDraft::Kpi(KpiDraft { kpi, formula, period: Period::Month(TODAY.month()), rows: KpiRows::Teams });
        assert_eq!(simulate(&draft, &book, &moment), Err(Refusals::of(field, refusal)), "{draft:?}");
    }
    book.put(Kpi { active: false, ..pilots(ids.today) }.into());
    let ended = draft(own(PILOTS), KpiRows::Teams);
    assert_eq!(simulate(&ended, &book, &moment), Err(Refusals::of(Field::Formula, Refusal::Inactive)));
    // Nothing to divide by is no refusal.
    let never = draft(Formula::ratio(visits(), sum(Counted::Anomalies)), KpiRows::Teams);
    let never = tried(&never, &crate::sample::small().0, &moment);
    assert_eq!(never.all[0].measured.value, Err(NoValue::NoData));
}
