//! What the rows have together, beside the owner's own target: 未分解 or 超分解 per column (A38).

use leptos::prelude::*;

use super::cursor::GridEdit;
use super::grid_table::WIDE_ONLY;
use crate::i18n::NOTHING;
use crate::t;
use crate::ui::areas::targets::plan_row::Notation;

/// What the lines of a column have together, and the owner's own target.
type SumAndWhole = (Option<i64>, Option<i64>);

#[component]
pub fn GridFooter(edit: GridEdit, notation: Signal<Notation>) -> impl IntoView {
    // Per column, and of all columns: the sum of the lines and the owner's own target.
    let sums = Memo::new(move |_| {
        edit.grid.with(|grid| {
            edit.draft.with(|draft| {
                let columns = (0..grid.columns.len()).map(|it| (grid.column_total(it, draft), grid.value(0, it, draft)));
                let columns: Vec<SumAndWhole> = columns.collect();
                let all = |read: fn(&SumAndWhole) -> Option<i64>| columns.iter().filter_map(read).reduce(i64::saturating_add);
                let whole = (all(|it| it.0), all(|it| it.1));
                columns.into_iter().chain([whole]).collect::<Vec<_>>()
            })
        })
    });
    let cells = move || {
        sums.get()
            .into_iter()
            .map(|(sum, _)| {
                let words = sum.map_or_else(|| NOTHING.to_owned(), |it| notation.get().plain_target(it));
                view! { <td><span class="target-fixed">{words}</span></td> }
            })
            .collect_view()
    };
    let rounding = move || {
        edit.grid.with(|grid| {
            edit.draft.with(|draft| {
                let columns: Vec<i64> = (0..grid.columns.len()).map(|it| grid.rounding(it, draft)).collect();
                let all = columns.iter().sum();
                columns.into_iter().chain([all]).collect::<Vec<i64>>()
            })
        })
    };
    let gaps = move || {
        sums.get()
            .into_iter()
            .zip(rounding())
            .map(|((sum, whole), rounding)| {
                let gap = whole.map(|whole| sum.unwrap_or_default() - whole).map(|it| if it.abs() <= rounding { 0 } else { it });
                let words = match gap {
                    None => NOTHING.to_owned(),
                    Some(0) => t!("targets.grid.gap_even").to_owned(),
                    Some(gap) => format!("{}{}", if gap < 0 { "−" } else { "+" }, notation.get().plain_target(gap.abs())),
                };
                let class = if gap.is_some_and(|it| it != 0) { "target-fixed font-semibold" } else { "target-fixed text-quiet" };
                view! { <td><span class=class>{words}</span></td> }
            })
            .collect_view()
    };
    view! {
        <tfoot>
            <tr data-row="sum"><th scope="row">{move || t!("targets.grid.sum")}</th>{cells}<td></td><td></td><td class=WIDE_ONLY></td></tr>
            <tr data-row="gap"><th scope="row">{move || t!("targets.grid.gap")}</th>{gaps}<td></td><td></td><td class=WIDE_ONLY></td></tr>
        </tfoot>
    }
    .into_any()
}
