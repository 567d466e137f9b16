//! One KPI: its value, its formula in words, twelve months, and the records that every part of the formula is computed from.

use domain::book::Book;
use domain::figures::analytics::Unit;
use domain::figures::kpis::{Definition, Evaluator, FormulaChange, KpiFacts, KpiPart, is_summed, kpis_of};
use domain::records::kpi::Formula;
use domain::rules::Version;
use domain::values::calendar::{Day, Month, Period};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::kpi_entries::KpiEntries;
use super::kpi_line::{change, line_of, unit_word};
use super::kpi_part::PartSection;
use super::kpis_page::KpiPeriod;
use super::lens_in_url::LensInUrl;
use super::team_ranking::TeamRankingSection;
use crate::i18n::{kpi_words, locale};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::charts::{self, ChartCanvas, trend};
use crate::ui::kit::{ButtonLink, EmptyState, PageHead, RefusedNote, Section, Toggle, icons};
use crate::ui::records::book_note::BookNote;
use crate::ui::records::formula_change::FormulaChanges;
use crate::ui::records::industry::IndustryNote;
use crate::ui::url::routes;

/// The page.
#[component]
pub fn KpiPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = LensInUrl::at(routes::KPI);
    // Only a KPI that this person has; an unknown one gets the same answer.
    let name = Memo::new(move |_| {
        let ((asked, period), actor) = (url.with(|it| (it.kpi, it.period)), notebook.actor());
        let day = period.last().min(notebook.today());
        asked.filter(|it| notebook.with(|book| kpis_of(&actor, book, day).contains(it)))
    });
    let body = move || match name.get() {
        Some(name) => view! { <One name url/> }.into_any(),
        None => view! {
            <PageHead title=move || t!("kpis.one") back=routes::KPIS.to_owned()/>
            <EmptyState icon=icons::CHART title=move || t!("kpis.gone") body=move || t!("kpis.no_data_body")/>
        }
        .into_any(),
    };
    view! {
        <Show when=move || notebook.actor().may_see_sales() fallback=|| view! { <PageHead title=move || t!("kpis.one")/> <RefusedNote/> }>
            {body}
        </Show>
    }
    .into_any()
}

