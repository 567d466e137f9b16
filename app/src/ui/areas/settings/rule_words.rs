//! The fields of each set of rules in words.

mod recording;
mod rhythm;
mod selling;
mod standards;

use domain::rules::cadence::Interval;
use domain::values::money::Money;

use crate::i18n::locale;
use crate::t;

fn yes_or_no(on: bool) -> String {
    if on { t!("alerts.yes") } else { t!("alerts.no") }.to_owned()
}

fn interval(every: Interval) -> String {
    match every {
        Interval::Days(n) => days(n.into()),
        Interval::Months(n) => t!("settings.versions.months", n = n),
    }
}

fn days(n: i32) -> String {
    t!("settings.versions.days", n = n)
}

/// An amount from which something is asked for; `none` if it never is.
fn above(limit: Option<Money>, none: &str) -> String {
    match limit {
        None => none.to_owned(),
        Some(Money::ZERO) => t!("settings.versions.every_one").to_owned(),
        Some(amount) => locale().money_exact(amount),
    }
}

/// The company's own words with a dot between them, as they may contain commas; a word if there are none.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<&str> = words.collect();
    if all.is_empty() { t!("settings.versions.none").to_owned() } else { all.join(" · ") }
}

/// The choices; a word if there are none.
fn listed(choices: impl Iterator<Item = impl Into<String>>) -> String {
    let all: Vec<String> = choices.map(Into::into).collect();
    if all.is_empty() { t!("settings.versions.none").to_owned() } else { all.join(t!("settings.versions.and")) }
}

#[cfg(test)]
mod tests {
    use super::super::rule_kind::RuleKind;
    use domain::records::kpi::Kpi;
    use domain::rules::alert_rules::{AlertRule, AlertRules};
    use domain::rules::cadence::Cadence;
    use domain::rules::pipeline::Pipeline;
    use domain::rules::{
        Comparisons, Dictionaries, EntryTimes, EvidencePolicy, FieldPolicy, FiscalCalendar, GradeRules, KpiSets, NodeTemplate, PriceBands,
        Ramp, ReviewPolicy, ReviewRhythm, SeasonCurve, SeasonCurves,
    };
    use domain::values::grade::Grade;
    use domain::values::node::{Node, Responsible};
    use std::collections::{BTreeMap, BTreeSet};

    use domain::rules::alert_rules::{Level, Operator, Setting};
    use domain::rules::{Bar, NodeStep, Window};
    use domain::rules::{KpiOfSet, KpiSet};
    use domain::values::calendar::WeekStart;
    use domain::values::ids::PersonId;
    use domain::values::kpi_name::KpiName;
    use domain::values::method::Method;
    use domain::values::money::Share;
    use domain::values::stage::Stage;
    use domain::values::working_days::Calendar;
    use serde::Serialize;
    use serde_json::Value;
    use uuid::Uuid;

    use super::super::rule_kind::{RuleChange, changes};
    use super::*;
    use crate::i18n::{Lang, set_lang};

    fn name_of(id: PersonId) -> String {
        id.to_string()
    }

    /// The paths at which two values differ, and the paths of all leaves of the first.
    fn differing(path: &str, before: &Value, after: &Value, found: &mut BTreeSet<String>) {
        match (before, after) {
            (Value::Object(before), Value::Object(after)) => {
                let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
                let at = |of: &serde_json::Map<String, Value>, name: &str| of.get(name).cloned().unwrap_or_default();
                names.into_iter().for_each(|it| differing(&format!("{path}.{it}"), &at(before, it), &at(after, it), found));
            }
            (before, after) if before != after => drop(found.insert(path.to_owned())),
            _ => {}
        }
    }

