//! Alerts on KPIs (指标预警): an administrator's own rules, beside the fifteen of the requirements (R-05, AL-01).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::rules::FiscalCalendar;
use crate::values::alert_level::Level;
use crate::values::calendar::{Day, Period};
use crate::values::field::Field;
use crate::values::kpi_name::KpiName;
use crate::values::money::Share;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::tagged::tagged;

/// When a KPI of somebody raises an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiAlert {
    /// Made on the device of the administrator. It is part of the alert's key, so a changed rule keeps the history of its alerts.
    pub id: Uuid,
    pub kpi: KpiName,
    pub of: KpiAlertOf,
    pub length: KpiAlertLength,
    pub when: KpiBreach,
    /// [`Level::Red`] or [`Level::Reminder`].
    pub raises: Level,
    /// Days until the superior is told.
    #[serde(default = "KpiAlert::usual_superior_after", skip_serializing_if = "KpiAlert::is_usual_superior_after")]
    pub superior_after: i32,
    /// Days until the manager above is told, never before the superior.
    #[serde(default = "KpiAlert::usual_manager_after", skip_serializing_if = "KpiAlert::is_usual_manager_after")]
    pub manager_after: i32,
}

/// Whose value is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KpiAlertOf {
    /// Of everybody who sells and has the KPI.
    #[default]
    People,
    /// Of every team; its supervisor answers for it.
    Teams,
}

/// The length of the periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KpiAlertLength {
    #[default]
    Month,
    Quarter,
}

/// What is too little or too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum KpiBreach {
    /// The completion of the target is behind the elapsed working days by more than this share: 20 % behind at half of the month is below 40 %.
    Behind { by: Share },
    /// The value of a period that is over is below this, in whole parts of the unit (see [`crate::values::kpi_unit::KpiUnit::parts`]).
    Below { value: i64 },
    /// The value is above this, also while the period runs.
    Above { value: i64 },
}
tagged!(KpiBreach, "is");

impl KpiAlertLength {
    /// The running period.
    pub fn of(self, today: Day, calendar: FiscalCalendar) -> Period {
        match self {
            KpiAlertLength::Month => Period::Month(today.month()),
            KpiAlertLength::Quarter => Period::Quarter(calendar.quarter_of(today)),
        }
    }
}

impl KpiAlert {
    /// The most rules of a company.
    pub const MOST: usize = 20;
    /// The longest time until somebody above is told: how far back the value of each day is looked at.
    pub const FURTHEST: i32 = 60;

    pub fn usual_superior_after() -> i32 {
        3
    }

    pub fn usual_manager_after() -> i32 {
        14
    }

    fn is_usual_superior_after(days: &i32) -> bool {
        *days == KpiAlert::usual_superior_after()
    }

    fn is_usual_manager_after(days: &i32) -> bool {
        *days == KpiAlert::usual_manager_after()
    }

    /// Refuses what cannot be looked at, at the fields of the form.
    pub(super) fn check(all: &[KpiAlert], refusals: &mut Refusals) {
        refusals.refuse_if(KpiAlert::MOST < all.len(), Field::KpiAlerts, Refusal::TooLong { longest: KpiAlert::MOST as u32 });
        let is_twice = |at: usize| all[..at].iter().any(|it| it.id == all[at].id);
        refusals.refuse_if((0..all.len()).any(is_twice), Field::KpiAlerts, Refusal::Exists);
        for rule in all {
            match rule.when {
                KpiBreach::Behind { by } => {
                    let is_out = !(1..Share::WHOLE.0).contains(&by.0);
                    refusals.refuse_if(is_out, Field::KpiAlerts, Refusal::OutOfRange { least: 1, most: 99 });
                }
                KpiBreach::Below { value } => refusals.refuse_if(value <= 0, Field::KpiAlerts, Refusal::NotPositive),
                KpiBreach::Above { value } => refusals.refuse_if(value < 0, Field::KpiAlerts, Refusal::NotPositive),
            }
            let mut within = |field: Field, days: i32, least: i32| {
                let (least, most) = (least.into(), KpiAlert::FURTHEST.into());
                refusals.refuse_if(!(least..=most).contains(&i64::from(days)), field, Refusal::OutOfRange { least, most });
            };
            within(Field::SuperiorAfter, rule.superior_after, 0);
            within(Field::ManagerAfter, rule.manager_after, rule.superior_after.clamp(0, KpiAlert::FURTHEST));
            refusals.refuse_if(rule.raises == Level::Amber, Field::KpiAlerts, Refusal::Malformed);
        }
    }
}