#[component]
fn One(name: KpiName, url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let title = notebook.see(move |book| kpi_words::name(name, book));
    let note = notebook.see(move |book| match name {
        KpiName::Own(id) => book.kpi(id).map(|it| it.note.clone()).unwrap_or_default(),
        KpiName::Shipped(_) => String::new(),
    });
    // 按新口径重算: for looking only, so it is not part of the address.
    let present = RwSignal::new(false);
    let was_changed = notebook.see(move |book| !FormulaChange::between(name, Day::FIRST, notebook.today(), book).is_empty());
    let definition = Memo::new(move |_| {
        let (days, facts) = (url.with(|it| it.period.into()), notebook.kpi_facts());
        notebook.with(|book| read(&facts, book, notebook.today(), present.get()).definition(name, days))
    });
    let line = Memo::new(move |_| {
        let (lens, today, facts, actor) = (url.get(), notebook.today(), notebook.kpi_facts(), notebook.actor());
        let present = present.get();
        let line = notebook.with(|book| line_of(name, &lens, &actor, &read(&facts, book, today, present), book));
        // Targets were set for the values of their time.
        line.map(|line| if present { line.without_target() } else { line })
    });
    let parts = Memo::new(move |_| {
        let (lens, today, facts) = (url.get(), notebook.today(), notebook.kpi_facts());
        notebook.with(|book| read(&facts, book, today, present.get()).parts(name, lens.period.into(), &lens.filter))
    });
    let back = url.with_untracked(|it| url.kpis(it));
    let is_entered = Memo::new(move |_| parts.with(|it| it.iter().any(|part| part.gauge.is_none())));
    let formula = move || definition.get().map(|it| notebook.with(|book| kpi_words::formula(&it.formula, book)));
    // Who set which formula, and from which day it holds.
    let versions = move || {
        notebook.with(|book| {
            let KpiName::Own(id) = name else { return Vec::new() };
            let line = |version: &Version<Option<Formula>>| {
                let formula = version.rules.as_ref().map(|it| kpi_words::formula(it, book)).unwrap_or_default();
                let who = version.set.map(|it| person_name(book, it.by)).unwrap_or_default();
                let words = [t!("kpis.formula_note", day = locale().day(version.from)), formula, who];
                let text = words.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
                view! { <li class="break-words">{text}</li> }
            };
            book.kpi(id).map(|it| it.formula.versions().iter().rev().map(line).collect()).unwrap_or_default()
        })
    };
    let sums = move || {
        if notebook.with(|book| is_summed(name, book)) { t!("kpis.adds_up.yes") } else { t!("kpis.adds_up.no") }
    };
    let value = move || {
        line.get().map(|line| {
            let change = change(&line);
            view! {
                <p class="flex flex-wrap items-baseline gap-x-3 tabular-nums">
                    <span class=if line.has_value { "text-3xl font-semibold" } else { "text-xl text-quiet" }>{line.value.clone()}</span>
                    <span class="text-sm"><span class="text-quiet">{t!("kit.on_previous")} " "</span>{change}</span>
                </p>
                <p class="text-sm text-quiet tabular-nums">{t!("kpis.previous")} " " {line.previous.clone()}</p>
                {line.target.clone().map(|target| {
                    view! {
                        <p class="flex flex-wrap gap-x-3 pt-2 text-sm tabular-nums">
                            <span>{t!("kit.target")} " " {target}</span>
                            <span>{t!("kit.completion")} " " <b class="font-semibold">{line.completion.clone()}</b></span>
                            {line.gap.clone().map(|gap| view! { <span>{t!("kit.gap")} " " {gap}</span> })}
                        </p>
                    }
                })}
                {line.industry.iter().cloned().map(|against| view! { <IndustryNote against/> }).collect_view()}
                {line.unreviewed.clone().map(|it| view! { <p class="text-sm text-quiet tabular-nums">{it}</p> })}
                {(!line.note.is_empty()).then(|| view! { <p class="text-sm text-quiet">{line.note}</p> })}
                <FormulaChanges changes=line.changes/>
            }
        })
    };
    let is_ranked = Memo::new(move |_| notebook.with(|book| notebook.actor().may_see_ranking(name, book, notebook.today())));
    let unit = Signal::derive(move || definition.with(|now| now.as_ref().map_or(KpiUnit::Count, |it| it.unit)));
    let absent = move || line.with(Option::is_none).then(|| view! { <p class="text-quiet">{t!("kpis.no_data_body")}</p> });
    let part = move |part: KpiPart| view! { <PartSection part/> };
    let each = move || parts.get().into_iter().filter(|it| it.gauge.is_some()).map(part).collect_view();
    view! {
        <PageHead title=title note=note back>
            <Show when=move || is_entered.get() && notebook.actor().may_enter_sales()>
                <ButtonLink label=move || t!("kpis.enter") to=format!("{}?kpi={name}", routes::ENTER_KPI) icon=icons::PLUS/>
            </Show>
        </PageHead>
        <KpiPeriod url/>
        <div class="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <div class="grid min-w-0 gap-4">
                <div class="rounded-box border border-base-300 bg-base-100 p-4">
                    <Show when=move || was_changed.get()><PresentFormula present/></Show>
                    {value} {absent}
                </div>
                <Show when=move || is_ranked.get()><TeamRankingSection name url unit/></Show>
                <Section title=move || t!("kpis.formula")>
                    <p class="break-words">{formula}</p>
                    <p class="pt-1 text-sm text-quiet">{sums}</p>
                    <ul class="pt-2 text-sm text-quiet">{versions}</ul>
                </Section>
                <Trend name url definition present/>
            </div>
            <div class="grid min-w-0 gap-4">
                <Show when=move || is_entered.get()><KpiEntries name url/></Show>
                {each}
            </div>
        </div>
        <BookNote/>
    }
    .into_any()
}