    /// Each change is one that the words show, in both languages, and together they touch every field.
    #[track_caller]
    fn check<T: RuleKind + Serialize + std::fmt::Debug>(base: &T, changed: Vec<T>) {
        let tree = |it: &T| serde_json::to_value(it).expect("a tree");
        let mut touched = BTreeSet::new();
        for lang in [Lang::Zh, Lang::En] {
            set_lang(lang);
            for after in &changed {
                let found = changes(base, after, &name_of);
                assert!(!found.is_empty(), "{after:?}");
                assert!(found.iter().all(|it| it.from != it.to && !it.field.is_empty() && !it.to.is_empty()), "{found:?}");
                differing("", &tree(base), &tree(after), &mut touched);
            }
            assert_eq!(changes(base, base, &name_of), []);
        }
        set_lang(Lang::Zh);
        let mut all = BTreeSet::new();
        differing("", &tree(base), &emptied(&tree(base)), &mut all);
        assert_eq!(touched, all);
    }

    /// Another value at every leaf.
    fn emptied(value: &Value) -> Value {
        match value {
            Value::Object(fields) => Value::Object(fields.iter().map(|(name, value)| (name.clone(), emptied(value))).collect()),
            _ => Value::String("another".to_owned()),
        }
    }

    #[test]
    fn no_change_of_the_grade_rules_is_invisible() {
        let base = GradeRules::default();
        let (strategic, key) = (base.strategic, base.key);
        check(
            &base,
            vec![
                GradeRules { strategic: Bar { amount: Money(strategic.amount.0 + 1), ..strategic }, ..base },
                GradeRules { strategic: Bar { months: 25, ..strategic }, ..base },
                GradeRules { key: Bar { amount: Money(key.amount.0 + 1), ..key }, ..base },
                GradeRules { key: Bar { months: 13, ..key }, ..base },
                GradeRules { potential: Money(base.potential.0 - 1), ..base },
                GradeRules { window: Window::CalendarYear, ..base },
                GradeRules { quarters: 3, ..base },
                GradeRules { new_for_months: 13, ..base },
                GradeRules { a_percent: 81, ..base },
                GradeRules { b_percent: 96, ..base },
            ],
        );
        let after = GradeRules { strategic: Bar { amount: Money::whole(600_000), ..strategic }, ..base };
        let said = |field: &str, from: &str, to: &str| RuleChange { field: field.to_owned(), from: from.to_owned(), to: to.to_owned() };
        assert_eq!(changes(&base, &after, &name_of), [said("战略客户：年采购额至少", "¥50万", "¥60万")]);
    }

    #[test]
    fn no_change_of_an_alert_rule_is_invisible() {
        for rule in AlertRule::ALL {
            let setting = AlertRules::default_of(rule);
            let base = AlertRules { settings: BTreeMap::from([(rule, setting)]), ..AlertRules::default() };
            let other = |setting| AlertRules { settings: BTreeMap::from([(rule, setting)]), ..base.clone() };
            let operator = match setting.operator {
                Operator::Over => Operator::AtLeast,
                Operator::AtLeast => Operator::Over,
                Operator::Under => Operator::AtMost,
                Operator::AtMost => Operator::Under,
            };
            let calendar = if setting.calendar == Calendar::Count { Calendar::Months } else { Calendar::Count };
            let raises = if setting.raises == Level::Red { Level::Reminder } else { Level::Red };
            check(
                &base,
                vec![
                    other(Setting { on: !setting.on, ..setting }),
                    other(Setting { operator, ..setting }),
                    other(Setting { threshold: setting.threshold + 1, ..setting }),
                    other(Setting { calendar, ..setting }),
                    other(Setting { margin: setting.margin + 1, ..setting }),
                    other(Setting { raises, ..setting }),
                    other(Setting { superior_after: setting.superior_after + 1, ..setting }),
                    other(Setting { manager_after: setting.manager_after + 1, ..setting }),
                    AlertRules { adjust_for_time: !base.adjust_for_time, ..base.clone() },
                    AlertRules { lasts: base.lasts + 1, ..base.clone() },
                    AlertRules { sweep_at: base.sweep_at + 1, ..base.clone() },
                ],
            );
        }
    }

