//! The company: who works in it, in which team and department, in which role (R-01…R-05), and its rules.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::rules::alert_rules::AlertRules;
use crate::rules::cadence::{Cadence, Interval};
use crate::rules::dictionary::checked_own;
use crate::rules::notices::NoticeRules;
use crate::rules::pipeline::Pipeline;
use crate::rules::{Dated, EntryTimes, EvidencePolicy, GradeRules, NodeTemplate, PriceBands, ReviewPolicy};
use crate::values::calendar::Day;
use crate::values::ids::{DepartmentId, PersonId, RegionId, TeamId};
use crate::values::refusal::Refusals;
use crate::values::text;
use crate::values::working_days::{Notice, WorkingDays};

/// What somebody's work allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 销售员: own customers and records.
    #[default]
    Rep,
    /// 销售主管: a team's.
    Supervisor,
    /// 部门经理: a department's.
    Manager,
    /// 销售总监: reads all, hands customers over, sets the company's targets.
    Director,
    /// 管理员: people, catalogue and rules, no customers.
    Administrator,
}

impl Role {
    /// Every role, from the field to the desk.
    pub const ALL: [Role; 5] = [Role::Rep, Role::Supervisor, Role::Manager, Role::Director, Role::Administrator];

    /// Whether people of this role are responsible for customers and write sales records. Directors read, administrators keep the rules.
    pub fn sells(self) -> bool {
        matches!(self, Role::Rep | Role::Supervisor | Role::Manager)
    }

    /// Whether people of this role belong to a team.
    pub fn has_a_team(self) -> bool {
        matches!(self, Role::Rep | Role::Supervisor)
    }

