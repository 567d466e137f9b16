//! The status of a figure against its target and the elapsed time (A4), by the company's completion rule (AL-01).

use serde::{Deserialize, Serialize};

use crate::records::organisation::Company;
use crate::rules::alert_rules::{AlertRule, AlertRules, Setting};
use crate::values::calendar::{Day, Period};
use crate::values::ratio::{Ratio, ratio};
use crate::values::working_days::WorkingDays;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// There is no target (A3).
    NoTarget,
    /// 尚未开始: no working day of the period has passed.
    NotBegun,
    /// 已达标.
    Reached,
    /// At least what is due by now.
    OnPace,
    /// Below what is due by now, but not alarming.
    Behind,
    /// The completion rule raises its alert (AL-01).
    Alarming,
}

/// The administrator's completion rule as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionRule {
    /// When completion is alarming.
    pub setting: Setting,
    adjust_for_time: bool,
    working_days: WorkingDays,
}

impl CompletionRule {
    /// The rule for a period: today's, or for a closed period the rule of its last day.
    pub fn of(company: &Company, period: Period, today: Day) -> CompletionRule {
        CompletionRule::by(&company.alerts.on(period.last().min(today)), company)
    }

    /// The rule as these alert rules have it.
    pub fn by(rules: &AlertRules, company: &Company) -> CompletionRule {
        CompletionRule {
            setting: rules.of(AlertRule::Completion),
            adjust_for_time: rules.adjust_for_time,
            working_days: WorkingDays::of(company),
        }
    }

    /// The actual amount and the amount due by now, both multiplied by the working days of the period. `None` before a working day has passed.
    pub fn have_and_due(&self, actual: i64, target: i64, period: Period, today: Day) -> Option<(i128, i128)> {
        let (gone, all) = working_days_gone(period, today, &self.working_days);
        let counted = if self.adjust_for_time { gone } else { all };
        (0 < gone).then(|| (i128::from(actual) * i128::from(all), i128::from(target) * i128::from(counted)))
    }

    /// The status: against the whole target after the period, against the elapsed working days while it runs (A4). Compared unrounded (A2).
    pub fn standing(&self, actual: Option<i64>, target: Option<i64>, period: Period, today: Day) -> Standing {
        let Some((actual, target)) = actual.zip(target).filter(|(_, target)| 0 < *target) else { return Standing::NoTarget };
        if target <= actual {
            return Standing::Reached;
        }
        let Some((have, due)) = self.have_and_due(actual, target, period, today) else { return Standing::NotBegun };
        let is_alarming = self.setting.on && self.setting.level_of_share(have, due) == Some(self.setting.raises);
        match () {
            () if is_alarming => Standing::Alarming,
            () if have < due => Standing::Behind,
            () => Standing::OnPace,
        }
    }

    /// 时间进度完成率 = actual ÷ (target × working days elapsed ÷ all working days), only while the period runs (A4).
    pub fn pace(&self, actual: i64, target: i64, period: Period, today: Day) -> Option<Ratio> {
        let (gone, all) = working_days_gone(period, today, &self.working_days);
        let due = i128::from(target) * i128::from(gone);
        Ratio::of_products(i128::from(actual) * i128::from(all), due).filter(|_| period.contains(today))
    }
}

/// The elapsed working days of a period and all of them (A4). Today does not count as elapsed while the period runs: today's sales are still
/// coming in, and nobody is behind on the first morning. AL-01 and all figures use this one rule, so that no card says "behind" where no alert
/// is raised.
pub fn working_days_gone(period: Period, today: Day, working_days: &WorkingDays) -> (i64, i64) {
    let (first, last) = period.days();
    let all = working_days.count(first, last).max(1);
    match () {
        () if today <= first => (0, all),
        () if last < today => (all, all),
        () => (working_days.count(first, today.plus(-1)), all),
    }
}

