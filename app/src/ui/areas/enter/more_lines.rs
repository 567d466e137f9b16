//! Further lines of a sale: few sales have them, so they are added on demand (A30).

use domain::values::calendar::Day;
use domain::values::field::{Field, LinePart};
use domain::values::json::{of_word, word_of};
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::cost_field::{CostField, cost_of};
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::forms::{LineForm, OrderForm};
use crate::state::typed;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::filling::Filling;
use crate::ui::kit::{Button, Entry, IconButton, Look, MoneyField, QuantityField, SelectField, TextField, icons};

/// The lines after the first, and a button to add one.
#[component]
pub fn MoreLines(filling: Filling<OrderForm>) -> impl IntoView {
    let typed = filling.draft.words();
    let places = Memo::new(move |_| typed.with(|it| it.more.len()));
    let add = move || typed.update(|it| it.more.push(LineForm { quantity: "1".to_owned(), ..LineForm::default() }));
    view! {
        <For each=move || 0..places.get() key=|at| *at let(at)>
            <OneLine at filling/>
        </For>
        <Button label=move || t!("orders.add_line") icon=icons::PLUS look=Look::Ghost on_press=add/>
    }
    .into_any()
}

#[component]
fn OneLine(at: usize, filling: Filling<OrderForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let typed = filling.draft.words();
    let text = move |read: fn(&LineForm) -> &String, write: fn(&mut LineForm, String)| {
        filling.text(
            move |it: &OrderForm| it.more.get(at).map(read).cloned().unwrap_or_default(),
            move |form: &mut OrderForm, word| {
                if let Some(line) = form.more.get_mut(at) {
                    write(line, word);
                }
            },
        )
    };
    let product = filling.text(
        move |it| it.more.get(at).and_then(|line| line.product.as_ref().map(word_of)).unwrap_or_default(),
        move |form, word| {
            form.proposing_costs(cost_of(notebook), |form| {
                if let Some(line) = form.more.get_mut(at) {
                    line.choose(of_word(&word), |id| notebook.peek(|book| book.product(id).map(|it| typed::money(it.price))));
                }
            });
        },
    );
    let quantity = text(|it| &it.quantity, |it, word| it.quantity = word);
    let price = text(|it| &it.price, |it, word| it.price = word);
    let discount = text(|it| &it.discount, |it, word| it.discount = word);
    let cost = text(|it| &it.cost, |it, word| it.cost = word);
    let sold = Memo::new(move |_| typed.with(|it| it.more.get(at).and_then(|line| line.product)));
    let deal_on = Memo::new(move |_| typed.with(|it| Day::parse(&it.deal_on)));
    let refusals: Signal<Refusals> = filling.refusals();
    let products = notebook.see(|book| choices::products(book, |_| false));
    let remove = move || {
        typed.update(|form| {
            if at < form.more.len() {
                form.more.remove(at);
            }
        });
    };
    let line = at + 1;
    view! {
        <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
            <legend class="flex items-center text-sm font-medium">
                {move || words::field(Field::LineAt(line))}
                <IconButton icon=icons::DELETE label=move || t!("orders.remove_line") on_press=remove/>
            </legend>
            <SelectField label=move || words::field(Field::Product) name=Field::LineOf(line, LinePart::Product) value=product choices=products none=move || t!("enter.choose_product") refusals required=true/>
            <div class="grid grid-cols-2 gap-2">
                <QuantityField label=move || words::field(Field::Quantity) name=Field::LineOf(line, LinePart::Quantity) value=quantity refusals required=true/>
                <MoneyField label=move || words::field(Field::Price) name=Field::LineOf(line, LinePart::Price) value=price refusals required=true/>
                <TextField label=move || t!("track.discount_percent") name=Field::LineOf(line, LinePart::Discount) value=discount entry=Entry::Decimal refusals/>
                <CostField line value=cost product=sold deal_on refusals/>
            </div>
        </fieldset>
    }
    .into_any()
}
