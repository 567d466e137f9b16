//! The fields of each set of rules in words.

use domain::book::Book;
use domain::records::kpi::Kpi;
use domain::records::organisation::{Company, Role};
use domain::rules::alert_rules::{AlertRule, AlertRules};
use domain::rules::cadence::{Cadence, Interval};
use domain::rules::pipeline::Pipeline;
use domain::rules::{
    Comparisons, Dated, Dictionaries, EntryTimes, EvidencePolicy, FiscalCalendar, GradeRules, KpiAlert, KpiSets, NodeTemplate, PriceBands,
    ReviewPolicy, ReviewRhythm, SeasonCurve, SeasonCurves,
};
use domain::values::calendar::Month;
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::money::Money;
use domain::values::node::{Node, Responsible};
use domain::values::stage::Stage;
use leptos::prelude::use_context;

use super::grade_rule_fields::FIELDS;
use super::rule_kind::{NameOf, RuleKind};
use crate::i18n::{alert_words, kpi_alert_words, kpi_words, locale, time_of_day, track_words, words};
use crate::local::Notebook;
use crate::t;

impl RuleKind for GradeRules {
    const FIELD: Field = Field::GradeRules;

    fn versions(company: &Company) -> &Dated<GradeRules> {
        &company.grade_rules
    }

    fn put(company: &mut Company, versions: Dated<GradeRules>) {
        company.grade_rules = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        FIELDS.map(|it| (words::field(it.name), it.said(self))).to_vec()
    }
}

impl RuleKind for AlertRules {
    const FIELD: Field = Field::Alerts;

    fn versions(company: &Company) -> &Dated<AlertRules> {
        &company.alerts
    }

    fn put(company: &mut Company, versions: Dated<AlertRules>) {
        company.alerts = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let of_rule = |rule: AlertRule| {
            let setting = self.of(rule);
            let unit = alert_words::calendar(setting.calendar);
            let margin = t!("alerts.settings.value", n = alert_words::number(setting.margin, setting.calendar), unit = unit);
            let said = [
                (Field::On, yes_or_no(setting.on)),
                (Field::Threshold, alert_words::limit(&setting)),
                (Field::Margin, margin),
                (Field::Raises, alert_words::level(setting.raises).to_owned()),
                (Field::SuperiorAfter, days(setting.superior_after)),
                (Field::ManagerAfter, days(setting.manager_after)),
            ];
            let name = |field| t!("alerts.field.of_rule", rule = alert_words::rule(rule), field = words::field(field));
            said.map(|(field, value)| (name(field), value))
        };
        let whole = [
            (words::field(Field::Adjust), yes_or_no(self.adjust_for_time)),
            (words::field(Field::Lasts), days(self.lasts)),
            (words::field(Field::SweepAt), time_of_day(self.sweep_at)),
        ];
        let kpis = use_context::<Notebook>().map(|notebook| notebook.peek(|book| kpi_rules(&self.kpis, book)));
        let kpis = (alert_words::rule(AlertRule::Kpi).to_owned(), kpis.unwrap_or_default());
        AlertRule::ALL.into_iter().flat_map(of_rule).chain(whole).chain([kpis]).collect()
    }
}

/// The rules on KPIs, a sentence each.
fn kpi_rules(rules: &[KpiAlert], book: &Book) -> String {
    let said = rules.iter().map(|it| kpi_alert_words::sentence(it, book)).collect::<Vec<_>>().join("；");
    if said.is_empty() { t!("alerts.kpi.none").to_owned() } else { said }
}

impl RuleKind for EvidencePolicy {
    const FIELD: Field = Field::Evidence;

    fn versions(company: &Company) -> &Dated<EvidencePolicy> {
        &company.evidence
    }

    fn put(company: &mut Company, versions: Dated<EvidencePolicy>) {
        company.evidence = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let EvidencePolicy { deal_above, payment_above, stages, methods, counts_when_reviewed } = self;
        let above = |limit| above(limit, t!("settings.versions.not_required"));
        vec![
            (words::field(Field::EvidenceDealAbove), above(*deal_above)),
            (words::field(Field::EvidencePaymentAbove), above(*payment_above)),
            (t!("evidence.rules.stages").to_owned(), listed(stages.iter().map(|it| words::stage(*it)))),
            (t!("evidence.rules.methods").to_owned(), listed(methods.iter().map(|it| words::method(*it)))),
            (t!("evidence.rules.counts_when_reviewed").to_owned(), yes_or_no(*counts_when_reviewed)),
        ]
    }
}

impl RuleKind for ReviewPolicy {
    const FIELD: Field = Field::Review;

    fn versions(company: &Company) -> &Dated<ReviewPolicy> {
        &company.review
    }

