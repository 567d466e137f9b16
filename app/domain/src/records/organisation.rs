//! The company, its people, teams, departments and roles (R-01…R-07), and its rules.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::rules::alert_rules::AlertRules;
use crate::rules::cadence::{Cadence, Interval};
use crate::rules::dictionary::checked_own;
use crate::rules::notices::NoticeRules;
use crate::rules::pipeline::Pipeline;
use crate::rules::{Comparisons, Dated, EntryTimes, EvidencePolicy, GradeRules, NodeTemplate, PriceBands, ReviewPolicy, SetBy};
use crate::values::amount_unit::AmountUnit;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{DepartmentId, PersonId, RegionId, TeamId};
use crate::values::refusal::Refusals;
use crate::values::text;
use crate::values::working_days::{Notice, WorkingDays};

/// A person's role, which determines their permissions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 销售员: own customers and records.
    #[default]
    Rep,
    /// 销售主管: their team.
    Supervisor,
    /// 部门经理: their department.
    Manager,
    /// 销售总监: reads everything, hands customers over, sets the company's targets.
    Director,
    /// 管理员: people, catalogue and rules, no customers.
    Administrator,
    /// 协作人员 of production, logistics, service, marketing or technology: the nodes and anomalies of orders that sales assigned to them, without
    /// amounts and contact details.
    Support,
}

impl Role {
    /// Every role, from reps to administrators, then those outside sales.
    pub const ALL: [Role; 6] = [Role::Rep, Role::Supervisor, Role::Manager, Role::Director, Role::Administrator, Role::Support];

    /// Whether this role owns customers and writes sales records. Directors only read, administrators maintain the rules.
    pub fn sells(self) -> bool {
        matches!(self, Role::Rep | Role::Supervisor | Role::Manager)
    }

    /// Whether this role belongs to a team.
    pub fn has_a_team(self) -> bool {
        matches!(self, Role::Rep | Role::Supervisor)
    }

    /// Whether this role belongs to a department directly, not through a team.
    pub fn has_a_department(self) -> bool {
        matches!(self, Role::Manager | Role::Support)
    }

    /// Whether figures exist for this role. Administrators and supporting departments sell nothing.
    pub fn has_figures(self) -> bool {
        !matches!(self, Role::Administrator | Role::Support)
    }
}

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
    /// Sub-stages and the maximum time an opportunity may stay in a stage (A28).
    #[serde(default, skip_serializing_if = "Pipeline::is_default")]
    pub pipeline: Pipeline,
    /// How often to contact customers of each grade (FU-03).
    #[serde(default, skip_serializing_if = "Cadence::is_default")]
    pub cadence: Cadence,
    /// Default review interval of ongoing tasks (E-23, A44).
    #[serde(default = "Company::usual_task_review", skip_serializing_if = "Company::is_usual_task_review")]
    pub task_review: Interval,
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
    /// Suggested 交付差异原因 (E-16); free text is always possible.
    #[serde(default = "Company::usual_gap_reasons", skip_serializing_if = "Company::are_usual_gap_reasons")]
    pub gap_reasons: Vec<String>,
    /// Boundaries of the 价格带 (E-07).
    #[serde(default, skip_serializing_if = "PriceBands::is_default")]
    pub price_bands: PriceBands,
    /// The company's own 成功因素 (E-18), besides the built-in ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub success_factors: Vec<String>,
    /// The company's own 风险 (E-19).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_kinds: Vec<String>,
    /// The company's own 活动 (E-21).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
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
            pipeline: Pipeline::default(),
            task_review: Company::usual_task_review(),
            holidays: Vec::new(),
            evidence: Dated::default(),
            review: Dated::default(),
            entry_times: Dated::default(),
            comparisons: Dated::default(),
            grade_rules: Dated::default(),
            alerts: Dated::default(),
            notices: NoticeRules::default(),
            order_nodes: Dated::default(),
            gap_reasons: Company::usual_gap_reasons(),
            price_bands: PriceBands::default(),
            success_factors: Vec::new(),
            risk_kinds: Vec::new(),
            activities: Vec::new(),
            revision: 0,
        }
    }
}

impl Company {
    /// Maximum number of suggested delivery gap reasons.
    pub const MOST_GAP_REASONS: usize = 30;

    /// Monthly (A44).
    fn usual_task_review() -> Interval {
        Interval::Months(1)
    }

    fn is_usual_task_review(every: &Interval) -> bool {
        *every == Company::usual_task_review()
    }

    /// The default reasons (E-16).
    fn usual_gap_reasons() -> Vec<String> {
        ["物流延迟", "生产延期", "原料短缺", "质量返工", "客户要求延期"].map(str::to_owned).to_vec()
    }

    fn are_usual_gap_reasons(reasons: &Vec<String>) -> bool {
        *reasons == Company::usual_gap_reasons()
    }

