//! 全部指标: every KPI of the reader's role in a period, grouped, each open to its formula and records (C2, R-11).

use domain::figures::kpis::{Evaluator, groups_for, kpis_of, role_of, set_of};
use domain::records::kpi::KpiGroup;
use domain::values::calendar::Day;
use domain::values::kpi_name::KpiName;
use leptos::prelude::*;

use super::kpi_line::{KpiLine, KpiLineLink, line_of};
use super::lens::Lens;
use super::lens_filter::LensFilter;
use super::lens_in_url::LensInUrl;
use super::period_stepper::PeriodStepper;
use super::weighted_card::WeightedCard;
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
            kpis_of(&actor, book, day_of(&lens, today))
                .into_iter()
                .filter_map(|it| line_of(it, &lens, &actor, &evaluator, book))
                .collect::<Vec<KpiLine>>()
        })
    });
    // What the owner is measured by; of those who have every KPI there is no set.
    let set = Memo::new(move |_| {
        let (lens, today) = (url.get(), notebook.today());
        let owner = lens.filter.target_of()?;
        notebook.with(|book| role_of(owner, book).and_then(|role| set_of(role, book, day_of(&lens, today))))
    });
    // Which lines stand where. Mostly the same for another owner or period, so that the page keeps its rows and only their values change.
    let groups = Memo::new(move |_| {
        let asked = search.get().trim().to_lowercase();
        let own: Vec<KpiName> = set.with(|it| it.iter().flat_map(|set| &set.kpis).map(|part| part.kpi).collect());
        lines.with(|all| {
            let found = all.iter().filter(|it| it.title.to_lowercase().contains(&asked));
            let found: Vec<(KpiName, KpiGroup)> = found.map(|it| (it.name, it.group)).collect();
            let of_set = own.iter().copied().filter(|it| found.iter().any(|line| line.0 == *it)).collect();
            let of = |group: KpiGroup| found.iter().filter(|it| it.1 == group && !own.contains(&it.0)).map(|it| it.0).collect();
            let others = groups_for(&notebook.actor()).into_iter().map(|it| KpiLines { group: Some(it), names: of(it) });
            let all = std::iter::once(KpiLines { group: None, names: of_set }).chain(others);
            all.filter(|it| !it.names.is_empty()).collect::<Vec<_>>()
        })
    });
    let line = move |name: KpiName| Memo::new(move |_| lines.with(|all| all.iter().find(|it| it.name == name).cloned()));
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
        <WeightedCard url/>
        <Show
            when=move || groups.with(|it| !it.is_empty())
            fallback=|| view! { <EmptyState icon=icons::CHART title=move || t!("kpis.nothing_found") body=move || t!("kpis.none_body")/> }
        >
            <div class="gap-x-4 lg:columns-2">
                <For each=move || groups.get() key=|it| it.clone() let(group)>
                    <Group group line=line url/>
                </For>
            </div>
        </Show>
        <BookNote/>
    }
    .into_any()
}

/// The day whose set holds in the period.
fn day_of(lens: &Lens, today: Day) -> Day {
    lens.period.last().min(today.max(lens.period.first()))
}

/// Period, owner and filters, which stay on this page.
#[component]
pub fn KpiPeriod(url: LensInUrl) -> impl IntoView {
    view! {
        <PeriodStepper url/>
        <LensFilter url/>
    }
}

/// The KPIs of a group, in order; without a group, those that the owner is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct KpiLines {
    group: Option<KpiGroup>,
    names: Vec<KpiName>,
}

#[component]
fn Group<L>(
    group: KpiLines,
    /// The line of a KPI; `None` in the moment before the group goes.
    line: L,
    url: LensInUrl,
) -> impl IntoView
where
    L: Fn(KpiName) -> Memo<Option<KpiLine>> + Copy + Send + 'static,
{
    let KpiLines { group, names } = group;
    let title = move || group.map_or_else(|| t!("kpis.sets.own"), kpi_words::group);
    let link = move |name: KpiName| {
        let to = Signal::derive(move || url.with(|it| url.kpi(it, name)));
        view! { <KpiLineLink line=line(name) to/> }
    };
    view! {
        <section class="mb-4 min-w-0 break-inside-avoid">
            <div class="flex items-baseline gap-3 px-3 pb-1 text-xs text-quiet">
                <h2 class="flex-1 text-sm font-semibold text-base-content">{title}</h2>
                <span class="hidden w-14 text-end lg:block">{move || t!("kit.completion")}</span>
                <span class="w-24 text-end lg:w-28">{move || t!("kit.on_previous")}</span>
                <span class="hidden w-20 text-end lg:block">{move || t!("kpis.previous")}</span>
            </div>
            <div class="overflow-hidden rounded-box border border-base-300 bg-base-100">{names.into_iter().map(link).collect_view()}</div>
        </section>
    }
    .into_any()
}
