//! When to raise an alert (C7: AL-01…AL-15; A4, A17–A19): fifteen rules, each a threshold with its operator and its calendar. All of it the
//! administrator's data; the defaults are the readings of the requirements.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::values::refusal::{Refusal, Refusals};
use crate::values::working_days::Calendar;

/// What is watched. The text travels and is kept: add, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertRule {
    /// AL-01: somebody's completion rate.
    Completion,
    /// AL-02: a customer's collection long overdue.
    CollectionOverdue,
    /// AL-03: an order that production or service has not begun.
    OrderNotStarted,
    /// AL-04: a delivery later than agreed.
    DeliveryLate,
    /// AL-05: a complaint that nobody answered.
    ComplaintUnanswered,
    /// AL-06: money past its due day.
    ReceivableOverdue,
    /// AL-07: a task past its day.
    TaskOverdue,
    /// AL-08: a customer not brought up to date after a follow-up (C-10).
    CustomerNotUpdated,
    /// AL-09: the contract of an A customer that ends soon (C-14).
    ContractEnding,
    /// AL-10: a customer not seen for longer than its grade asks (FU-03).
    CadenceMissed,
    /// AL-11: customers to be graded again at the end of the quarter (C-11).
    GradeReview,
    /// AL-12: a day's entries that came late or not at all (补录, 漏录; A46).
    LateEntry,
    /// AL-13: an agreed measure whose deadline has passed.
    ActionOverdue,
    /// AL-14: a collection rate below its floor.
    CollectionRate,
    /// AL-15: the orders of somebody that are not as they should be, once a day.
    DailyOrders,
}

impl AlertRule {
    /// Every rule, in the order of the requirements.
    pub const ALL: [AlertRule; 15] = [
        AlertRule::Completion,
        AlertRule::CollectionOverdue,
        AlertRule::OrderNotStarted,
        AlertRule::DeliveryLate,
        AlertRule::ComplaintUnanswered,
        AlertRule::ReceivableOverdue,
        AlertRule::TaskOverdue,
        AlertRule::CustomerNotUpdated,
        AlertRule::ContractEnding,
        AlertRule::CadenceMissed,
        AlertRule::GradeReview,
        AlertRule::LateEntry,
        AlertRule::ActionOverdue,
        AlertRule::CollectionRate,
        AlertRule::DailyOrders,
    ];

    /// The word in an address and in the id of an alert.
    pub fn as_str(self) -> &'static str {
        match self {
            AlertRule::Completion => "completion",
            AlertRule::CollectionOverdue => "collection_overdue",
            AlertRule::OrderNotStarted => "order_not_started",
            AlertRule::DeliveryLate => "delivery_late",
            AlertRule::ComplaintUnanswered => "complaint_unanswered",
            AlertRule::ReceivableOverdue => "receivable_overdue",
            AlertRule::TaskOverdue => "task_overdue",
            AlertRule::CustomerNotUpdated => "customer_not_updated",
            AlertRule::ContractEnding => "contract_ending",
            AlertRule::CadenceMissed => "cadence_missed",
            AlertRule::GradeReview => "grade_review",
            AlertRule::LateEntry => "late_entry",
            AlertRule::ActionOverdue => "action_overdue",
            AlertRule::CollectionRate => "collection_rate",
            AlertRule::DailyOrders => "daily_orders",
        }
    }

    /// The rule of this word.
    pub fn parse(word: &str) -> Option<AlertRule> {
        AlertRule::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// Its number in the requirements, as people quote it: `AL-01`.
    pub fn code(self) -> String {
        let place = AlertRule::ALL.iter().position(|it| *it == self).unwrap_or_default();
        format!("AL-{:02}", place + 1)
    }

    /// Whether the superior must find the cause and agree on an improvement plan (S1:L102).
    pub fn asks_for_analysis(self) -> bool {
        matches!(self, AlertRule::Completion | AlertRule::CollectionOverdue)
    }

    /// The calendars a threshold of this rule can be counted in; the first is the default.
    pub fn calendars(self) -> &'static [Calendar] {
        match self {
            AlertRule::Completion | AlertRule::CollectionRate => &[Calendar::Share],
            AlertRule::OrderNotStarted => &[Calendar::WorkingDays, Calendar::NaturalDays],
            AlertRule::ComplaintUnanswered | AlertRule::CustomerNotUpdated => &[Calendar::Hours, Calendar::WorkingHours],
            AlertRule::ContractEnding => &[Calendar::Months, Calendar::NaturalDays],
            AlertRule::DailyOrders | AlertRule::GradeReview | AlertRule::LateEntry => &[Calendar::Count],
            AlertRule::CollectionOverdue
            | AlertRule::DeliveryLate
            | AlertRule::ReceivableOverdue
            | AlertRule::TaskOverdue
            | AlertRule::CadenceMissed
            | AlertRule::ActionOverdue => &[Calendar::NaturalDays, Calendar::WorkingDays],
        }
    }
}

