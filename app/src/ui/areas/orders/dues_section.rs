//! Amounts due, their days, and how much of each is paid (SA-04, SA-09, A6, A7).

use domain::records::order::{Due, Order};
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, OverdueBadge, Section, Tone};

/// The receivables of an order; nothing for a cancelled one.
#[component]
pub fn DuesSection(order: Signal<Order>) -> impl IntoView {
    let dues = Memo::new(move |_| order.with(Order::dues));
    let rows = move || dues.get().into_iter().map(|due| view! { <DueRow due/> }).collect_view();
    view! {
        <Show when=move || dues.with(|it| !it.is_empty())>
            <Section title=move || t!("track.dues")>
                <ul class="divide-y divide-base-200">{rows}</ul>
            </Section>
        </Show>
    }
    .into_any()
}

#[component]
fn DueRow(due: Due) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let unpaid = due.unpaid();
    let is_paid = unpaid.0 <= 0;
    let days = if is_paid { 0 } else { (today.0 - due.on.0).max(0) };
    let rest = (!is_paid && 0 < due.paid.0).then(|| {
        view! { <p class="text-xs text-quiet tabular-nums">{move || t!("orders.owed", amount = locale().money(unpaid))}</p> }
    });
    view! {
        <li class="flex flex-wrap items-start justify-between gap-x-2 py-2">
            <div class="max-w-full">
                <p class="text-sm tabular-nums">{move || locale().day(due.on)}</p>
                <p class="flex flex-wrap gap-1 pt-1">
                    {due.prepaid.then(|| view! { <Badge label=move || t!("track.prepaid") tone=Tone::Brand/> })}
                    {is_paid.then(|| view! { <Badge label=move || t!("track.timing.settled") tone=Tone::Success/> })}
                    <OverdueBadge days=days/>
                </p>
            </div>
            <div class="ms-auto text-end">
                <p class="font-semibold tabular-nums">{move || locale().money_signed(due.amount)}</p>
                {rest}
            </div>
        </li>
    }
    .into_any()
}