    #[test]
    fn no_change_of_the_evidence_policy_is_invisible() {
        // Fields at their defaults are not in the tree.
        let base = EvidencePolicy { counts_when_reviewed: true, ..EvidencePolicy::default() };
        let one_more = |it: Option<Money>| it.map(|limit| Money(limit.0 + 1));
        check(
            &base,
            vec![
                EvidencePolicy { deal_above: None, ..base.clone() },
                EvidencePolicy { deal_above: one_more(base.deal_above), ..base.clone() },
                EvidencePolicy { payment_above: Some(Money::ZERO), ..base.clone() },
                EvidencePolicy { stages: [Stage::Proposal].into(), ..base.clone() },
                EvidencePolicy { methods: [Method::ALL[0]].into(), ..base.clone() },
                EvidencePolicy { counts_when_reviewed: false, ..base.clone() },
            ],
        );
    }

    #[test]
    fn no_change_of_the_review_policy_is_invisible() {
        let base = ReviewPolicy::default();
        let cent = Some(Money(1));
        check(
            &base,
            vec![
                ReviewPolicy { orders_from: cent, ..base },
                ReviewPolicy { payments_from: cent, ..base },
                ReviewPolicy { expenses_from: None, ..base },
                ReviewPolicy { opportunities: true, ..base },
                ReviewPolicy { follow_ups: true, ..base },
            ],
        );
    }

    #[test]
    fn no_change_of_the_entry_times_is_invisible() {
        let base = EntryTimes::default();
        check(
            &base,
            vec![
                EntryTimes { expected_by: base.expected_by + 1, ..base },
                EntryTimes { back_filled_after: base.back_filled_after + 1, ..base },
            ],
        );
    }

    #[test]
    fn no_change_of_the_fiscal_calendar_is_invisible() {
        let base = FiscalCalendar::default();
        let shifted = |first_month| FiscalCalendar { first_month, ..base };
        let starting = |week_start| FiscalCalendar { week_start, ..base };
        check(&base, vec![shifted(4), shifted(12), starting(WeekStart::Sunday), starting(WeekStart::Saturday)]);
    }

    #[test]
    fn no_change_of_the_comparisons_is_invisible() {
        check(&Comparisons::default(), vec![Comparisons { for_reps: true }]);
    }

    #[test]
    fn no_change_of_the_sensitive_fields_is_invisible() {
        let base = FieldPolicy::default();
        let other = |(what, role)| base.clone().with(what, role, !base.shows(what, role));
        check(&base, FieldPolicy::CHOICES.into_iter().map(other).collect());
    }

    #[test]
    fn no_change_of_the_kpi_sets_is_invisible() {
        let part = |kpi, weight: Option<i64>| KpiOfSet { kpi, weight: weight.map(Share) };
        let of = |kpis: Vec<KpiOfSet>| KpiSets { sets: [(Kpi::ROLES[0], KpiSet { kpis })].into(), ..KpiSets::default() };
        let (sales, deals) = (KpiName::SALES_AMOUNT, KpiName::DEALS);
        let base = of(vec![part(sales, Some(4_000)), part(deals, Some(6_000))]);
        check(
            &base,
            vec![
                KpiSets { cap: Share(12_000), ..base.clone() },
                of(vec![part(sales, Some(4_010)), part(deals, Some(5_990))]),
                of(vec![part(deals, Some(6_000)), part(sales, Some(4_000))]),
                of(vec![part(sales, None), part(deals, None)]),
                of(vec![part(sales, Some(10_000))]),
            ],
        );
        assert!(!changes(&base, &KpiSets::default(), &name_of).is_empty(), "the set of a role is gone");
    }

