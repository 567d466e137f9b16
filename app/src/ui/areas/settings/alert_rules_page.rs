//! 预警规则: each rule in one sentence. Administrators change them, managers and directors read them.

use domain::records::organisation::Company;
use domain::rules::alert_rules::{AlertRule, AlertRules, Setting};
use domain::values::calendar::Day;
use leptos::prelude::*;

use super::alert_rule_sheet::{AlertRuleSheet, Changing};
use super::kpi_alerts::KpiAlerts;
use super::rule_history::{HistoryDoors, RuleHistory};
use crate::i18n::{alert_words, locale, time_of_day};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, Card, IconButton, PageHead, RefusedNote, Section, Tone, icons};
use crate::ui::records::alert_links::{icon_of, tone_of};

/// The page.
#[component]
pub fn AlertRulesPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may_read = Memo::new(move |_| notebook.actor().may_see_rules());
    view! { <Show when=move || may_read.get() fallback=|| view! { <RefusedNote/> }><AlertRulesList/></Show> }.into_any()
}

#[component]
fn AlertRulesList() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let company = notebook.see(|book| book.company().clone());
    let may_change = Memo::new(move |_| notebook.actor().may_administer() && notebook.with(|book| book.has_company()));
    let changing = RwSignal::new(None::<Changing>);
    let unfolded = RwSignal::new(false);
    // The planned version that is being changed, as long as it is planned.
    let amending = RwSignal::new(None::<Day>);
    let planned = Memo::new(move |_| amending.get().filter(|day| today < *day && company.with(|it| it.alerts.starting(*day).is_some())));
    let day = Signal::derive(move || planned.get().unwrap_or(today));
    let rules = Memo::new(move |_| company.with(|it| it.alerts.on(day.get())));
    let since = move || company.with(|it| in_force(it, today));
    let amending_note = move || {
        planned.get().map(|day| {
            view! {
                <p class="mb-3 flex min-h-11 items-center gap-2 rounded-box border border-base-300 bg-base-100 px-3 text-sm" role="status">
                    <span class="flex-1">{t!("settings.versions.amending", day = locale().day(day))}</span>
                    <button type="button" class="btn btn-ghost btn-sm min-h-11" on:click=move |_| amending.set(None)>
                        {t!("settings.versions.back_to_now")}
                    </button>
                </p>
            }
        })
    };
    let restore = move |from: Option<Day>| {
        let rules = company.with(|it| from.map(|day| it.alerts.on(day)).unwrap_or_default());
        changing.set(Some(Changing::Restore(Box::new(rules))));
    };
    let doors = HistoryDoors { amend: Callback::new(move |day| amending.set(Some(day))), restore: Callback::new(restore) };
    let history = RuleHistory::<AlertRules>::new(Some(doors), unfolded).view();
    let row = move |rule: AlertRule| {
        let setting = Memo::new(move |_| rules.with(|it| it.of(rule)));
        view! { <RuleRow rule setting may_change changing/> }
    };
    let whole = move || {
        rules.with(|rules| {
            let adjust = if rules.adjust_for_time { t!("alerts.yes") } else { t!("alerts.no") };
            vec![
                (t!("alerts.settings.adjust_label"), adjust.to_owned()),
                (t!("alerts.settings.lasts_label"), rules.lasts.to_string()),
                (t!("alerts.settings.sweep_label"), time_of_day(rules.sweep_at)),
            ]
        })
    };
    let whole_actions = move || {
        view! {
            <Show when=move || may_change.get()>
                <IconButton icon=icons::EDIT label=move || t!("alerts.settings.edit") on_press=move || changing.set(Some(Changing::Whole))/>
            </Show>
        }
    };
    view! {
        <PageHead title=move || t!("alerts.settings.title") note=move || t!("alerts.settings.note") back=crate::ui::url::routes::ALERTS.to_owned()/>
        <p class="pb-3 text-sm text-quiet">
            {since}
            {move || (!may_change.get()).then(|| format!(" · {}", t!("alerts.settings.read_only")))}
        </p>
        {amending_note}
        <div class="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:gap-6">
            <div class="grid gap-4">
                <Section title=move || t!("alerts.settings.whole") actions=whole_actions>
                    <dl class="grid gap-2 text-sm">
                        {move || {
                            whole()
                                .into_iter()
                                .map(|(name, value)| {
                                    view! {
                                        <div class="flex justify-between gap-3">
                                            <dt class="text-quiet">{name}</dt>
                                            <dd class="tabular-nums">{value}</dd>
                                        </div>
                                    }
                                })
                                .collect_view()
                        }}
                    </dl>
                </Section>
                <ul class="grid gap-3">{AlertRule::ALL.map(row).collect_view()}</ul>
                <KpiAlerts rules may_change day/>
            </div>
            <Card class="max-lg:order-first">{history}</Card>
        </div>
        <AlertRuleSheet changing day/>
    }
    .into_any()
}

/// The day since which today's rules apply, in words.
fn in_force(company: &Company, today: Day) -> String {
    let since = company.alerts.versions().iter().map(|it| it.from).filter(|it| *it <= today).max();
    since.map_or_else(|| t!("alerts.settings.by_default").to_owned(), |it| t!("alerts.settings.in_force", day = locale().day(it)))
}

#[component]
fn RuleRow(rule: AlertRule, setting: Memo<Setting>, may_change: Memo<bool>, changing: RwSignal<Option<Changing>>) -> impl IntoView {
    let badge = move || {
        let Setting { on, raises, .. } = setting.get();
        match on {
            true => view! { <Badge label=move || alert_words::level(raises) tone=tone_of(raises) icon=icon_of(raises)/> }.into_any(),
            false => view! { <Badge label=move || t!("alerts.settings.off") tone=Tone::Neutral/> }.into_any(),
        }
    };
    view! {
        <li class="flex items-start gap-3 rounded-box border border-base-300 bg-base-100 p-4">
            <div class="min-w-0 flex-1">
                <p class="flex flex-wrap items-center gap-2">
                    <span class="font-medium">{move || alert_words::rule(rule)}</span>
                    <span class="text-xs text-quiet tabular-nums">{rule.code()}</span>
                    {badge}
                </p>
                <p class="pt-1 text-sm break-words">{move || alert_words::sentence(rule, &setting.get())}</p>
            </div>
            <IconButton
                icon=if may_change.get_untracked() { icons::EDIT } else { icons::SIMULATE }
                label=move || {
                    let verb = if may_change.get() { t!("alerts.settings.edit") } else { t!("simulation.run") };
                    t!("kit.said", what = verb, words = alert_words::rule(rule))
                }
                on_press=move || changing.set(Some(Changing::Rule(rule)))
            />
        </li>
    }
    .into_any()
}
