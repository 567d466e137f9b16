//! 工作日历 (A18): a year to look at, and the import of a year's notice.

use domain::values::calendar::Day;
use domain::values::working_days::WorkingDays;
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::calendar_year::CalendarYear;
use super::company_section::CompanySection;
use super::notice_import::NoticeImport;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{IconButton, PageHead, icons};
use crate::ui::url::{InUrl, UrlReader, UrlState, routes};

/// The year shown, in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ShownYear(i32);

impl InUrl for ShownYear {
    const PATH: &'static str = routes::WORK_CALENDAR;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> ShownYear {
        let asked = query("year").and_then(|it| it.parse().ok());
        ShownYear(asked.filter(|it| (Day::FIRST.year()..=Day::LAST.year()).contains(it)).unwrap_or_else(|| reader.today.year()))
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        if self.0 == reader.today.year() { Vec::new() } else { vec![("year", self.0.to_string())] }
    }
}

/// The page.
#[component]
pub fn WorkCalendarPage() -> impl IntoView {
    view! { <AdministratorsOnly><Content/></AdministratorsOnly> }
}

#[component]
fn Content() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = UrlState::<ShownYear>::here();
    let year = Memo::new(move |_| url.with(|it| it.0));
    let working_days = notebook.see(|book| WorkingDays::of(book.company()));
    let step = move |by: i32| url.change(|it| it.0 = (it.0 + by).clamp(Day::FIRST.year(), Day::LAST.year()));
    let total = move || {
        let year = year.get();
        let days = Day::from_ymd(year, 1, 1).zip(Day::from_ymd(year, 12, 31));
        days.map_or(0, |(first, last)| working_days.with(|it| it.count(first, last)))
    };
    let is_known = move || working_days.with(|it| it.year_known(year.get()));
    view! {
        <PageHead title=move || t!("rhythm.holidays")>
            <IconButton icon=icons::BACK label=move || t!("rhythm.year_before") on_press=move || step(-1)/>
            <p class="min-w-16 text-center font-semibold tabular-nums" aria-live="polite">{move || year.get()}</p>
            <IconButton icon=icons::FORWARD label=move || t!("rhythm.year_after") on_press=move || step(1)/>
        </PageHead>
        <p class="pb-1 text-sm tabular-nums">{move || t!("rhythm.n_in_year", year = year.get(), n = total())}</p>
        <Show when=move || !is_known()>
            <p class="pb-2 text-sm text-bad" role="status">{move || t!("rhythm.missing", years = year.get())}</p>
        </Show>
        <CalendarYear year working_days/>
        <div class="max-w-6xl pt-4">
            <CompanySection title=move || t!("rhythm.import_title") form=|was| view! { <NoticeImport was/> }/>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::sample::small;

    use super::*;
    use crate::ui::url::state::read_back;

    #[test]
    fn the_year_reads_back_from_the_address() {
        let (book, ids) = small();
        let moment = ids.moment(ids.admin, &book);
        let reader = UrlReader { actor: &moment.actor, today: ids.today, book: &book };
        for year in [ids.today.year(), 2023, 2027] {
            assert_eq!(read_back(&ShownYear(year), &reader), ShownYear(year));
        }
        for query in ["soon", "99999999999", "0"] {
            let read = ShownYear::read(&|_| Some(query.to_owned()), &reader);
            assert_eq!(read, ShownYear(ids.today.year()), "{query}");
        }
    }
}
