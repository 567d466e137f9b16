//! Names the days that 同比 and 环比 compare with.

use domain::figures::analytics::{Against, Comparison, compare};
use domain::values::calendar::Period;
use domain::values::working_days::WorkingDays;
use leptos::prelude::*;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;

/// One line under the cards.
#[component]
pub fn ComparedNote(url: LensInUrl, working_days: Memo<WorkingDays>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let note = move || {
        let today = notebook.today();
        url.with(|lens| {
            let said = |against| said(&working_days.with(|it| compare(lens.period, against, today, it)), lens);
            let compared = t!("performance.compared", last_year = said(Against::YearBefore), previous = said(Against::PeriodBefore));
            let is_running = lens.period.contains(today) && today < lens.period.last();
            if is_running { format!("{compared} {}", t!("performance.by_working_days")) } else { compared }
        })
    };
    view! { <p class="pt-1 text-xs text-quiet tabular-nums">{note}</p> }
}

/// `2025年11月`, `2025年11月1日–29日`; for a week 53 also why another week is used.
fn said(comparison: &Comparison, lens: &Lens) -> String {
    let days = comparison.days(lens.figure);
    let name = if comparison.is_to_date { locale().days(days) } else { locale().period(comparison.other) };
    match (lens.period, comparison.other) {
        (Period::Week(now), Period::Week(other)) if now.0 - other.0 > 1 && now.iso().1 != other.iso().1 => {
            t!("performance.no_such_week", name = name, year = other.iso().0, week = now.iso().1)
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use domain::access::actor::Actor;
    use domain::records::organisation::{Company, Role};
    use domain::values::calendar::Day;
    use domain::values::ids::PersonId;

    use super::*;
    use crate::i18n::{Lang, set_lang};

    #[test]
    fn it_names_the_days_and_the_week_that_stands_in() {
        set_lang(Lang::Zh);
        let working_days = WorkingDays::of(&Company::default());
        let director = Actor { person: PersonId::default(), role: Role::Director, team: None, department: None, imports: false };
        for (period, today, against, expected) in [
            ("2026", "2026-11-29", Against::YearBefore, "2025年1月1日–11月29日"),
            ("2026-10", "2026-11-29", Against::PeriodBefore, "2026年9月"),
            ("2026-12", "2027-01-03", Against::YearBefore, "2025年12月"),
            ("2027-W01", "2027-02-01", Against::YearBefore, "2026年第1周"),
            ("2027-W01", "2027-02-01", Against::PeriodBefore, "2026年第53周"),
            ("2026-W53", "2027-02-01", Against::YearBefore, "2025年第52周（2025年没有第53周）"),
        ] {
            let (period, today) = (Period::parse(period).expect("a period"), Day::parse(today).expect("a day"));
            let lens = Lens::widest(&director, today).with(|it| it.period = period);
            assert_eq!(said(&compare(period, against, today, &working_days), &lens), expected, "{period} {against:?}");
        }
    }
}
