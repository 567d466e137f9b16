//! One record behind a figure, as a row.

use domain::analytics::Contribution;
use domain::book::Book;
use domain::calendar::Day;
use domain::ids::{CustomerId, Key};
use domain::record::Record;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{locale, words};
use crate::ui::routes::paths;

/// One record with what it contributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// Which one.
    pub record: Key,
    /// Its page.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// With whom, by whom.
    pub note: String,
    /// Its day.
    pub on: Day,
    /// What it contributes.
    pub value: i64,
}

/// The row of a contribution.
pub fn row_of(it: &Contribution, book: &Book) -> Option<RecordRow> {
    let customer = |id: CustomerId| book.customer(id).map(|it| it.profile.name.clone());
    let person = |id| book.person(id).map(|it| it.name.clone()).unwrap_or_default();
    let row = |path, title, note, on| RecordRow { record: it.record, path, title, note, on, value: it.value };
    match book.get(it.record)? {
        Record::Order(order) => {
            let origin = order.terms.origin.map(|it| format!(" · {}", words::origin(it))).unwrap_or_default();
            let note = format!("{} · {}{origin}", order.number, person(order.owner));
            // Who handed the customer over still has the order.
            let title = customer(order.customer).unwrap_or_else(|| order.customer_name.clone());
            Some(row(paths::order(order.id), title, note, order.terms.deal_on))
        }
        Record::Opportunity(opportunity) => {
            let note = format!(
                "{} · {}",
                customer(opportunity.customer).unwrap_or_else(|| opportunity.customer_name.clone()),
                person(opportunity.owner)
            );
            Some(row(paths::opportunity(opportunity.id), opportunity.profile.title.clone(), note, opportunity.opened_on))
        }
        Record::FollowUp(follow_up) => {
            let note = format!("{} · {} · {}", words::method(follow_up.method), person(follow_up.by), follow_up.content);
            Some(row(paths::customer(follow_up.customer), customer(follow_up.customer).unwrap_or_default(), note, follow_up.on))
        }
        Record::Expense(expense) => {
            let note = format!("{} · {}", person(expense.owner), expense.profile.note);
            Some(row(paths::expense(expense.id), words::expense_kind(expense.profile.kind).to_owned(), note, expense.profile.on))
        }
        _ => None,
    }
}

/// The row in a list.
#[component]
pub fn RecordLine<F: Fn(i64) -> String + Send + Sync + 'static>(
    /// The record.
    it: RecordRow,
    /// What it contributes, written out.
    value: F,
) -> impl IntoView {
    let number = it.value;
    view! {
        <A href=it.path attr:class="flex h-full items-center justify-between gap-3 border-b border-base-200 px-4 pressable">
            <div class="min-w-0">
                <p class="truncate text-sm font-medium">{it.title}</p>
                <p class="truncate text-xs text-quiet">{move || format!("{} · {}", locale().day(it.on), it.note)}</p>
            </div>
            <p class="shrink-0 text-sm font-semibold tabular-nums">{move || value(number)}</p>
        </A>
    }
}
