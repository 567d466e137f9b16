//! Deliveries, acceptances and returns, and why they differ from the terms (O-01, O-04, A13, A15).

use domain::records::order::{Order, Voided};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::ProductId;
use domain::values::money::Quantity;
use leptos::prelude::*;

use super::step_sheet::TrackStep;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Badge, Button, IconButton, Look, Section, StatTile, Tone, icons};

/// One event of the goods.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct GoodsEvent {
    on: Day,
    what: String,
    note: String,
    by: String,
    is_void: bool,
    is_bad: bool,
    void: Option<Void>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Void {
    Delivery(domain::values::ids::DeliveryId),
    Return(domain::values::ids::ReturnId),
}

/// The section on the goods of an order.
#[component]
pub fn DeliveriesSection(
    order: Signal<Order>,
    /// Whether the reader may record anything.
    may_change: Memo<bool>,
    /// The step whose sheet is open.
    step: RwSignal<Option<TrackStep>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let entries = Memo::new(move |_| notebook.with(|book| order.with(|it| entries(it, book))));
    let day = |day: Option<Day>| day.map_or_else(|| NOTHING.to_owned(), |it| locale().day(it));
    let by = move || day(order.with(Order::deliver_by));
    let on = move || day(order.with(Order::delivered_on));
    let is_late = move || order.with(|it| it.is_delivery_late(notebook.today()));
    let tone = move || if is_late() { Tone::Error } else { Tone::Neutral };
    let gap = move || order.with(|it| it.delivery_gap.as_ref().map_or_else(|| NOTHING.to_owned(), |gap| gap.reason.clone()));
    let can_deliver = move || may_change.get() && order.with(|it| !it.all_to_deliver().is_empty());
    view! {
        <Section title=move || t!("track.deliveries")>
            <div class="tiles pb-2">
                <StatTile label=move || words::field(Field::DeliverBy) value=Signal::derive(by)/>
                <StatTile label=move || t!("track.delivered_on") value=Signal::derive(on) tone=Signal::derive(tone)/>
                <StatTile label=move || words::field(Field::DeliveryGap) value=Signal::derive(gap)/>
            </div>
            <ul class="divide-y divide-base-200">
                <For each=move || entries.get() key=|it| it.clone() let(entry)>
                    <EntryRow entry may_change step/>
                </For>
            </ul>
            <Show when=move || may_change.get()>
                <div class="flex flex-wrap gap-2 pt-3">
                    <Show when=can_deliver>
                        <Button label=move || t!("track.verb.record_delivery") on_press=move || step.set(Some(TrackStep::Deliver))/>
                    </Show>
                    <Button label=move || t!("track.verb.record_acceptance") on_press=move || step.set(Some(TrackStep::Accept))/>
                    <Button label=move || t!("track.verb.explain_delivery") look=Look::Ghost on_press=move || step.set(Some(TrackStep::Explain))/>
                    <Button label=move || t!("track.verb.return_goods") look=Look::Ghost on_press=move || step.set(Some(TrackStep::Return))/>
                </div>
            </Show>
        </Section>
    }
    .into_any()
}

fn entries(order: &Order, book: &domain::book::Book) -> Vec<GoodsEvent> {
    let goods = |product: ProductId, quantity: Quantity| {
        let model = book.product(product).map_or_else(|| NOTHING.to_owned(), |it| it.model.clone());
        format!("{model} × {}", locale().quantity(quantity))
    };
    let reason = |voided: &Option<Voided>| voided.as_ref().map(|it| it.reason.clone());
    let mut entries: Vec<GoodsEvent> = order
        .deliveries
        .iter()
        .map(|delivery| GoodsEvent {
            on: delivery.on,
            what: t!("track.sent", goods = delivery.goods.iter().map(|it| goods(it.product, it.quantity)).collect::<Vec<_>>().join(", ")),
            note: reason(&delivery.voided).unwrap_or_else(|| delivery.logistics.clone()),
            by: person_name(book, delivery.by),
            is_void: delivery.voided.is_some(),
            is_bad: false,
            void: delivery.voided.is_none().then_some(Void::Delivery(delivery.id)),
        })
        .collect();
    entries.extend(order.acceptances.iter().map(|acceptance| GoodsEvent {
        on: acceptance.on,
        what: if acceptance.passed { t!("track.passed") } else { t!("track.failed") }.to_owned(),
        note: acceptance.note.clone(),
        by: person_name(book, acceptance.by),
        is_void: false,
        is_bad: !acceptance.passed,
        void: None,
    }));
    entries.extend(order.returns.iter().map(|returned| GoodsEvent {
        on: returned.on,
        what: t!(
            "track.came_back",
            goods = returned.goods.iter().map(|it| goods(it.product, it.quantity)).collect::<Vec<_>>().join(", "),
            amount = locale().money_signed(returned.amount()),
            refund = locale().money_signed(returned.refund)
        ),
        note: reason(&returned.voided).unwrap_or_else(|| returned.reason.clone()),
        by: person_name(book, returned.by),
        is_void: returned.voided.is_some(),
        is_bad: returned.voided.is_none(),
        void: returned.voided.is_none().then_some(Void::Return(returned.id)),
    }));
    entries.sort_by_key(|it| it.on);
    entries
}

#[component]
fn EntryRow(entry: GoodsEvent, may_change: Memo<bool>, step: RwSignal<Option<TrackStep>>) -> impl IntoView {
    let GoodsEvent { on, what, note, by, is_void, is_bad, void } = entry;
    let class = if is_void { "text-sm break-words line-through text-quiet" } else { "text-sm break-words" };
    let (wanted, label): (Option<TrackStep>, fn() -> &'static str) = match void {
        Some(Void::Delivery(id)) => (Some(TrackStep::VoidDelivery(id)), || t!("track.verb.void_delivery")),
        Some(Void::Return(id)) => (Some(TrackStep::VoidReturn(id)), || t!("track.verb.void_return")),
        None => (None, || ""),
    };
    view! {
        <li class="flex items-start justify-between gap-2 py-2">
            <div class="min-w-0">
                <p class=class>{what} " " {is_bad.then(|| view! { <Badge label=move || t!("track.attention") tone=Tone::Warning/> })}</p>
                <p class="text-xs break-words text-quiet">{move || locale().day(on)} " · " {by}</p>
                <p class="text-xs break-words">{note}</p>
            </div>
            <Show when=move || wanted.is_some() && may_change.get()>
                <IconButton icon=icons::DELETE label=move || label() on_press=move || step.set(wanted)/>
            </Show>
        </li>
    }
    .into_any()
}
