//! 工作日历 (A18): the years whose holidays and make-up workdays are known, and a field to paste another year's notice.

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::values::field::Field;
use domain::values::working_days::{BadLine, Notice, WorkingDays};
use leptos::prelude::*;

use crate::i18n;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, DraftNote, FormErrors, Look, TextArea};

/// Maximum length of a pasted notice: a year's JSON is about 6,000 characters.
const LONGEST: u32 = 40_000;

/// The form.
#[component]
pub fn HolidaysForm(was: Company) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let text = RwSignal::new(String::new());
    let bad = RwSignal::new(Vec::<BadLine>::new());
    let working_days = WorkingDays::of(&was);
    let this_year = notebook.today().year();
    let missing: Vec<i32> = [this_year, this_year + 1].into_iter().filter(|it| !working_days.year_known(*it)).collect();
    let own: Vec<i32> = was.holidays.iter().map(|it| it.year).collect();
    let years = working_days.years().map(|it| it.to_string()).collect::<Vec<_>>().join(" · ");
    let company = StoredValue::new(was);
    let kept = KeptWords::of("holidays", [("holidays", text)]);
    let with = move |change: &dyn Fn(&mut Vec<Notice>)| {
        let was = company.get_value();
        let mut holidays = was.holidays.clone();
        change(&mut holidays);
        Command::SaveCompany(Save { now: Company { holidays, ..was.clone() }, was: Some(was) })
    };
    let import = move || match text.with_untracked(|it| Notice::read(it)) {
        Ok(notice) => {
            bad.set(Vec::new());
            let command = with(&|holidays| {
                holidays.retain(|it| it.year != notice.year);
                holidays.push(notice.clone());
                holidays.sort_by_key(|it| it.year);
            });
            writing.commit_of(kept, command, move || text.set(String::new()));
        }
        Err(lines) => bad.set(lines),
    };
    let drop_year = move |year: i32| writing.commit(with(&|holidays| holidays.retain(|it| it.year != year)), || {});
    let problem = |bad_line: BadLine| {
        let why = i18n::refusal(&bad_line.refusal);
        let said = if bad_line.line == 0 { why } else { t!("rhythm.bad_line", n = bad_line.line, why = why) };
        view! { <li>{said}</li> }
    };
    view! {
        <div>
            <p class="text-sm">{move || t!("rhythm.years", years = years.clone())}</p>
            {(!missing.is_empty())
                .then(|| {
                    let years = missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
                    view! {
                        <p class="pt-1 text-sm text-bad" role="status">{move || t!("rhythm.missing", years = years.clone())}</p>
                    }
                })}
            <div class="flex flex-wrap gap-2 py-2">
                {own
                    .into_iter()
                    .map(|year| {
                        view! { <Button label=move || t!("rhythm.drop_year", year = year) look=Look::Ghost on_press=move || drop_year(year)/> }
                    })
                    .collect_view()}
            </div>
            <form
                class="grid gap-3"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    import();
                }
            >
                <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
                <TextArea label=move || t!("rhythm.paste") name=Field::Holidays value=text rows=5 longest=LONGEST placeholder=move || t!("rhythm.paste_example")/>
                <ul class="text-sm text-bad" aria-live="polite">{move || bad.get().into_iter().map(problem).collect_view()}</ul>
                <FormErrors refusals=writing.refusals() shown=&[]/>
                <Button label=move || t!("rhythm.import") look=Look::Primary submit=true busy=writing.is_busy()/>
            </form>
        </div>
    }
    .into_any()
}
