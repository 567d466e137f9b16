//! The filters of 订单跟踪表.

use domain::values::calendar::Period;
use domain::values::field::{Field, FieldName};
use leptos::prelude::*;

use super::tracked::{OrderStatus, TrackFilter};
use super::tracking_table::status_words;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::kit::{Chip, ChipRow, Choice, FilterBar, SearchField, SelectField};
use crate::ui::url::UrlState;

/// The filters.
#[component]
pub fn TrackingFilters(
    url: UrlState<TrackFilter>,
    /// The current filter: that of the address with the search text as typed.
    asked: Memo<TrackFilter>,
    /// The search text as typed.
    typed: RwSignal<String>,
    /// Beside the search field.
    children: Children,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let change = move |change: &dyn Fn(&mut TrackFilter)| {
        let before = asked.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            url.change(|it| *it = TrackFilter { page: 0, ..after });
        }
    };
    let period_of = move |chosen: fn(&TrackFilter) -> Option<Period>, choose: fn(&mut TrackFilter, Option<Period>)| {
        let value = RwSignal::new(asked.with_untracked(|it| chosen(it).map(|period| period.to_string()).unwrap_or_default()));
        Effect::new(move |_| {
            let chosen = Period::parse(&value.get());
            change(&|it| choose(it, chosen));
        });
        value
    };
    let period = period_of(|it| it.period, |it, chosen| it.period = chosen);
    let due = period_of(|it| it.due, |it, chosen| it.due = chosen);
    let status = RwSignal::new(asked.with_untracked(|it| it.status.map(OrderStatus::word).unwrap_or_default()));
    Effect::new(move |_| {
        let word = status.get();
        let chosen = OrderStatus::ALL.into_iter().find(|it| it.word() == word);
        change(&|it| it.status = chosen);
    });
    let calendar = notebook.calendar();
    let periods = move |chosen: fn(&TrackFilter) -> Option<Period>| {
        let (today, calendar) = (notebook.today(), calendar.get());
        let now = [Period::Month(today.month()), Period::Quarter(calendar.quarter_of(today)), Period::Year(calendar.year_of(today))];
        let mut all: Vec<Period> = now.into_iter().flat_map(|it| [it, it.previous()]).collect();
        // Offers a period from the address even if it is not one of the usual ones.
        all.extend(asked.with_untracked(chosen).filter(|it| !all.contains(it)));
        all.into_iter().map(|it| Choice::new(it, words::period(it, today))).collect::<Vec<_>>()
    };
    let period_field = move |label: fn() -> &'static str,
                             name: FieldName,
                             value: RwSignal<String>,
                             chosen: fn(&TrackFilter) -> Option<Period>| {
        view! {
            <div class="w-full sm:w-52">
                <SelectField label=move || label() name value choices=Signal::derive(move || periods(chosen)) none=move || t!("kit.all")/>
            </div>
        }
    };
    let statuses = || OrderStatus::ALL.into_iter().map(|it| Choice::new(it.word(), status_words(it))).collect::<Vec<_>>();
    let clear = move || {
        typed.set(String::new());
        period.set(String::new());
        due.set(String::new());
        status.set(String::new());
        change(&|it| *it = TrackFilter { sort: it.sort.clone(), ..TrackFilter::all_of(it.owner) });
    };
    view! {
        <div class="no-print">
            <div class="flex items-center gap-2 pb-2">
                <div class="min-w-0 flex-1"><SearchField value=typed placeholder=move || t!("tracking.search")/></div>
                {children()}
            </div>
            <ChipRow label=move || t!("tracking.narrowed")>
                <Chip
                    label=move || t!("tracking.with_anomaly")
                    on=Signal::derive(move || asked.with(|it| it.with_anomaly))
                    on_press=move || change(&|it| it.with_anomaly = !it.with_anomaly)
                />
                <Chip
                    label=move || t!("tracking.late")
                    on=Signal::derive(move || asked.with(|it| it.late))
                    on_press=move || change(&|it| it.late = !it.late)
                />
            </ChipRow>
            <FilterBar active=Signal::derive(move || asked.with(TrackFilter::n_filters)) on_clear=clear>
                <OwnerField
                    label=move || t!("tracking.owner")
                    owner=Signal::derive(move || asked.with(|it| it.owner))
                    on_choose=move |of| change(&|it| it.owner = of)
                />
                {period_field(|| t!("tracking.ordered_on"), Field::Period.into(), period, |it| it.period)}
                {period_field(|| t!("tracking.deliver_by"), FieldName::parse("due"), due, |it| it.due)}
                <div class="w-full sm:w-40">
                    <SelectField
                        label=move || t!("tracking.status")
                        name=FieldName::parse("status")
                        value=status
                        choices=Signal::derive(statuses)
                        none=move || t!("kit.all")
                    />
                </div>
            </FilterBar>
        </div>
    }
    .into_any()
}
