//! One order: terms, receivables and payments.

use domain::book::Book;
use domain::records::order::Order;
use domain::records::review::Matter;
use domain::values::field::Field;
use leptos::prelude::*;
use leptos_router::components::A;

use super::amend_sheet::AmendSheet;
use super::assigned_order::AssignedOrder;
use super::cancel_sheet::CancelSheet;
use super::collection_badges::CollectionBadges;
use super::credit_section::CreditSection;
use super::deliveries_section::DeliveriesSection;
use super::dues_section::DuesSection;
use super::lines_table::LinesTable;
use super::payments::Payments;
use super::split_section::SplitSection;
use super::step_sheet::{StepSheet, TrackStep};
use super::track_section::TrackSection;
use super::voices_section::VoicesSection;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::state::shown_number;
use crate::t;
use crate::ui::kit::{Badge, Button, ButtonLink, Look, PageHead, PrintButton, SavedBadge, Section, StatTile, SyncState, Tone, icons};
use crate::ui::records::attachments::{EvidenceSection, Proof};
use crate::ui::records::customer_link::CustomerLink;
use crate::ui::records::found::Found;
use crate::ui::records::history_link::HistoryLink;
use crate::ui::records::review_note::{ReviewNote, WrongClock};
use crate::ui::url::routes::{self, paths};

/// The page of an order.
#[component]
pub fn OrderPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    view! {
        <Found
            find=Book::order
            title=move || t!("words.kind.order")
            back=if notebook.actor().may_see_sales() { routes::ORDERS } else { routes::TODAY }
            page=page_of
        />
    }
}

fn page_of(order: Signal<Order>) -> AnyView {
    match expect_context::<Notebook>().actor().may_see_sales() {
        true => view! { <OrderBody order/> }.into_any(),
        false => view! { <AssignedOrder order/> }.into_any(),
    }
}

#[component]
fn OrderBody(order: Signal<Order>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (is_amending, is_cancelling) = (RwSignal::new(false), RwSignal::new(false));
    let may_change = Memo::new(move |_| {
        let actor = notebook.actor();
        order.with(|it| it.cancelled.is_none() && notebook.with(|book| actor.may_work_on_order(it, book)))
    });
    // Customer feedback can be recorded even for a cancelled order.
    let may_say = Memo::new(move |_| {
        let actor = notebook.actor();
        order.with(|it| notebook.with(|book| actor.may_work_on_order(it, book)))
    });
    // An advance payment has nothing to deliver, amend or cancel.
    let is_order = Memo::new(move |_| order.with(|it| !it.is_advance()));
    let step = RwSignal::new(None::<TrackStep>);
    let is_owed = Memo::new(move |_| order.with(|it| 0 < it.balance().0));
    let saved = Memo::new(move |_| SyncState::from(notebook.saved(order.with(|it| it.id).into())));
    // Marks a number as proposed until the server confirms it, because two phones may propose the same one (SA-02).
    let title = move || order.with(|it| notebook.with(|book| shown_number(book, &it.number)));
    view! {
        <PageHead title=Signal::derive(title) back=routes::ORDERS>
            <SavedBadge state=saved/>
            <PrintButton/>
        </PageHead>
        <div class="grid gap-4 lg:grid-cols-3">
            <div class="grid min-w-0 content-start gap-4 lg:col-span-2">
                <Facts order/>
                <Show when=move || is_order.get()>
                    <TrackSection order may_change step/>
                    <LinesTable order/>
                    <DeliveriesSection order may_change step/>
                    <VoicesSection order may_say step/>
                </Show>
                <EvidenceSection proof=Signal::derive(move || order.with(|it| Proof::of(it.id, it.customer))) may_add=may_change/>
            </div>
            <div class="min-w-0">
                <DuesSection order/>
                <Payments order may_void=may_say/>
                <CreditSection order may_use=may_say/>
                <SplitSection order/>
                <Show when=move || is_order.get() && may_change.get()>
                    <div class="flex flex-wrap gap-2 py-4">
                        <Show when=move || is_owed.get()>
                            <ButtonLink
                                label=move || t!("nav.enter_payment")
                                to=Signal::derive(move || paths::enter_payment(order.with(|it| it.id)))
                                look=Look::Primary
                                icon=icons::PAYMENT
                            />
                        </Show>
                        <Button label=move || t!("orders.amend") icon=icons::EDIT on_press=move || is_amending.set(true)/>
                        <Button label=move || t!("orders.cancel") look=Look::Danger on_press=move || is_cancelling.set(true)/>
                    </div>
                </Show>
            </div>
        </div>
        <AmendSheet order is_open=is_amending/>
        <CancelSheet order is_open=is_cancelling/>
        <StepSheet order step/>
    }
    .into_any()
}

