//! 客户余额 on an order: payments beyond the order's value, how they were used, and the customer's credit on other orders.

use domain::book::Book;
use domain::records::order::{CreditUse, Order};
use domain::values::ids::OrderId;
use domain::values::money::Money;
use leptos::prelude::*;

use super::credit_sheet::{CreditSheet, Using};
use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Badge, Button, IconButton, Section, icons};

/// One use of credit, with names.
#[derive(Clone, Debug, PartialEq)]
struct UseRow {
    of: CreditUse,
    to: Option<String>,
    by: String,
    void: Option<String>,
}

impl UseRow {
    fn of(credit_use: &CreditUse, book: &Book) -> UseRow {
        let number = |id: OrderId| book.order(id).map(|it| it.number.clone()).unwrap_or_default();
        let void = credit_use
            .voided
            .as_ref()
            .map(|it| t!("orders.voided_by", day = locale().day(it.on), person = person_name(book, it.by), reason = it.reason));
        UseRow { of: credit_use.clone(), to: credit_use.to.map(number), by: person_name(book, credit_use.by), void }
    }
}

/// Another order of the customer with credit that can be used here.
#[derive(Clone, Debug, PartialEq)]
struct Elsewhere {
    order: OrderId,
    credit: Money,
    number: String,
}

/// The section; empty while there is no credit.
#[component]
pub fn CreditSection(
    order: Signal<Order>,
    /// Whether the reader is responsible for the order or its customer.
    may_use: Memo<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let using = RwSignal::new(None::<Using>);
    let credit = Memo::new(move |_| order.with(Order::credit));
    let uses = Memo::new(move |_| {
        notebook.with(|book| order.with(|it| it.credit_uses.iter().map(|used| UseRow::of(used, book)).collect::<Vec<_>>()))
    });
    let has_other_orders = Memo::new(move |_| notebook.with(|book| order.with(|it| others(it, book).next().is_some())));
    let elsewhere = Memo::new(move |_| {
        notebook.with(|book| {
            order.with(|order| match Money::ZERO < order.balance() {
                true => book
                    .orders_of(order.customer)
                    .chain(book.advances_of(order.customer))
                    .filter(|other| other.id != order.id && Money::ZERO < other.credit())
                    .map(|other| Elsewhere { order: other.id, credit: other.credit(), number: other.number.clone() })
                    .collect::<Vec<_>>(),
                false => Vec::new(),
            })
        })
    });
    let is_there = Memo::new(move |_| Money::ZERO < credit.get() || uses.with(|it| !it.is_empty()) || elsewhere.with(|it| !it.is_empty()));
    let left = move || match credit.get() {
        Money::ZERO => t!("credit.none_left").to_owned(),
        credit => t!("credit.left", amount = locale().money_signed(credit)),
    };
    let is_own = move || Money::ZERO < credit.get() || uses.with(|it| !it.is_empty());
    let is_left = move || may_use.get() && Money::ZERO < credit.get();
    let id = move || order.with_untracked(|it| it.id);
    view! {
        <Show when=move || is_there.get()>
            <Section title=move || t!("credit.title")>
                <Show when=is_own>
                    <p class="font-semibold tabular-nums">{left}</p>
                    <p class="text-xs text-quiet">{move || t!("credit.about")}</p>
                    <ul class="divide-y divide-base-200">
                        <For each=move || uses.get() key=|it| (it.of.id, it.void.is_some()) let(row)>
                            <UseLine row may_use using/>
                        </For>
                    </ul>
                </Show>
                <Show when=is_left>
                    <div class="flex flex-wrap gap-2 pt-3">
                        <Show when=move || has_other_orders.get()>
                            <Button label=move || t!("credit.apply") icon=icons::FORWARD on_press=move || using.set(Some(Using::Apply { from: id(), to: None }))/>
                        </Show>
                        <Button label=move || t!("credit.refund") on_press=move || using.set(Some(Using::Refund))/>
                    </div>
                </Show>
                <Show when=move || may_use.get()>
                    <For each=move || elsewhere.get() key=|it| (it.order, it.credit) let(other)>
                        <div class="flex flex-wrap items-center justify-between gap-2 py-2">
                            <span class="text-sm text-quiet">{t!("credit.of_order", number = other.number)}</span>
                            <Button
                                label=move || t!("credit.use_here", amount = locale().money_signed(other.credit))
                                on_press=move || using.set(Some(Using::Apply { from: other.order, to: Some(id()) }))
                            />
                        </div>
                    </For>
                </Show>
            </Section>
        </Show>
        <CreditSheet order using/>
    }
    .into_any()
}

/// The other orders of the same customer with an open balance.
pub(super) fn others<'a>(of: &'a Order, book: &'a Book) -> impl Iterator<Item = &'a Order> {
    book.orders_of(of.customer).filter(move |it| it.id != of.id && Money::ZERO < it.balance())
}

#[component]
fn UseLine(row: UseRow, may_use: Memo<bool>, using: RwSignal<Option<Using>>) -> impl IntoView {
    let UseRow { of, to, by, void } = row;
    let is_valid = void.is_none();
    let class = if is_valid { "text-sm tabular-nums" } else { "text-sm tabular-nums line-through text-quiet" };
    let amount = of.amount;
    let what = move || match &to {
        Some(number) => t!("credit.applied", number = number, amount = locale().money_signed(amount)),
        None => t!("credit.refunded", amount = locale().money_signed(amount)),
    };
    let (on, note, id) = (of.on, of.note.clone(), of.id);
    view! {
        <li class="flex items-start justify-between gap-2 py-2">
            <div class="min-w-0">
                <p class=class>{what}</p>
                <p class="text-xs text-quiet tabular-nums">{move || locale().day(on)} " · " {by}</p>
                <p class="text-xs break-words">{note}</p>
                {void.map(|it| view! { <p class="pt-1 text-xs"><Badge label=move || t!("orders.voided")/> " " {it}</p> })}
            </div>
            <Show when=move || is_valid && may_use.get()>
                <IconButton icon=icons::DELETE label=move || t!("credit.void") on_press=move || using.set(Some(Using::Void(id)))/>
            </Show>
        </li>
    }
    .into_any()
}
