//! 行业平均: the industry averages that figures are compared with (AN-09, A41).

use domain::book::Book;
use domain::records::benchmark::Benchmark;
use domain::values::field::Field;
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::benchmark_sheet::BenchmarkSheet;
use super::comparisons_form::ComparisonsForm;
use crate::i18n::{benchmark_words, kpi_words, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::edit_sheet::Editing;
use crate::ui::kit::{Button, Column, DataTable, EmptyState, IconButton, ListFaces, Look, PageHead, icons, use_desk};
use crate::ui::records::book_note::face_of;

/// The page.
#[component]
pub fn BenchmarksPage() -> impl IntoView {
    view! { <AdministratorsOnly><Benchmarks/></AdministratorsOnly> }
}

#[component]
fn Benchmarks() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let editing = RwSignal::new(None::<Editing<Benchmark>>);
    let is_desk = use_desk();
    let rows = notebook.see(|book| {
        let mut rows: Vec<Benchmark> = book.benchmarks().filter(|it| it.value.is_some()).cloned().collect();
        // The newest period first, KPIs in the order of their lists.
        rows.sort_by_key(|it| (std::cmp::Reverse(it.period.last()), it.metric, it.compares, it.region));
        rows
    });
    let list = move || {
        if is_desk.get() {
            let columns = columns(notebook, editing);
            view! { <div class="wide-table"><DataTable caption=move || t!("benchmarks.title") columns rows/></div> }.into_any()
        } else {
            view! { <PhoneList rows editing/> }.into_any()
        }
    };
    view! {
        <PageHead title=move || t!("benchmarks.title") note=move || t!("benchmarks.note")>
            <Button label=move || t!("benchmarks.new") look=Look::Primary icon=icons::PLUS on_press=move || editing.set(Some(Editing::New))/>
        </PageHead>
        <ListFaces
            face=face_of(notebook, move || rows.with(Vec::is_empty))
            empty=|| view! { <EmptyState icon=icons::CHART title=move || t!("benchmarks.none") body=move || t!("benchmarks.none_body")/> }
        >
            {list}
        </ListFaces>
        <div class="max-w-6xl pt-6"><ComparisonsForm/></div>
        <BenchmarkSheet editing/>
    }
    .into_any()
}

fn columns(notebook: Notebook, editing: RwSignal<Option<Editing<Benchmark>>>) -> Vec<Column<Benchmark>> {
    let field = |it: Field| Signal::derive(move || words::field(it));
    let said = move |write: fn(&Benchmark, &Book) -> String| {
        move |benchmark: &Benchmark| {
            let benchmark = benchmark.clone();
            move || notebook.with(|book| write(&benchmark, book))
        }
    };
    let edit = move |benchmark: &Benchmark| {
        let (benchmark, named) = (benchmark.clone(), benchmark.clone());
        let label = move || t!("benchmarks.edit_of", name = notebook.with(|book| benchmark_words::name(&named, book)));
        let open = move || editing.set(Some(Editing::of(benchmark.clone())));
        view! { <IconButton icon=icons::EDIT label on_press=open/> }
    };
    vec![
        Column::new(field(Field::Metric), said(|it, book| kpi_words::name(it.metric, book))),
        Column::new(field(Field::Compares), said(|it, book| benchmark_words::compares(it.compares, it.metric, book).to_owned())),
        Column::new(field(Field::Region), said(benchmark_words::region)),
        Column::new(field(Field::Period), |it: &Benchmark| locale().period(it.period)).unbroken(),
        Column::number(Signal::derive(|| t!("benchmarks.one").to_owned()), said(benchmark_words::value)).unbroken(),
        Column::new(field(Field::Citation), |it: &Benchmark| it.citation.clone()),
        Column::number(Signal::derive(|| t!("settings.edit").to_owned()), edit),
    ]
}

/// One line an average; a press opens it.
#[component]
fn PhoneList(rows: Memo<Vec<Benchmark>>, editing: RwSignal<Option<Editing<Benchmark>>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let line = move |benchmark: Benchmark| {
        let (title, below, value) = notebook.with(|book| {
            let what = benchmark_words::compares(benchmark.compares, benchmark.metric, book);
            let where_and_when = format!("{what} · {} · {}", benchmark_words::region(&benchmark, book), locale().period(benchmark.period));
            (kpi_words::name(benchmark.metric, book), where_and_when, benchmark_words::value(&benchmark, book))
        });
        let open = move |_| editing.set(Some(Editing::of(benchmark.clone())));
        view! {
            <li class="border-b border-base-200 last:border-b-0">
                <button type="button" class="flex min-h-14 w-full items-center gap-3 px-3 py-2 text-start pressable" on:click=open>
                    <span class="min-w-0 flex-1">
                        <span class="block truncate font-medium">{title}</span>
                        <span class="block text-xs break-words text-quiet">{below}</span>
                    </span>
                    <span class="shrink-0 font-semibold whitespace-nowrap tabular-nums">{value}</span>
                </button>
            </li>
        }
    };
    view! {
        <ul class="overflow-hidden rounded-box border border-base-300 bg-base-100">
            {move || rows.get().into_iter().map(line).collect_view()}
        </ul>
    }
    .into_any()
}