/// How a measured value meets a threshold (A17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// >
    Over,
    /// ≥
    AtLeast,
    /// <
    Under,
    /// ≤
    AtMost,
}

impl Operator {
    /// Whether it looks for too much.
    pub fn is_upward(self) -> bool {
        matches!(self, Operator::Over | Operator::AtLeast)
    }

    /// Whether `value` meets `threshold`.
    pub fn holds(self, value: i128, threshold: i128) -> bool {
        match self {
            Operator::Over => threshold < value,
            Operator::AtLeast => threshold <= value,
            Operator::Under => value < threshold,
            Operator::AtMost => value <= threshold,
        }
    }
}

/// How urgent an alert is. Ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 提醒: something to do.
    Reminder,
    /// 临界: the threshold is about to be passed (A17).
    Amber,
    /// 红色预警: passed.
    Red,
}

impl Level {
    /// Every level, the most urgent first.
    pub const ALL: [Level; 3] = [Level::Red, Level::Amber, Level::Reminder];

    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Reminder => "reminder",
            Level::Amber => "amber",
            Level::Red => "red",
        }
    }

    /// The level of this word.
    pub fn parse(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// When one rule raises an alert, and who hears of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Whether it is watched at all.
    pub on: bool,
    /// How the value meets the threshold.
    pub operator: Operator,
    /// The threshold, in the calendar's unit.
    pub threshold: i64,
    /// What it is counted in.
    pub calendar: Calendar,
    /// How much before the threshold 临界 begins, in the same unit; 0 for never.
    pub margin: i64,
    /// What passing the threshold means: an alarm, or a reminder.
    pub raises: Level,
    /// Days until the superior is told, if nobody handles it; 0 for at once.
    pub superior_after: i32,
    /// Days until the manager is told; 0 for at once.
    pub manager_after: i32,
}

impl Setting {
    /// How urgent a value is, if at all. Values are compared unrounded (A2): `value` is so many `parts` of the unit.
    pub fn level(&self, value: i64, parts: i64) -> Option<Level> {
        self.level_of(i128::from(value), i128::from(parts.max(1)))
    }

    /// How urgent the share `of / to` is, if at all (A2: 79.96 % is below 80 %, though it shows as 80 %).
    pub fn level_of_share(&self, of: i128, to: i128) -> Option<Level> {
        if to <= 0 { None } else { self.level_of(of.saturating_mul(10_000), to) }
    }

    fn level_of(&self, value: i128, parts: i128) -> Option<Level> {
        let (threshold, margin) = (i128::from(self.threshold) * parts, i128::from(self.margin.max(0)) * parts);
        let nearer = if self.operator.is_upward() { value.saturating_add(margin) } else { value.saturating_sub(margin) };
        match () {
            () if !self.on => None,
            () if self.operator.holds(value, threshold) => Some(self.raises),
            () if 0 < margin && self.operator.holds(nearer, threshold) => Some(Level::Amber.min(self.raises)),
            () => None,
        }
    }
}

/// The fifteen rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertRules {
    /// What differs from the defaults, by rule.
    #[serde(default)]
    pub settings: BTreeMap<AlertRule, Setting>,
    /// Whether the completion of a period that still runs is held against the working days gone by (A4); otherwise it is taken raw.
    #[serde(default = "yes")]
    pub adjust_for_time: bool,
    /// How many days an alert stays that no later fact can settle (late entries, complaints of the past).
    #[serde(default = "a_week")]
    pub lasts: i32,
    /// The minute of the day at which the server looks for what is new (AL-15).
    #[serde(default = "eight_o_clock")]
    pub sweep_at: i32,
}

fn yes() -> bool {
    true
}

fn a_week() -> i32 {
    7
}

fn eight_o_clock() -> i32 {
    8 * 60
}

impl Default for AlertRules {
    fn default() -> AlertRules {
        AlertRules { settings: BTreeMap::new(), adjust_for_time: yes(), lasts: a_week(), sweep_at: eight_o_clock() }
    }
}

