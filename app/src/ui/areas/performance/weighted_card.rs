//! 综合达成率 of the owner by the KPI set of their role, open to its parts.

use domain::book::Book;
use domain::figures::kpis::{Evaluator, WeightedAttainment, WeightedPart};
use leptos::prelude::*;
use leptos_router::components::A;

use super::lens_in_url::LensInUrl;
use crate::i18n::{NOTHING, kpi_words, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Icon, icons};

/// The card; nothing where the set has no weights.
#[component]
pub fn WeightedCard(url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let attained = Memo::new(move |_| {
        let (lens, today, facts) = (url.get(), notebook.today(), notebook.kpi_facts());
        notebook.with(|book| Evaluator::over(&facts, book, today).weighted(lens.period, &lens.filter))
    });
    let card = move |attained: WeightedAttainment| {
        let total = attained.total.map_or_else(|| t!("kpis.weighted.nothing").to_owned(), |it| locale().completion(it));
        let missing = notebook.with(|book| missing_said(&attained, book));
        let cap = locale().share(attained.cap);
        let part = |part: &WeightedPart| {
            let to = url.with(|it| url.kpi(it, part.kpi));
            let (name, said) = notebook.with(|book| (kpi_words::name(part.kpi, book), part_said(part, &attained)));
            let adds = part.adds.map_or_else(|| NOTHING.to_owned(), |it| locale().share(it));
            view! {
                <li class="border-t border-base-200">
                    <A href=to attr:class="pressable flex min-h-11 flex-wrap items-center gap-x-3 px-4 py-1 text-sm">
                        <span class="min-w-0 flex-1 break-words">{name}</span>
                        <span class="order-last w-full text-xs text-quiet tabular-nums lg:order-none lg:w-auto">{said}</span>
                        <span class="w-16 text-end font-medium tabular-nums">{adds}</span>
                    </A>
                </li>
            }
        };
        let parts = attained.parts.iter().map(part).collect_view();
        view! {
            <details class="group mb-4 rounded-box border border-base-300 bg-base-100" data-weighted="">
                <summary class="flex min-h-14 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-2">
                    <span class="flex-1 font-semibold">{t!("kpis.weighted.title")}</span>
                    <span class="text-2xl font-semibold tabular-nums">{total}</span>
                    <Icon name=icons::DOWN class="size-4 group-open:rotate-180"/>
                    {missing.map(|it| view! { <span class="w-full text-xs break-words text-near tabular-nums">{it}</span> })}
                </summary>
                <p class="px-4 pb-2 text-xs text-quiet tabular-nums">{t!("kpis.weighted.how", cap = cap)}</p>
                <ul>{parts}</ul>
            </details>
        }
    };
    move || attained.get().map(card)
}

/// Which KPIs have no target or value, and what they weigh together.
fn missing_said(attained: &WeightedAttainment, book: &Book) -> Option<String> {
    let missing: Vec<&WeightedPart> = attained.parts.iter().filter(|it| it.adds.is_none()).collect();
    let names = missing.iter().map(|it| kpi_words::name(it.kpi, book)).collect::<Vec<_>>().join("、");
    let weight = locale().share(attained.unmeasured());
    (!missing.is_empty()).then(|| t!("kpis.weighted.missing", n = missing.len(), weight = weight, kpis = names))
}

fn part_said(part: &WeightedPart, attained: &WeightedAttainment) -> String {
    let weight = locale().share(part.weight);
    match part.completion {
        None => t!("kpis.weighted.none", weight = weight),
        Some(completion) => {
            let completion = locale().completion(completion);
            let cap = locale().share(attained.cap);
            let counted = if part.is_capped { t!("kpis.weighted.capped", completion = completion, cap = cap) } else { completion };
            format!("{weight} × {counted}")
        }
    }
}
