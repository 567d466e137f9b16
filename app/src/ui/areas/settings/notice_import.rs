//! Takes over a year's notice of days off and make-up days (A18). What was pasted is shown as a table, with every problem at its cell and what
//! would change, before anything is stored: all of it or nothing.

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::working_days::{BadLine, Notice, NoticeDraft, NoticeLine, NoticePart, WorkingDays};
use leptos::prelude::*;
use leptos::{ev, wasm_bindgen::JsCast};

use super::calendar_year::kind_said;
use crate::i18n::{self, locale};
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::text_file::read_text;
use crate::ui::kit::{Button, DraftNote, FormErrors, Icon, Look, TextArea, icons};

/// Maximum length of a pasted notice: a year's JSON is about 6,000 characters.
const LONGEST: u32 = 40_000;

/// A day in words before and after a change of the calendar: `工作日`, `国庆节 休`.
fn day_said(day: Day, of: &WorkingDays) -> String {
    let name = of.special(day).map(|it| it.name.as_str()).unwrap_or_default();
    [name, kind_said(of.kind(day))].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The company with another notice of a year, or without one.
fn with_notice(was: &Company, year: i32, notice: Option<Notice>) -> Company {
    let mut holidays: Vec<Notice> = was.holidays.iter().filter(|it| it.year != year).cloned().chain(notice).collect();
    holidays.sort_by_key(|it| it.year);
    Company { holidays, ..was.clone() }
}

fn saving(was: &Company, now: Company) -> Command {
    Command::SaveCompany(Save { was: Some(was.clone()), now })
}

/// What is wrong with a part of a line, and what would be right.
fn problem_said(part: NoticePart, refusal: &Refusal) -> String {
    match (part, refusal) {
        (NoticePart::Day, Refusal::Taken) => t!("rhythm.bad_twice").to_owned(),
        (NoticePart::Day, _) => t!("rhythm.bad_day").to_owned(),
        (NoticePart::Kind, _) => t!("rhythm.bad_kind").to_owned(),
        (NoticePart::Name, other) => i18n::refusal(other),
    }
}

/// The form.
#[component]
pub fn NoticeImport(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let text = RwSignal::new(String::new());
    let is_refused = RwSignal::new(false);
    let own: Vec<i32> = was.holidays.iter().map(|it| it.year).collect();
    let years = WorkingDays::of(&was).years().map(|it| it.to_string()).collect::<Vec<_>>().join(" · ");
    let company = StoredValue::new(was);
    let kept = KeptWords::of("holidays", [("holidays", text)]);
    let draft = Memo::new(move |_| text.with(|it| Notice::draft(it)));
    let is_empty = Memo::new(move |_| text.with(|it| it.trim().is_empty()));
    let import = move || match draft.get_untracked().notice {
        Some(notice) => {
            is_refused.set(false);
            let was = company.get_value();
            let now = with_notice(&was, notice.year, Some(notice.clone()));
            let done = t!("rhythm.imported", year = notice.year, n = notice.days.len());
            writing.commit_of_with_undo(kept, saving(&was, now.clone()), done, saving(&now, was), move || text.set(String::new()));
        }
        None => is_refused.set(true),
    };
    let drop_year = move |year: i32| {
        let was = company.get_value();
        let now = with_notice(&was, year, None);
        writing.commit_with_undo(saving(&was, now.clone()), move || t!("rhythm.dropped", year = year), saving(&now, was));
    };
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            read_text(&input, Callback::new(move |read: String| text.set(read)));
            input.set_value("");
        }
    };
    // Says what is wrong with the text as a whole, at once where the table cannot, else when somebody tries to import it.
    let refusals = Signal::derive(move || {
        let refused = draft.with(|draft| match &draft.whole {
            Some(bad) if is_refused.get() || !is_empty.get() => Refusals::of(Field::Holidays, bad.refusal.clone()),
            _ => Refusals::default(),
        });
        let mut refusals = writing.refusals().get();
        refusals.refuse_all(refused);
        refusals
    });
    let n_problems = move || draft.with(NoticeDraft::n_problems);
    let label = move || match draft.with(|draft| draft.notice.as_ref().map(|it| (it.year, it.days.len()))) {
        Some((year, n)) => t!("rhythm.import_n", year = year, n = n),
        None => t!("rhythm.import").to_owned(),
    };
    let drop_button = move |year: i32| {
        view! { <Button label=move || t!("rhythm.drop_year", year = year) look=Look::Ghost on_press=move || drop_year(year)/> }
    };
    view! {
        <div>
            <p class="text-sm">{move || t!("rhythm.years", years = years.clone())}</p>
            <div class="flex flex-wrap gap-2 py-2 empty:hidden">{own.into_iter().map(drop_button).collect_view()}</div>
            <form
                class="grid gap-3"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    import();
                }
            >
                <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
                <TextArea label=move || t!("rhythm.paste") name=Field::Holidays value=text refusals rows=5 longest=LONGEST placeholder=move || t!("rhythm.paste_example")/>
                <Show when=move || !is_empty.get()>
                    <Preview draft company/>
                </Show>
                <p class="text-sm text-bad empty:hidden" role="alert">
                    {move || (is_refused.get() && 0 < n_problems()).then(|| t!("rhythm.mend_first", n = n_problems()))}
                </p>
                <FormErrors refusals=writing.refusals() shown=&[Field::Holidays]/>
                <div class="flex flex-wrap gap-2">
                    <Button label look=Look::Primary submit=true busy=writing.is_busy()/>
                </div>
            </form>
            <form class="pt-2">
                <label class="btn btn-ghost min-h-11 focus-within:outline-2">
                    <Icon name=icons::ATTACH/>
                    {move || t!("rhythm.choose_file")}
                    <input type="file" name="file" accept=".csv,.json,.txt,text/csv,text/plain,application/json" class="sr-only" on:change=choose/>
                </label>
            </form>
        </div>
    }
    .into_any()
}