    fn put(company: &mut Company, versions: Dated<ReviewPolicy>) {
        company.review = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let ReviewPolicy { orders_from, payments_from, expenses_from, opportunities, follow_ups } = *self;
        let above = |limit| above(limit, t!("settings.versions.not_reviewed"));
        vec![
            (words::field(Field::ReviewOrdersFrom), above(orders_from)),
            (words::field(Field::ReviewPaymentsFrom), above(payments_from)),
            (words::field(Field::ReviewExpensesFrom), above(expenses_from)),
            (t!("review.rules.opportunities").to_owned(), yes_or_no(opportunities)),
            (t!("review.rules.follow_ups").to_owned(), yes_or_no(follow_ups)),
        ]
    }
}

impl RuleKind for EntryTimes {
    const FIELD: Field = Field::EntryTimes;

    fn versions(company: &Company) -> &Dated<EntryTimes> {
        &company.entry_times
    }

    fn put(company: &mut Company, versions: Dated<EntryTimes>) {
        company.entry_times = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let EntryTimes { expected_by, back_filled_after } = *self;
        vec![
            (words::field(Field::EntryTimesExpectedBy), time_of_day(expected_by)),
            (words::field(Field::EntryTimesBackFilledAfter), time_of_day(back_filled_after)),
        ]
    }
}

impl RuleKind for FiscalCalendar {
    const FIELD: Field = Field::FiscalCalendar;

    fn versions(company: &Company) -> &Dated<FiscalCalendar> {
        &company.fiscal_calendar
    }

    fn put(company: &mut Company, versions: Dated<FiscalCalendar>) {
        company.fiscal_calendar = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let first_month = locale().month_short(Month(i32::from(self.first_month) - 1));
        vec![
            (words::field(Field::FiscalCalendarFirstMonth), first_month),
            (words::field(Field::FiscalCalendarWeekStart), words::week_start(self.week_start).to_owned()),
        ]
    }
}

impl RuleKind for Comparisons {
    const FIELD: Field = Field::Comparisons;

    fn versions(company: &Company) -> &Dated<Comparisons> {
        &company.comparisons
    }

    fn put(company: &mut Company, versions: Dated<Comparisons>) {
        company.comparisons = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let said = if self.for_reps { t!("benchmarks.switch.shown") } else { t!("benchmarks.switch.hidden") };
        vec![(words::field(Field::ComparisonsForReps), said.to_owned())]
    }
}

impl RuleKind for KpiSets {
    const FIELD: Field = Field::KpiSets;

    fn versions(company: &Company) -> &Dated<KpiSets> {
        &company.kpi_sets
    }

    fn put(company: &mut Company, versions: Dated<KpiSets>) {
        company.kpi_sets = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let of = |role: Role| {
            let said = self.sets.get(&role).map(|set| match use_context::<Notebook>() {
                Some(notebook) => notebook.peek(|book| kpi_words::set(set, &|kpi| kpi_words::name(kpi, book))),
                None => kpi_words::set(set, &|kpi| kpi.to_string()),
            });
            (words::field(Field::KpiSetOf(role)), said.unwrap_or_else(|| t!("kpis.sets.all").to_owned()))
        };
        Kpi::ROLES.into_iter().map(of).chain([(words::field(Field::KpiCap), locale().share(self.cap))]).collect()
    }
}

impl RuleKind for NodeTemplate {
    const FIELD: Field = Field::OrderNodes;

    fn versions(company: &Company) -> &Dated<NodeTemplate> {
        &company.order_nodes
    }

    fn put(company: &mut Company, versions: Dated<NodeTemplate>) {
        company.order_nodes = versions;
    }

    fn said(&self, name_of: NameOf<'_>) -> Vec<(String, String)> {
        let of_node = |node: Node| {
            let step = self.step(node);
            let owner = match step.owner {
                None => t!("track.order_owner").to_owned(),
                Some(Responsible::Person(person)) => name_of(person),
                Some(Responsible::Other(name)) => t!("settings.versions.outside", name = name),
            };
            let name = |field| t!("track.field.of_node", node = track_words::node(node), field = words::field(field));
            [(name(Field::Days), days(step.days)), (name(Field::Responsible), owner)]
        };
        Node::ALL.into_iter().flat_map(of_node).collect()
    }
}

impl RuleKind for Cadence {
    const FIELD: Field = Field::CadenceVersions;

    fn versions(company: &Company) -> &Dated<Cadence> {
        &company.cadence_versions
    }

    fn first(company: &Company) -> Cadence {
        company.cadence
    }

    fn put(company: &mut Company, versions: Dated<Cadence>) {
        company.cadence_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        Grade::ALL.map(|it| (words::grade(it).to_owned(), interval(self.of(it)))).to_vec()
    }
}

impl RuleKind for ReviewRhythm {
    const FIELD: Field = Field::TaskReviewVersions;

    fn versions(company: &Company) -> &Dated<ReviewRhythm> {
        &company.task_review_versions
    }

