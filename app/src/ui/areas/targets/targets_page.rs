//! 目标与计划: setting and following the targets of a year.

use domain::figures::kpis::{Evaluator, FormulaChange, kpis_of};
use domain::values::calendar::{Period, Year};
use domain::values::field::Field;
use leptos::prelude::*;
use leptos_router::components::A;

use super::cuts::Cuts;
use super::members::Members;
use super::notes::PlanningNotes;
use super::plan::{Cell, Plan, plan};
use super::plan_table::PlanTable;
use super::target_sheet::TargetSheet;
use super::targets_query::{TargetsInUrl, TargetsQuery};
use crate::i18n::{kpi_words, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::fields::owners::owner_name;
use crate::ui::kit::{Button, Choice, IconButton, Look, PageHead, PrintButton, RefusedNote, SelectField, icons};
use crate::ui::records::book_note::BookNote;
use crate::ui::records::formula_change::FormulaChanges;
use crate::ui::url::{address, routes};

/// The page.
#[component]
pub fn TargetsPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = TargetsInUrl::here();
    let shown = Memo::new(move |_| {
        let (asked, today, facts) = (url.get(), notebook.today(), notebook.kpi_facts());
        notebook.with(|book| plan(asked.of, asked.metric, asked.year, &Evaluator::over(&facts, book, today), today, book))
    });
    let may_set = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| actor.may_set_target(url.get().of, book))
    });
    let changes = notebook.see(move |book| FormulaChange::of_year(url.get().metric, url.get().year, notebook.today(), book));
    let editing: RwSignal<Option<Cell>> = RwSignal::new(None);
    let body = move || {
        let shown: Signal<Plan> = shown.into();
        view! {
            <Head url/>
            <FormulaChanges changes/>
            <PlanTable url shown may_set editing/>
            <Cuts url/>
            <Members url/>
            <PlanningNotes period=Signal::derive(move || Period::Year(url.get().year)) of=Signal::derive(move || url.get().of)/>
            <BookNote/>
            <TargetSheet url shown editing/>
        }
        .into_any()
    };
    view! {
        <PageHead title=move || t!("nav.targets_module")>
            <Show when=move || notebook.actor().may_set_targets()>
                <A href=move || grid_of(&url.get()) attr:class="btn hidden min-h-11 lg:inline-flex">
                    {move || t!("targets.grid.open")}
                </A>
            </Show>
            <PrintButton/>
        </PageHead>
        <Show when=move || notebook.actor().may_see_sales() fallback=|| view! { <RefusedNote/> }>
            {body}
        </Show>
    }
    .into_any()
}

/// The page where many of these targets are set at once.
fn grid_of(asked: &TargetsQuery) -> String {
    let mut parts = vec![("year", asked.year.to_string()), ("metric", asked.metric.to_string())];
    parts.extend(address::owner_part(asked.of));
    format!("{}{}", routes::TARGETS_GRID, address::query(&parts))
}

/// Selects year, metric and owner.
#[component]
fn Head(url: TargetsInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let name = Signal::derive(move || notebook.with(|book| kpi_words::name(url.get().metric, book)));
    let kpis = move || {
        let (actor, asked) = (notebook.actor(), url.get().metric);
        notebook.with(|book| {
            let mut kpis = kpis_of(&actor, book, notebook.today());
            // The one asked for may have left the set; its targets stay.
            kpis.extend((!kpis.contains(&asked)).then_some(asked));
            kpis.into_iter().map(|it| Choice::new(it, kpi_words::name(it, book))).collect::<Vec<_>>()
        })
    };
    let kpi = RwSignal::new(url.get_untracked().metric.to_string());
    Effect::new(move |_| kpi.set(url.get().metric.to_string()));
    Effect::new(move |_| {
        if let Ok(metric) = kpi.get().parse() {
            url.change(|it| it.metric = metric);
        }
    });
    let of = Signal::derive(move || url.get().of);
    // Targets of calendar years stay when the company shifts its year; so they stay in reach.
    let calendar = notebook.calendar();
    let other_years = Memo::new(move |_| {
        let (shown, own, today) = (url.get().year, calendar.get().year_of(notebook.today()), notebook.today());
        let other = if shown.starts_with() == own.starts_with() { Year(today.year()) } else { own };
        Some(other).filter(|it| it.starts_with() != shown.starts_with())
    });
    let other_label = move || match other_years.get() {
        Some(year) if !year.is_natural() => t!("targets.fiscal_years"),
        _ => t!("targets.calendar_years"),
    };
    let on_paper = move || {
        let asked = url.get();
        format!("{} · {} · {}", notebook.with(|book| owner_name(asked.of, book)), locale().year(asked.year), name.get())
    };
    view! {
        <p class="hidden pb-2 text-sm font-medium print:block">{on_paper}</p>
        <div class="flex flex-wrap items-end gap-x-4 gap-y-2 pb-4 no-print">
            <OwnerField label=move || words::field(Field::Of) owner=of on_choose=move |of| url.change(|it| it.of = of)/>
            <div class="flex items-center gap-1">
                <IconButton icon=icons::BACK label=move || t!("targets.earlier") on_press=move || url.change(|it| it.year = it.year.shift(-1))/>
                <p class="min-w-16 text-center text-lg font-semibold tabular-nums" aria-live="polite">{move || locale().year(url.get().year)}</p>
                <IconButton icon=icons::FORWARD label=move || t!("targets.later") on_press=move || url.change(|it| it.year = it.year.shift(1))/>
                <Show when=move || other_years.get().is_some()>
                    <Button label=other_label look=Look::Ghost on_press=move || url.change(|it| it.year = other_years.get_untracked().unwrap_or(it.year))/>
                </Show>
            </div>
            <div class="w-full sm:w-56">
                <SelectField label=move || words::field(Field::Metric) name=Field::Metric value=kpi choices=Signal::derive(kpis)/>
            </div>
        </div>
    }
}
