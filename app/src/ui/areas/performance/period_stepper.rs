//! Period selector: week, month, quarter or year, with a step to either side.

use domain::rules::FiscalCalendar;
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
    let calendar = notebook.calendar();
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
        let to = of_kind(&kind, anchor(period.get_untracked(), notebook.today()), calendar.get_untracked());
        url.change(|it| it.period = to);
    };
    let step = move |by: i32| url.change(|it| it.period = it.period.shift(by));
    let now = move || url.change(|it| it.period = of_kind(kind_of(it.period), notebook.today(), calendar.get_untracked()));
    let is_now = move || period.get() == of_kind(kind_of(period.get()), notebook.today(), calendar.get());
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

fn of_kind(kind: &str, day: Day, calendar: FiscalCalendar) -> Period {
    match kind {
        "week" => Period::Week(calendar.week_of(day)),
        "quarter" => Period::Quarter(calendar.quarter_of(day)),
        "year" => Period::Year(calendar.year_of(day)),
        _ => Period::Month(day.month()),
    }
}

/// The day to keep when the length changes: today if it is in the period, else the period's last day.
fn anchor(period: Period, today: Day) -> Day {
    if period.contains(today) { today } else { period.last() }
}

#[cfg(test)]
mod tests {
    use domain::values::calendar::WeekStart;

    use super::*;

    #[test]
    fn a_longer_look_and_back_stays_where_it_was() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let natural = FiscalCalendar::default();
        let fiscal = FiscalCalendar { first_month: 4, week_start: WeekStart::Sunday };
        for (calendar, period, kind, expected) in [
            (natural, "2026-11", "quarter", "2026-Q4"),
            (natural, "2026-Q4", "month", "2026-11"),
            (natural, "2026-03", "quarter", "2026-Q1"),
            (natural, "2025", "month", "2025-12"),
            (natural, "2026", "week", "2026-W47"),
            // A43: the company's quarter, year and week.
            (fiscal, "2026-11", "quarter", "FY2026-04-Q3"),
            (fiscal, "2026-03", "year", "FY2025-04"),
            (fiscal, "FY2026-04", "month", "2026-11"),
            (fiscal, "FY2026-04", "week", "2026-W47-sun"),
        ] {
            let period = Period::parse(period).expect("a period");
            assert_eq!(of_kind(kind, anchor(period, today), calendar).to_string(), expected);
        }
    }
}
