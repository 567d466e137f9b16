//! The texts of alerts: the measured fact, and each rule in one sentence.

use domain::book::Book;
use domain::records::alert::Occurrence;
use domain::rules::alert_rules::{AlertRule, AlertRules, Level, Operator, Setting};
use domain::values::calendar::Day;
use domain::values::cause::Cause;
use domain::values::money::Share;
use domain::values::working_days::Calendar;
use domain::views::alert::{Raised, Status};

use super::{kpi_alert_words, locale};
use crate::t;

/// 红色预警, Red.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Red => t!("alerts.level.red"),
        Level::Amber => t!("alerts.level.amber"),
        Level::Reminder => t!("alerts.level.reminder"),
    }
}

/// 交付延迟, Delivery late.
pub fn rule(rule: AlertRule) -> &'static str {
    match rule {
        AlertRule::Completion => t!("alerts.rule.completion"),
        AlertRule::CollectionOverdue => t!("alerts.rule.collection_overdue"),
        AlertRule::OrderNotStarted => t!("alerts.rule.order_not_started"),
        AlertRule::DeliveryLate => t!("alerts.rule.delivery_late"),
        AlertRule::ComplaintUnanswered => t!("alerts.rule.complaint_unanswered"),
        AlertRule::ReceivableOverdue => t!("alerts.rule.receivable_overdue"),
        AlertRule::TaskOverdue => t!("alerts.rule.task_overdue"),
        AlertRule::CustomerNotUpdated => t!("alerts.rule.customer_not_updated"),
        AlertRule::ContractEnding => t!("alerts.rule.contract_ending"),
        AlertRule::CadenceMissed => t!("alerts.rule.cadence_missed"),
        AlertRule::GradeReview => t!("alerts.rule.grade_review"),
        AlertRule::LateEntry => t!("alerts.rule.late_entry"),
        AlertRule::ActionOverdue => t!("alerts.rule.action_overdue"),
        AlertRule::CollectionRate => t!("alerts.rule.collection_rate"),
        AlertRule::DailyOrders => t!("alerts.rule.daily_orders"),
        AlertRule::Kpi => t!("alerts.rule.kpi"),
    }
}

/// The measured fact: 逾期 31 天, 31 days overdue. Near its threshold a share has more digits (A2). A completion that is measured against the
/// elapsed time says so, because figures elsewhere show it against the whole target.
pub fn fact(raised: &Raised, rules: &AlertRules, today: Day, book: &Book) -> String {
    let n = raised.measured;
    let setting = rules.of(raised.key.rule);
    // An alert kept by an older version has its share only in parts per ten thousand.
    let share = || locale().share_against(raised.share.unwrap_or_else(|| Share(n).into()), &[Share(setting.threshold)]);
    let period = match raised.key.occurrence {
        Occurrence::Period(period) => locale().period(period),
        Occurrence::Day(_) | Occurrence::Part(_) | Occurrence::Kpi { .. } => String::new(),
    };
    let is_running = matches!(raised.key.occurrence, Occurrence::Period(period) if period.contains(today));
    let day = match raised.key.occurrence {
        Occurrence::Day(day) => locale().day_short(day),
        Occurrence::Period(_) | Occurrence::Part(_) | Occurrence::Kpi { .. } => String::new(),
    };
    match raised.key.rule {
        AlertRule::Completion if rules.adjust_for_time && is_running => {
            t!("alerts.fact.completion_to_date", period = period, share = share())
        }
        AlertRule::Completion => t!("alerts.fact.completion", period = period, share = share()),
        AlertRule::CollectionOverdue => t!("alerts.fact.collection_overdue", n = n),
        AlertRule::OrderNotStarted => t!("alerts.fact.order_not_started", n = n),
        AlertRule::DeliveryLate => t!("alerts.fact.delivery_late", n = n),
        AlertRule::ComplaintUnanswered => t!("alerts.fact.complaint_unanswered", n = n),
        AlertRule::ReceivableOverdue => t!("alerts.fact.receivable_overdue", n = n),
        AlertRule::TaskOverdue => t!("alerts.fact.task_overdue", n = n),
        AlertRule::CustomerNotUpdated => t!("alerts.fact.customer_not_updated", n = n),
        AlertRule::ContractEnding if n < 0 => t!("alerts.fact.contract_ended").to_owned(),
        AlertRule::ContractEnding => t!("alerts.fact.contract_ending", n = n),
        AlertRule::CadenceMissed => t!("alerts.fact.cadence_missed", n = n),
        AlertRule::GradeReview => t!("alerts.fact.grade_review", n = n),
        AlertRule::LateEntry if n == 0 => t!("alerts.fact.missing_entry", day = day),
        AlertRule::LateEntry => t!("alerts.fact.late_entry", n = n, day = day),
        AlertRule::ActionOverdue => t!("alerts.fact.action_overdue", n = n),
        AlertRule::CollectionRate => t!("alerts.fact.collection_rate", period = period, share = share()),
        AlertRule::DailyOrders => t!("alerts.fact.daily_orders", n = n),
        AlertRule::Kpi => kpi_alert_words::fact(raised, book),
    }
}

