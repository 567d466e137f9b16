//! 目标与计划: setting and following the targets of a year.

use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::metric::Metric;
use leptos::prelude::*;

use super::members::Members;
use super::plan::{Cell, Plan, plan};
use super::plan_table::PlanTable;
use super::target_sheet::TargetSheet;
use super::targets_query::TargetsInUrl;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::fields::owners::owner_name;
use crate::ui::kit::{IconButton, PageHead, PrintButton, RefusedNote, Segment, SegmentedControl, icons};
use crate::ui::records::book_note::BookNote;

/// The page.
#[component]
pub fn TargetsPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = TargetsInUrl::here();
    let shown = Memo::new(move |_| {
        let (asked, facts) = (url.get(), notebook.facts());
        notebook.with(|book| plan(asked.of, asked.metric, asked.year, &facts, notebook.today(), book))
    });
    let may_set = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| actor.may_set_target(url.get().of, book))
    });
    let editing: RwSignal<Option<Cell>> = RwSignal::new(None);
    let body = move || {
        let shown: Signal<Plan> = shown.into();
        view! {
            <Head url/>
            <PlanTable url shown may_set editing/>
            <Members url/>
            <BookNote/>
            <TargetSheet url shown editing/>
        }
        .into_any()
    };
    view! {
        <PageHead title=move || t!("nav.targets_module")>
            <PrintButton/>
        </PageHead>
        <Show when=move || notebook.actor().may_see_sales() fallback=|| view! { <RefusedNote/> }>
            {body}
        </Show>
    }
    .into_any()
}

/// Selects year, metric and owner.
#[component]
fn Head(url: TargetsInUrl) -> impl IntoView {
    let metrics = move || Metric::ALL.into_iter().map(|it| Segment::new(word_of(it), words::metric(it))).collect::<Vec<_>>();
    let choose = move |word: String| {
        if let Some(metric) = of_word(&word) {
            url.change(|it| it.metric = metric);
        }
    };
    let of = Signal::derive(move || url.get().of);
    let notebook = expect_context::<Notebook>();
    let on_paper = move || {
        let asked = url.get();
        format!("{} · {} · {}", notebook.with(|book| owner_name(asked.of, book)), asked.year, words::metric(asked.metric))
    };
    view! {
        <p class="hidden pb-2 text-sm font-medium print:block">{on_paper}</p>
        <div class="flex flex-wrap items-end gap-x-4 gap-y-2 pb-4 no-print">
            <OwnerField label=move || words::field(Field::Of) owner=of on_choose=move |of| url.change(|it| it.of = of)/>
            <div class="flex items-center gap-1">
                <IconButton icon=icons::BACK label=move || t!("targets.earlier") on_press=move || url.change(|it| it.year -= 1)/>
                <p class="min-w-16 text-center text-lg font-semibold tabular-nums" aria-live="polite">{move || url.get().year}</p>
                <IconButton icon=icons::FORWARD label=move || t!("targets.later") on_press=move || url.change(|it| it.year += 1)/>
            </div>
            <SegmentedControl
                label=move || words::field(Field::Metric)
                segments=Signal::derive(metrics)
                value=Signal::derive(move || word_of(url.get().metric))
                on_choose=choose
            />
        </div>
    }
}