    /// Whether people of this role belong to a department themselves, not through a team.
    pub fn has_a_department(self) -> bool {
        self == Role::Manager
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

/// The company and the administrator's rules, as one record with a revision, so that a phone can say which rules it decided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// The currency of every amount.
    #[serde(default)]
    pub currency: Currency,
    /// How far the company's clocks are ahead of UTC, in minutes (A43: 480 for Asia/Shanghai).
    pub utc_offset_minutes: i32,
    /// Days a customer has to pay when an order names no due date (A6: 30).
    pub credit_days: i32,
    /// Sub-stages and how long an opportunity may stay in a stage (A28).
    #[serde(default, skip_serializing_if = "Pipeline::is_default")]
    pub pipeline: Pipeline,
    /// How often customers of each grade are contacted (FU-03).
    #[serde(default, skip_serializing_if = "Cadence::is_default")]
    pub cadence: Cadence,
    /// How often an ongoing task is looked at unless somebody says otherwise (E-23, A44).
    #[serde(default = "Company::usual_task_review", skip_serializing_if = "Company::is_usual_task_review")]
    pub task_review: Interval,
    /// Days off and make-up days of the years that the administrator keeps (A18); the others are built in, see [`crate::values::working_days`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Notice>,
    /// What needs evidence (A32, DQ-02).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub evidence: Dated<EvidencePolicy>,
    /// What somebody else must look at (DQ-01).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub review: Dated<ReviewPolicy>,
    /// By when a day's records must be written down (A46).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub entry_times: Dated<EntryTimes>,
    /// What makes a customer strategic, key, potential or normal (C-09).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub grade_rules: Dated<GradeRules>,
    /// When to raise an alert (C7).
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub alerts: Dated<AlertRules>,
    /// When notices reach people outside the app.
    #[serde(default, skip_serializing_if = "NoticeRules::is_default")]
    pub notices: NoticeRules,
    /// How an order should go: who sees to each node and how long it may take (O-03), by the day of the deal.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub order_nodes: Dated<NodeTemplate>,
    /// 交付差异原因 to choose from (E-16); another can always be written.
    #[serde(default = "Company::usual_gap_reasons", skip_serializing_if = "Company::are_usual_gap_reasons")]
    pub gap_reasons: Vec<String>,
    /// Where a 价格带 ends and the next begins (E-07).
    #[serde(default, skip_serializing_if = "PriceBands::is_default")]
    pub price_bands: PriceBands,
    /// 成功因素 of its own (E-18), beside the usual ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub success_factors: Vec<String>,
    /// 风险 of its own (E-19).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_kinds: Vec<String>,
    /// 活动 of its own (E-21).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// Counts every change of the rules.
    #[serde(default)]
    pub revision: i64,
}

impl Default for Company {
    fn default() -> Company {
        Company {
            name: String::new(),
            currency: Currency::Cny,
            utc_offset_minutes: 480,
            credit_days: 30,
            cadence: Cadence::default(),
            pipeline: Pipeline::default(),
            task_review: Company::usual_task_review(),
            holidays: Vec::new(),
            evidence: Dated::default(),
            review: Dated::default(),
            entry_times: Dated::default(),
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
    /// Most reasons for a delivery gap to choose from.
    pub const MOST_GAP_REASONS: usize = 30;

    /// Monthly (A44).
    fn usual_task_review() -> Interval {
        Interval::Months(1)
    }

    fn is_usual_task_review(every: &Interval) -> bool {
        *every == Company::usual_task_review()
    }

    /// The reasons that nobody has changed yet (E-16).
    fn usual_gap_reasons() -> Vec<String> {
        ["物流延迟", "生产延期", "原料短缺", "质量返工", "客户要求延期"].map(str::to_owned).to_vec()
    }

    fn are_usual_gap_reasons(reasons: &Vec<String>) -> bool {
        *reasons == Company::usual_gap_reasons()
    }

    /// The same, cleaned; or everything wrong with it.
    pub fn checked(&self) -> Result<Company, Refusals> {
        use crate::values::refusal::Refusal;

        let mut refusals = Refusals::default();
        let name = refusals.keep("name", text::required(&self.name, text::LINE));
        refusals.refuse_if(!(0..=365).contains(&self.credit_days), "credit_days", Refusal::OutOfRange { least: 0, most: 365 });
        refusals.refuse_if(!(-720..=840).contains(&self.utc_offset_minutes), "utc_offset_minutes", Refusal::Malformed);
        self.cadence.check(&mut refusals);
        self.pipeline.check(&mut refusals);
        self.task_review.check("task_review", &mut refusals);
        let years: BTreeSet<i32> = self.holidays.iter().map(|it| it.year).collect();
        let is_sound = years.len() == self.holidays.len() && self.holidays.iter().all(Notice::is_sound);
        refusals.refuse_if(!is_sound, "holidays", Refusal::Malformed);
        for (field, is_sound) in [
            ("evidence", self.evidence.is_sound()),
            ("review", self.review.is_sound()),
            ("entry_times", self.entry_times.is_sound()),
            ("grade_rules", self.grade_rules.is_sound()),
            ("alerts", self.alerts.is_sound()),
            ("order_nodes", self.order_nodes.is_sound()),
        ] {
            refusals.refuse_if(!is_sound, field, Refusal::Malformed);
        }
        EvidencePolicy::check(&self.evidence, &mut refusals);
        self.review.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.entry_times.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        self.grade_rules.versions().iter().for_each(|it| it.rules.check(&mut refusals));
        for version in self.alerts.versions() {
            version.rules.check().0.into_iter().for_each(|(field, reasons)| {
                reasons.into_iter().for_each(|it| refusals.refuse(&format!("alerts.{field}"), it));
            });
        }
        self.notices.check(&mut refusals);
        self.price_bands.check(&mut refusals);
        let order_nodes = self.order_nodes.map(|it| it.checked(&mut refusals));
        let most = Company::MOST_GAP_REASONS;
        refusals.refuse_if(most < self.gap_reasons.len(), "gap_reasons", Refusal::TooLong { longest: most as u32 });
        let reasons = self.gap_reasons.iter().map(|it| refusals.keep("gap_reasons", text::optional(it, text::LINE)).flatten());
        let gap_reasons: Vec<String> = reasons.collect::<Vec<_>>().into_iter().flatten().collect();
        let success_factors = checked_own("success_factors", &self.success_factors, &mut refusals);
        let risk_kinds = checked_own("risk_kinds", &self.risk_kinds, &mut refusals);
        let activities = checked_own("activities", &self.activities, &mut refusals);
        refusals.into_result()?;
        let name = name.unwrap_or_default();
        Ok(Company { name, order_nodes, gap_reasons, success_factors, risk_kinds, activities, ..self.clone() })
    }

    /// The rules with an effective date that are not what they were for a day before this one: what held is never rewritten, so that figures,
    /// alerts and plans of then stay explained.
    pub(crate) fn rewritten_before(&self, was: &Company, day: Day) -> impl Iterator<Item = &'static str> + use<> {
        let kept = [
            ("evidence", self.evidence.keeps_before(&was.evidence, day)),
            ("review", self.review.keeps_before(&was.review, day)),
            ("entry_times", self.entry_times.keeps_before(&was.entry_times, day)),
            ("grade_rules", self.grade_rules.keeps_before(&was.grade_rules, day)),
            ("alerts", self.alerts.keeps_before(&was.alerts, day)),
            ("order_nodes", self.order_nodes.keeps_before(&was.order_nodes, day)),
        ];
        kept.into_iter().filter(|it| !it.1).map(|it| it.0)
    }
}

/// A sales region (区域).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Which one.
    pub id: RegionId,
    /// Its name.
    pub name: String,
}

/// A department (部门).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Which one.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
}

/// A team (小组) of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Which one.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// The region it sells in: the region of every deal it makes.
    #[serde(default)]
    pub region: Option<RegionId>,
}

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Which one.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// What is typed at sign-in: lower case, unique in the company.
    pub account: String,
    /// What their work allows.
    pub role: Role,
    /// The team of a rep or supervisor.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The department of a manager; a team member's follows from the team.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Where notices reach them by e-mail, if they ask for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// False once they have left: they cannot sign in, and their devices are refused.
    pub active: bool,
}

impl Person {
    /// The account name in the form that is compared: its fold, without spaces.
    pub fn account_key(raw: &str) -> String {
        text::fold(raw).replace(' ', "")
    }

    /// Whether they can be responsible for customers, and so be given one, a task or a quota.
    pub fn may_hold_customers(&self) -> bool {
        self.active && self.role.sells()
    }

    /// Whether figures can be asked for theirs: everybody who works here but administrators.
    pub fn has_figures(&self) -> bool {
        self.active && self.role != Role::Administrator
    }
}
impl WorkingDays {
    /// What holds in a company.
    pub fn of(company: &Company) -> WorkingDays {
        WorkingDays::with(&company.holidays)
    }
}