/// 处理中,6月1日前, In hand until 1 June.
pub fn status(status: Status, today: Day) -> String {
    match status {
        Status::Raised => t!("alerts.status.raised").to_owned(),
        Status::Seen => t!("alerts.status.seen").to_owned(),
        Status::Handled { until } => t!("alerts.status.handled", until = locale().day_due(until, today)),
        Status::Late { until } => t!("alerts.status.late", until = locale().day_due(until, today)),
        Status::Dismissed => t!("alerts.status.dismissed").to_owned(),
    }
}

/// 客户跟进不及时或不足, Follow-up too late or too little.
pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::FollowUp => t!("alerts.cause.follow_up"),
        Cause::Strategy => t!("alerts.cause.strategy"),
        Cause::Skill => t!("alerts.cause.skill"),
        Cause::SlowProposal => t!("alerts.cause.slow_proposal"),
        Cause::Resources => t!("alerts.cause.resources"),
        Cause::Product => t!("alerts.cause.product"),
        Cause::Market => t!("alerts.cause.market"),
        Cause::Policy => t!("alerts.cause.policy"),
        Cause::Competition => t!("alerts.cause.competition"),
        Cause::CompetitorPrice => t!("alerts.cause.competitor_price"),
        Cause::CustomerBudget => t!("alerts.cause.customer_budget"),
        Cause::CustomerProcess => t!("alerts.cause.customer_process"),
        Cause::Other => t!("alerts.cause.other"),
    }
}

/// 主观：策略失误, Ours: wrong strategy (SM-03).
pub fn cause_with_class(reason: Cause) -> String {
    match reason.is_subjective() {
        Some(true) => t!("alerts.cause.subjective", cause = cause(reason)),
        Some(false) => t!("alerts.cause.objective", cause = cause(reason)),
        None => cause(reason).to_owned(),
    }
}

/// 超过, more than.
pub fn operator(operator: Operator) -> &'static str {
    match operator {
        Operator::Over => t!("alerts.operator.over"),
        Operator::AtLeast => t!("alerts.operator.at_least"),
        Operator::Under => t!("alerts.operator.under"),
        Operator::AtMost => t!("alerts.operator.at_most"),
    }
}

/// 工作日, working days.
pub fn calendar(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::NaturalDays => t!("alerts.calendar.natural_days"),
        Calendar::WorkingDays => t!("alerts.calendar.working_days"),
        Calendar::Hours => t!("alerts.calendar.hours"),
        Calendar::WorkingHours => t!("alerts.calendar.working_hours"),
        Calendar::Months => t!("alerts.calendar.months"),
        Calendar::Share => t!("alerts.calendar.share"),
        Calendar::Count => t!("alerts.calendar.count"),
    }
}

