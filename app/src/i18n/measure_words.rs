//! The texts of measures: success factors, risks, activities, recurring deadlines and contact quotas.

use domain::decide::command::Command;
use domain::records::quota::{Quota, Wanted};
use domain::rules::cadence::Interval;
use domain::rules::dictionary::{Activity, RiskKind, SuccessFactor, Term};

use super::{locale, words};
use crate::t;

/// 策略有效, The strategy worked. The company's own terms are shown as written.
pub fn success(term: &Term<SuccessFactor>) -> String {
    match term {
        Term::Usual(SuccessFactor::Strategy) => t!("measures.success.strategy").to_owned(),
        Term::Usual(SuccessFactor::Demand) => t!("measures.success.demand").to_owned(),
        Term::Usual(SuccessFactor::Execution) => t!("measures.success.execution").to_owned(),
        Term::Own(own) => own.clone(),
    }
}

/// 客户决策延迟, The customer decides late.
pub fn risk_kind(term: &Term<RiskKind>) -> String {
    match term {
        Term::Usual(RiskKind::LateDecision) => t!("measures.risk.late_decision").to_owned(),
        Term::Usual(RiskKind::CheapRival) => t!("measures.risk.cheap_rival").to_owned(),
        Term::Usual(RiskKind::Resources) => t!("measures.risk.resources").to_owned(),
        Term::Own(own) => own.clone(),
    }
}

/// 展会, Trade fair.
pub fn activity(term: &Term<Activity>) -> String {
    match term {
        Term::Usual(Activity::Fair) => t!("measures.activity.fair").to_owned(),
        Term::Usual(Activity::Salon) => t!("measures.activity.salon").to_owned(),
        Term::Own(own) => own.clone(),
    }
}

/// 持续，每月回顾: Ongoing, reviewed monthly.
pub fn every(interval: Interval) -> String {
    match interval {
        Interval::Days(7) => t!("measures.every.weekly").to_owned(),
        Interval::Days(14) => t!("measures.every.fortnightly").to_owned(),
        Interval::Months(1) => t!("measures.every.monthly").to_owned(),
        Interval::Months(3) => t!("measures.every.quarterly").to_owned(),
        Interval::Days(n) => t!("measures.every.days", n = n),
        Interval::Months(n) => t!("measures.every.months", n = n),
    }
}

/// 每周 5 家客户 · 意向阶段 · 电话: 5 customers a week at Interested by phone.
pub fn wanted(wanted: Wanted) -> String {
    match wanted {
        Wanted::Week { customers, method, stage } => {
            let stage = stage.map(|it| t!("measures.quota.at_stage", stage = words::short_stage(it)));
            let method = method.map(|it| t!("measures.quota.by", method = words::method(it)));
            let parts = [Some(t!("measures.quota.week", n = customers)), stage, method];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        Wanted::Day { grade } => t!("measures.quota.day", grade = words::grade(grade)),
    }
}

/// 从 5月18日 起 · 持续: the period of a quota.
pub fn span(quota: &Quota) -> String {
    let from = t!("measures.quota.from", day = locale().day(quota.from.first()));
    let until =
        quota.until.map_or_else(|| t!("measures.quota.ongoing").to_owned(), |it| t!("measures.quota.until", day = locale().day(it)));
    let ended = quota.end.as_ref().map(|it| t!("measures.quota.ended", day = locale().day(it.on), reason = it.reason));
    format!("{from} · {}", ended.unwrap_or(until))
}

/// The title of a command on measures; `None` for any other command.
pub fn verb(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::RaiseRisk(_) => t!("measures.verb.raise_risk"),
        Command::AnswerRisk(_) => t!("measures.verb.answer_risk"),
        Command::ClearRisk(_) => t!("measures.verb.clear_risk"),
        Command::ReviewTask(_) => t!("measures.verb.review_task"),
        Command::SetQuota(_) => t!("measures.verb.set_quota"),
        Command::EndQuota(_) => t!("measures.verb.end_quota"),
        _ => return None,
    })
}
