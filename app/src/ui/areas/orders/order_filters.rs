//! The filters of the order list.

use domain::values::calendar::Period;
use domain::values::field::Field;
use leptos::prelude::*;

use super::order_list::{OrderFilter, PaymentFilter};
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::kit::{Chip, ChipRow, Choice, FilterBar, SearchField, SelectField};
use crate::ui::url::UrlState;

/// The filters.
#[component]
pub fn OrderFilters(
    url: UrlState<OrderFilter>,
    /// Beside the search field.
    children: Children,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let search = RwSignal::new(url.with_untracked(|it| it.search.clone()));
    Effect::new(move |_| {
        let typed = search.get();
        url.change(|it| it.search = typed);
    });
    let period =
        url.field(|it| it.period.map(|period| period.to_string()).unwrap_or_default(), |it, word| it.period = Period::parse(&word));
    let owner = Signal::derive(move || url.with(|it| it.owner));
    let calendar = notebook.calendar();
    let periods = move || {
        let (today, calendar) = (notebook.today(), calendar.get());
        let now = [Period::Month(today.month()), Period::Quarter(calendar.quarter_of(today)), Period::Year(calendar.year_of(today))];
        let with_before = now.into_iter().flat_map(|it| [it, it.previous()]);
        with_before.map(|it| Choice::new(it, words::period(it, today))).collect::<Vec<_>>()
    };
    let chip = move |standing: PaymentFilter| {
        let on = Signal::derive(move || url.with(|it| it.standing == Some(standing)));
        let press = move || url.change(|it| it.standing = Some(standing).filter(|_| it.standing != Some(standing)));
        view! { <Chip label=move || standing_words(standing) on on_press=press/> }
    };
    let active =
        move || url.with(|it| usize::from(it.standing.is_some()) + usize::from(it.period.is_some()) + usize::from(it.customer.is_some()));
    let clear = move || url.change(|it| (it.standing, it.period, it.customer) = (None, None, None));
    view! {
        <div class="flex items-center gap-2 pb-2">
            <div class="min-w-0 flex-1"><SearchField value=search placeholder=move || t!("orders.search")/></div>
            {children()}
        </div>
        <ChipRow label=move || t!("orders.standing")>{PaymentFilter::ALL.map(chip).collect_view()}</ChipRow>
        <FilterBar active=Signal::derive(active) on_clear=clear>
            <OwnerField label=move || words::field(Field::Owner) owner on_choose=move |of| url.change(|it| it.owner = of)/>
            <div class="w-full sm:w-52">
                <SelectField
                    label=move || words::field(Field::Period)
                    name=Field::Period
                    value=period
                    choices=Signal::derive(periods)
                    none=move || t!("kit.all")
                />
            </div>
        </FilterBar>
    }
    .into_any()
}

fn standing_words(filter: PaymentFilter) -> &'static str {
    match filter {
        PaymentFilter::Unpaid => t!("words.collection.none"),
        PaymentFilter::Partial => t!("words.collection.partial"),
        PaymentFilter::Full => t!("words.collection.full"),
        PaymentFilter::Overdue => t!("orders.overdue"),
        PaymentFilter::Cancelled => t!("orders.cancelled"),
    }
}