/// The number of a setting as users write it: a share in percent.
pub fn number(value: i64, calendar: Calendar) -> String {
    if calendar != Calendar::Share {
        return value.to_string();
    }
    let said = format!("{}.{:02}", value / 100, value % 100);
    said.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The threshold with its comparison and unit: 超过 30 自然日, more than 30 calendar days.
pub fn limit(setting: &Setting) -> String {
    let (operator, n) = (operator(setting.operator), number(setting.threshold, setting.calendar));
    match setting.calendar {
        Calendar::Share => t!("alerts.sentence.limit_share", operator = operator, n = n),
        other => t!("alerts.sentence.limit", operator = operator, n = n, unit = calendar(other)),
    }
}

/// 立即通知上级，14 天后通知经理.
pub fn told(superior_after: i32, manager_after: i32) -> String {
    let after = |days: i32| if days <= 0 { t!("alerts.sentence.at_once").to_owned() } else { t!("alerts.sentence.after", n = days) };
    t!("alerts.sentence.told", superior = after(superior_after), manager = after(manager_after))
}

/// The whole rule in one sentence: 客户回款逾期超过 30 自然日：红色预警。立即通知上级,14 天后通知经理.
pub fn sentence(rule: AlertRule, setting: &Setting) -> String {
    let (limit, unit) = (limit(setting), calendar(setting.calendar));
    let when = match rule {
        AlertRule::Completion => t!("alerts.sentence.completion", limit = limit),
        AlertRule::CollectionOverdue => t!("alerts.sentence.collection_overdue", limit = limit),
        AlertRule::OrderNotStarted => t!("alerts.sentence.order_not_started", limit = limit),
        AlertRule::DeliveryLate => t!("alerts.sentence.delivery_late", limit = limit),
        AlertRule::ComplaintUnanswered => t!("alerts.sentence.complaint_unanswered", limit = limit),
        AlertRule::ReceivableOverdue => t!("alerts.sentence.receivable_overdue", limit = limit),
        AlertRule::TaskOverdue => t!("alerts.sentence.task_overdue", limit = limit),
        AlertRule::CustomerNotUpdated => t!("alerts.sentence.customer_not_updated", limit = limit),
        AlertRule::ContractEnding => t!("alerts.sentence.contract_ending", limit = limit),
        AlertRule::CadenceMissed => t!("alerts.sentence.cadence_missed", limit = limit),
        AlertRule::GradeReview => t!("alerts.sentence.grade_review", limit = limit),
        AlertRule::LateEntry => t!("alerts.sentence.late_entry", limit = limit),
        AlertRule::ActionOverdue => t!("alerts.sentence.action_overdue", limit = limit),
        AlertRule::CollectionRate => t!("alerts.sentence.collection_rate", limit = limit),
        AlertRule::DailyOrders => t!("alerts.sentence.daily_orders", limit = limit),
        AlertRule::Kpi => t!("alerts.rule.kpi").to_owned(),
    };
    let told = told(setting.superior_after, setting.manager_after);
    let means = level(setting.raises);
    if 0 < setting.margin && setting.raises == Level::Red {
        t!(
            "alerts.sentence.with_margin",
            when = when,
            level = means,
            n = number(setting.margin, setting.calendar),
            unit = unit,
            told = told
        )
    } else {
        t!("alerts.sentence.whole", when = when, level = means, told = told)
    }
}

#[cfg(test)]
mod tests {
    use domain::records::alert::AlertKey;
    use domain::values::calendar::{Month, Period};
    use domain::values::ids::PersonId;

    use super::*;
    use crate::i18n::{Lang, set_lang};

    #[test]
    fn a_rule_is_shown_as_a_sentence() {
        set_lang(Lang::Zh);
        let of = |rule| sentence(rule, &AlertRules::default_of(rule));
        assert_eq!(of(AlertRule::CollectionOverdue), "客户回款逾期超过 30 自然日：红色预警。立即通知上级，14 天后通知经理");
        assert_eq!(of(AlertRule::Completion), "销售员完成率低于 80%：红色预警，提前 5 %提示接近预警。立即通知上级，14 天后通知经理");
        set_lang(Lang::En);
        assert_eq!(
            of(AlertRule::DeliveryLate),
            "Delivery is late by more than 3 calendar days: Red, borderline 1 calendar days before. The superior is told after 1 day, the manager after 5 days"
        );
        set_lang(Lang::Zh);
    }

    #[test]
    fn a_completion_alert_says_if_it_is_relative_to_elapsed_time() {
        // A4: the ring on Today shows 45 % of the whole target; the alert shows 48 % of what was due by now.
        set_lang(Lang::Zh);
        let month = Month(2027 * 12 + 3);
        let occurrence = Occurrence::Period(Period::Month(month));
        let raised = Raised {
            key: AlertKey { rule: AlertRule::Completion, subject: PersonId::default().into(), occurrence },
            level: Level::Red,
            person: PersonId::default(),
            customer: None,
            since: month.first(),
            measured: 4_800,
            share: None,
            amount: None,
        };
        let book = Book::default();
        let [in_april, in_may] = [month.first().plus(20), month.first().plus(30)];
        let by_time = AlertRules::default();
        let raw = AlertRules { adjust_for_time: false, ..AlertRules::default() };
        assert_eq!(fact(&raised, &by_time, in_april, &book), "2027年4月按时间进度完成率 48%");
        assert_eq!(fact(&raised, &by_time, in_may, &book), "2027年4月完成率 48%");
        assert_eq!(fact(&raised, &raw, in_april, &book), "2027年4月完成率 48%");
    }

    #[test]
    fn every_cause_of_the_source_can_be_named() {
        // E-17, SM-03: subjective or objective. 「跟进不及时」 and 「客户跟进不足」 are one cause; so are 「竞品促销」 and 「降价」.
        set_lang(Lang::Zh);
        let ours = ["客户跟进不及时或不足", "策略失误", "销售人员能力差距", "方案响应慢", "资源投入不足", "产品竞争力弱"];
        let outside = ["市场萎缩", "政策变化", "市场竞争", "竞品促销或降价", "客户预算延迟", "客户内部流程"];
        let said: Vec<String> = Cause::ALL.into_iter().map(cause_with_class).collect();
        let expected = ours.map(|it| format!("主观：{it}")).into_iter().chain(outside.map(|it| format!("客观：{it}")));
        assert_eq!(said, expected.chain(["其他".to_owned()]).collect::<Vec<_>>());
    }
}