/// Measures by the formula of each period's own time, or everything by the present one.
fn read<'a>(facts: &'a KpiFacts, book: &'a Book, today: Day, present: bool) -> Evaluator<'a> {
    let evaluator = Evaluator::over(facts, book, today);
    if present { evaluator.by_present_formula() } else { evaluator }
}

/// The switch that shows earlier periods by the present formula, and what that means.
#[component]
fn PresentFormula(present: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="pb-2" data-present=move || present.get().to_string()>
            <Toggle label=move || t!("kpis.changed.present") on=present/>
            <Show when=move || present.get()>
                <p class="text-sm text-quiet" role="status">{move || t!("kpis.changed.present_note")}</p>
            </Show>
        </div>
    }
    .into_any()
}

/// Twelve months as a chart with its table.
#[component]
fn Trend(name: KpiName, url: LensInUrl, definition: Memo<Option<Definition>>, present: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let months = Memo::new(move |_| {
        let ((last, filter), facts) = (url.with(|it| (it.months().1, it.filter.clone())), notebook.kpi_facts());
        notebook.with(|book| read(&facts, book, notebook.today(), present.get()).trend(name, last, &filter))
    });
    let changes = Memo::new(move |_| {
        let (last, facts) = (url.with(|it| it.months().1), notebook.kpi_facts());
        notebook.with(|book| read(&facts, book, notebook.today(), present.get()).changes_in_trend(name, last))
    });
    let unit = move || definition.with(|now| now.as_ref().map_or(KpiUnit::Count, |it| it.unit));
    let chart = move || {
        let (ink, today, unit) = (charts::ink(), notebook.today(), unit());
        let changed = changes.get();
        // The first month by another formula is marked; the list below says what changed.
        let mark = |month: Month| if changed.iter().any(|it| it.from.month() == month) { "*" } else { "" };
        let point = |(month, value): (Month, Option<Ratio>)| trend::MonthPoint {
            name: format!("{}{}", locale().month_short(month), mark(month)),
            value: value.and_then(|it| in_chart(unit, it)),
            target: None,
            last_year: None,
            is_running: month == today.month() && today < Period::Month(month).last(),
        };
        let months = months.get().into_iter().map(point).collect();
        Some(trend::drawn(&trend::Trend { unit: unit_of(unit), months }, &ink))
    };
    let title = move || {
        let word = notebook.with(|book| unit_word(name, book));
        let unit = if word.is_empty() || unit() != KpiUnit::Count { kpi_words::unit(unit()).to_owned() } else { word };
        format!("{}（{unit}）", t!("kpis.trend"))
    };
    let label = move || notebook.with(|book| format!("{} · {}", kpi_words::name(name, book), title()));
    view! {
        <Section title=title>
            <ChartCanvas chart=Signal::derive(chart) label=Signal::derive(label)/>
            <FormulaChanges changes/>
        </Section>
    }
    .into_any()
}

/// The unit of the chart's axis.
fn unit_of(unit: KpiUnit) -> Unit {
    match unit {
        KpiUnit::Money => Unit::Money,
        KpiUnit::Share | KpiUnit::Points => Unit::Share,
        KpiUnit::Count | KpiUnit::Quantity | KpiUnit::Days | KpiUnit::Hours | KpiUnit::Score => Unit::Count,
    }
}

/// Thousandths are whole units in a chart.
fn in_chart(unit: KpiUnit, value: Ratio) -> Option<Ratio> {
    match unit {
        KpiUnit::Quantity => value.by(Ratio::whole(1_000)),
        _ => Some(value),
    }
}
