//! An order for a supporting department: what this person is to do first, then goods, days and nodes. Without contacts, and without
//! amounts unless the company shows them.

use domain::records::order::{Anomaly, Order};
use domain::values::field::Field;
use domain::values::ids::ProductId;
use domain::values::money::Quantity;
use domain::values::node::Node;
use domain::views::assignments::{AssignedPart, Assignment, Assignments};
use leptos::prelude::*;

use super::deliveries_section::DeliveriesSection;
use super::step_sheet::{StepSheet, TrackStep};
use super::track_section::TrackSection;
use super::voices_section::Handlings;
use crate::i18n::{NOTHING, assigned_words, locale, words};
use crate::local::Notebook;
use crate::state::{person_name, shown_number};
use crate::t;
use crate::ui::fields::choices::product_name;
use crate::ui::kit::{Badge, Button, Look, PageHead, SavedBadge, Section, SyncState, Tone, icons};
use crate::ui::url::routes;

/// The page of an order that something of is assigned to the reader.
#[component]
pub fn AssignedOrder(order: Signal<Order>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let step = RwSignal::new(None::<TrackStep>);
    let title = move || order.with(|it| notebook.with(|book| shown_number(book, &it.number)));
    let customer = move || order.with(|it| it.customer_name.clone());
    let saved = Memo::new(move |_| SyncState::from(notebook.saved(order.with(|it| it.id).into())));
    // Their buttons are those of the section above.
    let may_change = Memo::new(|_| false);
    view! {
        <PageHead title=Signal::derive(title) back=routes::TODAY note=customer>
            <SavedBadge state=saved/>
        </PageHead>
        <div class="grid gap-4 lg:grid-cols-3">
            <div class="grid min-w-0 content-start gap-4">
                <Yours order step/>
                <Goods order/>
            </div>
            <div class="grid min-w-0 content-start gap-4 lg:col-span-2">
                <TrackSection order may_change step/>
                <DeliveriesSection order may_change step/>
            </div>
        </div>
        <p class="pt-4 text-sm text-quiet">{move || if notebook.sight().shows_amounts() { t!("support.narrow_but_amounts") } else { t!("support.narrow") }}</p>
        <StepSheet order step/>
    }
    .into_any()
}

/// What the reader is to do, each with its one button.
#[component]
fn Yours(order: Signal<Order>, step: RwSignal<Option<TrackStep>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let all = Memo::new(move |_| {
        let (actor, id) = (notebook.actor(), order.with(|it| it.id));
        let Assignments { open, done } = notebook.with(|book| Assignments::of(&actor, book, today));
        open.into_iter().chain(done).filter(|it| it.order == id).collect::<Vec<_>>()
    });
    let is_open = Memo::new(move |_| all.with(|all| all.iter().any(|it| it.done_on.is_none())));
    view! {
        <Section title=move || t!("support.yours")>
            <Show when=move || !is_open.get()>
                <p class="py-2 text-sm text-quiet">{move || t!("support.all_done")}</p>
            </Show>
            <ul class="divide-y divide-base-200">
                <For each=move || all.get() key=|it| it.clone() let(assignment)>
                    <YourRow assignment order step/>
                </For>
            </ul>
        </Section>
    }
    .into_any()
}

#[component]
fn YourRow(assignment: Assignment, order: Signal<Order>, step: RwSignal<Option<TrackStep>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let Assignment { part, due_on, since, done_on, .. } = assignment;
    let days_late = assignment.days_late(today);
    let near = move |it| locale().day_near(it, today);
    let when = move || match (done_on, due_on, since) {
        (Some(on), ..) => t!("support.done_on", day = near(on)),
        (None, Some(_), _) if 0 < days_late => t!("support.late", n = days_late),
        (None, Some(by), _) => t!("support.by", day = locale().day_due(by, today)),
        (None, None, Some(on)) => t!("support.since", day = near(on)),
        (None, None, None) => t!("support.no_day").to_owned(),
    };
    let tone = match done_on {
        Some(_) => Tone::Success,
        None if 0 < days_late => Tone::Error,
        None => Tone::Neutral,
    };
    let is_all_sent = order.with_untracked(|it| it.all_to_deliver().is_empty());
    let wanted = match part {
        AssignedPart::Node(Node::Shipped) if !is_all_sent => TrackStep::Deliver,
        AssignedPart::Node(node) => TrackStep::Finish(node),
        AssignedPart::Anomaly(id) => TrackStep::Handle(id),
    };
    let anomaly = move || match part {
        AssignedPart::Anomaly(id) => order.with(|it| it.anomalies.iter().find(|anomaly| anomaly.id == id).cloned()),
        AssignedPart::Node(_) => None,
    };
    let said = move |anomaly: Anomaly| {
        let by = notebook.with(|book| person_name(book, anomaly.by));
        view! {
            <p class="text-xs text-quiet">{by} " · " {locale().moment(anomaly.made_at, today)}</p>
            <Handlings anomaly/>
        }
    };
    view! {
        <li class="grid gap-2 py-3">
            <p class="flex flex-wrap items-start justify-between gap-2">
                <span class="min-w-0 flex-1 font-medium break-words">{move || order.with(|it| assigned_words::title(part, Some(it)))}</span>
                <Badge label=Signal::derive(when) tone/>
            </p>
            {move || anomaly().map(said)}
            <Show when=move || done_on.is_none()>
                <Button label=Signal::derive(move || wanted.title()) look=Look::Primary icon=icons::FORWARD wide=true on_press=move || step.set(Some(wanted))/>
            </Show>
        </li>
    }
    .into_any()
}

/// The goods, and the days agreed with the customer.
#[component]
fn Goods(order: Signal<Order>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let goods = Memo::new(move |_| {
        let name = |id: ProductId| notebook.with(|book| book.product(id).map_or_else(|| NOTHING.to_owned(), product_name));
        order.with(|order| {
            let row = |it: ProductId| (name(it), order.wanted(it), order.to_deliver(it));
            order.products().into_iter().map(row).collect::<Vec<(String, Quantity, Quantity)>>()
        })
    });
    let owner = move || notebook.with(|book| order.with(|it| person_name(book, it.owner)));
    let row = |(name, wanted, left): (String, Quantity, Quantity)| {
        let state =
            if Quantity::NONE < left { t!("support.to_deliver", n = locale().quantity(left)) } else { t!("support.delivered").to_owned() };
        view! {
            <li class="flex flex-wrap items-baseline justify-between gap-2 py-2 text-sm">
                <span class="min-w-0 break-words">{name} " × " {locale().quantity(wanted)}</span>
                <span class="text-quiet tabular-nums">{state}</span>
            </li>
        }
    };
    let amount = move || (notebook.sight().shows_amounts()).then(|| locale().money_signed(order.with(Order::agreed)));
    let amount_row = |amount: String| {
        view! {
            <p class="flex flex-wrap items-baseline justify-between gap-2 pb-2 text-sm">
                <span class="text-quiet">{move || t!("words.field.amount")}</span>
                <span class="font-semibold tabular-nums">{amount}</span>
            </p>
        }
    };
    view! {
        <Section title=move || words::field(Field::Lines)>
            {move || amount().map(amount_row)}
            <p class="pb-2 text-sm text-quiet">
                {move || words::field(Field::Owner)} " " {owner} " · " {move || words::field(Field::DealOn)} " "
                {move || locale().day(order.with(|it| it.terms.deal_on))}
            </p>
            <ul class="divide-y divide-base-200">{move || goods.get().into_iter().map(row).collect_view()}</ul>
        </Section>
    }
    .into_any()
}
