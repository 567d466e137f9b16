//! The table: a row a line, a column a period, totals at the right and below.

use domain::values::calendar::Period;
use leptos::prelude::*;

use super::cells::{RowTotal, TargetCell};
use super::cursor::GridEdit;
use super::footer::GridFooter;
use super::model::{GridLine, TargetGrid};
use crate::i18n::{NOTHING, locale};
use crate::t;
use crate::ui::areas::targets::plan_row::{Notation, name};

/// A column that has room beside twelve months on a wide screen only; below that, the cell before it says the value in its title.
pub(super) const WIDE_ONLY: &str = "hidden 2xl:table-cell";

#[component]
pub fn GridTable(edit: GridEdit, notation: Signal<Notation>) -> impl IntoView {
    let is_summed = Memo::new(move |_| edit.grid.with(|it| it.is_summed));
    let n_lines = Memo::new(move |_| edit.grid.with(|it| it.lines.len()));
    let columns = Memo::new(move |_| edit.grid.with(|it| it.columns.clone()));
    let heads = move || {
        columns
            .get()
            .into_iter()
            .map(|column| {
                let hint = column.is_over.then(|| t!("targets.late_hint"));
                view! { <th scope="col" class=if column.is_over { "text-quiet" } else { "" } title=hint>{head(column.period)}</th> }
            })
            .collect_view()
    };
    let row = move |row: usize| {
        let line_name = move || edit.grid.with(|grid| named(grid, row));
        let joined = move || {
            let day = edit.grid.with(|grid| grid.line(row).and_then(|it| it.joined_on));
            day.map(|it| t!("targets.grid.joined", day = it))
        };
        let result = move |read: fn(&GridLine) -> Option<i64>| {
            let value = edit.grid.with(|grid| grid.line(row).and_then(read));
            value.map_or_else(|| NOTHING.to_owned(), |it| notation.get().plain_target(it))
        };
        let rate = move || format!("{} {}", t!("targets.grid.at_this_rate"), result(|it| it.at_this_rate));
        let n = columns.with(Vec::len);
        let cells = (0..n).map(|column| view! { <td><TargetCell edit row column notation/></td> }).collect_view();
        view! {
            <tr data-row=if row == 0 { "whole" } else { "line" }>
                <th scope="row">
                    <span class="block truncate" title=line_name>{line_name}</span>
                    <span class="block truncate text-xs font-normal text-quiet tabular-nums empty:hidden">{joined}</span>
                </th>
                {cells}
                {is_summed.get().then(|| view! { <td><RowTotal edit row notation/></td> })}
                <td><span class="target-fixed text-quiet">{move || result(|it| it.last_year)}</span></td>
                <td><span class="target-fixed text-quiet" title=rate>{move || result(|it| it.so_far)}</span></td>
                <td class=WIDE_ONLY><span class="target-fixed text-quiet">{move || result(|it| it.at_this_rate)}</span></td>
            </tr>
        }
    };
    let rows = move || (0..=n_lines.get()).map(row).collect_view();
    view! {
        <div class="target-grid">
            <table aria-label=move || t!("targets.grid.title")>
                <thead>
                    <tr>
                        <th scope="col">{move || t!("kit.name")}</th>
                        {heads}
                        {move || is_summed.get().then(|| view! { <th scope="col">{move || t!("targets.grid.total")}</th> })}
                        <th scope="col">{move || t!("targets.grid.last_year")}</th>
                        <th scope="col">{move || t!("targets.grid.so_far")}</th>
                        <th scope="col" class=WIDE_ONLY title=move || t!("targets.grid.at_this_rate_hint")>{move || t!("targets.grid.at_this_rate")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                {move || is_summed.get().then(|| view! { <GridFooter edit notation/> })}
            </table>
        </div>
    }
    .into_any()
}

fn head(period: Period) -> String {
    match period {
        Period::Week(week) => locale().week_short(week),
        other => name(other),
    }
}

fn named(grid: &TargetGrid, row: usize) -> String {
    let name = grid.line(row).map(|it| it.name.clone()).unwrap_or_default();
    if row == 0 { t!("targets.grid.own", owner = name) } else { name }
}
