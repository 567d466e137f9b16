//! The company and the administrator's rules.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::rules::alert_rules::AlertRules;
use crate::rules::cadence::{Cadence, Interval};
use crate::rules::notices::NoticeRules;
use crate::rules::pipeline::Pipeline;
use crate::rules::{
    Comparisons, Dated, Dictionaries, EntryTimes, EvidencePolicy, FieldPolicy, FiscalCalendar, GradeRules, KpiSets, NodeTemplate,
    PriceBands, Ramp, ReviewPolicy, ReviewRhythm, SeasonCurves,
};
use crate::values::amount_unit::AmountUnit;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;
use crate::values::working_days::{Notice, WorkingDays};

/// The currency of every amount of the company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// 人民币.
    #[default]
    Cny,
    /// US dollars.
    Usd,
}

/// The company and the administrator's rules: one record with a revision, so that a phone can tell which rules it decided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    pub name: String,
    /// The currency of every amount.
    #[serde(default)]
    pub currency: Currency,
    /// The unit of amounts on dashboards, unless a person prefers another (A47).
    #[serde(default, skip_serializing_if = "AmountUnit::is_default")]
    pub amount_unit: AmountUnit,
    /// Minutes the company's time zone is ahead of UTC (A43: 480 for Asia/Shanghai).
    pub utc_offset_minutes: i32,
    /// Days until payment is due when an order has no due date (A6: 30).
    pub credit_days: i32,
    /// Sub-stages and the maximum time an opportunity may stay in a stage (A28), before the first of `pipeline_versions`. Earlier releases kept one
    /// without a day; it never changes any more. The same goes for `cadence`, `price_bands` and the lists of words.
    #[serde(default, skip_serializing_if = "Pipeline::is_default")]
    pub pipeline: Pipeline,
    /// Sub-stages and limits from a day on; [`Company::pipeline_on`] reads them.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub pipeline_versions: Dated<Pipeline>,
    /// How often to contact customers of each grade (FU-03), before the first of `cadence_versions`.
    #[serde(default, skip_serializing_if = "Cadence::is_default")]
    pub cadence: Cadence,
    /// Contact intervals from a day on; [`Company::cadence_on`] reads them.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub cadence_versions: Dated<Cadence>,
    /// Default review interval of ongoing tasks (E-23, A44), before the first of `task_review_versions`.
    #[serde(default = "Company::usual_task_review", skip_serializing_if = "Company::is_usual_task_review")]
    pub task_review: Interval,
    /// The review interval from a day on; [`Company::task_review_on`] reads it.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub task_review_versions: Dated<ReviewRhythm>,
    /// The administrator's notices of days off and make-up days (A18), in addition to the built-in ones; see [`crate::values::working_days`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Notice>,
    /// What requires evidence (A32, DQ-02).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub evidence: Dated<EvidencePolicy>,
    /// What requires a review by a second person (DQ-01).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub review: Dated<ReviewPolicy>,
    /// Deadline for recording a day's events (A46).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub entry_times: Dated<EntryTimes>,
    /// What reps see beside their own figures (A48).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub comparisons: Dated<Comparisons>,
    /// Where years and weeks begin (A43); [`Company::calendar_on`] reads it.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub fiscal_calendar: Dated<FiscalCalendar>,
    /// Who sees contact details, costs and amounts.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub field_policy: Dated<FieldPolicy>,
    /// The KPIs of each role.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub kpi_sets: Dated<KpiSets>,
    /// The criteria for strategic, key, potential and normal (C-09).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub grade_rules: Dated<GradeRules>,
    /// When to raise alerts (C7).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub alerts: Dated<AlertRules>,
    /// When to send notifications outside the app.
    #[serde(default, skip_serializing_if = "NoticeRules::is_default")]
    pub notices: NoticeRules,
    /// The default plan of an order: who is responsible for each node and how long it may take (O-03), by the day of the deal.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub order_nodes: Dated<NodeTemplate>,
    /// Suggested 交付差异原因 (E-16), before the first of `dictionary_versions`.
    #[serde(default = "Dictionaries::usual_gap_reasons", skip_serializing_if = "Company::are_usual_gap_reasons")]
    pub gap_reasons: Vec<String>,
    /// Boundaries of the 价格带 (E-07), before the first of `price_band_versions`.
    #[serde(default, skip_serializing_if = "PriceBands::is_default")]
    pub price_bands: PriceBands,
    /// Boundaries from a day on; [`Company::price_bands_on`] reads them.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub price_band_versions: Dated<PriceBands>,
    /// The company's own 成功因素 (E-18), besides the built-in ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub success_factors: Vec<String>,
    /// The company's own 风险 (E-19).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_kinds: Vec<String>,
    /// The company's own 活动 (E-21).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// The lists of words from a day on; [`Company::dictionaries_on`] reads them.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub dictionary_versions: Dated<Dictionaries>,
    /// How a year's target may be spread over its months (T-02).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub season_curves: Dated<SeasonCurves>,
    /// Which part of a full target somebody new is given (T-02).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub ramp: Dated<Ramp>,
    /// Incremented by every change of the rules.
    #[serde(default)]
    pub revision: i64,
}

