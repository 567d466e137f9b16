//! 指标预警: any number of rules on KPIs, beside those of the requirements. Administrators change them, managers and directors read them.

use domain::rules::alert_rules::AlertRules;
use domain::rules::{Dated, KpiAlert};
use domain::values::calendar::Day;
use leptos::prelude::*;

use super::kpi_alert_sheet::KpiAlertSheet;
use super::rule_kind::saving;
use crate::i18n::{alert_words, kpi_alert_words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::edit_sheet::Editing;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Badge, Button, IconButton, Section, icons};
use crate::ui::records::alert_links::{icon_of, tone_of};

/// The rules as a list, with the sheet that changes one.
#[component]
pub fn KpiAlerts(
    /// The rules of the day that the page shows.
    #[prop(into)]
    rules: Signal<AlertRules>,
    may_change: Memo<bool>,
    /// The first day that a change proposes.
    day: Signal<Day>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let editing = RwSignal::new(None::<Editing<KpiAlert>>);
    let remove = move |rule: KpiAlert| {
        let was = notebook.peek(|book| book.company().clone());
        let without = removed(&was.alerts, &rule, day.get_untracked());
        let mut now = was.clone();
        now.alerts = without.clone();
        let undo = saving(&now, was.alerts.clone());
        writing.commit_with_undo(saving(&was, without), move || t!("alerts.kpi.removed").to_owned(), undo);
    };
    let line = move |rule: KpiAlert| {
        let words = notebook.with(|book| kpi_alert_words::sentence(&rule, book));
        let (changed, taken) = (words.clone(), words.clone());
        view! {
            <li class="flex items-start gap-2 border-b border-base-200 py-2 last:border-b-0">
                <div class="min-w-0 flex-1">
                    <p class="text-sm break-words">{words}</p>
                    <Badge label=move || alert_words::level(rule.raises) tone=tone_of(rule.raises) icon=icon_of(rule.raises)/>
                </div>
                <Show when=move || may_change.get()>
                    {
                        let (changed, taken) = (changed.clone(), taken.clone());
                        view! {
                            <IconButton
                                icon=icons::EDIT
                                label=move || t!("kit.said", what = t!("alerts.settings.edit"), words = changed.clone())
                                on_press=move || editing.set(Some(Editing::of(rule)))
                            />
                            <IconButton
                                icon=icons::DELETE
                                label=move || t!("kit.said", what = t!("alerts.kpi.remove"), words = taken.clone())
                                on_press=move || remove(rule)
                            />
                        }
                    }
                </Show>
            </li>
        }
    };
    let lines = move || rules.with(|it| it.kpis.clone()).into_iter().map(line).collect_view();
    let add = move || {
        view! {
            <Show when=move || may_change.get()>
                <Button label=move || t!("alerts.kpi.new") icon=icons::PLUS on_press=move || editing.set(Some(Editing::New))/>
            </Show>
        }
    };
    view! {
        <Section title=move || t!("alerts.rule.kpi") actions=add>
            <p class="text-sm text-quiet">{move || t!("alerts.kpi.note")}</p>
            <ul>{lines}</ul>
        </Section>
        <KpiAlertSheet editing day/>
    }
    .into_any()
}

/// The rules without this one from a day on, also in what is planned.
fn removed(alerts: &Dated<AlertRules>, rule: &KpiAlert, from: Day) -> Dated<AlertRules> {
    let without = |rules: &AlertRules| {
        let kpis = rules.kpis.iter().filter(|it| it.id != rule.id).copied().collect();
        AlertRules { kpis, ..rules.clone() }
    };
    alerts.followed_by(domain::rules::Version::of(from, without(&alerts.on(from))), without)
}