/// The largest threshold that makes sense in a calendar.
fn most_of(calendar: Calendar) -> i64 {
    match calendar {
        Calendar::NaturalDays | Calendar::WorkingDays => 366,
        Calendar::Hours | Calendar::WorkingHours => 24 * 31,
        Calendar::Months => 24,
        Calendar::Share => 20_000,
        Calendar::Count => 10_000,
    }
}

impl AlertRules {
    /// What the requirements say of a rule.
    pub fn default_of(rule: AlertRule) -> Setting {
        use {Calendar as In, Level, Operator as Is};
        let calendar = rule.calendars().first().copied().unwrap_or(In::NaturalDays);
        let alarm = |operator, threshold, margin, superior_after, manager_after| Setting {
            on: true,
            operator,
            threshold,
            calendar,
            margin,
            raises: Level::Red,
            superior_after,
            manager_after,
        };
        let reminder = |operator, threshold, superior_after, manager_after| Setting {
            raises: Level::Reminder,
            ..alarm(operator, threshold, 0, superior_after, manager_after)
        };
        match rule {
            // The superior must analyse these two, and so hears of them at once.
            AlertRule::Completion => alarm(Is::Under, 8_000, 500, 0, 14),
            AlertRule::CollectionOverdue => alarm(Is::Over, 30, 0, 0, 14),
            AlertRule::OrderNotStarted => alarm(Is::Over, 3, 1, 1, 5),
            AlertRule::DeliveryLate => alarm(Is::Over, 3, 1, 1, 5),
            AlertRule::ComplaintUnanswered => alarm(Is::Over, 24, 4, 0, 2),
            AlertRule::ReceivableOverdue => reminder(Is::Over, 0, 7, 60),
            AlertRule::TaskOverdue => reminder(Is::Over, 0, 3, 30),
            AlertRule::CustomerNotUpdated => reminder(Is::Over, 24, 3, 30),
            AlertRule::ContractEnding => reminder(Is::AtMost, 1, 14, 21),
            AlertRule::CadenceMissed => reminder(Is::Over, 0, 14, 60),
            // A rep proposes a grade, the superior decides.
            AlertRule::GradeReview => reminder(Is::Over, 0, 0, 30),
            // What counts as late say the company's entry times (A46).
            AlertRule::LateEntry => reminder(Is::Over, 0, 3, 30),
            AlertRule::ActionOverdue => reminder(Is::Over, 0, 0, 7),
            AlertRule::CollectionRate => reminder(Is::Under, 9_000, 0, 30),
            AlertRule::DailyOrders => reminder(Is::Over, 0, 0, 30),
        }
    }

    /// What holds of a rule.
    pub fn of(&self, rule: AlertRule) -> Setting {
        self.settings.get(&rule).copied().unwrap_or_else(|| AlertRules::default_of(rule))
    }

    /// The same with this rule otherwise. What is as by default is not written down.
    pub fn with(&self, rule: AlertRule, setting: Setting) -> AlertRules {
        let mut rules = self.clone();
        if setting == AlertRules::default_of(rule) {
            rules.settings.remove(&rule);
        } else {
            rules.settings.insert(rule, setting);
        }
        rules
    }