impl Default for Company {
    fn default() -> Company {
        Company {
            name: String::new(),
            currency: Currency::Cny,
            amount_unit: AmountUnit::default(),
            utc_offset_minutes: 480,
            credit_days: 30,
            cadence: Cadence::default(),
            cadence_versions: Dated::default(),
            pipeline: Pipeline::default(),
            pipeline_versions: Dated::default(),
            task_review: Company::usual_task_review(),
            task_review_versions: Dated::default(),
            holidays: Vec::new(),
            evidence: Dated::default(),
            review: Dated::default(),
            entry_times: Dated::default(),
            comparisons: Dated::default(),
            fiscal_calendar: Dated::default(),
            field_policy: Dated::default(),
            kpi_sets: Dated::default(),
            grade_rules: Dated::default(),
            alerts: Dated::default(),
            notices: NoticeRules::default(),
            order_nodes: Dated::default(),
            gap_reasons: Dictionaries::usual_gap_reasons(),
            price_bands: PriceBands::default(),
            price_band_versions: Dated::default(),
            success_factors: Vec::new(),
            risk_kinds: Vec::new(),
            activities: Vec::new(),
            dictionary_versions: Dated::default(),
            season_curves: Dated::default(),
            ramp: Dated::default(),
            revision: 0,
        }
    }
}

impl Company {
    fn usual_task_review() -> Interval {
        ReviewRhythm::default().0
    }

    fn is_usual_task_review(every: &Interval) -> bool {
        *every == Company::usual_task_review()
    }

    fn are_usual_gap_reasons(reasons: &Vec<String>) -> bool {
        *reasons == Dictionaries::usual_gap_reasons()
    }

    /// The years and weeks in use on a day.
    pub fn calendar_on(&self, day: Day) -> FiscalCalendar {
        self.fiscal_calendar.on(day)
    }

    /// The sub-stages and limits in force on a day.
    pub fn pipeline_on(&self, day: Day) -> Pipeline {
        self.pipeline_versions.on_after(&self.pipeline, day)
    }

    /// The contact intervals in force on a day.
    pub fn cadence_on(&self, day: Day) -> Cadence {
        self.cadence_versions.on_after(&self.cadence, day)
    }

    /// The review interval that an ongoing task made on a day starts with.
    pub fn task_review_on(&self, day: Day) -> Interval {
        self.task_review_versions.on_after(&ReviewRhythm(self.task_review), day).0
    }

    /// The price bands in force on a day.
    pub fn price_bands_on(&self, day: Day) -> PriceBands {
        self.price_band_versions.on_after(&self.price_bands, day)
    }

    /// The words to choose from on a day.
    pub fn dictionaries_on(&self, day: Day) -> Dictionaries {
        self.dictionary_versions.on_after(&self.first_dictionaries(), day)
    }

    /// The words to choose from before the first version.
    pub fn first_dictionaries(&self) -> Dictionaries {
        let Company { gap_reasons, success_factors, risk_kinds, activities, .. } = self.clone();
        let (sources, methods, expense_kinds) = Default::default();
        Dictionaries { gap_reasons, success_factors, risk_kinds, activities, sources, methods, expense_kinds }
    }

    /// A copy with other words before the first version.
    fn with_first_dictionaries(self, first: Dictionaries) -> Company {
        let Dictionaries { gap_reasons, success_factors, risk_kinds, activities, .. } = first;
        Company { gap_reasons, success_factors, risk_kinds, activities, ..self }
    }

