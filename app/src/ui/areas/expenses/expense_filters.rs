//! The filters of the expense list.

use domain::records::customer::Source;
use domain::values::calendar::Period;
use domain::values::field::Field;
use leptos::prelude::*;

use super::expense_list::ExpenseFilter;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::kit::{Choice, FilterBar, SelectField};
use crate::ui::url::{UrlState, address};

/// The filters.
#[component]
pub fn ExpenseFilters(url: UrlState<ExpenseFilter>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let period = url.field(|it| it.period.to_string(), |it, word| it.period = Period::parse(&word).unwrap_or(it.period));
    let channel =
        url.field(|it| it.channel.map(address::channel_word).unwrap_or_default(), |it, word| it.channel = address::channel_of(&word));
    let calendar = notebook.calendar();
    let periods = move || {
        let (today, calendar) = (notebook.today(), calendar.get());
        let now = [Period::Month(today.month()), Period::Quarter(calendar.quarter_of(today)), Period::Year(calendar.year_of(today))];
        let mut all: Vec<Period> = now.into_iter().flat_map(|it| [it, it.previous()]).collect();
        let chosen = url.with(|it| it.period);
        if !all.contains(&chosen) {
            all.insert(0, chosen);
        }
        all.into_iter().map(|it| Choice::new(it, words::period(it, today))).collect::<Vec<_>>()
    };
    let channels = move || {
        let named = choices::listed::<Source>(notebook, url.with(|it| it.channel.flatten())).into_iter().map(Some).chain([None]);
        named.map(|it| Choice::new(address::channel_word(it), words::channel(it))).collect::<Vec<_>>()
    };
    let clear = move || url.change(|it| it.channel = None);
    view! {
        <FilterBar active=Signal::derive(move || usize::from(url.with(|it| it.channel.is_some()))) on_clear=clear>
            <div class="w-full sm:w-52">
                <SelectField label=move || words::field(Field::Period) name=Field::Period value=period choices=Signal::derive(periods)/>
            </div>
            <OwnerField
                label=move || t!("expenses.field.owner")
                owner=Signal::derive(move || url.with(|it| it.owner))
                on_choose=move |of| url.change(|it| it.owner = of)
            />
            <div class="w-full sm:w-52">
                <SelectField label=move || t!("expenses.field.channel") name=Field::Channel value=channel choices=Signal::derive(channels) none=move || t!("kit.all")/>
            </div>
        </FilterBar>
    }
    .into_any()
}
