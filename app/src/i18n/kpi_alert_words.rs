//! The texts of alerts on KPIs: the rule in one sentence, and what was measured.

use domain::book::Book;
use domain::figures::kpis::unit_of;
use domain::records::alert::{AlertKey, Occurrence};
use domain::records::kpi::Kpi;
use domain::rules::{KpiAlert, KpiAlertLength, KpiAlertOf, KpiBreach};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::Share;
use domain::values::ratio::Ratio;
use domain::views::alert::Raised;

use super::{alert_words, kpi_words, locale};
use crate::t;

/// The rule of an alert on a KPI, as it was last set; `None` for other alerts.
pub fn rule_of(key: &AlertKey, book: &Book) -> Option<KpiAlert> {
    let Occurrence::Kpi { rule, .. } = key.occurrence else { return None };
    let versions = book.company().alerts.versions().iter().rev();
    versions.flat_map(|it| &it.rules.kpis).find(|it| it.id == rule).copied()
}

/// 人员, People.
pub fn of(of: KpiAlertOf) -> &'static str {
    match of {
        KpiAlertOf::People => t!("alerts.kpi.people"),
        KpiAlertOf::Teams => t!("alerts.kpi.teams"),
    }
}

pub fn length(length: KpiAlertLength) -> &'static str {
    match length {
        KpiAlertLength::Month => t!("performance.month"),
        KpiAlertLength::Quarter => t!("performance.quarter"),
    }
}

/// 每月「成交单数」低于 3：红色预警.
pub fn sentence(rule: &KpiAlert, book: &Book) -> String {
    t!(
        "alerts.kpi.sentence",
        of = of(rule.of),
        length = length(rule.length),
        kpi = kpi_words::name(rule.kpi, book),
        bound = bound(rule, book),
        level = alert_words::level(rule.raises),
        told = alert_words::told(rule.superior_after, rule.manager_after)
    )
}

/// 低于 3.
fn bound(rule: &KpiAlert, book: &Book) -> String {
    let value = |stored: i64| written(rule.kpi, unit(rule.kpi, book).target(stored).unwrap_or(Ratio::NONE), book);
    match rule.when {
        KpiBreach::Behind { by } => t!("alerts.kpi.behind", by = locale().share(by)),
        KpiBreach::Below { value: least } => t!("alerts.kpi.below", value = value(least)),
        KpiBreach::Above { value: most } => t!("alerts.kpi.above", value = value(most)),
    }
}

/// What was measured: 「成交单数」2026年11月 2，低于 3.
pub fn fact(raised: &Raised, book: &Book) -> String {
    let Occurrence::Kpi { period, .. } = raised.key.occurrence else { return String::new() };
    let measured = raised.share.unwrap_or_else(|| Share(raised.measured).into());
    let Some(rule) = rule_of(&raised.key, book) else { return locale().period(period) };
    let value = match rule.when {
        KpiBreach::Behind { .. } => t!("alerts.kpi.of_time", share = locale().share(measured)),
        KpiBreach::Below { .. } | KpiBreach::Above { .. } => written(rule.kpi, measured, book),
    };
    let kpi = kpi_words::name(rule.kpi, book);
    t!("alerts.kpi.fact", kpi = kpi, period = locale().period(period), value = value, bound = bound(&rule, book))
}

pub fn unit(kpi: KpiName, book: &Book) -> KpiUnit {
    unit_of(kpi, book).unwrap_or(KpiUnit::Count)
}

fn written(kpi: KpiName, value: Ratio, book: &Book) -> String {
    let word = match kpi {
        KpiName::Own(id) => book.kpi(id).map(|it: &Kpi| it.unit_word.clone()).unwrap_or_default(),
        KpiName::Shipped(_) => String::new(),
    };
    kpi_words::value(unit(kpi, book), value, &word)
}