    /// A copy in which rules that a device of an earlier release changed in place hold from `today`, as the rules before the first version
    /// are the past.
    pub(crate) fn with_versions_for_changes(self, was: &Company, today: Day) -> Company {
        let mut now = self;
        if now.pipeline != was.pipeline {
            let rules = std::mem::replace(&mut now.pipeline, was.pipeline.clone());
            now.pipeline_versions = now.pipeline_versions.since(today, rules);
        }
        if now.cadence != was.cadence {
            let rules = std::mem::replace(&mut now.cadence, was.cadence);
            now.cadence_versions = now.cadence_versions.since(today, rules);
        }
        if now.task_review != was.task_review {
            let rules = ReviewRhythm(std::mem::replace(&mut now.task_review, was.task_review));
            now.task_review_versions = now.task_review_versions.since(today, rules);
        }
        if now.price_bands != was.price_bands {
            let rules = std::mem::replace(&mut now.price_bands, was.price_bands.clone());
            now.price_band_versions = now.price_band_versions.since(today, rules);
        }
        let (typed, first) = (now.first_dictionaries(), was.first_dictionaries());
        if typed != first {
            let current = now.dictionary_versions.on_after(&first, today);
            let kept = |typed: Vec<String>, first: &Vec<String>, current: Vec<String>| if typed == *first { current } else { typed };
            let rules = Dictionaries {
                gap_reasons: kept(typed.gap_reasons, &first.gap_reasons, current.gap_reasons),
                success_factors: kept(typed.success_factors, &first.success_factors, current.success_factors),
                risk_kinds: kept(typed.risk_kinds, &first.risk_kinds, current.risk_kinds),
                activities: kept(typed.activities, &first.activities, current.activities),
                ..current
            };
            now.dictionary_versions = now.dictionary_versions.since(today, rules);
            now = now.with_first_dictionaries(first);
        }
        now
    }

    /// Returns a cleaned copy, or all refusals.
    pub fn checked(&self) -> Result<Company, Refusals> {
        let mut refusals = Refusals::default();
        let name = refusals.keep(Field::Name, text::required(&self.name, text::LINE));
        refusals.refuse_if(!(0..=365).contains(&self.credit_days), Field::CreditDays, Refusal::OutOfRange { least: 0, most: 365 });
        refusals.refuse_if(!(-720..=840).contains(&self.utc_offset_minutes), Field::UtcOffsetMinutes, Refusal::Malformed);
        self.cadence.check(&mut refusals);
        self.pipeline.check(&mut refusals);
        self.task_review.check(Field::TaskReview, &mut refusals);
        let years: BTreeSet<i32> = self.holidays.iter().map(|it| it.year).collect();
        let is_sound = years.len() == self.holidays.len() && self.holidays.iter().all(Notice::is_sound);
        refusals.refuse_if(!is_sound, Field::Holidays, Refusal::Malformed);
        self.check_dated_rules(&mut refusals);
        EvidencePolicy::check(&self.evidence, &mut refusals);
        self.review.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.entry_times.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.fiscal_calendar.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.field_policy.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.kpi_sets.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.grade_rules.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        for version in self.alerts.versions() {
            refusals.refuse_all(version.rules.check());
        }
        self.notices.check(&mut refusals);
        self.price_bands.check(&mut refusals);
        self.pipeline_versions.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.cadence_versions.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.task_review_versions.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.price_band_versions.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        let order_nodes = self.order_nodes.map(|it| it.checked(&mut refusals));
        let dictionary_versions = self.dictionary_versions.map(|it| it.checked(&mut refusals));
        let season_curves = self.season_curves.map(|it| it.checked(&mut refusals));
        let ramp = self.ramp.map(|it| it.checked(&mut refusals));
        let cleaned = Company { order_nodes, dictionary_versions, season_curves, ramp, ..self.clone() }.with_clean_notes(&mut refusals);
        let words = self.first_dictionaries().checked(&mut refusals);
        refusals.into_result()?;
        Ok(Company { name: name.unwrap_or_default(), ..cleaned }.with_first_dictionaries(words))
    }
}

impl WorkingDays {
    /// The working days of a company.
    pub fn of(company: &Company) -> WorkingDays {
        WorkingDays::with(&company.holidays)
    }
}
