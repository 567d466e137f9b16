//! Period selector: week, month, quarter or year, with a step to either side.

use domain::values::calendar::{Day, Period};
use leptos::prelude::*;

use super::lens_in_url::LensInUrl;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, IconButton, Look, Segment, SegmentedControl, icons};

/// The period selector.
#[component]
pub fn PeriodStepper(url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let period = Memo::new(move |_| url.with(|it| it.period));
    let kind = move || kind_of(period.get()).to_owned();
    let segments = move || {
        vec![
            Segment::new("week", t!("performance.week")),
            Segment::new("month", t!("performance.month")),
            Segment::new("quarter", t!("performance.quarter")),
            Segment::new("year", t!("performance.year")),
        ]
    };
    let turn = move |kind: String| {
        let to = of_kind(&kind, anchor(period.get_untracked(), notebook.today()));
        url.change(|it| it.period = to);
    };
    let step = move |by: i32| url.change(|it| it.period = it.period.shift(by));
    let now = move || url.change(|it| it.period = of_kind(kind_of(it.period), notebook.today()));
    let is_now = move || period.get().contains(notebook.today());
    view! {
        <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-3">
            <div class="flex items-center gap-1">
                <IconButton icon=icons::BACK label=move || t!("performance.earlier") on_press=move || step(-1)/>
                <p class="min-w-32 text-center text-lg font-semibold tabular-nums" aria-live="polite">
                    {move || locale().period(period.get())}
                </p>
                <IconButton icon=icons::FORWARD label=move || t!("performance.later") on_press=move || step(1)/>
                <Show when=move || !is_now()>
                    <Button label=move || t!("performance.now") look=Look::Ghost on_press=now/>
                </Show>
            </div>
            <SegmentedControl
                label=move || t!("performance.period")
                segments=Signal::derive(segments)
                value=Signal::derive(kind)
                on_choose=turn
            />
        </div>
    }
    .into_any()
}

fn kind_of(period: Period) -> &'static str {
    match period {
        Period::Week(_) => "week",
        Period::Month(_) => "month",
        Period::Quarter(_) => "quarter",
        Period::Year(_) => "year",
    }
}

fn of_kind(kind: &str, day: Day) -> Period {
    match kind {
        "week" => Period::Week(day.week()),
        "quarter" => Period::Quarter(day.quarter()),
        "year" => Period::Year(day.year()),
        _ => Period::Month(day.month()),
    }
}

/// The day to keep when the length changes: today if it is in the period, else the period's last day.
fn anchor(period: Period, today: Day) -> Day {
    if period.contains(today) { today } else { period.last() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_look_and_back_stays_where_it_was() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        for (period, kind, expected) in [
            ("2026-11", "quarter", "2026-Q4"),
            ("2026-Q4", "month", "2026-11"),
            ("2026-03", "quarter", "2026-Q1"),
            ("2025", "month", "2025-12"),
            ("2026", "week", "2026-W47"),
        ] {
            let period = Period::parse(period).expect("a period");
            assert_eq!(of_kind(kind, anchor(period, today)).to_string(), expected);
        }
    }
}
