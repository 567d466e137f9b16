//! Measures for improvement: risks of opportunities and requests to step in, contact quotas set by supervisors, and ongoing tasks (E-19, E-23,
//! FU-07, FU-08).

use super::account::Account;
use super::staff::Staff;
use super::story::Story;
use crate::decide::command::{AddTask, AnswerRisk, ClearRisk, Command, LogFollowUp, RaiseRisk, ReviewTask, SetQuota};
use crate::records::quota::Wanted;
use crate::records::task::TaskProfile;
use crate::rules::cadence::Interval;
use crate::rules::dictionary::{RiskKind, Term};
use crate::values::calendar::Day;
use crate::values::grade::Grade;
use crate::values::ids::{FollowUpId, OpportunityId, PersonId, QuotaId, RiskId, TaskId};
use crate::values::method::Method;
use crate::values::short_stage::ShortStage;
use crate::values::target_of::TargetOf;

/// The company's own risk, beside the usual ones.
pub(super) const OWN_RISK: &str = "汇率波动";
/// The company's own success factor.
pub(super) const OWN_SUCCESS: &str = "决策人参与样机评审";
/// The company's own activity.
pub(super) const OWN_ACTIVITY: &str = "新品路演";

/// A risk of an open opportunity: kind, response, whether a superior is asked to step in, the director's answer, and the outcome.
type Threat = (&'static str, &'static str, bool, Option<&'static str>, Option<&'static str>);

const THREATS: [Threat; 5] = [
    ("late_decision", "每周三与采购负责人确认进度", false, None, None),
    ("cheap_rival", "突出服务响应,申请总监拜访对方总经理", true, None, None),
    ("resources", "请技术部借调一人做方案", true, Some("已协调技术部小周,周四进场"), None),
    (OWN_RISK, "报价改为人民币结算", false, None, Some("客户接受人民币报价")),
    ("late_decision", "约见最终决策人", true, None, None),
];

/// An open opportunity and its owner.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub opportunity: OpportunityId,
    pub owner: PersonId,
    pub opened_on: Day,
}

pub(super) fn threaten(story: &mut Story, staff: &Staff, open: &[Open]) {
    for (threatened, (kind, response, escalates, answer, end)) in open.iter().step_by(4).zip(THREATS) {
        let on = story.working(story.today.plus(-6)).max(threatened.opened_on);
        let (id, opportunity) = (RiskId(story.id(on)), threatened.opportunity);
        let response = response.to_owned();
        let kind: Term<RiskKind> = Term::read(kind);
        story.act(threatened.owner, on, Command::RaiseRisk(RaiseRisk { id, opportunity, kind, on, response, escalates }));
        let today = story.working(story.today);
        if let Some(answer) = answer {
            let response = answer.to_owned();
            story.act(staff.director, today, Command::AnswerRisk(AnswerRisk { opportunity, risk: id, response, escalates: false }));
        }
        if let Some(how) = end {
            story.act(threatened.owner, today, Command::ClearRisk(ClearRisk { opportunity, risk: id, on: today, how: how.to_owned() }));
        }
    }
}

/// Sets two quotas: five customers at 意向 by phone each week for the first team; key customers daily for one rep (S3:L44, L220).
pub(super) fn ask(story: &mut Story, staff: &Staff, accounts: &[Account]) {
    let on = story.working(story.today.plus(-21));
    let Some((rep, team)) = staff.reps.first().zip(staff.teams.first()) else { return };
    let calls = Wanted::Week { customers: 5, method: Some(Method::Phone), stage: Some(ShortStage::Interested) };
    let daily = Wanted::Day { grade: Grade::Key };
    for (of, wanted, until, reason) in [
        (TargetOf::Team(team.id), calls, None, "意向客户转化慢,保持每周电话"),
        (TargetOf::Person(rep.id), daily, Some(story.today.plus(30)), "重点客户每日跟进,冲刺本月"),
    ] {
        let id = QuotaId(story.id(on));
        let reason = reason.to_owned();
        story.act(rep.supervisor, on, Command::SetQuota(SetQuota { id, of, wanted, from: on.week(), until, reason }));
    }
    let this_week: Vec<Day> =
        (0..7).map(|by| story.today.week().first().plus(by)).filter(|it| *it <= story.today && it.weekday() < 5).collect();
    // Some progress: two calls by each of the team, and half of the key customers of the day.
    for rep in staff.reps.iter().filter(|it| it.supervisor == rep.supervisor) {
        let own: Vec<&Account> = accounts.iter().filter(|it| it.holder(story.today) == rep.id).collect();
        for (account, on) in own.iter().zip(&this_week).take(2) {
            let id = FollowUpId(story.id(*on));
            let call = LogFollowUp {
                id,
                customer: account.id,
                on: *on,
                method: Method::Phone,
                content: "电话跟进意向,确认预算和时间".to_owned(),
                next_step: String::new(),
                next_on: None,
                expected_close: None,
                feedback: "本月内给答复".to_owned(),
                activity: None,
                next_task: None,
                completes: Vec::new(),
            };
            story.act(rep.id, *on, Command::LogFollowUp(call));
        }
    }
}

/// Ongoing tasks (持续), reviewed every two weeks or monthly.
pub(super) fn keep_going(story: &mut Story, accounts: &[Account]) {
    for (index, (goal, every)) in [("维护大客户关系", Interval::Months(1)), ("关注竞品动态", Interval::Days(14))].into_iter().enumerate()
    {
        let account = &accounts[index * 3];
        let on = story.working(story.today.plus(-40)).max(account.filed_on);
        let (id, by) = (TaskId(story.id(on)), account.holder(on));
        let profile = TaskProfile { goal: goal.to_owned(), method: None, due_on: on.plus(7), every: Some(every) };
        story.act(by, on, Command::AddTask(AddTask { id, customer: account.id, owner: None, profile }));
        let looked = story.working(on.plus(7));
        let note = "关系稳定,续约意向明确".to_owned();
        story.act(account.holder(looked), looked, Command::ReviewTask(ReviewTask { task: id, on: looked, note }));
    }
}
