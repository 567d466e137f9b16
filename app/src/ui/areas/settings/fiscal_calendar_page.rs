//! 财年与周: the first month of the fiscal year and the first day of the week (A43), from a given day.

use domain::records::organisation::Company;
use domain::rules::FiscalCalendar;
use domain::values::calendar::{Day, Month, Period, WeekStart};
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, PageHead, SelectField};

/// The page.
#[component]
pub fn FiscalCalendarPage() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("fiscal.title")/>
            <div class="max-w-6xl">
                <CompanySection title=move || t!("fiscal.rules") form=move |was| view! { <Fields was unfolded/> }/>
            </div>
        </AdministratorsOnly>
    }
}

fn texts(calendar: &FiscalCalendar) -> Vec<(String, String)> {
    vec![("first_month".to_owned(), calendar.first_month.to_string()), ("week_start".to_owned(), word_of(calendar.week_start))]
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let today = expect_context::<Notebook>().today();
    let now = was.calendar_on(today);
    let form = VersionForm::<FiscalCalendar>::open("fiscal-calendar", &was, texts);
    let [first_month, week_start] = [0, 1].map(|it| form.field(it));
    let typed = move || FiscalCalendar {
        first_month: first_month.get().parse().unwrap_or(now.first_month),
        week_start: of_word(&week_start.get()).unwrap_or(now.week_start),
    };
    let months = || (0..12).map(|it| Choice::new(it + 1, locale().month_short(Month(it)))).collect::<Vec<_>>();
    let days = || WeekStart::ALL.map(|it| Choice::new(word_of(it), words::week_start(it))).to_vec();
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(Ok(typed())), || {});
    let refusals = form.refusals(writing.refusals());
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm
                writing
                kept
                refusals
                on_submit=save
                shown=&[Field::FiscalCalendarFirstMonth, Field::FiscalCalendarWeekStart, Field::FromDay, Field::Note]
            >
                {form.loaded_note()}
                <p class="text-sm">{move || t!("fiscal.body")}</p>
                <div class="grid gap-3 sm:grid-cols-2">
                    <SelectField label=move || words::field(Field::FiscalCalendarFirstMonth) name=Field::FiscalCalendarFirstMonth
                        value=first_month choices=Signal::derive(months) refusals/>
                    <SelectField label=move || words::field(Field::FiscalCalendarWeekStart) name=Field::FiscalCalendarWeekStart
                        value=week_start choices=Signal::derive(days) refusals/>
                </div>
                <Preview day=today now then=Signal::derive(typed)/>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

/// The year, the quarter and the week of a day, now and by the chosen calendar.
#[component]
fn Preview(day: Day, now: FiscalCalendar, then: Signal<FiscalCalendar>) -> impl IntoView {
    let line = move |label: fn() -> &'static str, of: fn(FiscalCalendar, Day) -> Period| {
        let (before, after) = (of(now, day), Memo::new(move |_| of(then.get(), day)));
        let said = |period: Period| {
            view! {
                <span>{locale().period(period)}</span>
                <span class="text-quiet">{locale().days(period.into())}</span>
            }
        };
        view! {
            <div class="grid gap-x-3 py-2 sm:grid-cols-[6rem_1fr]">
                <dt class="text-sm text-quiet">{label}</dt>
                <dd class="grid gap-0.5 tabular-nums">
                    <Show when=move || after.get() != before>
                        <span class="flex flex-wrap gap-x-3 text-sm text-quiet line-through">
                            <span class="sr-only">{move || t!("fiscal.now")} " "</span>
                            {move || said(before)}
                        </span>
                    </Show>
                    <span class="flex flex-wrap gap-x-3 text-sm">
                        <Show when=move || after.get() != before>
                            <span class="sr-only">{move || t!("fiscal.then")} " "</span>
                        </Show>
                        {move || said(after.get())}
                    </span>
                </dd>
            </div>
        }
    };
    view! {
        <section aria-labelledby="fiscal-preview" class="rounded-box border border-base-300 px-4 py-2">
            <h3 id="fiscal-preview" class="text-sm font-medium tabular-nums">{move || t!("fiscal.preview", day = locale().day(day))}</h3>
            <dl class="divide-y divide-base-200" aria-live="polite">
                {line(|| t!("performance.year"), |it, day| Period::Year(it.year_of(day)))}
                {line(|| t!("performance.quarter"), |it, day| Period::Quarter(it.quarter_of(day)))}
                {line(|| t!("performance.week"), |it, day| Period::Week(it.week_of(day)))}
            </dl>
        </section>
    }
    .into_any()
}
