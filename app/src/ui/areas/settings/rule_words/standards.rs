//! Grades and alerts.

use domain::book::Book;
use domain::records::organisation::Company;
use domain::rules::alert_rules::{AlertRule, AlertRules};
use domain::rules::{Dated, GradeRules, KpiAlert};
use domain::values::field::Field;
use leptos::prelude::use_context;

use super::super::grade_rule_fields::FIELDS;
use super::super::rule_kind::{NameOf, RuleKind};
use super::{days, yes_or_no};
use crate::i18n::{alert_words, kpi_alert_words, time_of_day, words};
use crate::local::Notebook;
use crate::t;

impl RuleKind for GradeRules {
    const FIELD: Field = Field::GradeRules;

    fn versions(company: &Company) -> &Dated<GradeRules> {
        &company.grade_rules
    }

    fn put(company: &mut Company, versions: Dated<GradeRules>) {
        company.grade_rules = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        FIELDS.map(|it| (words::field(it.name), it.said(self))).to_vec()
    }
}

impl RuleKind for AlertRules {
    const FIELD: Field = Field::Alerts;

    fn versions(company: &Company) -> &Dated<AlertRules> {
        &company.alerts
    }

    fn put(company: &mut Company, versions: Dated<AlertRules>) {
        company.alerts = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let of_rule = |rule: AlertRule| {
            let setting = self.of(rule);
            let unit = alert_words::calendar(setting.calendar);
            let margin = t!("alerts.settings.value", n = alert_words::number(setting.margin, setting.calendar), unit = unit);
            let said = [
                (Field::On, yes_or_no(setting.on)),
                (Field::Threshold, alert_words::limit(&setting)),
                (Field::Margin, margin),
                (Field::Raises, alert_words::level(setting.raises).to_owned()),
                (Field::SuperiorAfter, days(setting.superior_after)),
                (Field::ManagerAfter, days(setting.manager_after)),
            ];
            let name = |field| t!("alerts.field.of_rule", rule = alert_words::rule(rule), field = words::field(field));
            said.map(|(field, value)| (name(field), value))
        };
        let whole = [
            (words::field(Field::Adjust), yes_or_no(self.adjust_for_time)),
            (words::field(Field::Lasts), days(self.lasts)),
            (words::field(Field::SweepAt), time_of_day(self.sweep_at)),
        ];
        let kpis = use_context::<Notebook>().map(|notebook| notebook.peek(|book| kpi_rules(&self.kpis, book)));
        let kpis = (alert_words::rule(AlertRule::Kpi).to_owned(), kpis.unwrap_or_default());
        AlertRule::ALL.into_iter().flat_map(of_rule).chain(whole).chain([kpis]).collect()
    }
}

/// The rules on KPIs, a sentence each.
fn kpi_rules(rules: &[KpiAlert], book: &Book) -> String {
    let said = rules.iter().map(|it| kpi_alert_words::sentence(it, book)).collect::<Vec<_>>().join("；");
    if said.is_empty() { t!("alerts.kpi.none").to_owned() } else { said }
}
