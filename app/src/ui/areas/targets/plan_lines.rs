//! The plan on a phone: a line a period, with a bar. The line opens the target.

use domain::values::calendar::Period;
use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::plan::{Cell, TargetSource};
use super::plan_row::{PlanRow, name};
use super::plan_table::{LateBadge, label_of};
use crate::i18n::{NOTHING, locale};
use crate::t;
use crate::ui::kit::{ProgressBar, Tone};

/// The lines.
#[component]
pub fn PlanLines(
    rows: Signal<Vec<PlanRow>>,
    /// The target that is being set.
    editing: RwSignal<Option<Cell>>,
) -> impl IntoView {
    let line = move |row: PlanRow| {
        let cell = row.cell.clone();
        let body = body_of(&row);
        if row.may_set || row.may_propose {
            let label = label_of(&row);
            view! {
                <li>
                    <button type="button" class="w-full px-3 py-2 text-start pressable" aria-label=label on:click=move |_| editing.set(Some(cell.clone()))>
                        {body}
                    </button>
                </li>
            }
            .into_any()
        } else {
            view! { <li class="px-3 py-2">{body}</li> }.into_any()
        }
    };
    let label = move || t!("targets.plan");
    view! { <ul aria-label=label class="-mx-4 -mt-4 divide-y divide-base-200 lg:hidden print:hidden">{move || rows.get().into_iter().map(line).collect_view()}</ul> }
        .into_any()
}

fn body_of(row: &PlanRow) -> AnyView {
    let PlanRow { cell, notation, .. } = row;
    let is_month = matches!(cell.period, Period::Month(_));
    let name_class = if is_month { "w-24 shrink-0 ps-2" } else { "w-24 shrink-0 font-semibold" };
    let target_class = if cell.source == TargetSource::Derived { "text-quiet italic" } else { "" };
    let derived = (cell.source == TargetSource::Derived).then(|| view! { <span class="text-xs not-italic">{t!("targets.derived")}</span> });
    let completion = cell.completion.map_or_else(|| NOTHING.to_owned(), |it| locale().completion(it));
    let bar = cell.completion.map(|share| {
        let tone = if Ratio::WHOLE <= share { Tone::Success } else { Tone::Brand };
        view! { <ProgressBar label=move || t!("kit.completion") done=share tone/> }
    });
    // What the parts have more or less than the whole (A38).
    let by_cut = cell.by_cuts.first().map(|it| it.1);
    let split = [cell.by_parts, cell.by_members, by_cut].into_iter().flatten().next().map(|beyond| {
        let amount = notation.target(Some(beyond.abs()));
        let text = if beyond < 0 { t!("targets.not_split", amount = amount) } else { t!("targets.over_split", amount = amount) };
        view! { <span class="block text-xs text-quiet">{text}</span> }
    });
    view! {
        <span class="flex items-center gap-2 text-sm tabular-nums">
            <span class=name_class>{name(cell.period)}</span>
            <span class="min-w-0 flex-1 text-end whitespace-nowrap">
                {notation.result(cell.actual)} <span class="text-quiet">" / "</span> <span data-target class=target_class>{notation.target(cell.value)} {derived}</span>
            </span>
            <span class="min-w-16 shrink-0 text-end font-semibold whitespace-nowrap">{completion}</span>
        </span>
        <span class="block pt-1">{bar}</span>
        {split}
        {cell.proposed.map(|proposed| {
            let words = t!("targets.proposed", value = notation.target(Some(proposed)));
            view! { <span class="block text-xs text-quiet">{words}</span> }
        })}
        {cell.is_late.then(|| view! { <span class="block pt-1"><LateBadge/></span> })}
    }
    .into_any()
}
