//! The filters of the expense list.

use domain::records::customer::Source;
use domain::values::calendar::Period;
use domain::values::field::Field;
use leptos::prelude::*;

use super::expense_list::ExpenseFilter;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::kit::{Choice, FilterBar, SelectField};
use crate::ui::url::address;

/// The filters.
#[component]
pub fn ExpenseFilters(
    filter: Memo<ExpenseFilter>,
    /// Navigates to the given filter.
    go: Callback<ExpenseFilter>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let change = move |change: &dyn Fn(&mut ExpenseFilter)| {
        let mut changed = filter.get_untracked();
        change(&mut changed);
        if changed != filter.get_untracked() {
            go.run(changed);
        }
    };
    let period = RwSignal::new(String::new());
    Effect::new(move |_| period.set(filter.with(|it| it.period.to_string())));
    Effect::new(move |_| {
        if let Some(chosen) = Period::parse(&period.get()) {
            change(&|it| it.period = chosen);
        }
    });
    let channel = RwSignal::new(String::new());
    Effect::new(move |_| channel.set(filter.with(|it| it.channel.map(address::channel_word).unwrap_or_default())));
    Effect::new(move |was: Option<()>| {
        let chosen = address::channel_of(&channel.get());
        // The first run only fills the field.
        if was.is_some() {
            change(&|it| it.channel = chosen);
        }
    });
    let periods = move || {
        let today = notebook.today();
        let now = [Period::Month(today.month()), Period::Quarter(today.quarter()), Period::Year(today.year())];
        let mut all: Vec<Period> = now.into_iter().flat_map(|it| [it, it.previous()]).collect();
        let chosen = filter.with(|it| it.period);
        if !all.contains(&chosen) {
            all.insert(0, chosen);
        }
        all.into_iter().map(|it| Choice::new(it, words::period(it, today))).collect::<Vec<_>>()
    };
    let channels = move || {
        let named = Source::ALL.into_iter().map(Some).chain([None]);
        named.map(|it| Choice::new(address::channel_word(it), words::channel(it))).collect::<Vec<_>>()
    };
    let clear = move || change(&|it| it.channel = None);
    view! {
        <FilterBar active=Signal::derive(move || usize::from(filter.with(|it| it.channel.is_some()))) on_clear=clear>
            <div class="w-full sm:w-52">
                <SelectField label=move || words::field(Field::Period) name=Field::Period value=period choices=Signal::derive(periods)/>
            </div>
            <OwnerField
                label=move || t!("expenses.field.owner")
                owner=Signal::derive(move || filter.with(|it| it.owner))
                on_choose=move |of| change(&|it| it.owner = of)
            />
            <div class="w-full sm:w-52">
                <SelectField label=move || t!("expenses.field.channel") name=Field::Channel value=channel choices=Signal::derive(channels) none=move || t!("kit.all")/>
            </div>
        </FilterBar>
    }
    .into_any()
}