    #[test]
    fn no_change_of_the_cadence_is_invisible() {
        let base = Cadence::default();
        let changed = [Interval::Days(8), Interval::Days(15), Interval::Months(2), Interval::Months(3)];
        check(&base, Grade::ALL.into_iter().zip(changed).map(|(grade, every)| base.with(grade, every)).collect());
        let every = |it| ReviewRhythm(Interval::Months(it));
        assert_eq!(changes(&every(1), &every(2), &name_of).len(), 1);
        // Thirty days are not a month.
        assert_eq!(changes(&every(1), &ReviewRhythm(Interval::Days(30)), &name_of).len(), 1);
        assert!(!changes(&base, &base.with(Grade::Potential, Interval::Days(30)), &name_of).is_empty());
    }

    #[test]
    fn no_change_of_the_ramp_is_invisible() {
        let ramp = |all: &[i64]| Ramp(all.iter().copied().map(Share).collect());
        let base = Ramp::default();
        for after in [ramp(&[0, 2_500]), ramp(&[0, 2_500, 5_000, 7_500]), ramp(&[0, 2_500, 5_001]), ramp(&[])] {
            assert_eq!((changes(&base, &after, &name_of).len(), changes(&after, &base, &name_of).len()), (1, 1), "{after:?}");
        }
        let longer = changes(&base, &ramp(&[0, 3_000, 6_000, 9_000]), &name_of);
        assert_eq!((longer[0].from.as_str(), longer[0].to.as_str()), ("0% 25% 50%", "0% 30% 60% 90%"));
    }

    #[test]
    fn no_change_of_sub_stages_bands_and_words_is_invisible() {
        let base = Pipeline::default();
        let (mut fewer, mut shorter) = (base.clone(), base.clone());
        fewer.sub_stages.pop();
        shorter.limits[0].days = 7;
        check(&base, vec![fewer, shorter]);
        let bands = PriceBands::default();
        let after = PriceBands::beginning_at(vec![Money::whole(1_000)]);
        assert_eq!(changes(&bands, &after, &name_of).len(), 1);
        let other = || vec!["其他渠道".to_owned()];
        let base = Dictionaries { sources: other(), methods: other(), expense_kinds: other(), ..Dictionaries::default() };
        let own = || vec!["路演".to_owned()];
        check(
            &base,
            vec![
                Dictionaries { gap_reasons: own(), ..base.clone() },
                Dictionaries { success_factors: own(), ..base.clone() },
                Dictionaries { risk_kinds: own(), ..base.clone() },
                Dictionaries { activities: own(), ..base.clone() },
                Dictionaries { sources: own(), ..base.clone() },
                Dictionaries { methods: own(), ..base.clone() },
                Dictionaries { expense_kinds: own(), ..base.clone() },
            ],
        );
        let curve = |name: &str, months| SeasonCurve { name: name.to_owned(), months };
        let base = SeasonCurves(vec![curve("旺季", [1; 12])]);
        let after =
            [vec![curve("淡季", [1; 12])], vec![curve("旺季", [2; 12])], vec![], vec![curve("旺季", [1; 12]), curve("淡季", [1; 12])]];
        check(&base, after.map(SeasonCurves).to_vec());
    }

    #[test]
    fn no_change_of_a_node_is_invisible() {
        let base = NodeTemplate::default();
        let persons = [1, 2].map(|it| Responsible::Person(PersonId(Uuid::from_u128(it))));
        for node in Node::ALL {
            let step = base.step(node);
            let with = |owner: &Responsible| base.with(NodeStep { owner: Some(owner.clone()), ..step.clone() });
            let outside = Responsible::Other(PersonId(Uuid::from_u128(1)).to_string());
            check(&base, vec![with(&persons[0]), with(&outside), base.with(NodeStep { days: step.days + 1, ..step.clone() })]);
            assert!(!changes(&with(&persons[0]), &with(&persons[1]), &name_of).is_empty());
            assert!(!changes(&with(&persons[0]), &with(&outside), &name_of).is_empty());
        }
    }
}
