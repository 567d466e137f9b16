//! Amending the terms of an order.

use domain::decide::command::{AmendOrder, Command};
use domain::records::order::{Order, Origin};
use domain::values::calendar::Day;
use domain::values::field::{Field, LinePart};
use domain::values::json::word_of;
use leptos::prelude::*;

use super::instalment_fields::InstalmentFields;
use super::terms_words::{LineWords, TermsWords};
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed::money as money_words;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{
    Button, Choice, DateField, Entry, FormErrors, IconButton, Look, MoneyField, QuantityField, SelectField, Sheet, TextArea, TextField,
    icons,
};

/// The sheet.
#[component]
pub fn AmendSheet(order: Signal<Order>, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("orders.amend")>
            <AmendForm order is_open/>
        </Sheet>
    }
}

#[component]
fn AmendForm(order: Signal<Order>, is_open: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    // The record as it was when the form opened: the base of the change.
    let (id, was) = order.with_untracked(|it| (it.id, it.terms.clone()));
    let typed = TermsWords::of(&was);
    let before = was.clone();
    let refusals = writing.refusals();
    let unchanged = was.clone();
    let make = move || typed.read().map(|now| Command::AmendOrder(AmendOrder { order: id, was: was.clone(), now }));
    let commit = writing.saving((), make, move || is_open.set(false));
    let save = move || match untrack(|| typed.read()) {
        Ok(now) if now == unchanged => is_open.set(false),
        _ => commit(),
    };
    let origins = move || Origin::ALL.into_iter().map(|it| Choice::new(word_of(it), words::origin(it))).collect::<Vec<_>>();
    let add = move || {
        let first = notebook.peek(|book| book.products().find(|it| it.active).map(|it| it.id));
        let added = first.map(LineWords::fresh);
        added.iter().for_each(|it| it.cost.set(proposed_cost(&it.product.get_untracked(), typed, notebook).unwrap_or_default()));
        typed.lines.update(|it| it.extend(added));
    };
    let lines = move || typed.lines.with(|it| it.iter().copied().enumerate().collect::<Vec<_>>());
    let was_sold: Vec<_> = before.lines.iter().map(|it| it.product).collect();
    view! {
        <form
            class="grid gap-3"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <For each=lines key=|(at, it)| (*at, it.key()) let((at, line))>
                <LineFields at line typed was_sold=was_sold.clone() refusals/>
            </For>
            <Button label=move || t!("orders.add_line") icon=icons::PLUS look=Look::Ghost on_press=add/>
            <DateField label=move || words::field(Field::DealOn) name=Field::DealOn value=typed.deal_on refusals required=true/>
            <DateField label=move || words::field(Field::DeliverBy) name=Field::DeliverBy value=typed.deliver_by refusals/>
            <InstalmentFields typed refusals/>
            <DateField label=move || words::field(Field::DueOn) name=Field::DueOn value=typed.due_on refusals hint=move || t!("orders.due_hint")/>
            <SelectField
                label=move || words::field(Field::Origin)
                name=Field::Origin
                value=typed.origin
                choices=Signal::derive(origins)
                refusals
                none=move || t!("kit.none")
            />
            <TextArea label=move || words::field(Field::Note) name=Field::Note value=typed.note refusals/>
            <FormErrors refusals shown=&[Field::DealOn, Field::DueOn, Field::DeliverBy, Field::Instalments, Field::Origin, Field::Note]/>
            <Button label=move || t!("kit.save") look=Look::Primary submit=true wide=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}

/// The fields of one line.
#[component]
fn LineFields(
    at: usize,
    line: LineWords,
    typed: TermsWords,
    was_sold: Vec<domain::values::ids::ProductId>,
    refusals: Signal<domain::values::refusal::Refusals>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    // An inactive product may stay on an order but cannot be added.
    let products = notebook.see(move |book| choices::products(book, |it| was_sold.contains(&it.id)));
    let sees_costs = Memo::new(move |_| notebook.sight().shows_costs());
    let is_only = move || typed.lines.with(|it| it.len() < 2);
    let remove = move || typed.lines.update(|it| _ = it.remove(at));
    // Another product brings its own cost on the day of the deal; a cost that was typed stays.
    Effect::new(move |was: Option<String>| {
        let (product, now) = (line.product.get(), line.cost.get_untracked());
        let is_untouched = |was: &String| now.is_empty() || proposed_cost(was, typed, notebook) == Some(now.clone());
        if was.as_ref().is_some_and(|was| *was != product && is_untouched(was)) {
            line.cost.set(proposed_cost(&product, typed, notebook).unwrap_or_default());
        }
        product
    });
    view! {
        <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
            <legend class="flex items-center text-sm font-medium">
                {move || words::field(Field::LineAt(at))}
                <Show when=move || !is_only()>
                    <IconButton icon=icons::DELETE label=move || t!("orders.remove_line") on_press=remove/>
                </Show>
            </legend>
            <SelectField label=move || words::field(Field::Product) name=Field::LineOf(at, LinePart::Product) value=line.product choices=products refusals/>
            <div class="grid grid-cols-2 gap-2">
                <QuantityField label=move || words::field(Field::Quantity) name=Field::LineOf(at, LinePart::Quantity) value=line.quantity refusals required=true/>
                <MoneyField label=move || words::field(Field::Price) name=Field::LineOf(at, LinePart::Price) value=line.price refusals required=true/>
                <TextField
                    label=move || t!("track.discount_percent")
                    name=Field::LineOf(at, LinePart::Discount)
                    value=line.discount
                    entry=Entry::Decimal
                    refusals
                />
                <Show when=move || sees_costs.get()>
                    <MoneyField label=move || words::field(Field::Cost) name=Field::LineOf(at, LinePart::Cost) value=line.cost refusals/>
                </Show>
            </div>
        </fieldset>
    }
    .into_any()
}

/// What a piece of the product costs on the day of the deal, as the field has it.
fn proposed_cost(product: &str, terms: TermsWords, notebook: Notebook) -> Option<String> {
    let (product, day) = (product.parse().ok()?, Day::parse(&terms.deal_on.get_untracked())?);
    notebook.peek(|book| book.product(product)?.cost_on(day)).map(money_words)
}
