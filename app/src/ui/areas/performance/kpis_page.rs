//! 全部指标: every KPI of the reader's role in a period, grouped, each open to its formula and records (C2, R-11).

use domain::figures::kpis::{Evaluator, groups_for, kpis_of};
use domain::records::kpi::KpiGroup;
use leptos::prelude::*;

use super::kpi_line::{KpiLine, KpiLineLink, line_of};
use super::lens_filter::LensFilter;
use super::lens_in_url::LensInUrl;
use super::period_stepper::PeriodStepper;
use crate::i18n::kpi_words;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{ButtonLink, EmptyState, PageHead, RefusedNote, SearchField, icons};
use crate::ui::records::book_note::BookNote;
use crate::ui::url::routes;

/// The page.
#[component]
pub fn KpisPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    view! {
        <Show when=move || notebook.actor().may_see_sales() fallback=|| view! { <PageHead title=move || t!("kpis.all")/> <RefusedNote/> }>
            <Kpis/>
        </Show>
    }
}

#[component]
fn Kpis() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = LensInUrl::at(routes::KPIS);
    let search = RwSignal::new(String::new());
    let lines = Memo::new(move |_| {
        let (lens, today, actor, facts) = (url.get(), notebook.today(), notebook.actor(), notebook.kpi_facts());
        notebook.with(|book| {
            let evaluator = Evaluator::over(&facts, book, today);
            kpis_of(&actor, book).into_iter().filter_map(|it| line_of(it, &lens, &actor, &evaluator, book)).collect::<Vec<KpiLine>>()
        })
    });
    let found = Memo::new(move |_| {
        let asked = search.get().trim().to_lowercase();
        lines.with(|all| all.iter().filter(|it| it.title.to_lowercase().contains(&asked)).cloned().collect::<Vec<_>>())
    });
    let groups = move || {
        let found = found.get();
        let of = move |group: KpiGroup| found.iter().filter(|it| it.group == group).cloned().collect::<Vec<_>>();
        let groups = groups_for(&notebook.actor()).into_iter().map(|it| (it, of(it))).filter(|it| !it.1.is_empty());
        groups.map(|(group, lines)| view! { <Group group lines url/> }).collect_view()
    };
    let sees_rules = Memo::new(move |_| notebook.actor().may_see_rules());
    let can_enter = Memo::new(move |_| notebook.actor().may_enter_sales());
    view! {
        <PageHead title=move || t!("kpis.all") note=move || t!("kpis.note") back=url.with_untracked(|it| url.address_at(routes::PERFORMANCE, it))>
            <Show when=move || sees_rules.get()>
                <ButtonLink label=move || t!("kpis.definitions") to=routes::KPI_SETTINGS icon=icons::SETTINGS/>
            </Show>
            <Show when=move || can_enter.get()>
                <ButtonLink label=move || t!("kpis.enter") to=routes::ENTER_KPI icon=icons::PLUS/>
            </Show>
        </PageHead>
        <KpiPeriod url/>
        <div class="pb-3 sm:max-w-xs"><SearchField value=search placeholder=move || t!("kpis.search")/></div>
        <Show
            when=move || found.with(|it| !it.is_empty())
            fallback=|| view! { <EmptyState icon=icons::CHART title=move || t!("kpis.nothing_found") body=move || t!("kpis.none_body")/> }
        >
            <div class="gap-x-4 lg:columns-2">{groups}</div>
        </Show>
        <BookNote/>
    }
    .into_any()
}

/// Period, owner and filters, which stay on this page.
#[component]
pub fn KpiPeriod(url: LensInUrl) -> impl IntoView {
    view! {
        <PeriodStepper url/>
        <LensFilter url/>
    }
}

#[component]
fn Group(group: KpiGroup, lines: Vec<KpiLine>, url: LensInUrl) -> impl IntoView {
    let link = |line: KpiLine| {
        let to = url.with_untracked(|it| url.kpi(it, line.name));
        view! { <KpiLineLink line to/> }
    };
    view! {
        <section class="mb-4 min-w-0 break-inside-avoid">
            <div class="flex items-baseline gap-3 px-3 pb-1 text-xs text-quiet">
                <h2 class="flex-1 text-sm font-semibold text-base-content">{kpi_words::group(group)}</h2>
                <span class="hidden w-14 text-end lg:block">{t!("kit.completion")}</span>
                <span class="w-24 text-end lg:w-28">{t!("kit.on_previous")}</span>
                <span class="hidden w-20 text-end lg:block">{t!("kpis.previous")}</span>
            </div>
            <div class="overflow-hidden rounded-box border border-base-300 bg-base-100">{lines.into_iter().map(link).collect_view()}</div>
        </section>
    }
    .into_any()
}
