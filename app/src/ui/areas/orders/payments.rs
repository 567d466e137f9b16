//! The payments of an order: method, person, day; a mistaken one can be voided.

use domain::records::order::{Order, Payment};
use domain::records::review::Matter;
use domain::values::ids::PaymentId;
use leptos::prelude::*;

use super::void_sheet::VoidSheet;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, IconButton, Section, icons};
use crate::ui::records::attachments::{EvidenceStrip, MissingBadge, Proof};
use crate::ui::records::review_note::{ReviewNote, WrongClock};

/// The payments.
#[component]
pub fn Payments(
    order: Signal<Order>,
    /// Whether the reader may void a payment; also on a cancelled order.
    may_void: Memo<bool>,
) -> impl IntoView {
    let voiding: RwSignal<Option<PaymentId>> = RwSignal::new(None);
    let payments = move || order.with(|it| it.payments.clone());
    view! {
        <Section title=move || t!("orders.payments")>
            <Show when=move || order.with(|it| it.payments.is_empty())>
                <p class="py-2 text-sm text-quiet">{move || t!("orders.no_payments")}</p>
            </Show>
            <ul class="divide-y divide-base-200">
                <For each=payments key=|it| (it.id, it.voided.is_some()) let(payment)>
                    <PaymentRow order payment may_void voiding/>
                </For>
            </ul>
        </Section>
        <VoidSheet order voiding/>
    }
    .into_any()
}

#[component]
fn PaymentRow(order: Signal<Order>, payment: Payment, may_void: Memo<bool>, voiding: RwSignal<Option<PaymentId>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let order_id = order.with_untracked(|it| it.id);
    let Payment { id, on, amount, method, note, by, voided, made_at, clock_said, review, from_credit_of, .. } = payment;
    // A payment from credit brings no new money; it is voided where the credit is.
    let is_money = from_credit_of.is_none();
    let from = move || from_credit_of.map(|id| notebook.with(|book| book.order(id).map(|it| it.number.clone()).unwrap_or_default()));
    let how = move || match from() {
        Some(number) => t!("credit.from_order", number = number),
        None => words::payment_method(method).to_owned(),
    };
    let name = move |id| notebook.with(|book| book.person(id).map(|it| it.name.clone()).unwrap_or_default());
    let is_valid = voided.is_none();
    let amount_class = if is_valid { "font-semibold tabular-nums" } else { "tabular-nums line-through text-quiet" };
    let void_words = voided.map(|voided| {
        view! {
            <p class="pt-1 text-xs">
                <Badge label=move || t!("orders.voided")/>
                " "
                {move || t!("orders.voided_by", day = locale().day(voided.on), person = name(voided.by), reason = voided.reason)}
            </p>
        }
    });
    view! {
        <li class="flex items-start justify-between gap-2 py-2">
            <div class="min-w-0">
                <p class=amount_class>{move || locale().money_signed(amount)}</p>
                <p class="text-xs text-quiet tabular-nums">
                    {move || format!("{} · {} · {}", locale().day(on), how(), name(by))}
                </p>
                <p class="text-xs break-words">{note}</p>
                <WrongClock times=Signal::stored(review.is_none().then_some((clock_said, made_at)))/>
                {void_words}
                <ReviewNote matter=Signal::stored(Matter::Payment { order: order_id, payment: id })/>
                {(is_valid && is_money)
                    .then(|| {
                        view! {
                            <div class="grid gap-2 pt-2">
                                <MissingBadge of=Signal::derive(move || order.with(|it| it.id.into())) payment=id/>
                                <EvidenceStrip proof=Signal::derive(move || order.with(|it| Proof::of_payment(it.id, it.customer, id))) may_add=may_void/>
                            </div>
                        }
                    })}
            </div>
            <Show when=move || is_valid && is_money && may_void.get()>
                <IconButton icon=icons::DELETE label=move || t!("orders.void") on_press=move || voiding.set(Some(id))/>
            </Show>
        </li>
    }
    .into_any()
}
