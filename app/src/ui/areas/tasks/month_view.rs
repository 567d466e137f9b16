//! A month or a week as a grid of days, with the number of entries and the working days. Pressing a day shows its entries.

use std::collections::BTreeMap;

use domain::values::calendar::{Day, Period};
use domain::values::working_days::WorkingDays;
use leptos::prelude::*;

use super::entry_words::PlannerRow;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;

/// The days of a period, extended to whole weeks.
#[component]
pub fn MonthView(
    #[prop(into)] period: Signal<Period>,
    /// The entries of the period.
    #[prop(into)]
    rows: Signal<Vec<PlannerRow>>,
    #[prop(into)] chosen: Signal<Day>,
    /// Called with the day pressed.
    #[prop(into)]
    on_choose: Callback<Day>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (today, calendar) = (notebook.today(), notebook.calendar());
    let working_days = notebook.see(|book| WorkingDays::of(book.company()));
    // Per day: number of entries, and how many of them are overdue.
    let counts = Memo::new(move |_| {
        let mut counts: BTreeMap<Day, (usize, usize)> = BTreeMap::new();
        rows.with(|rows| {
            for row in rows {
                let (all, late) = counts.entry(row.entry.on).or_default();
                *all += 1;
                *late += usize::from(row.entry.is_overdue(today));
            }
        });
        counts
    });
    let days = Memo::new(move |_| {
        let (first, last) = period.get().days();
        let calendar = calendar.get();
        let (first, last) = (calendar.week_of(first).first(), calendar.week_of(last).last());
        (first.0..=last.0).map(Day).collect::<Vec<_>>()
    });
    let cell = move |day: Day| {
        let (n, late) = counts.with(|it| it.get(&day).copied().unwrap_or_default());
        let (is_working, name) =
            working_days.with(|calendar| (calendar.is_working(day), calendar.special(day).map(|it| (it.works, it.name.clone()))));
        let is_inside = period.get_untracked().contains(day);
        let look = match (is_inside, is_working) {
            (false, _) => "text-quiet",
            (true, false) => "bg-base-200 text-quiet",
            (true, true) => "",
        };
        let frame = match (day == today, is_inside) {
            (true, _) => "border-primary",
            (false, true) => "border-base-300",
            (false, false) => "border-transparent",
        };
        let class = move || {
            let ring = if chosen.get() == day { "ring-2 ring-primary" } else { "" };
            format!("flex min-h-14 flex-col items-center justify-start rounded-field border p-1 {frame} {look} {ring}")
        };
        let mark = name.map(|(works, name)| {
            let short = if works { t!("tasks.make_up") } else { t!("tasks.day_off") };
            view! { <span class="text-[10px] leading-3" title=name>{short}</span> }
        });
        let label = move || format!("{} {} · {}", locale().day(day), locale().weekday(day), t!("tasks.n_entries", n = n));
        view! {
            <button type="button" class=class aria-label=label aria-pressed=move || (chosen.get() == day).to_string() on:click=move |_| on_choose.run(day)>
                <span class="text-sm tabular-nums">{day.ymd().2}</span>
                {mark}
                {(0 < n)
                    .then(|| {
                        let tone = if 0 < late { "badge badge-error badge-sm" } else { "badge badge-primary badge-sm" };
                        view! { <span class=format!("{tone} tabular-nums")>{n}</span> }
                    })}
            </button>
        }
    };
    let heads = move || {
        let first = calendar.get().week_of(today).first();
        (0..7).map(|at| view! { <span class="text-center text-xs text-quiet">{locale().weekday(first.plus(at))}</span> }).collect_view()
    };
    view! {
        <div class="grid grid-cols-7 gap-1">
            {heads}
            {move || days.get().into_iter().map(cell).collect_view()}
        </div>
    }
    .into_any()
}
