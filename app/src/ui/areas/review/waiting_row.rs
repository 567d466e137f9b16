//! One record that waits for a review: what it is, what is unusual about it, a tick, and a link.

use domain::book::Book;
use domain::records::review::{Matter, MatterKind};
use domain::values::ids::Key;
use domain::values::kpi_name::KpiName;
use domain::values::money::Money;
use domain::views::review_queue::Waiting;
use leptos::prelude::*;
use leptos_router::components::A;

use super::selection::Selection;
use crate::i18n::{kpi_words, locale, words};
use crate::local::Notebook;
use crate::state::{customer_name, person_name, shown_number};
use crate::t;
use crate::ui::kit::{Badge, Tone};
use crate::ui::records::review_note::{EntryBadge, times_of};
use crate::ui::url::routes::paths;

/// The kind of a record: 订单, 回款, 商机, 跟进, 费用, 指标填报.
pub fn kind_of(kind: MatterKind) -> &'static str {
    match kind {
        MatterKind::Order => t!("review.what.order"),
        MatterKind::Payment => t!("review.what.payment"),
        MatterKind::Opportunity => t!("review.what.opportunity"),
        MatterKind::FollowUp => t!("review.what.follow_up"),
        MatterKind::Expense => t!("expenses.one"),
        MatterKind::KpiEntry => t!("kpis.entry"),
    }
}

/// The page of the record.
pub fn page_of(waiting: &Waiting) -> String {
    match waiting.matter {
        Matter::Order { order } | Matter::Payment { order, .. } => paths::order(order),
        Matter::Opportunity { opportunity } => paths::opportunity(opportunity),
        Matter::FollowUp { .. } => paths::customer(waiting.customer.unwrap_or_default()),
        Matter::Expense { expense } => paths::expense(expense),
        Matter::KpiEntry { entry } => paths::kpi_entry(entry),
    }
}

fn title_of(matter: Matter, book: &Book) -> String {
    match matter {
        Matter::Order { order } | Matter::Payment { order, .. } => book.order(order).map(|it| shown_number(book, &it.number)),
        Matter::Opportunity { opportunity } => book.opportunity(opportunity).map(|it| it.profile.title.clone()),
        Matter::FollowUp { follow_up } => book.follow_up(follow_up).map(|it| it.content.clone()),
        Matter::Expense { expense } => book.expense(expense).map(|expense| match expense.customer {
            Some(_) => format!("{} {}", words::expense_kind(expense.profile.kind), expense.profile.note),
            None => expense.profile.note.clone(),
        }),
        Matter::KpiEntry { entry } => book.kpi_entry(entry).map(|it| it.note.clone()),
    }
    .unwrap_or_default()
}

/// The title of a row: the customer, or the kind of an expense without one, or the KPI.
fn head_of(waiting: &Waiting, book: &Book) -> String {
    let kind = || match waiting.matter {
        Matter::Expense { expense } => book.expense(expense).map(|it| words::expense_kind(it.profile.kind)),
        Matter::KpiEntry { entry } => book.kpi_entry(entry).map(|it| kpi_words::name(KpiName::Own(it.kpi), book)),
        _ => None,
    };
    waiting.customer.map(|customer| customer_name(book, customer)).or_else(kind).unwrap_or_else(|| person_name(book, waiting.credit))
}

/// The value of the item and of the version in force if it was changed since, as texts.
fn values_of(waiting: &Waiting, book: &Book) -> (Option<String>, Option<String>) {
    match waiting.matter {
        Matter::KpiEntry { entry } => {
            let entry = book.kpi_entry(entry);
            let held = entry.and_then(|it| it.review.as_ref()).and_then(|it| it.held.as_deref());
            (entry.map(|it| kpi_words::entry_value(it, book)), held.map(|it| kpi_words::entry_value(it, book)))
        }
        _ => {
            let money = |it| locale().money_signed(it);
            (waiting.told.amount.map(money), waiting.told.held.map(money))
        }
    }
}

/// Whether the item was withdrawn since its approval.
fn is_withdrawn(waiting: &Waiting, book: &Book) -> bool {
    match waiting.matter {
        Matter::KpiEntry { entry } => book.kpi_entry(entry).is_some_and(|it| !it.stands()),
        _ => waiting.told.amount == Some(Money::ZERO),
    }
}

/// One row of the queue.
#[component]
pub fn WaitingRow(waiting: Waiting, selection: Selection) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let matter = waiting.matter;
    let key: Key = matter.record();
    let (customer, title, author, is_gone) = notebook
        .peek(|book| (head_of(&waiting, book), title_of(matter, book), person_name(book, waiting.by), is_withdrawn(&waiting, book)));
    let for_label = format!("{} {customer} {title}", kind_of(matter.kind()));
    let to = page_of(&waiting);
    let told = waiting.told.clone();
    let valued = waiting.clone();
    let values = Memo::new(move |_| notebook.with(|book| values_of(&valued, book)));
    let amount = move || values.get().0.map(|it| view! { <span class="shrink-0 font-semibold tabular-nums">{it}</span> });
    let before = move || {
        let (after, before) = values.get();
        let (after, before) = after.zip(before)?;
        Some(view! { <p class="text-xs tabular-nums">{t!("review.changed_from", before = before, after = after)}</p> })
    };
    let times = times_of(&told, notebook);
    let answer = (!told.answer.is_empty()).then(|| {
        let answer = told.answer.clone();
        view! { <p class="text-xs break-words">{move || t!("review.answered", answer = answer)}</p> }
    });
    let on = told.on;
    let turned = waiting.clone();
    view! {
        <li class="flex items-start gap-2 py-2" data-record=key.id.to_string()>
            <label class="flex min-h-11 min-w-11 items-center justify-center">
                <input
                    type="checkbox"
                    class="checkbox"
                    aria-label=move || t!("review.select", what = for_label)
                    prop:checked=move || selection.has(matter)
                    on:change=move |_| selection.turn(&turned)
                />
            </label>
            <A href=to attr:class="pressable min-w-0 flex-1 py-1">
                <span class="flex items-baseline justify-between gap-2">
                    <span class="min-w-0 font-medium break-words">{customer}</span>
                    {amount}
                </span>
                <span class="block text-xs break-words text-quiet tabular-nums">
                    {move || kind_of(matter.kind())} {(!title.is_empty()).then(|| format!(" · {title}"))} " · " {move || locale().day(on)} " · " {author}
                </span>
                <span class="flex flex-wrap gap-1 pt-1 empty:hidden">
                    {told.is_changed.then(|| view! { <Badge label=move || t!("review.changed") tone=Tone::Brand/> })}
                    {is_gone.then(|| view! { <Badge label=move || t!("review.cancelled")/> })}
                    <EntryBadge entry=told.entry/>
                    {told.lacks_evidence.then(|| view! { <Badge label=move || t!("review.lacks_evidence") tone=Tone::Warning/> })}
                </span>
                {before}
                {answer}
                {(!times.is_empty()).then(|| view! { <p class="text-xs text-quiet tabular-nums">{times}</p> })}
            </A>
        </li>
    }
    .into_any()
}
