//! 业绩分析: the figures of a period with their comparisons; every chart opens the records behind it.

use domain::figures::analytics::{Dashboard, Question, dashboard};
use leptos::prelude::*;

use super::customer_section::CustomerSection;
use super::figure_cards::FigureCards;
use super::fulfilment_section::FulfilmentSection;
use super::funnel_section::FunnelSection;
use super::lens_filter::LensFilter;
use super::lens_in_url::LensInUrl;
use super::origin_section::OriginSection;
use super::period_stepper::PeriodStepper;
use super::product_section::ProductSection;
use super::ranking_section::RankingSection;
use super::spending_section::SpendingSection;
use super::traits_section::TraitsSection;
use super::trend_section::TrendSection;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{ButtonLink, PageHead, RefusedNote, icons};
use crate::ui::records::book_note::BookNote;

/// The dashboard.
#[component]
pub fn PerformancePage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = LensInUrl::here();
    let answer = Memo::new(move |_| {
        let (lens, facts) = (url.get(), notebook.facts());
        let question: Question = lens.question();
        notebook.with(|book| dashboard(&question, &lens.filter, &facts, notebook.today(), book))
    });
    let records = move || url.with(|it| url.records(it));
    let kpis = move || url.with(|it| url.kpis(it));
    let figure = move || url.with(|it| words::figure(it.figure));
    let body = move || {
        let answer: Signal<Dashboard> = answer.into();
        view! {
            <PeriodStepper url/>
            <LensFilter url/>
            <FigureCards url answer/>
            <BookNote/>
            <h2 class="pt-6 pb-2 text-lg font-semibold">{figure}</h2>
            <div class="grid min-w-0 gap-4 lg:grid-cols-2">
                <TrendSection url answer/>
                <RankingSection url answer/>
                <ProductSection url answer/>
                <OriginSection url answer/>
                <CustomerSection url answer/>
                <FunnelSection url answer/>
                <SpendingSection url/>
                <FulfilmentSection url/>
                <TraitsSection url/>
            </div>
        }
        .into_any()
    };
    view! {
        <PageHead title=move || t!("nav.performance_module")>
            <ButtonLink label=move || t!("kpis.all") to=Signal::derive(kpis) icon=icons::CHART/>
            <ButtonLink label=move || t!("performance.records") to=Signal::derive(records) icon=icons::TABLE/>
        </PageHead>
        <Show when=move || notebook.actor().may_see_sales() fallback=|| view! { <RefusedNote/> }>
            {body}
        </Show>
    }
    .into_any()
}