/// 时间进度: the share of the period's working days that has elapsed, while the period runs (A4).
pub fn time_passed(period: Period, today: Day, working_days: &WorkingDays) -> Option<Ratio> {
    let (gone, all) = working_days_gone(period, today, working_days);
    if period.contains(today) { ratio(gone, all) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::alert_rules::AlertRules;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn month(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    #[test]
    fn elapsed_time_counts_working_days() {
        // A4: November 2026 has 21 working days; 15 have elapsed by Sunday the 22nd. Today never counts as elapsed.
        let working_days = WorkingDays::of(&Company::default());
        for (today, gone) in [
            ("2026-11-01", Some(0)),
            ("2026-11-02", Some(0)),
            ("2026-11-20", Some(14)),
            ("2026-11-21", Some(15)),
            ("2026-11-22", Some(15)),
            ("2026-11-30", Some(20)),
            ("2026-12-01", None),
        ] {
            assert_eq!(time_passed(month("2026-11"), day(today), &working_days), gone.and_then(|it| ratio(it, 21)), "{today}");
        }
    }

    #[test]
    fn the_pace_counts_working_days() {
        // A4, A18: June 2026 has 22 weekdays, and 端午节 is on Friday the 19th. Of its 21 working days, 14 have elapsed on Monday the 22nd and 20
        // on its last day.
        let june = month("2026-06");
        let pace = |actual, target, period, today: &str| {
            CompletionRule::of(&Company::default(), period, day(today)).pace(actual, target, period, day(today))
        };
        assert_eq!(pace(14, 21, june, "2026-06-22"), Some(Ratio::WHOLE));
        assert_eq!(pace(20, 21, june, "2026-06-30"), Some(Ratio::WHOLE));
        assert_eq!(pace(16, 22, june, "2026-07-01"), None, "over");
        assert_eq!(pace(16, 22, june, "2026-05-31"), None, "not begun");
        assert_eq!(pace(0, 22, month("2026-08"), "2026-08-02"), None, "a weekend before the first working day expects nothing");
        assert_eq!(pace(16, 22, june, "2026-06-21"), ratio(16 * 21, 22 * 14), "a holiday and a weekend stand still");
        assert_eq!(pace(1, 0, june, "2026-06-15"), None);
    }

    fn standing(company: &Company, actual: i64, target: i64, today: &str) -> Standing {
        let (period, today) = (month("2026-11"), day(today));
        CompletionRule::of(company, period, today).standing(Some(actual), Some(target), period, today)
    }

    #[test]
    fn eighty_percent_of_the_pace_is_not_alarming() {
        for (actual, target, today, expected) in [
            // After the period: exactly 80 % is not below 80 % (G9); 79.96 % is, although it is shown as 80 % (A2).
            (8_000, 10_000, "2026-12-01", Standing::Behind),
            (7_996, 10_000, "2026-12-01", Standing::Alarming),
            (10_000, 10_000, "2026-12-01", Standing::Reached),
            // After ten of 21 working days, 10/21 of the target is due; on the tenth day 9/21, on the last day 20/21.
            (10_000, 21_000, "2026-11-14", Standing::OnPace),
            (9_000, 21_000, "2026-11-14", Standing::Behind),
            (7_999, 21_000, "2026-11-14", Standing::Alarming),
            (9_000, 21_000, "2026-11-13", Standing::OnPace),
            (20_000, 21_000, "2026-11-30", Standing::OnPace),
            (5, 0, "2026-11-13", Standing::NoTarget),
        ] {
            assert_eq!(standing(&Company::default(), actual, target, today), expected, "{actual} of {target} on {today}");
        }
        let rule = CompletionRule::of(&Company::default(), month("2026-11"), Day(0));
        assert_eq!(rule.standing(None, Some(1), month("2026-11"), Day(0)), Standing::NoTarget);
    }

    #[test]
    fn no_judgement_before_the_first_working_day_has_passed() {
        // November 2026 begins on a Sunday: on the morning of Monday the 2nd no working day has elapsed.
        for (today, expected) in [
            ("2026-10-31", Standing::NotBegun),
            ("2026-11-01", Standing::NotBegun),
            ("2026-11-02", Standing::NotBegun),
            ("2026-11-03", Standing::Alarming),
        ] {
            assert_eq!(standing(&Company::default(), 0, 21_000, today), expected, "{today}");
        }
        assert_eq!(standing(&Company::default(), 21_000, 21_000, "2026-11-02"), Standing::Reached);
        // Not even when the administrator turns off the adjustment for elapsed time.
        let mut raw = Company::default();
        raw.alerts = raw.alerts.since(Day::FIRST, AlertRules { adjust_for_time: false, ..AlertRules::default() });
        assert_eq!(standing(&raw, 9_000, 21_000, "2026-11-02"), Standing::NotBegun);
        assert_eq!(standing(&raw, 9_000, 21_000, "2026-11-03"), Standing::Alarming);
    }

    #[test]
    fn the_alarm_threshold_follows_the_companys_rules() {
        // C-09: from 15 November on, 60 % is enough. October is judged by the rule in force at its end.
        let rules = AlertRules::default();
        let lenient = rules.with(AlertRule::Completion, Setting { threshold: 6_000, ..rules.of(AlertRule::Completion) });
        let silent = rules.with(AlertRule::Completion, Setting { on: false, ..rules.of(AlertRule::Completion) });
        let mut company = Company::default();
        company.alerts = company.alerts.since(day("2026-11-15"), lenient).since(day("2026-12-01"), silent);
        assert_eq!(standing(&company, 7_000, 21_000, "2026-11-14"), Standing::Alarming, "70 % of 10,000");
        assert_eq!(standing(&company, 7_000, 21_000, "2026-11-15"), Standing::Behind);
        assert_eq!(standing(&company, 5_999, 21_000, "2026-11-15"), Standing::Alarming);
        assert_eq!(standing(&company, 5_999, 10_000, "2026-12-02"), Standing::Alarming, "November closed under the lenient rule");
        let (october, today) = (month("2026-10"), day("2026-12-02"));
        let rule = CompletionRule::of(&company, october, today);
        assert_eq!(rule.standing(Some(7_999), Some(10_000), october, today), Standing::Alarming);
        let december = month("2026-12");
        let rule = CompletionRule::of(&company, december, day("2026-12-20"));
        assert_eq!(rule.standing(Some(1), Some(10_000), december, day("2026-12-20")), Standing::Behind, "the rule is off");
    }
}
