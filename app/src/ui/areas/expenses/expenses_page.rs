//! 销售费用: the expenses of a period, newest first, and their sum.

use leptos::prelude::*;
use leptos_router::components::A;

use super::expense_filters::ExpenseFilters;
use super::expense_list::{ExpenseFilter, ExpenseList, ExpenseRow, expense_list};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, ButtonLink, EmptyState, ListFaces, Look, PageHead, StatTile, VirtualList, icons};
use crate::ui::records::book_note::{BookNote, face_unless};
use crate::ui::records::review_note::ReviewBadge;
use crate::ui::url::UrlState;
use crate::ui::url::routes::{self, paths};

/// The list.
#[component]
pub fn ExpensesPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = UrlState::<ExpenseFilter>::here();
    let list = Memo::new(move |_| url.with(|filter| notebook.with(|book| expense_list(filter, book))));
    let is_refused = move || !notebook.actor().may_see_sales();
    let face = face_unless(notebook, is_refused, move || list.with(|it| it.rows.is_empty()));
    let may_enter = Memo::new(move |_| notebook.actor().may_enter_sales());
    let rows = Memo::new(move |_| list.with(|it| it.rows.clone()));
    let row = |row: Signal<ExpenseRow>| (move || view! { <Row row=row.get()/> }).into_any();
    view! {
        <PageHead title=move || t!("expenses.title")>
            <Show when=move || may_enter.get()>
                <ButtonLink label=move || t!("expenses.enter") to=routes::ENTER_EXPENSE look=Look::Primary icon=icons::PLUS/>
            </Show>
        </PageHead>
        <Show when=move || !is_refused()>
            <ExpenseFilters url/>
            <Sums list/>
        </Show>
        <ListFaces face empty=move || view! { <NoExpenses may_enter/> }>
            <VirtualList
                label=move || t!("expenses.title")
                each=rows
                row_height=84
                row
            />
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

#[component]
fn Row(row: ExpenseRow) -> impl IntoView {
    let ExpenseRow { id, kind, channel, wins_new, owner, on, amount, note, is_voided, review } = row;
    let strike = if is_voided { "line-through text-quiet" } else { "" };
    let line = if note.is_empty() { owner } else { format!("{owner} · {note}") };
    view! {
        <A href=paths::expense(id) attr:class="flex h-full flex-col justify-center border-b border-base-200 px-4 pressable">
            <div class="flex items-baseline justify-between gap-3">
                <p class="min-w-0 truncate text-sm font-medium">{move || words::expense_kind(kind)}</p>
                <p class=format!("shrink-0 text-sm font-semibold tabular-nums {strike}")>{move || locale().money_signed(amount)}</p>
            </div>
            <div class="flex items-center justify-between gap-3">
                <p class="min-w-0 truncate text-xs text-quiet tabular-nums">{move || locale().day(on)} " · " {line}</p>
                {if is_voided {
                    view! { <Badge label=move || t!("expenses.voided")/> }.into_any()
                } else {
                    view! { <ReviewBadge state=review/> }.into_any()
                }}
            </div>
            <p class="flex gap-1 pt-1">
                {channel.map(|it| view! { <Badge label=move || words::source(it)/> })}
                {wins_new.then(|| view! { <Badge label=move || t!("expenses.for_new")/> })}
            </p>
        </A>
    }
}

#[component]
fn Sums(list: Memo<ExpenseList>) -> impl IntoView {
    let money =
        move |read: fn(&ExpenseList) -> domain::values::money::Money| Signal::derive(move || locale().money_signed(list.with(read)));
    let n = move || t!("expenses.n", n = list.with(|it| it.n));
    view! {
        <Show when=move || list.with(|it| !it.rows.is_empty())>
            <div class="mb-2 tiles rounded-box border border-base-300 bg-base-100 p-4">
                <StatTile label=move || t!("expenses.sum") value=money(|it| it.amount)/>
                <StatTile label=move || t!("expenses.on_new") value=money(|it| it.on_new)/>
                <StatTile label=move || t!("expenses.count") value=Signal::derive(n)/>
            </div>
        </Show>
    }
}

#[component]
fn NoExpenses(may_enter: Memo<bool>) -> impl IntoView {
    view! {
        <EmptyState icon=icons::EXPENSE title=move || t!("expenses.empty") body=move || t!("expenses.empty_body")>
            <Show when=move || may_enter.get()>
                <ButtonLink label=move || t!("expenses.enter") to=routes::ENTER_EXPENSE look=Look::Primary icon=icons::PLUS/>
            </Show>
        </EmptyState>
    }
}
