//! 批量设定: the page.

use std::sync::Arc;

use domain::decide::command::{Command, SetTargets, TargetChange};
use domain::figures::kpis::{FormulaChange, KpiFacts, kpis_of};
use domain::figures::target_shape::TargetShape;
use domain::records::target::CutBy;
use domain::values::calendar::Period;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::{NOTE, is_blank};
use leptos::prelude::*;

use super::cursor::GridEdit;
use super::grid_query::{GridInUrl, GridPeriods, GridQuery, GridRows};
use super::grid_table::GridTable;
use super::model::{GridLine, GridSource, TargetGrid};
use super::tools::TargetTools;
use crate::i18n::{kpi_words, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::areas::targets::cut_words;
use crate::ui::areas::targets::industry_beside::IndustryBeside;
use crate::ui::areas::targets::notes::NotesBeside;
use crate::ui::areas::targets::plan_row::Notation;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{
    Button, Choice, DraftNote, EmptyState, FormErrors, IconButton, Look, PageHead, RefusedNote, SelectField, TextArea, icons,
};
use crate::ui::records::book_note::BookNote;
use crate::ui::records::formula_change::FormulaChanges;
use crate::ui::url::routes;

/// Reads results of the book for the tools of the grid. In context.
#[derive(Clone, Copy)]
pub struct GridContext {
    notebook: Notebook,
}

impl GridContext {
    fn read<T>(self, look: impl FnOnce(&GridSource<'_>) -> T) -> T {
        let (facts, actor, today): (Arc<KpiFacts>, _, _) =
            untrack(|| (self.notebook.kpi_facts(), self.notebook.actor(), self.notebook.today()));
        self.notebook.peek(|book| look(&GridSource { book, facts: &facts, actor: &actor, today }))
    }

    /// The result of each column's period a year before.
    pub fn last_year(self, line: &GridLine, grid: &TargetGrid) -> Vec<Option<i64>> {
        self.read(|it| it.last_year(&line.line, &grid.columns))
    }

    pub fn weights(self, line: &GridLine, grid: &TargetGrid, shape: &TargetShape) -> Vec<i64> {
        self.read(|it| it.weights(&line.line, &grid.columns, shape))
    }

    /// The weights of the lines for the own target of a column.
    pub fn weights_of_lines(self, grid: &TargetGrid, column: usize, shape: &TargetShape) -> Vec<i64> {
        self.read(|it| grid.columns.get(column).map(|at| it.weights_of_lines(&grid.lines, at, shape)).unwrap_or_default())
    }
}

/// The page.
#[component]
pub fn TargetGridPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    provide_context(GridContext { notebook });
    let url = GridInUrl::here();
    let may_set = Memo::new(move |_| notebook.actor().may_set_targets());
    let body = move || view! { <Head url/> {move || view! { <Body asked=url.get()/> }} <BookNote/> };
    view! {
        <PageHead title=move || t!("targets.grid.title") back=routes::TARGETS.to_owned()/>
        <Show when=move || may_set.get() fallback=|| view! { <RefusedNote/> }>
            {body}
        </Show>
    }
    .into_any()
}

/// The grid and its form. The draft is one of this owner, year, KPI and kind of rows and columns.
#[component]
fn Body(asked: GridQuery) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let grid = Memo::new(move |_| {
        let (facts, actor, today) = (notebook.kpi_facts(), notebook.actor(), notebook.today());
        notebook.with(|book| TargetGrid::of(&asked, &GridSource { book, facts: &facts, actor: &actor, today }))
    });
    let changes = notebook.see(move |book| FormulaChange::of_year(asked.metric, asked.year, notebook.today(), book));
    let notation = notebook.see(move |book| Notation::of(asked.metric, book));
    let writing = Writing::ready();
    let (cells, basis) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let GridQuery { year, metric, of, rows, periods } = asked;
    let owner = serde_json::to_string(&of).unwrap_or_default();
    let kept = KeptWords::of(&format!("targets/{owner}/{year}/{metric}/{rows}/{periods}"), [("cells", cells), ("basis", basis)]);
    let edit = GridEdit {
        grid,
        words: cells,
        draft: GridEdit::draft_of(cells),
        active: RwSignal::new((1, 0)),
        shape: RwSignal::default(),
        refusals: writing.refusals(),
    };
    let n_changes = Memo::new(move |_| edit.changes().len());
    let n_wrong = Memo::new(move |_| edit.errors().len());
    let against = move || {
        let (changes, wrong) = grid.with(|grid| edit.draft.with(|draft| grid.changes(draft)));
        let mut refusals = Refusals::default();
        refusals.refuse_if(!wrong.is_empty(), Field::Targets, Refusal::Malformed);
        refusals.refuse_if(wrong.is_empty() && changes.is_empty(), Field::Targets, Refusal::Missing);
        let basis = basis.get();
        refusals.refuse_if(is_blank(&basis), Field::Basis, Refusal::Missing);
        match refusals.into_result() {
            Ok(()) => untrack(|| notebook.would(&act(changes, basis))).err().unwrap_or_default(),
            Err(refusals) => refusals,
        }
    };
    let save = writing.trying(against, move || {
        let (changes, why) = untrack(|| (edit.changes(), basis.get()));
        let n = changes.len();
        let undo = act(changes.iter().map(undone).collect(), undo_basis(&why));
        writing.commit_of_with_undo(kept, act(changes, why), t!("targets.grid.saved", n = n), undo, move || {
            cells.set(String::new());
            basis.set(String::new());
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let says = move || match (n_wrong.get(), n_changes.get()) {
        (0, 0) => t!("targets.grid.no_change").to_owned(),
        (0, n) => t!("targets.grid.changed", n = n),
        (wrong, _) => t!("targets.grid.wrong", n = wrong),
    };
    let save_label = move || match n_changes.get() {
        0 => t!("kit.save").to_owned(),
        n => t!("targets.grid.save", n = n),
    };
    let has_lines = Memo::new(move |_| grid.with(|grid| grid.all().any(|it| it.may_set)));
    let notation: Signal<Notation> = notation.into();
    view! {
        <Show
            when=move || has_lines.get()
            fallback=|| view! { <EmptyState icon=icons::TARGET title=move || t!("targets.grid.nobody") body=move || t!("targets.grid.nobody_body")/> }
        >
            <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
            <TargetTools edit unit=Signal::derive(move || grid.with(|it| kpi_words::unit(it.unit).to_owned()))/>
            <FormulaChanges changes/>
            <GridTable edit notation/>
        </Show>
        <div class="grid gap-3 pt-4 empty:hidden lg:max-w-4xl"><IndustryBeside period=Period::Year(year) of metric/> <NotesBeside period=Signal::stored(Period::Year(year)) of=Signal::stored(of)/></div>
        <form class="grid gap-3 pt-4 lg:max-w-2xl" novalidate on:submit=submit>
            <p class=move || if n_wrong.get() == 0 { "text-sm text-quiet" } else { "text-sm text-error" } aria-live="polite">{says}</p>
            <TextArea label=move || words::field(Field::Basis) name=Field::Basis value=basis refusals=writing.refusals() required=true
                placeholder=move || t!("targets.basis_example")/>
            <FormErrors refusals=writing.refusals() shown=&[Field::Targets, Field::Basis]/>
            <div class="flex flex-wrap gap-2">
                <Button label=save_label look=Look::Primary submit=true busy=writing.is_busy()/>
                <Show when=move || n_changes.get() != 0 || n_wrong.get() != 0>
                    <Button label=move || t!("targets.grid.discard") look=Look::Ghost on_press=move || kept.discard()/>
                </Show>
            </div>
        </form>
    }
    .into_any()
}

fn act(targets: Vec<TargetChange>, basis: String) -> Command {
    Command::SetTargets(SetTargets { targets, basis })
}

/// The change that takes another one back.
fn undone(change: &TargetChange) -> TargetChange {
    TargetChange { was: change.now, now: change.was, ..change.clone() }
}

fn undo_basis(basis: &str) -> String {
    t!("targets.grid.undo_basis", basis = basis).chars().take(NOTE as usize).collect()
}

/// Selects owner, year, KPI, rows and columns.
#[component]
fn Head(url: GridInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let kpis = move || {
        let (actor, asked) = (notebook.actor(), url.get().metric);
        notebook.with(|book| {
            let mut kpis = kpis_of(&actor, book, notebook.today());
            // The one asked for may have left the set; its targets stay.
            kpis.extend((!kpis.contains(&asked)).then_some(asked));
            kpis.into_iter().map(|it| Choice::new(it, kpi_words::name(it, book))).collect::<Vec<_>>()
        })
    };
    let rows = || {
        let cuts = CutBy::ALL.map(|it| Choice::new(GridRows::Cut(it), cut_words::cut_by(it)));
        std::iter::once(Choice::new(GridRows::Members, t!("targets.grid.members"))).chain(cuts).collect::<Vec<_>>()
    };
    let periods = move || {
        let label = |periods: GridPeriods| match periods {
            GridPeriods::Months => t!("targets.grid.months").to_owned(),
            GridPeriods::Quarters => t!("targets.grid.quarters").to_owned(),
            GridPeriods::Weeks(quarter) => {
                let quarter = url.get().year.quarters()[usize::from(quarter.clamp(1, 4)) - 1];
                format!("{} {}", locale().period(Period::Quarter(quarter)), t!("targets.grid.weeks"))
            }
        };
        GridPeriods::ALL.map(|it| Choice::new(it, label(it))).to_vec()
    };
    let (kpi, row, period) = (chosen(url, |it| it.metric), chosen(url, |it| it.rows), chosen(url, |it| it.periods));
    Effect::new(move |_| {
        let (kpi, row, period) = (kpi.get().parse(), row.get().parse(), period.get().parse());
        if let (Ok(metric), Ok(rows), Ok(periods)) = (kpi, row, period) {
            url.change(|it| *it = GridQuery { metric, rows, periods, ..*it });
        }
    });
    view! {
        <p class="pb-3 text-sm text-quiet lg:hidden">{move || t!("targets.grid.wide_only")}</p>
        <div class="grid grid-cols-2 items-end gap-x-4 gap-y-2 pb-3 sm:flex sm:flex-wrap">
            <OwnerField label=move || words::field(Field::Of) owner=Signal::derive(move || url.get().of) on_choose=move |of| url.change(|it| it.of = of)/>
            <div class="col-span-2 flex items-center gap-1">
                <IconButton icon=icons::BACK label=move || t!("targets.earlier") on_press=move || url.change(|it| it.year = it.year.shift(-1))/>
                <p class="min-w-16 text-center text-lg font-semibold tabular-nums" aria-live="polite">{move || locale().year(url.get().year)}</p>
                <IconButton icon=icons::FORWARD label=move || t!("targets.later") on_press=move || url.change(|it| it.year = it.year.shift(1))/>
            </div>
            <div class="w-full sm:w-52">
                <SelectField label=move || words::field(Field::Metric) name=Field::Metric value=kpi choices=Signal::derive(kpis)/>
            </div>
            <div class="w-full sm:w-36">
                <SelectField label=move || t!("targets.grid.rows") name=Field::Cut value=row choices=Signal::derive(rows)/>
            </div>
            <div class="w-full sm:w-40">
                <SelectField label=move || t!("targets.grid.columns") name=Field::Period value=period choices=Signal::derive(periods)/>
            </div>
        </div>
    }
    .into_any()
}

/// The chosen value of a part of the address as text.
fn chosen<T: std::fmt::Display + 'static>(url: GridInUrl, read: fn(&GridQuery) -> T) -> RwSignal<String> {
    let value = RwSignal::new(url.with_untracked(|it| read(it).to_string()));
    Effect::new(move |_| {
        let now = url.with(|it| read(it).to_string());
        if value.with_untracked(|it| *it != now) {
            value.set(now);
        }
    });
    value
}
