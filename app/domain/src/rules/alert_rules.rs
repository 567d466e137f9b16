//! When to raise alerts (C7: AL-01…AL-15; A4, A17–A19): fifteen rules, each with a threshold, an operator and a calendar. The administrator can
//! change all of them; the defaults are taken from the requirements.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::rules::kpi_alert::KpiAlert;
pub use crate::values::alert_level::Level;
pub use crate::values::alert_rule::AlertRule;
use crate::values::field::{AlertPart, Field};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::working_days::Calendar;

impl AlertRule {
    /// Number in the requirements, such as `AL-01`; `KPI` for the rules on KPIs.
    pub fn code(self) -> String {
        AlertRule::ALL.iter().position(|it| *it == self).map_or_else(|| "KPI".to_owned(), |place| format!("AL-{:02}", place + 1))
    }

    /// Whether the superior must find the cause and agree on an improvement plan (S1:L102).
    pub fn asks_for_analysis(self) -> bool {
        matches!(self, AlertRule::Completion | AlertRule::CollectionOverdue)
    }

    /// The units a threshold of this rule can have; the first is the default.
    pub fn calendars(self) -> &'static [Calendar] {
        match self {
            AlertRule::Completion | AlertRule::CollectionRate => &[Calendar::Share],
            AlertRule::OrderNotStarted => &[Calendar::WorkingDays, Calendar::NaturalDays],
            AlertRule::ComplaintUnanswered | AlertRule::CustomerNotUpdated => &[Calendar::Hours, Calendar::WorkingHours],
            AlertRule::ContractEnding => &[Calendar::Months, Calendar::NaturalDays],
            AlertRule::DailyOrders | AlertRule::GradeReview | AlertRule::LateEntry | AlertRule::Kpi => &[Calendar::Count],
            AlertRule::CollectionOverdue
            | AlertRule::DeliveryLate
            | AlertRule::ReceivableOverdue
            | AlertRule::TaskOverdue
            | AlertRule::CadenceMissed
            | AlertRule::ActionOverdue => &[Calendar::NaturalDays, Calendar::WorkingDays],
        }
    }
}

/// How a value is compared with the threshold (A17).
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
    /// Whether exceeding the threshold raises the alert.
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

/// When a rule raises an alert, and who is notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Whether the rule is active.
    pub on: bool,
    pub operator: Operator,
    /// In the unit of `calendar`.
    pub threshold: i64,
    /// Unit of the threshold.
    pub calendar: Calendar,
    /// Width of 临界 before the threshold, in the same unit; 0 disables it.
    pub margin: i64,
    /// Level raised when the threshold is passed: [`Level::Red`] or [`Level::Reminder`].
    pub raises: Level,
    /// Days until the superior is notified if nobody handles the alert; 0 means at once.
    pub superior_after: i32,
    /// Days until the manager is notified; 0 means at once.
    pub manager_after: i32,
}

impl Setting {
    /// The level of a value, if any. Compares unrounded (A2): `value` is in units of 1/`parts`.
    pub fn level(&self, value: i64, parts: i64) -> Option<Level> {
        self.level_of(i128::from(value), i128::from(parts.max(1)))
    }

    /// The level of the share `of / to`, if any (A2: 79.96 % is below 80 %, although it is displayed as 80 %).
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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertRules {
    /// Settings that differ from the defaults.
    #[serde(default)]
    pub settings: BTreeMap<AlertRule, Setting>,
    /// Whether the completion of a running period is compared with the elapsed working days (A4), rather than with the whole target.
    #[serde(default = "yes")]
    pub adjust_for_time: bool,
    /// How many days an alert stays active if no later event can resolve it (late entries, past complaints).
    #[serde(default = "a_week")]
    pub lasts: i32,
    /// Minute of the day at which the server checks for new alerts (AL-15).
    #[serde(default = "eight_o_clock")]
    pub sweep_at: i32,
    /// The rules on KPIs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<KpiAlert>,
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
        AlertRules { settings: BTreeMap::new(), adjust_for_time: yes(), lasts: a_week(), sweep_at: eight_o_clock(), kpis: Vec::new() }
    }
}