    /// Everything wrong with them, each field as `<rule>.<field>`.
    pub fn check(&self) -> Refusals {
        let mut refusals = Refusals::default();
        let mut within = |field: &str, value: i64, least: i64, most: i64| {
            refusals.refuse_if(!(least..=most).contains(&value), field, Refusal::OutOfRange { least, most });
        };
        within("lasts", self.lasts.into(), 1, 90);
        within("sweep_at", self.sweep_at.into(), 0, 24 * 60 - 1);
        for (rule, it) in &self.settings {
            let most = most_of(it.calendar);
            let field = |name: &str| format!("{}.{name}", rule.as_str());
            within(&field("threshold"), it.threshold, 0, most);
            within(&field("margin"), it.margin, 0, most);
            within(&field("superior_after"), it.superior_after.into(), 0, 366);
            // Whoever stands higher is never told before.
            within(&field("manager_after"), it.manager_after.into(), it.superior_after.clamp(0, 366).into(), 366);
        }
        for (rule, it) in &self.settings {
            let is_upward = AlertRules::default_of(*rule).operator.is_upward();
            let field = |name: &str| format!("{}.{name}", rule.as_str());
            refusals.refuse_if(!rule.calendars().contains(&it.calendar), &field("calendar"), Refusal::Malformed);
            refusals.refuse_if(it.operator.is_upward() != is_upward, &field("operator"), Refusal::Malformed);
            refusals.refuse_if(it.raises == Level::Amber, &field("raises"), Refusal::Malformed);
        }
        refusals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_of_each_operator() {
        // G12 (A17): three days late is 临界, four are red; with ≥ three are red. G14: 30 days no, 31 red. G9: 80 % is not red.
        let late = AlertRules::default_of(AlertRule::DeliveryLate);
        let late_from_three = Setting { operator: Operator::AtLeast, ..late };
        let overdue = AlertRules::default_of(AlertRule::CollectionOverdue);
        let (red, amber) = (Some(Level::Red), Some(Level::Amber));
        for (setting, value, expected) in [
            (late, 2, None),
            (late, 3, amber),
            (late, 4, red),
            (late_from_three, 1, None),
            (late_from_three, 2, amber),
            (late_from_three, 3, red),
            (overdue, 30, None),
            (overdue, 31, red),
            (Setting { on: false, ..late }, 400, None),
            (Setting { raises: Level::Reminder, ..late }, 4, Some(Level::Reminder)),
            (Setting { raises: Level::Reminder, ..late }, 3, Some(Level::Reminder)),
        ] {
            assert_eq!(setting.level(value, 1), expected, "{value} {setting:?}");
        }
        let completion = AlertRules::default_of(AlertRule::Completion);
        for (of, to, expected) in
            [(12, 15, amber), (7_996, 10_000, red), (8_000, 10_000, amber), (8_499, 10_000, amber), (8_500, 10_000, None), (1, 0, None)]
        {
            assert_eq!(completion.level_of_share(of, to), expected, "{of} of {to}");
        }
    }

    #[test]
    fn the_defaults_are_those_of_the_requirements_and_sound() {
        let of = |rule| AlertRules::default().of(rule);
        assert_eq!((of(AlertRule::Completion).operator, of(AlertRule::Completion).threshold), (Operator::Under, 8_000));
        assert_eq!((of(AlertRule::CollectionOverdue).operator, of(AlertRule::CollectionOverdue).threshold), (Operator::Over, 30));
        assert_eq!(of(AlertRule::OrderNotStarted).calendar, Calendar::WorkingDays);
        assert_eq!(of(AlertRule::ComplaintUnanswered).calendar, Calendar::Hours);
        assert_eq!(of(AlertRule::CollectionRate).threshold, 9_000);
        for rule in AlertRule::ALL {
            // Written down although it is the default, so that it is checked.
            let rules = AlertRules { settings: BTreeMap::from([(rule, of(rule))]), ..AlertRules::default() };
            assert_eq!(rules.check(), Refusals::default(), "{rule:?}");
            assert_eq!(rules.with(rule, of(rule)), AlertRules::default());
            assert_eq!(AlertRule::parse(rule.as_str()), Some(rule));
        }
        assert_eq!((AlertRule::Completion.code(), AlertRule::DailyOrders.code()), ("AL-01".to_owned(), "AL-15".to_owned()));
    }

    #[test]
    fn rules_that_make_no_sense_are_refused() {
        let late = AlertRules::default_of(AlertRule::DeliveryLate);
        let range = |least, most| Refusal::OutOfRange { least, most };
        for (setting, field, refusal) in [
            (Setting { threshold: -1, ..late }, "delivery_late.threshold", range(0, 366)),
            (Setting { threshold: 367, ..late }, "delivery_late.threshold", range(0, 366)),
            (Setting { margin: -1, ..late }, "delivery_late.margin", range(0, 366)),
            (Setting { superior_after: -1, ..late }, "delivery_late.superior_after", range(0, 366)),
            (Setting { manager_after: 0, ..late }, "delivery_late.manager_after", range(1, 366)),
            (Setting { calendar: Calendar::Share, threshold: 5, ..late }, "delivery_late.calendar", Refusal::Malformed),
            (Setting { operator: Operator::Under, ..late }, "delivery_late.operator", Refusal::Malformed),
            (Setting { raises: Level::Amber, ..late }, "delivery_late.raises", Refusal::Malformed),
        ] {
            let refusals = AlertRules::default().with(AlertRule::DeliveryLate, setting).check();
            assert_eq!(refusals, Refusals::of(field, refusal), "{setting:?}");
        }
        let rules = AlertRules { lasts: 0, sweep_at: 1_440, ..AlertRules::default() };
        assert_eq!(rules.check().0.keys().collect::<Vec<_>>(), ["lasts", "sweep_at"]);
    }
}
