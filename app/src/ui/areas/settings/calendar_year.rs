//! Twelve months of the calendar: days off and make-up days in words and colour, and how many days of each month are worked.

use domain::values::calendar::{Day, Month, WeekStart};
use domain::values::working_days::{DayKind, WorkingDays};
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::unique_id;

/// The months of a year.
#[component]
pub fn CalendarYear(#[prop(into)] year: Signal<i32>, #[prop(into)] working_days: Signal<WorkingDays>) -> impl IntoView {
    let calendar = expect_context::<Notebook>().calendar();
    let months = move || {
        let january = Day::from_ymd(year.get(), 1, 1).map(Day::month);
        let working_days = working_days.get();
        let week_start = calendar.get().week_start;
        let month =
            |it: i32| january.map(|first| view! { <MonthCard month=Month(first.0 + it) week_start working_days=working_days.clone()/> });
        (0..12).map(month).collect_view()
    };
    view! {
        <ul class="flex flex-wrap gap-x-4 gap-y-1 pb-3 text-xs text-quiet" aria-label=move || t!("rhythm.legend")>
            <LegendItem kind=DayKind::Holiday/>
            <LegendItem kind=DayKind::MakeUp/>
            <LegendItem kind=DayKind::Weekend/>
            <LegendItem kind=DayKind::Workday/>
        </ul>
        <div class="grid grid-cols-2 gap-x-3 gap-y-5 sm:grid-cols-3 lg:grid-cols-4 lg:gap-x-6" data-year=move || year.get().to_string()>{months}</div>
    }
    .into_any()
}

/// The kind of a day in words.
pub fn kind_said(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Workday => t!("rhythm.kind.workday"),
        DayKind::Weekend => t!("rhythm.kind.weekend"),
        DayKind::Holiday => t!("rhythm.kind.holiday"),
        DayKind::MakeUp => t!("rhythm.kind.make_up"),
    }
}

/// The look of a day. Colour is never the only sign: days by the notice are also named below the month.
fn look(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Workday => "",
        DayKind::Weekend => "text-quiet",
        DayKind::Holiday => "rounded-field bg-success/15 font-semibold text-base-content",
        DayKind::MakeUp => "rounded-field bg-warning/20 font-semibold text-base-content underline",
    }
}

#[component]
fn LegendItem(kind: DayKind) -> impl IntoView {
    view! {
        <li class="flex items-center gap-1">
            <span class=format!("inline-flex size-6 items-center justify-center tabular-nums {}", look(kind)) aria-hidden="true">"8"</span>
            {move || kind_said(kind)}
        </li>
    }
}

/// The days of the notice in a month, those next to each other of one kind and name as one stretch: first, last, kind, name.
fn stretches(month: Month, working_days: &WorkingDays) -> Vec<(Day, Day, DayKind, String)> {
    let mut found: Vec<(Day, Day, DayKind, String)> = Vec::new();
    for day in (month.first().0..Month(month.0 + 1).first().0).map(Day) {
        let Some(special) = working_days.special(day) else { continue };
        let kind = working_days.kind(day);
        match found.last_mut() {
            Some(last) if last.1.plus(1) == day && last.2 == kind && last.3 == special.name => last.1 = day,
            _ => found.push((day, day, kind, special.name.clone())),
        }
    }
    found
}

#[component]
fn MonthCard(month: Month, week_start: WeekStart, working_days: WorkingDays) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let (first, last) = (month.first(), Month(month.0 + 1).first().plus(-1));
    let n = working_days.count(first, last);
    let heading = unique_id("month");
    let labelled_by = heading.clone();
    let cell = |day: Day| {
        let kind = working_days.kind(day);
        let (_, _, of_month) = day.ymd();
        let ring = if day == today { "outline outline-primary rounded-field" } else { "" };
        let said = move || match kind {
            DayKind::Workday | DayKind::Weekend => locale().day(day),
            DayKind::Holiday | DayKind::MakeUp => format!("{} {}", locale().day(day), kind_said(kind)),
        };
        if day < first || last < day {
            return view! { <td></td> }.into_any();
        }
        view! {
            <td class="p-0 text-center" data-day=day.to_string()>
                <span class=format!("inline-flex h-6 w-full max-w-8 items-center justify-center {} {ring}", look(kind)) title=said>
                    {of_month}
                    {matches!(kind, DayKind::Holiday | DayKind::MakeUp).then(|| view! { <span class="sr-only">{move || kind_said(kind)}</span> })}
                </span>
            </td>
        }
        .into_any()
    };
    let start = first.week_from(week_start).first();
    let week = |start: Day| {
        let days = (0..7).map(|it| cell(start.plus(it))).collect_view();
        view! { <tr>{days}</tr> }
    };
    let weeks = (0..6).map(|it| start.plus(7 * it)).filter(|it| *it <= last).map(week).collect_view();
    let names = (0..7).map(|at| {
        let day = start.plus(at);
        let said = move || locale().weekday_short(day);
        view! { <th scope="col" class="p-0 text-center font-normal text-quiet"><span aria-hidden="true">{said}</span><span class="sr-only">{move || locale().weekday(day)}</span></th> }
    });
    let line = |(from, until, kind, name): (Day, Day, DayKind, String)| {
        let days = move || match from == until {
            true => locale().day_short(from),
            false => t!("rhythm.stretch", from = locale().day_short(from), until = until.ymd().2),
        };
        view! { <li>{days} " " {name} " " {move || kind_said(kind)}</li> }
    };
    let lines = stretches(month, &working_days).into_iter().map(line).collect_view();
    view! {
        <section class="min-w-0" aria-labelledby=labelled_by data-month=month.first().to_string()>
            <div class="flex flex-wrap items-baseline justify-between gap-x-2 pb-1">
                <h2 id=heading class="font-semibold">{move || locale().month_short(month)}</h2>
                <p class="text-xs text-quiet tabular-nums">{move || t!("rhythm.n_in_month", n = n)}</p>
            </div>
            <table class="w-full table-fixed text-sm tabular-nums">
                <thead><tr>{names.collect_view()}</tr></thead>
                <tbody>{weeks}</tbody>
            </table>
            <ul class="pt-1 text-xs text-quiet empty:hidden">{lines}</ul>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_off_next_to_each_other_are_one_stretch() {
        // A18: 2026, 元旦 1 to 3 January with Sunday 4 January worked; 国庆 1 to 7 October with 10 October worked.
        let working_days = WorkingDays::with(&[]);
        let of = |year, month| {
            let month = Day::from_ymd(year, month, 1).expect("a day").month();
            let days = |it: (Day, Day, DayKind, String)| (it.0.ymd().2, it.1.ymd().2, it.2);
            stretches(month, &working_days).into_iter().map(days).collect::<Vec<_>>()
        };
        assert_eq!(of(2026, 1), [(1, 3, DayKind::Holiday), (4, 4, DayKind::MakeUp)]);
        assert_eq!(of(2026, 10), [(1, 7, DayKind::Holiday), (10, 10, DayKind::MakeUp)]);
        assert_eq!(of(2026, 7), []);
    }
}