    /// Returns a cleaned copy, or all refusals.
    pub fn checked(&self) -> Result<Company, Refusals> {
        use crate::values::refusal::Refusal;

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
        for (field, is_sound) in [
            (Field::Evidence, self.evidence.is_sound()),
            (Field::Review, self.review.is_sound()),
            (Field::EntryTimes, self.entry_times.is_sound()),
            (Field::Comparisons, self.comparisons.is_sound()),
            (Field::GradeRules, self.grade_rules.is_sound()),
            (Field::Alerts, self.alerts.is_sound()),
            (Field::OrderNodes, self.order_nodes.is_sound()),
        ] {
            refusals.refuse_if(!is_sound, field, Refusal::Malformed);
        }
        EvidencePolicy::check(&self.evidence, &mut refusals);
        self.review.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.entry_times.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.grade_rules.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        for version in self.alerts.versions() {
            refusals.refuse_all(version.rules.check());
        }
        self.notices.check(&mut refusals);
        self.price_bands.check(&mut refusals);
        let order_nodes = self.order_nodes.map(|it| it.checked(&mut refusals)).with_clean_notes(&mut refusals);
        let evidence = self.evidence.with_clean_notes(&mut refusals);
        let review = self.review.with_clean_notes(&mut refusals);
        let entry_times = self.entry_times.with_clean_notes(&mut refusals);
        let comparisons = self.comparisons.with_clean_notes(&mut refusals);
        let grade_rules = self.grade_rules.with_clean_notes(&mut refusals);
        let alerts = self.alerts.with_clean_notes(&mut refusals);
        let most = Company::MOST_GAP_REASONS;
        refusals.refuse_if(most < self.gap_reasons.len(), Field::GapReasons, Refusal::TooLong { longest: most as u32 });
        let reasons = self.gap_reasons.iter().map(|it| refusals.keep(Field::GapReasons, text::optional(it, text::LINE)).flatten());
        let gap_reasons: Vec<String> = reasons.collect::<Vec<_>>().into_iter().flatten().collect();
        let success_factors = checked_own(Field::SuccessFactors, &self.success_factors, &mut refusals);
        let risk_kinds = checked_own(Field::RiskKinds, &self.risk_kinds, &mut refusals);
        let activities = checked_own(Field::Activities, &self.activities, &mut refusals);
        refusals.into_result()?;
        let name = name.unwrap_or_default();
        let cleaned = Company { name, order_nodes, gap_reasons, success_factors, risk_kinds, activities, ..self.clone() };
        Ok(Company { evidence, review, entry_times, comparisons, grade_rules, alerts, ..cleaned })
    }

    /// A copy in which no version says who set it: a device's claim is never believed.
    pub(crate) fn unsigned(&self) -> Company {
        Company {
            evidence: self.evidence.unsigned(),
            review: self.review.unsigned(),
            entry_times: self.entry_times.unsigned(),
            comparisons: self.comparisons.unsigned(),
            grade_rules: self.grade_rules.unsigned(),
            alerts: self.alerts.unsigned(),
            order_nodes: self.order_nodes.unsigned(),
            ..self.clone()
        }
    }

    /// A copy in which the versions that differ from those of `was` are set by `by`.
    pub(crate) fn signed(&self, was: &Company, by: SetBy) -> Company {
        Company {
            evidence: self.evidence.signed(&was.evidence, by),
            review: self.review.signed(&was.review, by),
            entry_times: self.entry_times.signed(&was.entry_times, by),
            comparisons: self.comparisons.signed(&was.comparisons, by),
            grade_rules: self.grade_rules.signed(&was.grade_rules, by),
            alerts: self.alerts.signed(&was.alerts, by),
            order_nodes: self.order_nodes.signed(&was.order_nodes, by),
            ..self.clone()
        }
    }

    /// Names the dated rules that changed for days before `day`, or lost the version that took effect on it. Past rules, their authors and notes
    /// must never change, so that figures, alerts and plans of that time stay explainable.
    pub(crate) fn rewritten_before(&self, was: &Company, day: Day) -> impl Iterator<Item = Field> + use<> {
        let kept = [
            (Field::Evidence, self.evidence.keeps_before(&was.evidence, day)),
            (Field::Review, self.review.keeps_before(&was.review, day)),
            (Field::EntryTimes, self.entry_times.keeps_before(&was.entry_times, day)),
            (Field::Comparisons, self.comparisons.keeps_before(&was.comparisons, day)),
            (Field::GradeRules, self.grade_rules.keeps_before(&was.grade_rules, day)),
            (Field::Alerts, self.alerts.keeps_before(&was.alerts, day)),
            (Field::OrderNodes, self.order_nodes.keeps_before(&was.order_nodes, day)),
        ];
        kept.into_iter().filter(|it| !it.1).map(|it| it.0)
    }
}

/// A sales region (区域).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub id: RegionId,
    pub name: String,
}

/// A department (部门).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
}

/// A team (小组) of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    pub department: DepartmentId,
    /// Its sales region, which is the region of all its deals.
    #[serde(default)]
    pub region: Option<RegionId>,
}

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// The sign-in name: lower case, unique in the company.
    pub account: String,
    pub role: Role,
    /// Set for reps and supervisors.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Set for managers and supporting departments; a team member's department follows from the team.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Address for notifications by e-mail, if they want them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// False once they have left: they cannot sign in and their devices are rejected.
    pub active: bool,
}

impl Person {
    /// The account name in comparable form: folded, without spaces.
    pub fn account_key(raw: &str) -> String {
        text::fold(raw).replace(' ', "")
    }

    /// Whether they may be assigned customers, tasks and quotas.
    pub fn may_hold_customers(&self) -> bool {
        self.active && self.role.sells()
    }

    /// Whether figures exist for this person: everyone active whose role has figures.
    pub fn has_figures(&self) -> bool {
        self.active && self.role.has_figures()
    }
}
impl WorkingDays {
    /// The working days of a company.
    pub fn of(company: &Company) -> WorkingDays {
        WorkingDays::with(&company.holidays)
    }
}
