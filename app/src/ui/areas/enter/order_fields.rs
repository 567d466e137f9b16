//! The fields of a sale, in groups.

use domain::book::numbers::order_prefix;
use domain::records::order::Origin;
use domain::values::calendar::Day;
use domain::values::field::{Field, LinePart};
use domain::values::ids::ProductId;
use domain::values::json::{of_word, word_of};
use domain::values::money::Money;
use leptos::prelude::*;

use super::cost_field::{CostField, cost_of};
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::state::forms::OrderForm;
use crate::state::typed;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::filling::Filling;
use crate::ui::kit::{Chip, ChipRow, Choice, DateField, Entry, MoneyField, QuantityField, SelectField, TextArea, TextField};

/// The open opportunity of the customer that this sale wins, if it wins one.
#[component]
pub fn WinsField(filling: Filling<OrderForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let customer = Memo::new(move |_| filling.draft.words().with(|it| it.customer));
    let open = Memo::new(move |_| {
        let Some(customer) = customer.get() else { return Vec::new() };
        notebook.with(|book| {
            let open = book.opportunities_of(customer).filter(|it| it.is_open());
            open.map(|it| (word_of(it.id), it.profile.title.clone(), it.stage)).collect::<Vec<_>>()
        })
    });
    let wins = filling.choice(|it| it.wins, |it, wins| it.wins = wins);
    let choices = move || {
        open.get().into_iter().map(|(id, title, stage)| Choice::new(id, format!("{title} · {}", words::stage(stage)))).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || open.with(|it| !it.is_empty())>
            <SelectField label=move || t!("enter.wins") name=Field::Opportunity value=wins choices=Signal::derive(choices) none=move || t!("enter.wins_none") refusals=filling.refusals()/>
        </Show>
    }
    .into_any()
}

/// What was sold, how many, at which price.
#[component]
pub fn SaleLine(filling: Filling<OrderForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let refusals = filling.refusals();
    let price_of = move |id: ProductId| notebook.peek(|book| book.product(id).map(|it| typed::money(it.price)));
    let product = filling.text(
        |it| it.product.as_ref().map(word_of).unwrap_or_default(),
        move |form, word| form.proposing_costs(cost_of(notebook), |form| form.choose(of_word(&word), price_of)),
    );
    let quantity = filling.text(|it| it.quantity.clone(), |it, typed| it.quantity = typed);
    let price = filling.text(|it| it.price.clone(), |it, typed| it.price = typed);
    let products = notebook.see(|book| choices::products(book, |_| false));
    view! {
        <SelectField label=move || t!("words.field.product") name=Field::LineOf(0, LinePart::Product) value=product choices=products none=move || t!("enter.choose_product") refusals required=true/>
        <div class="grid grid-cols-2 gap-4">
            <QuantityField label=move || t!("words.field.quantity") name=Field::LineOf(0, LinePart::Quantity) value=quantity refusals required=true/>
            <MoneyField label=move || t!("words.field.price") name=Field::LineOf(0, LinePart::Price) value=price refusals required=true/>
        </div>
    }
    .into_any()
}

/// Total of the lines.
#[component]
pub fn SaleAmount(amount: Signal<Option<Money>>) -> impl IntoView {
    let amount = move || amount.get().map_or_else(|| NOTHING.to_owned(), |it| locale().money_signed(it));
    view! {
        <p class="flex items-baseline justify-between rounded-box bg-base-100 px-4 py-3">
            <span class="text-sm text-quiet">{move || t!("words.field.amount")}</span>
            <output class="text-xl font-semibold tabular-nums" aria-live="polite">{amount}</output>
        </p>
    }
    .into_any()
}

/// Origin, deal day, number and further terms.
#[component]
pub fn OrderMore(filling: Filling<OrderForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (words_of, refusals, today) = (filling.draft.words(), filling.refusals(), notebook.today());
    let deal_on =
        filling.text(|it| it.deal_on.clone(), move |form, typed| form.proposing_costs(cost_of(notebook), |form| form.deal_on = typed));
    let due_on = filling.text(|it| it.due_on.clone(), |it, typed| it.due_on = typed);
    let number = filling.text(|it| it.number.clone(), |it, typed| it.number = typed);
    let note = filling.text(|it| it.note.clone(), |it, typed| it.note = typed);
    let discount = filling.text(|it| it.discount.clone(), |it, typed| it.discount = typed);
    let cost = filling.text(|it| it.cost.clone(), |it, typed| it.cost = typed);
    let product = Memo::new(move |_| words_of.with(|it| it.product));
    let deliver_by = filling.text(|it| it.deliver_by.clone(), |it, typed| it.deliver_by = typed);
    let prepaid = filling.text(|it| it.prepaid.clone(), |it, typed| it.prepaid = typed);
    let day = Memo::new(move |_| words_of.with(|it| Day::parse(&it.deal_on)));
    let next_number =
        Memo::new(move |_| day.get().map(|it| notebook.with(|book| book.numbers().next(&order_prefix(it)))).unwrap_or_default());
    let due =
        Memo::new(move |_| day.get().map(|it| notebook.with(|book| (it.plus(book.company().credit_days), book.company().credit_days))));
    let due_hint = move || due.get().map(|(on, days)| t!("enter.due_default", on = locale().day(on), days = days)).unwrap_or_default();
    let origin_chip = move |origin: Origin| {
        let press = move || words_of.update(|now| now.origin = if now.origin == Some(origin) { None } else { Some(origin) });
        let is_on = Signal::derive(move || words_of.with(|now| now.origin == Some(origin)));
        view! { <Chip label=move || words::origin(origin) on=is_on on_press=press/> }
    };
    view! {
        <ChipRow label=move || t!("words.field.origin")>{Origin::ALL.map(origin_chip).into_iter().collect_view()}</ChipRow>
        <DateField label=move || t!("words.field.deal_on") name=Field::DealOn value=deal_on refusals last=today required=true/>
        <details class="rounded-box border border-base-300 bg-base-100">
            <summary class="flex min-h-11 cursor-pointer items-center px-4 text-sm">{move || t!("enter.more_order")}</summary>
            <div class="grid gap-4 p-4 pt-1">
                <TextField label=move || t!("words.field.number") name=Field::Number value=number refusals placeholder=next_number hint=move || t!("enter.number_hint")/>
                <DateField label=move || t!("track.field.deliver_by") name=Field::DeliverBy value=deliver_by refusals/>
                <div class="grid grid-cols-2 gap-4">
                    <TextField label=move || t!("track.discount_percent") name=Field::LineOf(0, LinePart::Discount) value=discount entry=Entry::Decimal refusals/>
                    <TextField label=move || t!("track.prepaid_percent") name=Field::Prepaid value=prepaid entry=Entry::Decimal refusals hint=move || t!("track.prepaid_hint")/>
                </div>
                <CostField line=0 value=cost product deal_on=day refusals/>
                <DateField label=move || t!("words.field.due_on") name=Field::DueOn value=due_on refusals hint=due_hint/>
                <TextArea label=move || t!("words.field.note") name=Field::Note value=note refusals rows=2/>
            </div>
        </details>
    }
    .into_any()
}
