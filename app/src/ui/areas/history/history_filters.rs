//! The filters: person, kind of record, period, and a text.

use domain::values::calendar::Period;
use domain::values::field::Field;
use domain::values::ids::Kind;
use leptos::prelude::*;

use super::history_query::HistoryQuery;
use crate::i18n::{sort_by_person, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Choice, FilterBar, SearchField, SelectField, when_typing_rests};
use crate::ui::url::UrlState;

/// The kinds that somebody changes, the most asked for first.
const KINDS: [Kind; 19] = [
    Kind::Customer,
    Kind::Order,
    Kind::Opportunity,
    Kind::FollowUp,
    Kind::Task,
    Kind::Expense,
    Kind::KpiEntry,
    Kind::Target,
    Kind::PlanningNote,
    Kind::Quota,
    Kind::Attachment,
    Kind::Alert,
    Kind::Person,
    Kind::Product,
    Kind::Benchmark,
    Kind::Team,
    Kind::Department,
    Kind::Region,
    Kind::Company,
];

/// The filters.
#[component]
pub fn HistoryFilters(url: UrlState<HistoryQuery>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let person = url.field(|it| it.person.map(|id| id.to_string()).unwrap_or_default(), |it, word| it.person = word.parse().ok());
    let kind = url.field(|it| it.kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default(), |it, word| it.kind = Kind::parse(&word));
    let period =
        url.field(|it| it.period.map(|period| period.to_string()).unwrap_or_default(), |it, word| it.period = Period::parse(&word));
    let text = RwSignal::new(url.get_untracked().text);
    when_typing_rests(text, move |said| url.change(|it| it.text = said));
    let people = move || {
        notebook.with(|book| {
            let mut people: Vec<_> = book.people().collect();
            sort_by_person(&mut people, |it| &it.name);
            people.into_iter().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>()
        })
    };
    let kinds = move || KINDS.map(|it| Choice::new(it.as_str(), words::kind(it))).to_vec();
    let calendar = notebook.calendar();
    let periods = move || {
        let (today, calendar) = (notebook.today(), calendar.get());
        let now = [Period::Week(calendar.week_of(today)), Period::Month(today.month()), Period::Quarter(calendar.quarter_of(today))];
        let year = Period::Year(calendar.year_of(today));
        let mut all: Vec<Period> = now.into_iter().flat_map(|it| [it, it.previous()]).chain([year]).collect();
        all.extend(url.with(|it| it.period).filter(|it| !all.contains(it)));
        all.into_iter().map(|it| Choice::new(it, words::period(it, today))).collect::<Vec<_>>()
    };
    let clear = move || {
        text.set(String::new());
        url.change(|it| *it = HistoryQuery::default());
    };
    view! {
        <FilterBar active=Signal::derive(move || url.with(HistoryQuery::n_active)) on_clear=clear>
            <div class="w-[calc(50%-0.25rem)] sm:w-44">
                <SelectField label=move || t!("history.who") name=Field::Person value=person choices=Signal::derive(people) none=move || t!("kit.all")/>
            </div>
            <div class="w-[calc(50%-0.25rem)] sm:w-44">
                <SelectField label=move || t!("history.kind") name=Field::Kind value=kind choices=Signal::derive(kinds) none=move || t!("kit.all")/>
            </div>
            <div class="w-[calc(50%-0.25rem)] sm:w-44">
                <SelectField label=move || words::field(Field::Period) name=Field::Period value=period choices=Signal::derive(periods) none=move || t!("history.any_time")/>
            </div>
            <div class="w-[calc(50%-0.25rem)] sm:w-64"><SearchField value=text placeholder=move || t!("history.search")/></div>
        </FilterBar>
    }
    .into_any()
}