/// Largest valid threshold for a unit.
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
    /// The default according to the requirements.
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
            // The superior must analyse these two and is therefore notified at once.
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
            // The company's entry times define what is late (A46).
            AlertRule::LateEntry => reminder(Is::Over, 0, 3, 30),
            AlertRule::ActionOverdue => reminder(Is::Over, 0, 0, 7),
            AlertRule::CollectionRate => reminder(Is::Under, 9_000, 0, 30),
            // Only who is told and when: each rule on a KPI has its own bounds and level.
            AlertRule::Kpi => reminder(Is::Over, 0, 3, 14),
            AlertRule::DailyOrders => reminder(Is::Over, 0, 0, 30),
        }
    }

    /// The setting in force for a rule.
    pub fn of(&self, rule: AlertRule) -> Setting {
        self.settings.get(&rule).copied().unwrap_or_else(|| AlertRules::default_of(rule))
    }

    /// A copy with another setting for the rule. A setting equal to the default is not stored.
    pub fn with(&self, rule: AlertRule, setting: Setting) -> AlertRules {
        let mut rules = self.clone();
        if setting == AlertRules::default_of(rule) {
            rules.settings.remove(&rule);
        } else {
            rules.settings.insert(rule, setting);
        }
        rules
    }

    /// All refusals, with fields named `alerts.<rule>.<field>`.
    pub fn check(&self) -> Refusals {
        let mut refusals = Refusals::default();
        let mut within = |field: Field, value: i64, least: i64, most: i64| {
            refusals.refuse_if(!(least..=most).contains(&value), field, Refusal::OutOfRange { least, most });
        };
        within(Field::AlertsLasts, self.lasts.into(), 1, 90);
        within(Field::AlertsSweepAt, self.sweep_at.into(), 0, 24 * 60 - 1);
        for (rule, setting) in &self.settings {
            let most = most_of(setting.calendar);
            let field = |part| Field::AlertOf(*rule, part);
            within(field(AlertPart::Threshold), setting.threshold, 0, most);
            within(field(AlertPart::Margin), setting.margin, 0, most);
            within(field(AlertPart::SuperiorAfter), setting.superior_after.into(), 0, 366);
            // The manager is never notified before the superior.
            within(field(AlertPart::ManagerAfter), setting.manager_after.into(), setting.superior_after.clamp(0, 366).into(), 366);
        }
        for (rule, setting) in &self.settings {
            let is_upward = AlertRules::default_of(*rule).operator.is_upward();
            let field = |part| Field::AlertOf(*rule, part);
            refusals.refuse_if(!rule.calendars().contains(&setting.calendar), field(AlertPart::Calendar), Refusal::Malformed);
            refusals.refuse_if(setting.operator.is_upward() != is_upward, field(AlertPart::Operator), Refusal::Malformed);
            refusals.refuse_if(setting.raises == Level::Amber, field(AlertPart::Raises), Refusal::Malformed);
        }
        KpiAlert::check(&self.kpis, &mut refusals);
        refusals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_of_each_operator() {
        // G12 (A17): three days late is 临界, four are red; with ≥, three are red. G14: 30 days are not red, 31 are. G9: 80 % is not red.
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
            // Stored explicitly although it equals the default, so that it is checked.
            let rules = AlertRules { settings: BTreeMap::from([(rule, of(rule))]), ..AlertRules::default() };
            assert_eq!(rules.check(), Refusals::default(), "{rule:?}");
            assert_eq!(rules.with(rule, of(rule)), AlertRules::default());
            assert_eq!(AlertRule::parse(rule.as_str()), Some(rule));
        }
        assert_eq!((AlertRule::Completion.code(), AlertRule::DailyOrders.code()), ("AL-01".to_owned(), "AL-15".to_owned()));
    }

    #[test]
    fn invalid_rules_are_refused() {
        let late = AlertRules::default_of(AlertRule::DeliveryLate);
        let range = |least, most| Refusal::OutOfRange { least, most };
        for (setting, field, refusal) in [
            (Setting { threshold: -1, ..late }, Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Threshold), range(0, 366)),
            (Setting { threshold: 367, ..late }, Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Threshold), range(0, 366)),
            (Setting { margin: -1, ..late }, Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Margin), range(0, 366)),
            (Setting { superior_after: -1, ..late }, Field::AlertOf(AlertRule::DeliveryLate, AlertPart::SuperiorAfter), range(0, 366)),
            (Setting { manager_after: 0, ..late }, Field::AlertOf(AlertRule::DeliveryLate, AlertPart::ManagerAfter), range(1, 366)),
            (
                Setting { calendar: Calendar::Share, threshold: 5, ..late },
                Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Calendar),
                Refusal::Malformed,
            ),
            (
                Setting { operator: Operator::Under, ..late },
                Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Operator),
                Refusal::Malformed,
            ),
            (Setting { raises: Level::Amber, ..late }, Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Raises), Refusal::Malformed),
        ] {
            let refusals = AlertRules::default().with(AlertRule::DeliveryLate, setting).check();
            assert_eq!(refusals, Refusals::of(field, refusal), "{setting:?}");
        }
        let rules = AlertRules { lasts: 0, sweep_at: 1_440, ..AlertRules::default() };
        assert_eq!(rules.check().0.keys().collect::<Vec<_>>(), [Field::AlertsLasts, Field::AlertsSweepAt]);
    }
}
