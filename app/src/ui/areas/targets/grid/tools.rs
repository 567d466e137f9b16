//! Tools of the grid: how a total is spread, growth on last year, filling and copying.

use domain::figures::target_shape::{TargetShape, read_growth};
use domain::rules::SeasonCurve;
use domain::values::calendar::Period;
use domain::values::field::Field;
use domain::values::split::grown;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::cursor::GridEdit;
use super::grid_page::GridContext;
use crate::local::Notebook;
use crate::state::{Machine, kpi_value};
use crate::t;
use crate::ui::areas::targets::plan_row::name;
use crate::ui::kit::{Button, Choice, Entry, Look, SelectField, TextField, Toasts, Tone, icons};

#[component]
pub fn TargetTools(
    edit: GridEdit,
    /// The unit of the values, in words.
    unit: Signal<String>,
) -> impl IntoView {
    let (notebook, toasts) = (expect_context::<Notebook>(), expect_context::<Toasts>());
    let (machine, context) = (expect_context::<Machine>(), expect_context::<GridContext>());
    let is_summed = Memo::new(move |_| edit.grid.with(|it| it.is_summed));
    let has_weeks =
        Memo::new(move |_| edit.grid.with(|grid| grid.is_summed && grid.columns.iter().any(|it| matches!(it.period, Period::Week(_)))));
    let has_lines = Memo::new(move |_| edit.grid.with(|it| !it.lines.is_empty()));
    let by = RwSignal::new("evenly".to_owned());
    let curves = notebook.see(move |book| book.company().season_curves.on(notebook.today()).0);
    Effect::new(move |_| {
        let named = |by: &str| curves.with(|all| all.iter().find(|it| season_word(&it.name) == by).cloned());
        edit.shape.set(match by.get().as_str() {
            "last_year" => TargetShape::LastYear,
            "working_days" => TargetShape::WorkingDays,
            other => named(other).map_or(TargetShape::Evenly, TargetShape::Season),
        });
    });
    let ways = move || {
        let usual = [
            Choice::new("evenly", t!("targets.grid.evenly")),
            Choice::new("last_year", t!("targets.grid.as_last_year")),
            Choice::new("working_days", t!("targets.grid.by_working_days")),
        ];
        let season = |it: &SeasonCurve| Choice::new(season_word(&it.name), t!("season.by", name = it.name));
        curves.with(|all| usual.into_iter().chain(all.iter().map(season)).collect::<Vec<_>>())
    };
    let growth = RwSignal::new(String::new());
    let grow = move || {
        let Ok(percent) = read_growth(&growth.get_untracked()) else { return toasts.say(t!("targets.grid.growth_bad"), Tone::Error) };
        let grid = edit.grid.get_untracked();
        let mut cells = Vec::new();
        for (row, line) in grid.all().enumerate().filter(|it| it.0 != 0 || grid.lines.is_empty()) {
            for (column, result) in context.last_year(line, &grid).into_iter().enumerate() {
                let value = result.map(|it| grown(it, percent, grid.step()));
                cells.extend(value.filter(|_| grid.is_editable(row, column)).map(|it| ((row, column), kpi_value::written(grid.unit, it))));
            }
        }
        if cells.is_empty() {
            return toasts.say(t!("targets.grid.growth_none"), Tone::Warning);
        }
        edit.write(cells);
    };
    let share_out = move || {
        let (grid, shape) = (edit.grid.get_untracked(), edit.shape.get_untracked());
        let unit = grid.unit;
        let of_column = |column: usize| {
            let weights = context.weights_of_lines(&grid, column, &shape);
            let parts = edit.draft.with_untracked(|draft| grid.shared_out(column, &weights, draft)).unwrap_or_default();
            parts.into_iter().map(move |(row, value)| ((row, column), kpi_value::written(unit, value)))
        };
        let cells: Vec<_> = (0..grid.columns.len()).flat_map(of_column).collect();
        if cells.is_empty() {
            return toasts.say(t!("targets.grid.share_out_none", owner = grid.whole.name), Tone::Warning);
        }
        edit.write(cells);
    };
    let copy = move || {
        let grid = edit.grid.get_untracked();
        let text = edit.draft.with_untracked(|draft| {
            let head = std::iter::once(t!("kit.name").to_owned()).chain(grid.columns.iter().map(|it| name(it.period)));
            let lines = (1..=grid.lines.len()).map(|row| {
                let name = grid.line(row).map(|it| it.name.clone()).unwrap_or_default();
                let cells = (0..grid.columns.len())
                    .map(|column| grid.value(row, column, draft).map(|it| kpi_value::written(grid.unit, it)).unwrap_or_default());
                std::iter::once(name).chain(cells).collect::<Vec<_>>().join("\t")
            });
            std::iter::once(head.collect::<Vec<_>>().join("\t")).chain(lines).collect::<Vec<_>>().join("\n")
        });
        spawn_local(async move {
            match machine.browser().copy_text(&text).await {
                true => toasts.say(t!("kit.grid.copied", n = grid.lines.len()), Tone::Success),
                false => toasts.say(t!("kit.grid.not_copied"), Tone::Error),
            }
        });
    };
    view! {
        <div class="flex flex-wrap items-end gap-x-3 gap-y-2 pb-3">
            <Show when=move || is_summed.get()>
                <div class="w-44">
                    <SelectField label=move || t!("targets.grid.spread") name=Field::Every value=by choices=Signal::derive(ways)/>
                </div>
            </Show>
            <div class="flex items-end gap-1">
                <div class="w-40">
                    <TextField label=move || t!("targets.grid.growth") name=Field::Value value=growth entry=Entry::Decimal placeholder=|| "10 %"/>
                </div>
                <Button label=move || t!("targets.grid.growth_do") look=Look::Ghost on_press=grow/>
            </div>
            <Show when=move || is_summed.get() && has_lines.get()>
                <Button label=move || t!("targets.grid.share_out") look=Look::Ghost on_press=share_out/>
            </Show>
            <Button label=move || t!("targets.grid.fill_right") look=Look::Ghost on_press=move || edit.fill(false)/>
            <Button label=move || t!("targets.grid.fill_down") look=Look::Ghost on_press=move || edit.fill(true)/>
            <Button label=move || t!("targets.grid.copy") look=Look::Ghost icon=icons::COPY on_press=copy/>
        </div>
        <p class="pb-2 text-xs text-quiet">
            {move || t!("targets.grid.unit", unit = unit.get())} " · " {move || t!("targets.grid.help")}
            {move || has_weeks.get().then(|| t!("targets.grid.of_months"))}
        </p>
    }
    .into_any()
}

/// The word by which a curve is chosen. No built-in way begins like it.
fn season_word(name: &str) -> String {
    format!("season:{name}")
}