#[component]
fn Facts(order: Signal<Order>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let nothing = || NOTHING.to_owned();
    let customer = move || {
        let id = order.with(|it| it.customer);
        view! { <CustomerLink id/> }
    };
    let badges = move || {
        order.with(|order| {
            let (collection, days_overdue) = (order.collection(), order.days_overdue(notebook.today()));
            match order.is_advance() {
                true => view! { <Badge label=move || t!("credit.advance") tone=Tone::Brand/> }.into_any(),
                false => view! { <CollectionBadges collection days_overdue is_cancelled=order.cancelled.is_some()/> }.into_any(),
            }
        })
    };
    let owner =
        move || notebook.with(|book| order.with(|it| book.person(it.owner).map(|owner| owner.name.clone()))).unwrap_or_else(nothing);
    let money = move |read: fn(&Order) -> domain::values::money::Money| Signal::derive(move || locale().money_signed(order.with(read)));
    let deal = move || locale().day(order.with(|it| it.terms.deal_on));
    let due = move || locale().day(order.with(|it| it.due_on));
    let origin = move || order.with(|it| it.terms.origin).map_or_else(nothing, |it| words::origin(it).to_owned());
    let balance_tone = move || if 0 < order.with(|it| it.days_overdue(notebook.today())) { Tone::Error } else { Tone::Neutral };
    let from = move || {
        let id = order.with(|it| it.from.map(|from| from.id))?;
        let title = notebook.with(|book| book.opportunity(id).map(|it| it.profile.title.clone()))?;
        Some(view! { <A href=paths::opportunity(id) attr:class="link text-sm">{t!("orders.from", opportunity = title)}</A> })
    };
    let cancelled = move || {
        let cancellation = order.with(|it| it.cancelled.clone())?;
        let by = notebook.with(|book| book.person(cancellation.by).map(|it| it.name.clone()).unwrap_or_default());
        let words = t!("orders.cancelled_by", day = locale().day(cancellation.on), person = by, reason = cancellation.reason);
        Some(view! { <p class="pt-2 text-sm"><Badge label=move || t!("orders.cancelled")/> " " {words}</p> })
    };
    view! {
        <Section title=move || t!("orders.about") actions=move || view! { <HistoryLink record=Signal::derive(move || order.with(|it| it.id.into()))/> }>
            <p class="flex flex-wrap items-center gap-2 pb-3">{customer} {badges}</p>
            <div class="tiles">
                <StatTile label=move || t!("orders.amount") value=money(Order::amount)/>
                <StatTile label=move || t!("orders.collected") value=money(Order::collected)/>
                <StatTile label=move || t!("orders.balance") value=money(Order::balance) tone=Signal::derive(balance_tone)/>
                <StatTile label=move || words::field(Field::DealOn) value=Signal::derive(deal)/>
                <StatTile label=move || words::field(Field::DueOn) value=Signal::derive(due)/>
                <StatTile label=move || words::field(Field::Owner) value=Signal::derive(owner)/>
                <StatTile label=move || words::field(Field::Origin) value=Signal::derive(origin)/>
            </div>
            {cancelled}
            <WrongClock times=Signal::derive(move || order.with(|it| it.review.is_none().then_some((it.clock_said, it.made_at))))/>
            <ReviewNote matter=Signal::derive(move || Matter::Order { order: order.with(|it| it.id) })/>
            <p class="pt-3">{from}</p>
            <p class="text-sm break-words whitespace-pre-line">{move || order.with(|it| it.terms.note.clone())}</p>
        </Section>
    }
}
