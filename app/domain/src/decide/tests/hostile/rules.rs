//! Rules that an administrator changes alter no figure of a period that is over.

use super::*;
use crate::decide::command::SetTarget;
use crate::figures::analytics::Filter;
use crate::figures::kpis::{Evaluator, KpiRow};
use crate::records::kpi::{Formula, Kpi};
use crate::rules::{FieldPolicy, FiscalCalendar, KpiOfSet, KpiSet, KpiSets, Ramp, SeasonCurve, SeasonCurves};
use crate::sample::kpis::PILOTS;
use crate::values::calendar::{Day, WeekStart};
use crate::values::sensitive::Sensitive;
use crate::values::shipped_kpi::ShippedKpi;

/// A change of one of the company's rules or of a KPI, from this day on.
#[derive(Clone, Debug)]
struct RuleChange {
    from: Day,
    what: usize,
    n: i32,
    is_strict: bool,
    formula: Formula,
}

impl RuleChange {
    fn of(&self, book: &Book) -> Command {
        let RuleChange { from, n, is_strict, .. } = *self;
        if self.what == 0 {
            let was = book.kpi(PILOTS).cloned();
            let formula = was.as_ref().map(|it| it.formula.since(from, Some(self.formula.clone()))).unwrap_or_default();
            return Command::SaveKpi(Save { was: was.clone(), now: Kpi { formula, ..was.unwrap_or_else(|| pilots(from)) } });
        }
        let was = book.company().clone();
        let mut now = was.clone();
        match self.what {
            1 => {
                let rules = GradeRules { a_percent: i64::from(n) * 10 + 10, quarters: n, ..GradeRules::default() };
                now.grade_rules = was.grade_rules.since(from, rules);
            }
            2 => {
                let deal_above = Some(Money::whole(i64::from(n) * 1_000));
                let policy = EvidencePolicy { deal_above, counts_when_reviewed: is_strict, ..EvidencePolicy::default() };
                now.evidence = was.evidence.since(from, policy);
            }
            3 => {
                let policy = ReviewPolicy { opportunities: is_strict, follow_ups: is_strict, ..ReviewPolicy::default() };
                now.review = was.review.since(from, policy);
            }
            4 => {
                let setting = Setting { threshold: i64::from(n) * 1_000, ..AlertRules::default_of(AlertRule::Completion) };
                now.alerts = was
                    .alerts
                    .since(from, AlertRules { adjust_for_time: is_strict, ..AlertRules::default() }.with(AlertRule::Completion, setting));
            }
            5 => now.credit_days = n * 10,
            6 => {
                let (first_month, week_start) =
                    (u8::try_from(n).unwrap_or(1), if is_strict { WeekStart::Sunday } else { WeekStart::Monday });
                now.fiscal_calendar = was.fiscal_calendar.since(from, FiscalCalendar { first_month, week_start });
            }
            7 => {
                let kpis = vec![KpiOfSet { kpi: KpiName::DEALS, weight: is_strict.then_some(Share::WHOLE) }];
                let rules = KpiSets { sets: [(Role::Rep, KpiSet { kpis })].into(), ..KpiSets::default() };
                now.kpi_sets = was.kpi_sets.since(from, rules);
            }
            8 => {
                let months = std::array::from_fn(|at| if is_strict { 1 } else { at as u16 + 1 });
                let curve = SeasonCurve { name: n.to_string(), months };
                now.season_curves = was.season_curves.since(from, SeasonCurves(vec![curve]));
            }
            9 => now.ramp = was.ramp.since(from, Ramp(vec![Share(i64::from(n) * 1_000)])),
            10 => {
                let policy =
                    FieldPolicy::default().with(Sensitive::Costs, Role::Rep, is_strict).with(Sensitive::Contacts, Role::Manager, is_strict);
                now.field_policy = was.field_policy.since(from, policy);
            }
            _ => now.cadence = Cadence { key: Interval::Days(u16::try_from(n).unwrap_or(1)), ..Cadence::default() },
        }
        Command::SaveCompany(Save { was: Some(was), now })
    }
}

fn rule_changes() -> impl Strategy<Value = RuleChange> {
    let today = small().1.today;
    (0..10_i32, 0..12_usize, 1..8_i32, any::<bool>(), new_formulas()).prop_map(move |(after, what, n, is_strict, formula)| RuleChange {
        from: today.plus(after),
        what,
        n,
        is_strict,
        formula,
    })
}

/// Every KPI of the three months before this one, of everybody and of lin, with target and completion.
fn closed_periods(book: &Book, today: Day) -> Vec<Option<KpiRow>> {
    let evaluator = Evaluator::of(book, today);
    let names: Vec<KpiName> = ShippedKpi::ALL.into_iter().map(KpiName::Shipped).chain([KpiName::Own(PILOTS)]).collect();
    let months = (1..4).map(|back| Period::Month(Month(today.month().0 - back)));
    let filters = [Filter::default(), Filter { person: Some(small().1.lin), ..Filter::default() }];
    let mut rows = Vec::new();
    for period in months.chain([Period::Quarter(today.quarter()).previous()]) {
        for filter in &filters {
            rows.extend(names.iter().map(|name| evaluator.row(*name, period, filter)));
        }
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rule_change_alters_no_kpi_of_a_period_that_is_over(
        before in proptest::collection::vec(prop_oneof![3 => past::of_orders().boxed(), 2 => of_the_field().boxed(), 1 => measures().boxed()], 0..24),
        changes in proptest::collection::vec(rule_changes(), 1..6),
    ) {
        let (mut book, ids) = small();
        book.put(pilots(ids.today).into());
        for command in before {
            let moment = ids.moment(ids.lin, &book);
            let _ = apply(&command, &mut book, &moment);
        }
        for metric in [KpiName::SALES_AMOUNT, KpiName::Own(PILOTS)] {
            for (person, back) in [(ids.lin, 1), (ids.lin, 2), (ids.wang, 2)] {
                let (of, period) = (TargetOf::Person(person), Period::Month(Month(ids.today.month().0 - back)));
                let target = SetTarget { of, metric, cut: None, period, was: None, now: Some(9), levels: None, basis: "战略".to_owned() };
                let moment = ids.moment(ids.director, &book);
                prop_assert!(apply(&Command::SetTarget(target), &mut book, &moment).is_ok());
            }
        }
        let then = closed_periods(&book, ids.today);
        for change in changes {
            let moment = ids.moment(ids.admin, &book);
            let command = change.of(&book);
            if apply(&command, &mut book, &moment).is_ok() {
                let now = closed_periods(&book, ids.today);
                for (now, then) in now.into_iter().zip(&then) {
                    prop_assert_eq!(&now, then, "{:?}", command);
                }
            }
        }
    }
}
