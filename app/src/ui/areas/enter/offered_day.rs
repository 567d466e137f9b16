//! The day named in the next step, set with one press (FU-05).

use domain::values::calendar::Day;
use domain::values::promise::offered_day;
use domain::values::working_days::WorkingDays;
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, icons};

/// The offer; absent if the text names no day, or the day is set already.
#[component]
pub fn OfferedDay(
    /// Text of the next step.
    next_step: RwSignal<String>,
    /// Day of the next step, as typed.
    next_on: RwSignal<String>,
    /// Day of the contact, as typed.
    on: RwSignal<String>,
    /// Today in the company's time zone.
    today: Day,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let working_days = notebook.see(|book| WorkingDays::of(book.company()));
    let offered = Memo::new(move |_| {
        let from = on.with(|it| Day::parse(it)).unwrap_or(today);
        let day = next_step.with(|step| working_days.with(|it| offered_day(step, from, it)))?;
        (next_on.with(|it| Day::parse(it)) != Some(day)).then_some(day)
    });
    view! {
        <Show when=move || offered.get().is_some()>
            <Button
                label=move || offered.get().map(|it| t!("tasks.offer", day = locale().day_short(it), weekday = locale().weekday(it))).unwrap_or_default()
                icon=icons::CALENDAR
                on_press=move || next_on.set(offered.get_untracked().map(|it| it.to_string()).unwrap_or_default())
            />
        </Show>
    }
    .into_any()
}
