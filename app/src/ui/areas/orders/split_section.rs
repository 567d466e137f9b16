//! 业绩分成 on the page of an order (A37): who has which part of its amounts. Hidden where there is none and the reader may not set one.

use domain::figures::credit_split::divided;
use domain::records::order::Order;
use domain::values::money::Money;
use leptos::prelude::*;

use super::split_sheet::SplitSheet;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Button, Look, Section, icons};
use crate::ui::records::credit_words;

/// The section.
#[component]
pub fn SplitSection(order: Signal<Order>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_open = RwSignal::new(false);
    let may_set = Memo::new(move |_| {
        let actor = notebook.actor();
        order.with(|it| it.cancelled.is_none() && !it.is_advance() && notebook.with(|book| actor.may_split_credit(it, book)))
    });
    let is_split = Memo::new(move |_| order.with(|it| it.shared().is_some()));
    let button = move || {
        let label = move || if is_split.get() { t!("split.change") } else { t!("split.set") };
        may_set.get().then(|| view! { <Button label icon=icons::EDIT look=Look::Ghost on_press=move || is_open.set(true)/> })
    };
    view! {
        <Show when=move || is_split.get() fallback=move || view! { <div class="flex py-2 empty:hidden no-print">{button}</div> }>
            <Section title=move || t!("split.title") actions=move || button.into_any()>
                <Parts order/>
            </Section>
        </Show>
        <SplitSheet order is_open/>
    }
    .into_any()
}

#[component]
fn Parts(order: Signal<Order>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let line = move |(name, share, amount): (String, String, String)| {
        view! {
            <li class="flex items-baseline gap-3 py-1.5">
                <span class="min-w-0 flex-1 break-words">{name}</span>
                <span class="tabular-nums text-quiet">{share}</span>
                <span class="min-w-24 text-end font-semibold tabular-nums">{amount}</span>
            </li>
        }
    };
    let lines = move || {
        let (parts, amount) = order.with(|it| (it.credited(), it.amount()));
        let named = |book: &domain::book::Book| {
            let amounts = divided(amount.0, &parts);
            let words = parts.iter().zip(amounts);
            words
                .map(|(it, amount)| (person_name(book, it.person), credit_words::percent(it.share), locale().money_signed(Money(amount))))
                .collect::<Vec<_>>()
        };
        notebook.with(named).into_iter().map(line).collect_view()
    };
    let set_by = move || {
        let split = order.with(|it| it.credit_split.clone())?;
        let said = notebook.with(|book| {
            let day = locale().day(split.at.day(book.company().utc_offset_minutes));
            t!("split.set_by", person = person_name(book, split.by), day = day, reason = split.reason)
        });
        Some(said)
    };
    let note = move || notebook.with(|book| t!("split.note", owner = order.with(|it| person_name(book, it.owner))));
    view! {
        <ul class="divide-y divide-base-200 text-sm">{lines}</ul>
        <p class="pt-2 text-xs break-words text-quiet tabular-nums">{set_by}</p>
        <p class="pt-1 text-xs text-quiet">{note}</p>
    }
    .into_any()
}