    fn first(company: &Company) -> ReviewRhythm {
        ReviewRhythm(company.task_review)
    }

    fn put(company: &mut Company, versions: Dated<ReviewRhythm>) {
        company.task_review_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        vec![(t!("rhythm.task_review_every").to_owned(), interval(self.0))]
    }
}

impl RuleKind for Pipeline {
    const FIELD: Field = Field::PipelineVersions;

    fn versions(company: &Company) -> &Dated<Pipeline> {
        &company.pipeline_versions
    }

    fn first(company: &Company) -> Pipeline {
        company.pipeline.clone()
    }

    fn put(company: &mut Company, versions: Dated<Pipeline>) {
        company.pipeline_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let of_stage = |stage: Stage| {
            let limit = self.limit(stage).map_or_else(|| t!("settings.versions.none").to_owned(), |it| days(it.into()));
            let names = joined(self.sub_stages_of(stage));
            [(t!("rhythm.sub_stages_of", stage = words::stage(stage)), names), (t!("rhythm.limit_of", stage = words::stage(stage)), limit)]
        };
        Stage::OPEN.into_iter().flat_map(of_stage).collect()
    }
}

impl RuleKind for PriceBands {
    const FIELD: Field = Field::PriceBandVersions;

    fn versions(company: &Company) -> &Dated<PriceBands> {
        &company.price_band_versions
    }

    fn first(company: &Company) -> PriceBands {
        company.price_bands.clone()
    }

    fn put(company: &mut Company, versions: Dated<PriceBands>) {
        company.price_band_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let bands: Vec<String> = self.all().into_iter().map(words::price_band).collect();
        vec![(t!("mixes.bands.title").to_owned(), joined(bands.iter().map(String::as_str)))]
    }
}

impl RuleKind for SeasonCurves {
    const FIELD: Field = Field::SeasonCurves;

    fn versions(company: &Company) -> &Dated<SeasonCurves> {
        &company.season_curves
    }

    fn put(company: &mut Company, versions: Dated<SeasonCurves>) {
        company.season_curves = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let said = |curve: &SeasonCurve| format!("{} · {}", curve.name, curve.months.map(|it| it.to_string()).join(" "));
        let of = |at: usize| self.0.get(at).map_or_else(|| t!("season.none").to_owned(), said);
        (0..SeasonCurves::MOST).map(|at| (t!("season.curve", n = at + 1), of(at))).collect()
    }
}

impl RuleKind for Dictionaries {
    const FIELD: Field = Field::DictionaryVersions;

    fn versions(company: &Company) -> &Dated<Dictionaries> {
        &company.dictionary_versions
    }

    fn first(company: &Company) -> Dictionaries {
        company.first_dictionaries()
    }

    fn put(company: &mut Company, versions: Dated<Dictionaries>) {
        company.dictionary_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let Dictionaries { gap_reasons, success_factors, risk_kinds, activities, sources, methods, expense_kinds } = self;
        let lists = [
            (Field::GapReasons, gap_reasons),
            (Field::SuccessFactors, success_factors),
            (Field::RiskKinds, risk_kinds),
            (Field::Activities, activities),
            (Field::Sources, sources),
            (Field::Methods, methods),
            (Field::ExpenseKinds, expense_kinds),
        ];
        lists.map(|(field, list)| (words::field(field), joined(list.iter().map(String::as_str)))).to_vec()
    }
}

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
    fn no_change_of_the_kpi_sets_is_invisible() {
        let part = |kpi, weight: Option<i64>| KpiOfSet { kpi, weight: weight.map(Share) };
        let of = |kpis: Vec<KpiOfSet>| KpiSets { sets: [(Kpi::ROLES[0], KpiSet { kpis })].into(), ..KpiSets::default() };
        let (sales, deals) = (KpiName::SALES_AMOUNT, KpiName::DEALS);
        let base = of(vec![part(sales, Some(4_000)), part(deals, Some(6_000))]);
        check(
            &base,
            vec![
                KpiSets::default(),
                KpiSets { cap: Share(12_000), ..base.clone() },
                of(vec![part(sales, Some(4_010)), part(deals, Some(5_990))]),
                of(vec![part(deals, Some(6_000)), part(sales, Some(4_000))]),
                of(vec![part(sales, None), part(deals, None)]),
                of(vec![part(sales, Some(10_000))]),
            ],
        );
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
    fn no_change_of_sub_stages_bands_and_words_is_invisible() {
        let base = Pipeline::default();
        let (mut fewer, mut shorter) = (base.clone(), base.clone());
        fewer.sub_stages.pop();
        shorter.limits[0].days = 7;
        check(&base, vec![fewer, shorter]);
        let bands = PriceBands::default();
        let after = PriceBands::beginning_at(vec![Money::whole(1_000)]);
        assert_eq!(changes(&bands, &after, &name_of).len(), 1);
        let base = Dictionaries::default();
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
