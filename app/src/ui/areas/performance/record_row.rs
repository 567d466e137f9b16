//! Row of one record behind a figure.

use domain::book::Book;
use domain::book::record::Record;
use domain::figures::analytics::Contribution;
use domain::records::order::Order;
use domain::values::calendar::Day;
use domain::values::ids::Key;
use leptos::prelude::*;
use leptos_router::components::A;

use super::record_columns::RecordColumn;
use crate::i18n::{locale, words};
use crate::state::{customer_name, shown_number};
use crate::ui::records::credit_words;
use crate::ui::url::routes::paths;

/// One record with its contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    pub record: Key,
    /// Path of its page.
    pub path: String,
    pub title: String,
    /// The day or days that count, formatted.
    pub when: String,
    /// Details, such as number, customer and person.
    pub note: String,
    /// The day it is listed by.
    pub on: Day,
    /// Contribution to each column.
    pub values: Vec<i64>,
}

/// The row of a contribution. Its day is the one that counts for the figure, not the day the record began.
pub fn row_of(contribution: &Contribution, book: &Book) -> Option<RecordRow> {
    let person = |id| book.person(id).map(|it| it.name.clone()).unwrap_or_default();
    let (on, when) = (contribution.on, || locale().day(contribution.on));
    let row = |path, title, note| RecordRow {
        record: contribution.record,
        path,
        title,
        when: when(),
        note,
        on,
        values: contribution.values.clone(),
    };
    match book.get(contribution.record)? {
        Record::Order(order) => Some(RecordRow { values: contribution.values.clone(), on, when: when(), ..row_of_order(&order, book) }),
        Record::Opportunity(opportunity) => {
            let note = format!("{} · {}", customer_name(book, opportunity.customer), person(opportunity.owner));
            Some(row(paths::opportunity(opportunity.id), opportunity.profile.title.clone(), note))
        }
        Record::FollowUp(follow_up) => {
            let note = format!("{} · {} · {}", words::method(follow_up.method), person(follow_up.by), follow_up.content);
            Some(row(paths::customer(follow_up.customer), customer_name(book, follow_up.customer), note))
        }
        Record::Expense(expense) => {
            let note = format!("{} · {}", person(expense.owner), expense.profile.note);
            Some(row(paths::expense(expense.id), words::expense_kind(expense.profile.kind), note))
        }
        _ => None,
    }
}

/// The row of an order with the day of its deal, without numbers.
pub fn row_of_order(order: &Order, book: &Book) -> RecordRow {
    let origin = order.terms.origin.map(|it| format!(" · {}", words::origin(it))).unwrap_or_default();
    let whose = credit_words::whose(order, book);
    RecordRow {
        record: order.id.into(),
        path: paths::order(order.id),
        title: customer_name(book, order.customer),
        when: locale().day(order.terms.deal_on),
        note: match order.shared() {
            // Whose part it is matters more here than its number.
            Some(_) => format!("{whose} · {}{origin}", shown_number(book, &order.number)),
            None => format!("{} · {whose}{origin}", shown_number(book, &order.number)),
        },
        on: order.terms.deal_on,
        values: Vec::new(),
    }
}

/// A row of the list: on a phone the main number with the others named below it, else one number per column.
#[component]
pub fn RecordLine(row: RecordRow, columns: Vec<RecordColumn>) -> impl IntoView {
    let numbers: Vec<(RecordColumn, String)> =
        columns.into_iter().zip(row.values).map(|(column, value)| (column, column.write(value))).collect();
    let main = numbers.first().map(|it| it.1.clone()).unwrap_or_default();
    let others = numbers.iter().skip(1).map(|(column, value)| format!("{} {value}", column.title)).collect::<Vec<_>>().join(" · ");
    let cell = |(column, value): (RecordColumn, String)| {
        view! {
            <span class="w-32 shrink-0 text-end text-sm font-semibold whitespace-nowrap tabular-nums">
                <span class="sr-only">{column.title}" "</span>
                {value}
            </span>
        }
    };
    view! {
        <A href=row.path attr:class="flex h-full items-center justify-between gap-3 border-b border-base-200 px-4 pressable">
            <span class="block min-w-0 flex-1">
                <span class="block truncate text-sm font-medium">{row.title}</span>
                <span class="block truncate text-xs text-quiet">{row.when} " · " {row.note}</span>
            </span>
            <span class="block max-w-1/2 shrink-0 text-end tabular-nums sm:hidden">
                <span class="block text-sm font-semibold">{main}</span>
                <span class="block truncate text-xs text-quiet">{others}</span>
            </span>
            <span class="hidden gap-3 sm:flex">{numbers.into_iter().map(cell).collect_view()}</span>
        </A>
    }
}