/// The lines as they were read, and the days that would change.
#[component]
fn Preview(draft: Memo<NoticeDraft>, company: StoredValue<Company>) -> impl IntoView {
    let cell = |line: &NoticeLine, part: NoticePart, written: &str| {
        let problem = line.on(part).map(|it| problem_said(part, it));
        let class = if problem.is_some() { "bg-error/10" } else { "" };
        view! {
            <td class=class>
                <span class="whitespace-nowrap sm:whitespace-normal">{written.to_owned()}</span>
                {problem.map(|it| view! { <span class="block text-xs text-bad">{it}</span> })}
            </td>
        }
    };
    let row = move |line: NoticeLine| {
        let change = line.day.as_ref().map(|day| {
            let notice = Notice { year: day.on.year(), days: vec![day.clone()] };
            company.with_value(|was| {
                let (before, after) = (WorkingDays::of(was), WorkingDays::with(&[notice]));
                let (from, to) = (day_said(day.on, &before), day_said(day.on, &after));
                if from == to { t!("rhythm.unchanged", day = to) } else { format!("{from} → {to}") }
            })
        });
        let weekday = line.day.as_ref().map(|it| locale().weekday(it.on));
        let [day, kind, name] = &line.written;
        view! {
            <tr data-line=line.line.to_string()>
                <th scope="row" class="text-end font-normal text-quiet tabular-nums">{line.line}</th>
                {cell(&line, NoticePart::Day, day)}
                {cell(&line, NoticePart::Kind, kind)}
                {cell(&line, NoticePart::Name, name)}
                <td>{weekday.map(|it| view! { <span class="block text-xs text-quiet">{it}</span> })} {change}</td>
            </tr>
        }
    };
    let rows = move || draft.with(|it| it.lines.clone()).into_iter().map(row).collect_view();
    // Days of the notice before it that are not in this one.
    let gone = move || {
        let notice = draft.with(|it| it.notice.clone());
        notice.map(|notice| {
            company.with_value(|was| {
                let (before, after) = (WorkingDays::of(was), WorkingDays::of(&with_notice(was, notice.year, Some(notice.clone()))));
                let is_gone = |it: &Day| notice.days.iter().all(|day| day.on != *it);
                let line = |it: Day| format!("{}：{} → {}", locale().day(it), day_said(it, &before), day_said(it, &after));
                before.changes(&after, notice.year).into_iter().filter(is_gone).map(line).collect::<Vec<_>>()
            })
        })
    };
    let gone_list = move || {
        let gone = gone().unwrap_or_default();
        (!gone.is_empty()).then(|| {
            view! {
                <p class="text-sm font-medium">{t!("rhythm.no_longer")}</p>
                <ul class="text-sm">{gone.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
            }
        })
    };
    let bad_line = move || {
        let of_line = |bad: BadLine| (0 < bad.line).then(|| t!("rhythm.bad_line", n = bad.line, why = i18n::refusal(&bad.refusal)));
        draft.with(|it| it.whole.clone()).and_then(of_line)
    };
    view! {
        <p class="text-sm text-bad empty:hidden">{bad_line}</p>
        <Show when=move || draft.with(|it| !it.lines.is_empty())>
            <div class="max-h-96 overflow-auto rounded-box border border-base-300" tabindex="0" role="region" aria-label=move || t!("rhythm.preview")>
                <table class="table table-sm tabular-nums max-sm:[&_td]:px-1.5 max-sm:[&_th]:px-1.5">
                    <caption class="sr-only">{move || t!("rhythm.preview")}</caption>
                    <thead class="sticky top-0 bg-base-100">
                        <tr>
                            <th scope="col" class="text-end">{move || t!("rhythm.line")}</th>
                            <th scope="col">{move || t!("rhythm.day")}</th>
                            <th scope="col">{move || t!("rhythm.kind_head")}</th>
                            <th scope="col">{move || t!("rhythm.name")}</th>
                            <th scope="col">{move || t!("rhythm.change")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Show>
        {gone_list}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::values::working_days::SpecialDay;

    use super::*;

    #[test]
    fn a_notice_takes_the_place_of_the_one_of_its_year() {
        // A18.
        let notice = |year: i32, name: &str| {
            let on = Day::from_ymd(year, 1, 1).expect("a day");
            Notice { year, days: vec![SpecialDay { on, works: false, name: name.to_owned() }] }
        };
        let was = Company { holidays: vec![notice(2027, "元旦"), notice(2029, "元旦")], ..Company::default() };
        let names = |company: &Company| company.holidays.iter().map(|it| (it.year, it.days[0].name.clone())).collect::<Vec<_>>();
        let named = |of: &[(i32, &str)]| of.iter().map(|(year, name)| (*year, (*name).to_owned())).collect::<Vec<_>>();
        let now = with_notice(&was, 2028, Some(notice(2028, "新年")));
        assert_eq!(names(&now), named(&[(2027, "元旦"), (2028, "新年"), (2029, "元旦")]));
        assert_eq!(names(&with_notice(&was, 2027, Some(notice(2027, "新年")))), named(&[(2027, "新年"), (2029, "元旦")]));
        assert_eq!(names(&with_notice(&was, 2027, None)), named(&[(2029, "元旦")]));
    }
}
